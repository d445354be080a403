package app_test

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
)

// object is what a row is about; a call takes from it what it needs.
type object struct {
	board               string // slug
	thread, post, class uuid.UUID
	topic               string
	id                  uuid.UUID // of a login or an access token
}

// things fills the forum and the chats.
func (w *tableWorld) things() {
	w.open = w.thread("An open thread", w.bystander)
	w.locked = w.thread("A locked thread", w.bystander)
	w.buried = w.thread(hiddenText+" thread", w.bystander)
	w.shelf = w.thread("A shelf", w.bystander)
	// However it came there: students do not write in public.
	w.students = w.thread("A student's thread", w.Outsider)
	w.say(w.students, w.Outsider, "A student's text")
	w.say(w.open, w.bystander, "Good evening, 晚上好")
	w.say(w.locked, w.bystander, "The last word")
	w.say(w.buried, w.bystander, hiddenText)
	w.lockedShelf = w.thread("A locked shelf", w.bystander)
	w.exec(`update thread set locked_at = now() where id = any($1)`, []uuid.UUID{w.locked, w.lockedShelf})
	w.buriedShelf = w.thread(hiddenText+" shelf", w.bystander)
	w.exec(`update thread set hidden_at = now() where id = any($1)`, []uuid.UUID{w.buried, w.buriedShelf})
	for _, chat := range []uuid.UUID{w.Chat, w.endedChat, w.otherChat} {
		w.say(chat, w.classmate, classText+" said")
	}
	// Hidden and deleted by those who do so in life, so that the logs are redacted as they are in life.
	w.hiddenPost = w.say(w.open, w.bystander, hiddenText)
	w.deletedPost = w.say(w.open, w.bystander, hiddenText)
	w.hiddenClassPost = w.say(w.Chat, w.classmate, hiddenText)
	for path, by := range map[string]struct {
		token string
		body  any
	}{
		"POST /api/posts/" + w.hiddenPost.String() + "/deed":      {w.Moderator.Token, fields{"kind": "hide", "clause": "attacks", "note": "because of this"}},
		"POST /api/posts/" + w.hiddenClassPost.String() + "/hide": {w.Teacher.Token, fields{"clause": "attacks"}},
		"DELETE /api/posts/" + w.deletedPost.String():             {w.bystander.Token, nil},
	} {
		method, path, _ := strings.Cut(path, " ")
		if got := (&actor{token: by.token, world: w}).http(method, path, by.body); got.status != 200 {
			w.t.Fatalf("%s %s: %s", method, path, got)
		}
	}
}

// thread begins a public discussion that stays at the top of its board.
func (w *tableWorld) thread(title string, author apptest.Person) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	w.exec(`with t as (insert into topic (name) values ($1) returning id)
		insert into thread (id, board_id, kind, topic_id, author_id, title, language, last_post_at)
		select $2, b.id, 'discussion', t.id, $3, $4, 'en', now() + interval '1 day' from t, board b where b.slug = 'welcome'`,
		"thread:"+id.String(), id, author.ID, title)
	return id
}

// say adds a post with its event, whoever the author is: also one who may not write there now, and could once.
func (w *tableWorld) say(thread uuid.UUID, author apptest.Person, body string) uuid.UUID {
	w.t.Helper()
	id := uuid.Must(uuid.NewV7())
	_, err := w.node.Pool.Exec(context.Background(), `
		with top as (update topic set head = head + 1 where id = (select topic_id from thread where id = $2) returning id, head),
		said as (insert into event (topic_id, seq, kind, subject, data)
			select id, head, 'post.created', $1, json_build_object('id', $1::uuid, 'thread', $2::uuid, 'seq', head, 'body', $4::text, 'html', $4::text,
				'author', json_build_object('id', $3::uuid, 'name', $5::text, 'role', 'citizen'), 'language', 'en', 'state', 'visible', 'revision', 1, 'reply_count', 0) from top)
		insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language)
		select $1, $2, head, $3, gen_random_uuid(), '\x00', $4, $4, 'en' from top`, id, thread, author.ID, body, author.Name)
	if err != nil {
		w.t.Fatalf("saying %q: %v", body, err)
	}
	w.exec(`update thread set post_count = post_count + 1, last_post_seq = greatest(last_post_seq, (select seq from post where id = $2)) where id = $1`, thread, id)
	return id
}

// hidden hides a post, without the events.
func (w *tableWorld) hidden(post uuid.UUID) uuid.UUID {
	w.exec(`update post set hidden_at = now() where id = $1`, post)
	return post
}

// objects are the table's words in the column "on". Those that a row may use up are made anew for every cell.
var objects = map[string]func(w *tableWorld, a *actor) object{
	"—":             func(*tableWorld, *actor) object { return object{} },
	"oneself":       func(_ *tableWorld, a *actor) object { return object{topic: "person:" + a.self().ID.String()} },
	"somebody else": func(w *tableWorld, _ *actor) object { return object{topic: "person:" + w.classmate.ID.String()} },

	"a public board": func(w *tableWorld, _ *actor) object {
		return object{board: "welcome", topic: "board:5579a579-f690-57ee-8dd8-5b6deaaf21ed"}
	},
	"the class's board": func(w *tableWorld, _ *actor) object {
		var id uuid.UUID
		if err := w.node.Pool.QueryRow(context.Background(), `select id from board where class_id = $1`, w.Class).Scan(&id); err != nil {
			w.t.Error(err)
		}
		return object{board: "class-" + w.Class.String(), topic: "board:" + id.String()}
	},
	"no board": func(*tableWorld, *actor) object { return object{board: "nowhere", topic: "board:" + uuid.NewString()} },

	"a public thread":            func(w *tableWorld, _ *actor) object { return aThread(w.open) },
	"a student's thread":         func(w *tableWorld, _ *actor) object { return aThread(w.students) },
	"a locked thread":            func(w *tableWorld, _ *actor) object { return aThread(w.locked) },
	"a hidden thread":            func(w *tableWorld, _ *actor) object { return aThread(w.buried) },
	"the class's chat":           func(w *tableWorld, _ *actor) object { return aThread(w.Chat) },
	"the chat of another class":  func(w *tableWorld, _ *actor) object { return aThread(w.otherChat) },
	"the chat of an ended class": func(w *tableWorld, _ *actor) object { return aThread(w.endedChat) },
	"no thread":                  func(*tableWorld, *actor) object { return aThread(uuid.New()) },

	"another's post":     func(w *tableWorld, _ *actor) object { return object{post: w.say(w.shelf, w.bystander, "another's")} },
	"own post":           func(w *tableWorld, a *actor) object { return object{post: w.say(w.shelf, a.self(), "own")} },
	"own, thread locked": func(w *tableWorld, a *actor) object { return object{post: w.say(w.lockedShelf, a.self(), "own")} },
	"own, hidden": func(w *tableWorld, a *actor) object {
		return object{post: w.hidden(w.say(w.shelf, a.self(), hiddenText))}
	},
	"own, thread hidden":       func(w *tableWorld, a *actor) object { return object{post: w.say(w.buriedShelf, a.self(), hiddenText)} },
	"another's, thread hidden": func(w *tableWorld, _ *actor) object { return object{post: w.say(w.buried, w.bystander, hiddenText)} },
	"another's, hidden": func(w *tableWorld, _ *actor) object {
		return object{post: w.hidden(w.say(w.shelf, w.bystander, "comes back"))}
	},
	"held": func(w *tableWorld, _ *actor) object {
		return object{post: w.held(w.say(w.shelf, w.bystander, "waits"))}
	},
	"held in the class": func(w *tableWorld, _ *actor) object { return object{post: w.held(w.say(w.Chat, w.classmate, "waits"))} },
	"own, held": func(w *tableWorld, a *actor) object {
		return object{post: w.held(w.say(w.shelf, a.self(), "waits"))}
	},
	"own, held in the class": func(w *tableWorld, a *actor) object {
		return object{post: w.held(w.say(w.Chat, a.self(), "waits"))}
	},
	"a moderator's post": func(w *tableWorld, _ *actor) object {
		return object{post: w.say(w.shelf, w.Person("Another moderator", access.Moderator, nil), "another's")}
	},
	"a hidden post":  func(w *tableWorld, _ *actor) object { return object{post: w.hiddenPost} },
	"a deleted post": func(w *tableWorld, _ *actor) object { return object{post: w.deletedPost} },
	"no post":        func(*tableWorld, *actor) object { return object{post: uuid.New()} },

	"another's in the class": func(w *tableWorld, _ *actor) object { return object{post: w.say(w.Chat, w.classmate, classText)} },
	"own in the class":       func(w *tableWorld, a *actor) object { return object{post: w.say(w.Chat, a.self(), classText)} },
	"hidden in the class":    func(w *tableWorld, _ *actor) object { return object{post: w.hiddenClassPost} },
	"another's, hidden in the class": func(w *tableWorld, _ *actor) object {
		return object{post: w.hidden(w.say(w.Chat, w.classmate, classText))}
	},
	"own in an ended class":       func(w *tableWorld, a *actor) object { return object{post: w.say(w.endedChat, a.self(), classText)} },
	"another's in an ended class": func(w *tableWorld, _ *actor) object { return object{post: w.say(w.endedChat, w.classmate, classText)} },

	"the class":      func(w *tableWorld, _ *actor) object { return aClass(w.Class) },
	"an ended class": func(w *tableWorld, _ *actor) object { return aClass(w.endedClass) },
	"no class":       func(*tableWorld, *actor) object { return aClass(uuid.New()) },
	"own classes":    func(*tableWorld, *actor) object { return object{} },

	"own login":           func(w *tableWorld, a *actor) object { return object{id: w.loginOf(a.self())} },
	"somebody's login":    func(w *tableWorld, _ *actor) object { return object{id: w.loginOf(w.classmate)} },
	"own token":           func(w *tableWorld, a *actor) object { return object{id: w.tokenOf(a.self())} },
	"somebody's token":    func(w *tableWorld, _ *actor) object { return object{id: w.tokenOf(w.classmate)} },
	"with a new account":  func(*tableWorld, *actor) object { return object{board: "register"} },
	"as who is signed in": func(*tableWorld, *actor) object { return object{} },
}

func aThread(id uuid.UUID) object { return object{thread: id, topic: "thread:" + id.String()} }

func aClass(id uuid.UUID) object { return object{class: id, topic: "class:" + id.String()} }

func (w *tableWorld) loginOf(p apptest.Person) uuid.UUID {
	_, id := w.login(p)
	return id
}

func (w *tableWorld) tokenOf(p apptest.Person) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	w.exec(`insert into access_token (id, person_id, name, token_hash, scope, expires_at) values ($1, $2, 'table', $3, 'read', now() + interval '1 day')`, id, p.ID, hashOf(id.String()))
	return id
}

func (w *tableWorld) held(post uuid.UUID) uuid.UUID {
	w.exec(`update post set held_at = now(), held_for = 'filter' where id = $1`, post)
	return post
}
