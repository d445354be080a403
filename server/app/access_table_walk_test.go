package app_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"tongchuang/client"
	"tongchuang/server/app"
	"tongchuang/server/web"
)

// refusals are the table's short words for status and code.
var refusals = map[string]string{
	"401": "401 unauthenticated", "403": "403 forbidden", "404": "404 not_found", "unc": "403 unconfirmed", "sus": "403 suspended",
	"tok": "403 read_only_token", "lck": "403 locked", "arc": "403 archived", "log": "403 account.login_needed",
}

// passes are the answers that stand for "ok" where it is not 200: the actor was let through to what is wrong with the
// input.
var passes = map[string]string{
	"register": "422 invalid", "confirm-registration": "410 account.link_used", "request-confirmation": "422 invalid",
	"sign-in": "422 account.wrong_credentials", "request-password-reset": "422 invalid", "reset-password": "422 invalid",
	"change-password": "422 invalid", "delete-account": "422 invalid",
	"become-first-administrator with a new account":  "422 invalid",
	"become-first-administrator as who is signed in": "410 account.link_used",
	"/api": "302 ", "/api/socket": "400 ",
}

// endsLogins: after these the actor signs in again.
var endsLogins = map[string]bool{"sign-out": true, "end-other-logins": true}

// row is a line of the table.
type row struct {
	operation, command, on string // "" for none
	cells                  []string
}

func (r row) String() string { return strings.TrimSpace(r.operation + " " + r.command + " on " + r.on) }

// readTable reads the document; columns are the names of the actors.
func readTable(t *testing.T) (columns []string, rows []row) {
	t.Helper()
	for line := range strings.Lines(wholeTable()) {
		parts := strings.Split(line, "|")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		switch {
		case parts[0] == "" && len(parts) == 1:
		case strings.HasPrefix(parts[1], "vis"): // a heading
			these := strings.Fields(strings.Join(parts[1:], " "))
			if columns != nil && !slices.Equal(columns, these) {
				t.Fatalf("the columns of %q are others", parts[0])
			}
			columns = these
		default:
			r := row{operation: parts[0], command: parts[1], on: parts[2], cells: strings.Fields(strings.Join(parts[3:], " "))}
			if len(r.cells) != len(columns) {
				t.Fatalf("%s: %d cells for %d columns", r, len(r.cells), len(columns))
			}
			for _, cell := range r.cells {
				if cell != "ok" && refusals[cell] == "" {
					t.Fatalf("%s: what is %q?", r, cell)
				}
			}
			if objects[r.on] == nil {
				t.Fatalf("%s: what is %q?", r, r.on)
			}
			if r.operation == "—" {
				r.operation = ""
			}
			if r.command == "—" {
				r.command = ""
			}
			rows = append(rows, r)
		}
	}
	return columns, rows
}

func TestEverythingThatTheProgramOffersHasARowInTheTableOfAccess(t *testing.T) {
	t.Parallel()
	_, rows := readTable(t)
	have := map[string]bool{}
	for _, r := range rows {
		have[r.operation], have[r.command] = true, true
	}
	delete(have, "")
	offered := offers(t)
	for name := range offered {
		if !have[name] {
			t.Errorf("%q is offered and has no row in access_table_test.go: say who may do it", name)
		}
	}
	for name := range have {
		if !offered[name] {
			t.Errorf("%q has a row in access_table_test.go and is not offered", name)
		}
	}
}

func TestEverybodyMayDoWhatTheTableOfAccessSaysAndNothingElse(t *testing.T) {
	t.Parallel()
	columns, rows := readTable(t)
	w := newTableWorld(t)
	at := w.served()
	if !maps.Equal(at, operationsOf(web.Describe(app.Described()...))) {
		t.Error("the node offers other operations than the program describes")
	}
	if len(columns) != len(w.actors) {
		t.Fatalf("%d columns for %d actors", len(columns), len(w.actors))
	}
	t.Run("by", func(t *testing.T) { // ends when all actors are done, before the node stops
		for i, a := range w.actors {
			if a.column != columns[i] {
				t.Fatalf("column %d is %s, the actor %s", i, columns[i], a.column)
			}
			t.Run(a.column, func(t *testing.T) {
				t.Parallel()
				for _, r := range rows {
					a.walk(t, r, r.cells[i], at)
				}
				a.hangUp()
			})
		}
	})
}

// walk asks for one cell, at every door that its row names.
func (a *actor) walk(t *testing.T, r row, want string, at map[string]operation) {
	object := objects[r.on]
	if strings.HasPrefix(r.operation, "/") {
		if _, built := client.App(); built || want != "ok" {
			a.judge(t, r, want, a.onPage(r.operation, object(a.world, a)), true)
		}
	} else if r.operation != "" {
		op, known := at[r.operation]
		ask := operations[r.operation]
		if !known || ask == nil {
			t.Errorf("%s: no such operation, or no way to ask for it in access_table_calls_test.go", r)
			return
		}
		c, path := ask(object(a.world, a)), op.path
		for _, value := range c.path {
			path = strings.Replace(path, inPath.FindString(path), fmt.Sprint(value), 1)
		}
		a.judge(t, r, want, a.http(op.method, path+c.query, c.body), false)
	}
	if what, _, _ := strings.Cut(r.command, " "); what == "subscribe" || what == "signal" || commands[what] != nil {
		a.judge(t, r, want, a.onSocket(r.command, object(a.world, a)), false)
	} else if what != "" {
		t.Errorf("%s: no way to ask for it in access_table_calls_test.go", r)
	}
	if endsLogins[r.operation] {
		a.signInAgain()
	}
}

// judge compares an answer with its cell, and searches it for what this reader must not see.
func (a *actor) judge(t *testing.T, r row, want string, got answer, page bool) {
	t.Helper()
	expected := refusals[want]
	if want == "ok" {
		expected = "200 "
		for _, name := range []string{r.operation + " " + r.on, r.operation} {
			if passes[name] != "" {
				expected = passes[name]
				break
			}
		}
	}
	is := fmt.Sprintf("%d %s", got.status, got.code)
	if page && got.code == "" { // an error's page says its status alone
		expected, is = expected[:3], is[:3]
	}
	if is != expected {
		t.Errorf("%s by %s: want %s (%s), got %s", r, a.column, want, expected, got)
	}
	inClass := a.mayKnow(r) && !page // a page is the same for all: no cache ever holds what is not for everyone
	// The queue says how what was reported begins, to those who can read the whole case.
	hidden := a.keeps() && (inHiddenThread[r.on] || r.operation == "moderation-queue") && !page
	for marker, may := range map[string]bool{studentName: inClass, classText: inClass, hiddenText: hidden} {
		raw := got.raw
		if name := a.person.Name; name != "" { // one's own
			raw = bytes.ReplaceAll(raw, []byte(name), nil)
		}
		if i := bytes.Index(raw, []byte(marker)); i >= 0 && !may {
			t.Errorf("%s by %s shows %q: …%s", r, a.column, marker, raw[max(0, i-150):min(len(raw), i+100)])
		}
	}
}

// inHiddenThread are the objects whose text those who keep the forum may read.
var inHiddenThread = map[string]bool{"a hidden thread": true, "own, thread hidden": true, "another's, thread hidden": true}

// mayKnow: what the row is about is a class's, and the actor is of it.
func (a *actor) mayKnow(r row) bool {
	if a.column == "oth" {
		return r.on == "the chat of another class" || r.on == "own classes"
	}
	return a.member && strings.Contains(r.on, "class") && r.on != "the chat of another class"
}

// keeps: the public forum is the actor's to keep.
func (a *actor) keeps() bool { return a.column == "mod" || a.column == "adm" }
