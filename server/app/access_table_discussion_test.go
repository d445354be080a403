package app_test

import "github.com/google/uuid"

// discussionPart is what two schools say about their pairing: posts like all others, and there for nobody but those for
// whom one of the schools vouches; where a school has no coordinator, as here, its teachers keep it. Staff read it with
// a reason, which server/pairing's tests tell.
var discussionPart = part{
	rows: `What two schools discuss                                                       | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
thread-page                | subscribe thread | a discussion                   | 404 404 404 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
thread-page                | subscribe thread | an ended discussion            | 404 404 404 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
thread-history             | thread.history   | a discussion                   | 404 404 404 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
board-page                 | subscribe board  | the board of a discussion      | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
create-thread              | thread.create    | the board of a discussion      | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
get-post                   | —                | another's in a discussion      | 404 404 404 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
post-history               | —                | another's in a discussion      | 404 404 404 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
mark-read                  | thread.read      | a discussion                   | 401 401 401 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
create-report              | —                | another's in a discussion      | 401 401 401 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
create-post                | post.create      | a discussion                   | 401 401 401 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
create-post                | post.create      | an ended discussion            | 401 401 401 401 | 404 404 404 404 404 404 | 404 end 404 404 end | 404 404 end 404 | 404 404 404
edit-post                  | post.edit        | own in a discussion            | 401 401 401 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
edit-post                  | post.edit        | another's in a discussion      | 401 401 401 401 | 404 404 404 404 404 404 | 404 403 404 404 403 | 404 404 403 404 | 404 404 404
delete-post                | post.delete      | own in a discussion            | 401 401 401 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
delete-post                | post.delete      | another's in a discussion      | 401 401 401 401 | 404 404 404 404 404 404 | 404 403 404 404 403 | 404 404 403 404 | 404 404 404
hide-post                  | post.hide        | another's in a discussion      | 401 401 401 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
act-on-post                | —                | another's in a discussion      | 401 401 401 401 | 404 404 404 404 404 404 | 404 403 404 404 403 | 404 404 403 404 | 404 404 404
staff-pairings             | —                | —                              | 401 401 401 401 | 403 403 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
enter-pairing              | —                | a proposed pairing             | 401 401 401 401 | unc sus 404 404 ok  ok  | 404 403 404 404 403 | 404 404 403 404 | sus 404 tok
enter-pairing              | —                | no pairing                     | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
`,
	operations: map[string]func(o object) asking{
		"staff-pairings": none,
		"enter-pairing":  func(o object) asking { return asking{path: []any{o.id}, body: fields{"reason": ""}} },
	},
	objects: map[string]func(w *tableWorld, a *actor) object{
		"a discussion":        func(w *tableWorld, _ *actor) object { return aThread(w.pairing(false).id) },
		"an ended discussion": func(w *tableWorld, _ *actor) object { return aThread(w.pairing(true).id) },
		"the board of a discussion": func(w *tableWorld, _ *actor) object {
			id := w.pairing(false).id
			return object{board: "pairing-" + id.String(), topic: "board:" + id.String()}
		},
		"another's in a discussion": func(w *tableWorld, _ *actor) object { return object{post: w.discussed(w.bystander.ID)} },
		"own in a discussion":       func(w *tableWorld, a *actor) object { return object{post: w.discussed(a.self().ID)} },
	},
	passes: map[string]string{"enter-pairing": "422 invalid"},
}

// discussed says something in a new discussion, whoever the author is.
func (w *tableWorld) discussed(author uuid.UUID) uuid.UUID {
	by := w.bystander
	by.ID = author
	return w.say(w.pairing(false).id, by, "How shall we begin?")
}
