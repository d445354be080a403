package app_test

import (
	"context"

	"github.com/google/uuid"
)

// supervisionPart is what the teachers of a class see and do. What takes people or texts away is done to somebody made
// for the cell.
var supervisionPart = part{
	rows: `How one stands, and what the teachers of a class see                           | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
class-standing             | —                | the class                      | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
class-standing             | —                | an ended class                 | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
class-standing             | —                | no class                       | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
class-supervision          | —                | the class                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
class-supervision          | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
class-supervision          | —                | no class                       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
class-said                 | —                | the class                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
class-attendance           | —                | the class                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
class-attendance-csv       | —                | the class                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
/classes/*/supervision     | —                | the class                      | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok

What the teachers of a class do                                                | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
decide-posts               | —                | held in the class, of it       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
correct-post               | —                | another's in the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
correct-post               | —                | hidden in the class            | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 404 404 | sus 403 tok
correct-post               | —                | own post                       | 401 401 401 401 | unc sus 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
correct-post               | —                | another's post                 | 401 401 401 401 | unc sus 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
mute-member                | —                | somebody in the class          | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
mute-member                | —                | somebody in an ended class     | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
remove-from-class          | —                | somebody in the class          | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
remove-from-class          | —                | somebody in an ended class     | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
take-back-into-class       | —                | somebody taken out of a class  | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
take-back-into-class       | —                | taken out by their own school  | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  osc | sus 403 tok
keep-class                 | —                | the class                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
keep-class                 | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
write-class-note           | —                | the class                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
delete-class-note          | —                | one's note about the class     | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
delete-class-note          | —                | somebody's note about a class  | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 404 404 | sus 403 tok
`,
	operations: map[string]func(o object) asking{
		"class-standing":    ofClass,
		"class-supervision": ofClass,
		"class-said":        ofClass,
		"class-attendance": func(o object) asking {
			return asking{path: []any{o.class}, query: "?first=2026-01-01&last=2026-12-31"}
		},
		"class-attendance-csv": func(o object) asking {
			return asking{path: []any{o.class}, query: "?first=2026-01-01&last=2026-12-31"}
		},
		"decide-posts": func(o object) asking {
			return asking{path: []any{o.class}, body: fields{"posts": []uuid.UUID{o.post}, "deed": "approve"}}
		},
		"correct-post": func(o object) asking {
			return asking{path: []any{o.post}, body: fields{"revision": 1, "body": "corrected"}}
		},
		"mute-member": func(o object) asking {
			return asking{path: []any{o.class, o.id}, body: fields{"for": "10m"}}
		},
		"remove-from-class": func(o object) asking {
			return asking{path: []any{o.class, o.id}, body: fields{"reason": "table"}}
		},
		"take-back-into-class": func(o object) asking { return asking{path: []any{o.class, o.id}} },
		"keep-class":           func(o object) asking { return asking{path: []any{o.class}, body: fields{"quiet_hours": false}} },
		"write-class-note": func(o object) asking {
			return asking{path: []any{o.class}, body: fields{"day": "2026-11-23", "body": "A note"}}
		},
		"delete-class-note": func(o object) asking { return asking{path: []any{o.class, o.id}} },
	},
	objects: map[string]func(w *tableWorld, a *actor) object{
		"held in the class, of it": func(w *tableWorld, _ *actor) object {
			return object{class: w.Class, post: w.held(w.say(w.Chat, w.classmate, "waits"))}
		},
		"somebody in the class":      func(w *tableWorld, _ *actor) object { return w.newMember(w.Class, false) },
		"somebody in an ended class": func(w *tableWorld, _ *actor) object { return w.newMember(w.endedClass, false) },
		"somebody taken out of a class": func(w *tableWorld, _ *actor) object {
			return w.newMember(w.Class, true)
		},
		"taken out by their own school": func(w *tableWorld, _ *actor) object {
			o := w.newMember(w.Class, true)
			w.exec(`update class_member set removed_by = $1 where class_id = $2 and person_id = $3`, w.Teacher.ID, o.class, o.id)
			return o
		},
		"one's note about the class": func(w *tableWorld, a *actor) object { return w.noteBy(a.self().ID) },
		"somebody's note about a class": func(w *tableWorld, _ *actor) object {
			return w.noteBy(w.classmate.ID)
		},
	},
}

func ofClass(o object) asking { return asking{path: []any{o.class}} }

// newMember adds a student to a class, or one whom a teacher took out.
func (w *tableWorld) newMember(class uuid.UUID, removed bool) object {
	p := uuid.Must(uuid.NewV7())
	w.exec(`insert into person (id, role, display_name, school_id, verified_at) values ($1, 'student', 'Short', $2, now())`, p, w.Columbus)
	w.exec(`insert into class_member (class_id, person_id, role, left_at, removed_at) values ($1, $2, 'student', case when $3 then now() end, case when $3 then now() end)`, class, p, removed)
	return object{class: class, id: p}
}

func (w *tableWorld) noteBy(author uuid.UUID) object {
	o := object{class: w.Class, id: uuid.Must(uuid.NewV7())}
	_, err := w.node.Pool.Exec(context.Background(), `insert into class_note (id, class_id, day, author_id, body) values ($1, $2, '2026-11-23', $3, 'A note')`, o.id, o.class, author)
	if err != nil {
		w.t.Error(err)
	}
	return o
}
