package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// asking is how an operation is asked for over HTTP: what stands for the {…} of its path, its query, its body.
type asking struct {
	path  []any
	query string
	body  any
}

type fields map[string]any

var (
	none  = func(object) asking { return asking{} }
	byID  = func(o object) asking { return asking{path: []any{o.id}} }
	aPost = func(o object) asking { return asking{path: []any{o.post}} }
)

// operations tells how each HTTP operation is asked for.
var operations = map[string]func(o object) asking{
	"list-boards":    none,
	"list-cities":    none,
	"board-page":     func(o object) asking { return asking{path: []any{o.board}} },
	"thread-page":    func(o object) asking { return asking{path: []any{o.thread}} },
	"thread-history": func(o object) asking { return asking{path: []any{o.thread}, query: "?before=1000000"} },
	"create-thread": func(o object) asking {
		return asking{body: wire.CreateThread{Board: o.board, ClientID: uuid.New(), Title: "A thread", Body: "A text"}}
	},
	"mark-read":   func(o object) asking { return asking{path: []any{o.thread}, body: fields{"seq": 1}} },
	"create-post": func(o object) asking { return asking{body: aNewPost(o)} },
	"get-post":    aPost,
	"edit-post": func(o object) asking {
		return asking{path: []any{o.post}, body: fields{"revision": 1, "body": "edited"}}
	},
	"delete-post":   aPost,
	"hide-post":     func(o object) asking { return asking{path: []any{o.post}, body: fields{"clause": "attacks"}} },
	"restore-post":  aPost,
	"post-history":  aPost,
	"approve-post":  aPost,
	"post-evidence": aPost,
	"preview-post":  func(object) asking { return asking{body: wire.PreviewPost{Body: "A text"}} },
	"list-classes":  none,
	"class-page":    func(o object) asking { return asking{path: []any{o.class}} },

	// Where everybody may ask, the answer of the table is the refusal of an input that is wrong: nothing is left behind,
	// and no password is hashed.
	"register":             func(object) asking { return asking{body: aRegistration} },
	"confirm-registration": func(object) asking { return asking{body: fields{"token": "none"}} },
	"request-confirmation": func(object) asking { return asking{body: fields{"email": "nobody"}} },
	"sign-in":              func(object) asking { return asking{body: fields{"name": uuid.NewString(), "password": "none"}} },
	"sign-out":             none,
	"request-password-reset": func(object) asking {
		return asking{body: fields{"email": "nobody"}}
	},
	"reset-password":  func(object) asking { return asking{body: fields{"token": "none", "password": "short"}} },
	"change-password": func(object) asking { return asking{body: fields{"old_password": "none", "password": "short"}} },

	"me":                  none,
	"change-settings":     func(object) asking { return asking{body: fields{"language": "en"}} },
	"delete-account":      func(object) asking { return asking{body: fields{"password": "none", "posts": "neither"}} },
	"list-logins":         none,
	"end-other-logins":    none,
	"end-login":           byID,
	"list-access-tokens":  none,
	"create-access-token": func(object) asking { return asking{body: fields{"name": "table", "scope": "read"}} },
	"revoke-access-token": byID,
	"become-first-administrator": func(o object) asking {
		if o.board == "register" {
			return asking{body: fields{"token": "none", "register": aRegistration}}
		}
		return asking{body: fields{"token": "none"}}
	},
	"list-outbox": none,
}

var aRegistration = fields{"email": "nobody", "display_name": "N", "language": "en", "time_zone": "UTC", "password": "short", "adult": false}

func aNewPost(o object) wire.CreatePost {
	return wire.CreatePost{Thread: o.thread, ClientID: uuid.New(), Body: "A post"}
}

func aPostRef(o object) any { return wire.PostRef{Post: o.post} }

// commands tells what each command of the socket is given. What the socket itself knows stands in onSocket.
var commands = map[string]func(o object) any{
	"thread.create": func(o object) any {
		return wire.CreateThread{Board: o.board, ClientID: uuid.New(), Title: "A thread", Body: "A text"}
	},
	"thread.read":    func(o object) any { return wire.MarkRead{Thread: o.thread, Seq: 1} },
	"thread.history": func(o object) any { return wire.HistoryIn{Thread: o.thread, Before: 1_000_000} },
	"post.create":    func(o object) any { return aNewPost(o) },
	"post.edit":      func(o object) any { return wire.EditPost{Post: o.post, Revision: 1, Body: "edited"} },
	"post.delete":    aPostRef,
	"post.hide":      func(o object) any { return wire.HidePost{Post: o.post, Clause: "attacks"} },
	"post.restore":   aPostRef,
	"post.approve":   aPostRef,
	"hello":          func(object) any { return wire.Hello{Protocol: wire.ProtocolVersion} },
	"unsubscribe":    func(o object) any { return wire.Unsubscribe{Topic: o.topic} },
}

// answer is what came, from whichever door: the status and code, and all bytes that were received.
type answer struct {
	status int
	code   string
	raw    []byte
}

func (a answer) String() string { return fmt.Sprintf("%d %s %.300s", a.status, a.code, a.raw) }

// plain keeps connections, follows nothing and keeps no cookie: what an actor is does not change by an answer.
var plain = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func (a *actor) http(method, path string, body any) answer {
	var content io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			a.world.t.Error(err)
		}
		content = bytes.NewReader(raw)
	}
	request, err := http.NewRequest(method, a.world.node.URL+path, content)
	if err != nil {
		a.world.t.Error(err)
		return answer{}
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	a.header(request.Header)
	response, err := plain.Do(request)
	if err != nil {
		a.world.t.Error(err)
		return answer{}
	}
	defer response.Body.Close()
	got := answer{status: response.StatusCode}
	if got.raw, err = io.ReadAll(response.Body); err != nil {
		a.world.t.Error(err)
	}
	var p wire.Problem
	if strings.HasPrefix(response.Header.Get("Content-Type"), "application/problem+json") && json.Unmarshal(got.raw, &p) == nil {
		got.code = p.Code
	}
	return got
}

// onSocket does a command, or "subscribe KIND", or "signal NAME". A refused handshake is an answer as well.
func (a *actor) onSocket(do string, o object) answer {
	if !a.opens {
		return a.http(http.MethodGet, "/api/socket", nil)
	}
	if a.socket == nil {
		header := http.Header{}
		a.header(header)
		a.socket = apptest.DialWith(a.world.t, a.world.node, header)
		a.socket.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion}, nil)
	}
	what, name, _ := strings.Cut(do, " ")
	switch what {
	case "subscribe":
		got := a.frames("subscribe", wire.Subscribe{Topic: o.topic})
		a.frames("unsubscribe", wire.Unsubscribe{Topic: o.topic})
		return got
	case "signal":
		joined := a.frames("subscribe", wire.Subscribe{Topic: o.topic})
		got := a.frames("signal", wire.SendSignal{Topic: o.topic, Name: name})
		if joined.status != http.StatusOK {
			if got.code != "subscription.none" {
				a.world.t.Errorf("%s signals %s in %s, which it does not follow: %s", a.column, name, o.topic, got)
			}
			got = joined
		}
		a.frames("unsubscribe", wire.Unsubscribe{Topic: o.topic})
		return got
	}
	return a.frames(do, commands[do](o))
}

// frames does one command and gives its answer, with the bytes of all that came until then.
func (a *actor) frames(do string, in any) answer {
	f := a.socket.Do(do, in)
	got := answer{status: http.StatusOK, raw: f.Raw}
	for _, other := range a.socket.Kept() {
		got.raw = append(append(got.raw, '\n'), other.Raw...)
	}
	if f.Error != nil {
		got.status, got.code = f.Error.Status, f.Error.Code
	}
	return got
}

// onPage opens a page by its pattern, the star filled in with what the row is about.
func (a *actor) onPage(pattern string, o object) answer {
	star := o.board
	switch {
	case o.thread != uuid.Nil:
		star = o.thread.String()
	case o.class != uuid.Nil:
		star = o.class.String()
	}
	return a.http(http.MethodGet, strings.Replace(pattern, "*", star, 1), nil)
}
