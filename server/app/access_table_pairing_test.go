package app_test

import (
	"github.com/google/uuid"

	"tongchuang/server/access"
)

// The table's coordinator is of no school: what a school's own coordinator may do is said in server/pairing's tests.
var pairingPart = part{
	rows: `Pairings                                                                      | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
list-pairings              | —                | —                              | 401 401 401 401 | 403 403 403 403 403 ok  | 403 ok  ok  403 ok  | 403 403 ok  ok  | 403 403 403
schools-to-pair            | —                | —                              | 401 401 401 401 | 403 403 403 403 403 ok  | 403 ok  ok  403 ok  | 403 403 ok  ok  | 403 403 403
propose-pairing            | —                | —                              | 401 401 401 401 | unc sus 403 403 403 403 | 403 ok  ok  403 ok  | 403 403 ok  ok  | sus 403 tok
pairing-page               | subscribe pairing| a proposed pairing             | 401 401 401 401 | 404 404 404 404 404 ok  | 404 ok  404 404 ok  | 404 404 ok  404 | 404 404 404
pairing-page               | subscribe pairing| no pairing                     | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
accept-pairing             | —                | a proposed pairing             | 401 401 401 401 | unc sus 404 404 404 ok  | 404 403 404 404 403 | 404 404 403 404 | sus 404 tok
accept-pairing             | —                | no pairing                     | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
withdraw-pairing           | —                | a proposed pairing             | 401 401 401 401 | unc sus 404 404 404 403 | 404 403 404 404 403 | 404 404 ok  404 | sus 404 tok
withdraw-pairing           | —                | no pairing                     | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
give-consent               | —                | a proposed pairing             | 401 401 401 401 | unc sus 404 404 404 403 | 404 403 404 404 403 | 404 404 403 404 | sus 404 tok
withdraw-consent           | —                | a proposed pairing             | 401 401 401 401 | unc sus 404 404 404 403 | 404 403 404 404 403 | 404 404 403 404 | sus 404 tok
withdraw-student-consent   | —                | a student of the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  403 | sus 403 tok
withdraw-student-consent   | —                | nobody in the class            | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 404 404 | sus 403 tok
give-student-consent       | —                | a student of the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  403 | sus 403 tok
class-consents             | —                | a student of the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
class-consents             | —                | no class                       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
school-consents            | —                | the pairing's school           | 401 401 401 401 | unc sus 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
give-student-purpose       | —                | a student of the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  403 | sus 403 tok
withdraw-student-purpose   | —                | a student of the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  403 | sus 403 tok
continue-class             | —                | an old class, and a pairing    | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 ok  ok  | 404 404 404
continue-class             | —                | an old class, another pairing  | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
decline-class              | —                | an old class, and a pairing    | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 ok  ok  | 404 404 404
decline-class              | —                | an old class, another pairing  | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
/pairings                  | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/pairings/new              | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/pairings/*                | —                | a proposed pairing             | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
`,
	operations: map[string]func(o object) asking{
		"list-pairings":    none,
		"schools-to-pair":  none,
		"propose-pairing":  func(object) asking { return asking{body: fields{"school": uuid.New(), "message": ""}} },
		"pairing-page":     byID,
		"accept-pairing":   func(o object) asking { return asking{path: []any{o.id}, body: fields{}} },
		"withdraw-pairing": func(o object) asking { return asking{path: []any{o.id}, body: fields{"reason": ""}} },
		"give-consent":     func(o object) asking { return asking{path: []any{o.id, "chat"}} },
		"withdraw-consent": func(o object) asking { return asking{path: []any{o.id, "chat"}, body: fields{"reason": ""}} },
		"withdraw-student-consent": func(o object) asking {
			return asking{path: []any{o.class, o.id}, body: fields{"reason": ""}}
		},
		"give-student-consent": func(o object) asking { return asking{path: []any{o.class, o.id}, body: fields{}} },
		"class-consents":       func(o object) asking { return asking{path: []any{o.class}} },
		"school-consents":      byID,
		"give-student-purpose": func(o object) asking {
			return asking{path: []any{o.class, o.id, "pictures"}, body: fields{"said_by": "guardian"}}
		},
		"continue-class": func(o object) asking { return asking{path: []any{o.id, o.class}} },
		"decline-class":  func(o object) asking { return asking{path: []any{o.id, o.class}} },
		"withdraw-student-purpose": func(o object) asking {
			return asking{path: []any{o.class, o.id, "pictures"}, body: fields{"said_by": "guardian"}}
		},
	},
	objects: map[string]func(w *tableWorld, a *actor) object{
		"a proposed pairing": func(w *tableWorld, _ *actor) object { return w.pairing(false) },
		"an ended pairing":   func(w *tableWorld, _ *actor) object { return w.pairing(true) },
		"no pairing":         func(*tableWorld, *actor) object { return aPairing(uuid.New()) },
		"a student of the class": func(w *tableWorld, _ *actor) object {
			p := w.Person(studentName+" of a pairing", access.Student, &w.Columbus)
			w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'student')`, w.Class, p.ID)
			return object{class: w.Class, id: p.ID}
		},
		"an old class, and a pairing":   func(w *tableWorld, a *actor) object { return object{class: w.oldClass(a), id: w.Pairing} },
		"an old class, another pairing": func(w *tableWorld, a *actor) object { return object{class: w.oldClass(a), id: w.foreignPairing()} },
		"the pairing's school":          func(w *tableWorld, _ *actor) object { return object{id: w.Columbus} },
		"nobody in the class":           func(w *tableWorld, _ *actor) object { return object{class: w.Class, id: uuid.New()} },
	},
	passes: map[string]string{
		"propose-pairing": "422 invalid", "accept-pairing": "422 invalid", "withdraw-pairing": "422 invalid", "withdraw-student-consent": "422 invalid",
	},
	refusals: map[string]string{"end": "409 pairing.ended"},
}

// pairing makes one of Columbus, which the teacher in the class has proposed, with a school of nobody.
func (w *tableWorld) pairing(ended bool) object {
	pairing, school := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	w.exec(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant) select $1, city_id, 'school-' || $3::text, 'Another', '另一所', '另一所' from school where id = $2`,
		school, w.Hefei, school.String())
	w.exec(`insert into pairing (id, school_a, school_b, proposed_by, proposed_from, ended_at)
		values ($1, least($2::uuid, $3), greatest($2::uuid, $3), $4, $2, case when $5 then now() end)`, pairing, w.Columbus, school, w.Teacher.ID, ended)
	return aPairing(pairing)
}

// oldClass is one of the world's two schools whose pairing has ended, with the actor as in the world's class.
func (w *tableWorld) oldClass(a *actor) uuid.UUID {
	pairing, class := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	w.exec(`insert into pairing (id, school_a, school_b, opened_at, ended_at) select $1, school_a, school_b, now(), now() from pairing where id = $2`, pairing, w.Pairing)
	w.exec(`insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant) values ($1, $2, 'Old', '旧', '舊')`, class, pairing)
	w.exec(`insert into class_member (class_id, person_id, role, left_at, guest_until) select $1, person_id, role, left_at, guest_until from class_member where class_id = $2 and person_id = $3`, class, w.Class, a.self().ID)
	return class
}

// foreignPairing is an open one of two schools that are nobody's.
func (w *tableWorld) foreignPairing() uuid.UUID {
	pairing, one, other := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	w.exec(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant)
		select s, city_id, 'school-' || s::text, 'Another', '另一所', '另一所' from school, unnest(array[$1::uuid, $2]) s where id = $3`, one, other, w.Hefei)
	w.exec(`insert into pairing (id, school_a, school_b, opened_at) values ($1, least($2::uuid, $3), greatest($2::uuid, $3), now())`, pairing, one, other)
	return pairing
}

func aPairing(id uuid.UUID) object {
	return object{id: id, topic: "pairing:" + id.String(), board: id.String()} // board: what stands for the star of a page
}
