package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
)

// ends are the ways in which what somebody may do ends while a connection is open. The database alone hears of it: the
// connection is told nothing, and has to ask.
var ends = []struct {
	name   string
	refuse string // status and code from then on, in the class
	end    func(w *tableWorld, p apptest.Person)
}{
	{"the login ends", "401 unauthenticated", func(w *tableWorld, p apptest.Person) {
		w.exec(`update login set ended_at = now() where person_id = $1`, p.ID)
	}},
	{"the account is deleted", "401 unauthenticated", func(w *tableWorld, p apptest.Person) {
		w.exec(`update person set deleted_at = now() where id = $1`, p.ID)
	}},
	{"the class is left", "404 not_found", func(w *tableWorld, p apptest.Person) {
		w.exec(`update class_member set left_at = now() where person_id = $1`, p.ID)
	}},
}

func TestAnOpenSocketDoesNothingMoreInTheClassFromTheMomentThatItsPersonMayNot(t *testing.T) {
	t.Parallel()
	_, rows := readTable(t)
	w := newTableWorld(t)
	tried := map[string]bool{}
	for _, r := range rows {
		// What a member may do in the class, is refused to one who was a member when the socket was opened.
		if r.command == "" || r.command == "hello" || r.command == "unsubscribe" || !strings.Contains(r.on, "class") || !slices.Contains(r.cells, "ok") || r.on == "the chat of another class" {
			continue
		}
		tried[r.command] = true
		for _, e := range ends {
			p := w.student("leaving")
			role := "student"
			if r.command == "post.hide" || r.command == "post.restore" {
				role = "teacher"
			}
			for _, class := range []uuid.UUID{w.Class, w.endedClass} {
				w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, $3)`, class, p.ID, role)
			}
			a := &actor{column: "leaving", person: p, member: true, opens: true, world: w}
			a.cookie, _ = w.login(p)
			o := objects[r.on](w, a)
			if before := a.onSocket("subscribe class", aClass(w.Class)); before.status != 200 {
				t.Fatalf("before %s: %s", e.name, before)
			}
			signals := strings.HasPrefix(r.command, "signal ")
			if signals {
				a.frames("subscribe", map[string]string{"topic": o.topic})
				a.frames("ping", struct{}{}) // the answer to subscribe comes before it is done
			}
			e.end(w, p)
			var got answer
			if signals {
				got = a.frames("signal", map[string]string{"topic": o.topic, "name": strings.TrimPrefix(r.command, "signal ")})
			} else {
				got = a.onlyOnSocket(r.command, o)
			}
			if is := fmt.Sprintf("%d %s", got.status, got.code); is != e.refuse {
				t.Errorf("%s after %s: want %s, got %s", r, e.name, e.refuse, got)
			}
			a.hangUp()
		}
	}
	for _, command := range []string{"subscribe class", "subscribe thread", "thread.history", "post.create", "post.edit", "post.delete", "post.hide", "thread.read", "signal typing"} {
		if !tried[command] {
			t.Errorf("%s was not tried", command)
		}
	}
}

// onlyOnSocket is onSocket without what follows a subscription: the connection may be closed by then.
func (a *actor) onlyOnSocket(do string, o object) answer {
	if strings.HasPrefix(do, "subscribe ") {
		return a.frames("subscribe", map[string]string{"topic": o.topic})
	}
	return a.frames(do, commands[do](o))
}
