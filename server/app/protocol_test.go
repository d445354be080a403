package app_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// conversation is one ```replay block of docs/protocol.md.
type conversation struct {
	line  int
	with  map[string]string // what stands behind ```replay
	lines []string
}

func conversations(t *testing.T) []conversation {
	t.Helper()
	f, err := os.Open("../../docs/protocol.md")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []conversation
	in, n := false, 0
	for s := bufio.NewScanner(f); s.Scan(); {
		n++
		line := s.Text()
		switch {
		case strings.HasPrefix(line, "```replay"):
			in = true
			c := conversation{line: n, with: map[string]string{}}
			for _, w := range strings.Fields(line)[1:] {
				k, v, _ := strings.Cut(w, "=")
				c.with[k] = v
			}
			all = append(all, c)
		case line == "```":
			in = false
		case in && line != "":
			all[len(all)-1].lines = append(all[len(all)-1].lines, line)
		}
	}
	return all
}

// said is how many events the class's topic has before a conversation begins.
const said = 3

func TestTheExamplesOfTheProtocolDocumentAreTrue(t *testing.T) {
	t.Parallel()
	all := conversations(t)
	if len(all) < 5 {
		t.Fatalf("only %d conversations in docs/protocol.md", len(all))
	}
	for _, c := range all {
		t.Run(fmt.Sprintf("line %d", c.line), func(t *testing.T) {
			t.Parallel()
			n := apptest.Start(t)
			r := &replay{t: t, at: c.line, vars: map[string]string{"uuid": uuid.NewString()}}
			w := apptest.Seed(t, n.Pool)
			token := ""
			if c.with["as"] == "teacher" {
				token = w.Teacher.Token
			}
			if c.with["topic"] == "class" {
				r.vars["topic"], r.vars["thread"] = w.ClassTopic, w.Chat.String()
				speaker := apptest.Hello(t, n, w.Student.Token)
				for i := range said {
					speaker.Must("post.create", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: fmt.Sprint("line ", i)}, nil)
				}
				speaker.Socket().Close()
			}
			r.client = apptest.Dial(t, n, token)
			r.run(c.lines)
		})
	}
}

// replay plays one conversation. Presence signals may come at any time and are passed over.
type replay struct {
	t      *testing.T
	at     int
	vars   map[string]string
	client *apptest.Client
}

func (r *replay) run(lines []string) {
	for i := 0; i < len(lines); i++ {
		r.at++
		what, rest, _ := strings.Cut(lines[i], " ")
		switch what {
		case ">":
			r.client.SendRaw(r.fill(rest))
		case "<":
			if code, ok := strings.CutPrefix(rest, "close "); ok {
				if got := r.client.CloseCode(); strconv.Itoa(got) != code {
					r.t.Fatalf("line %d: closed with %d, want %s", r.at, got, code)
				}
				continue
			}
			r.expect([]string{rest})
		case "<~":
			want := []string{rest}
			for ; i+1 < len(lines) && strings.HasPrefix(lines[i+1], "<~ "); i++ {
				want = append(want, strings.TrimPrefix(lines[i+1], "<~ "))
			}
			r.expect(want)
			r.at += len(want) - 1
		case "<…":
			for f := r.next(); ; f = r.next() {
				if f.Event == "" {
					r.t.Fatalf("line %d: want events, got %s", r.at, f.Raw)
				}
				if f.Seq == said {
					break
				}
			}
		default:
			r.t.Fatalf("line %d: cannot read %q", r.at, lines[i])
		}
	}
}

func (r *replay) next() apptest.Frame {
	for {
		f, err := r.client.Read()
		if err != nil {
			r.t.Fatalf("line %d: %v", r.at, err)
		}
		if f.Signal != "presence" {
			return f
		}
	}
}

// expect reads as many frames as are wanted, in any order.
func (r *replay) expect(want []string) {
	for range len(want) {
		f := r.next()
		i := slices.IndexFunc(want, func(w string) bool { return r.matches(w, f.Raw) })
		if i < 0 {
			r.t.Fatalf("line %d: got\n  %s\nwant\n  %s", r.at, f.Raw, strings.Join(want, "\n  "))
		}
		want = slices.Delete(want, i, i+1)
	}
}

var variable = regexp.MustCompile(`\$[a-z]+`)

func (r *replay) fill(s string) string {
	return variable.ReplaceAllStringFunc(s, func(v string) string {
		value, ok := r.vars[v[1:]]
		if !ok {
			r.t.Fatalf("line %d: no variable %s", r.at, v)
		}
		return value
	})
}

func (r *replay) matches(want string, raw []byte) bool {
	var w, g any
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		r.t.Fatalf("line %d: %v", r.at, err)
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		r.t.Fatalf("line %d: %v", r.at, err)
	}
	return r.same(w, g)
}

// same compares: "*" fits anything, "$=name" anything and keeps it, "$name" what was kept. No member may be missing or new.
func (r *replay) same(want, got any) bool {
	switch w := want.(type) {
	case string:
		if w == "*" {
			return got != nil
		}
		if name, ok := strings.CutPrefix(w, "$="); ok {
			r.vars[name], _ = got.(string)
			return r.vars[name] != ""
		}
		return r.fill(w) == got
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok || len(g) != len(w) {
			return false
		}
		for k, v := range w {
			if !r.same(v, g[k]) {
				return false
			}
		}
		return true
	default:
		return want == got
	}
}
