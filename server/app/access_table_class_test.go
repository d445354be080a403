package app_test

import (
	"time"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// osc: another school vouches for this student. A teacher who refuses several refuses those who ask their own school; of
// others' nothing is said or changed.
var classPart = part{
	rows: `Coming into a class                                                           | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
look-at-code               | —                | —                              | ok  ok  ok  401 | 403 403 403 403 403 403 | ok  403 403 ok  403 | ok  ok  403 403 | sus ok  tok
ask-to-join                | —                | —                              | ok  ok  ok  401 | 403 403 403 403 403 403 | ok  403 403 ok  403 | ok  ok  403 403 | sus ok  tok
join-status                | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
begin-joining              | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
answer-invitation          | —                | no class                       | 401 401 401 401 | unc sus ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | sus ok  tok

Making and keeping a class                                                    | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
list-class-teachers        | —                | the pairing of the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  ok  | 404 404 404
list-class-teachers        | —                | no pairing for a class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
make-class                 | —                | the pairing of the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 ok  404 404 ok  | 404 404 ok  ok  | 404 404 404
make-class                 | —                | no pairing for a class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
class-membership           | —                | the class                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
export-class               | —                | the class                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
class-groups               | —                | the class                      | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
class-membership           | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
export-class               | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
class-groups               | —                | an ended class                 | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
class-membership           | —                | no class                       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
export-class               | —                | no class                       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
change-class               | —                | a classmate in the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
add-class-staff            | —                | a classmate in the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
add-class-guest            | —                | a classmate in the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
change-class-member        | —                | a classmate in the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
new-join-code              | —                | a classmate in the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
end-join-code              | —                | a classmate in the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
read-student-list          | —                | a classmate in the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
add-students               | —                | a classmate in the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
save-class-groups          | —                | a classmate in the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
mix-class-groups           | —                | a classmate in the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
reset-sign-ins             | —                | a classmate in the class       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  osc | sus 403 tok
confirm-student            | —                | who asks for the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  osc | sus 403 tok
refuse-student             | —                | who asks for the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  osc | sus 403 tok
refuse-students            | —                | who asks for the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
archive-class              | —                | the class, anew                | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
move-class-up              | —                | the class, anew                | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
change-class               | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
add-class-staff            | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
add-class-guest            | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
change-class-member        | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
new-join-code              | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
end-join-code              | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
read-student-list          | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
add-students               | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
reset-sign-ins             | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
save-class-groups          | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
mix-class-groups           | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
confirm-student            | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
refuse-student             | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
refuse-students            | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
archive-class              | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
move-class-up              | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
choose-nickname            | —                | the class                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | sus ok  tok
choose-nickname            | —                | an ended class                 | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
leave-class                | —                | the class, anew                | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  tok
leave-class                | —                | an ended class, anew           | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  tok

Pages of a class and its membership                                           | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
/join                      | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/classes/new               | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/classes/*/consents        | —                | the class                      | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/classes/*/members         | —                | the class                      | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/classes/*/slips           | —                | the class                      | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/classes/*/archive         | —                | the class                      | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
`,
	refusals: map[string]string{"osc": "403 class.other_school"},
	passes: map[string]string{
		// A code that is none, names that are none, a day that is over: nothing is left behind, and no password is hashed.
		"look-at-code": "404 join.wrong_code", "ask-to-join": "404 join.wrong_code", "join-status": "404 not_found", "answer-invitation": "404 not_found",
		"make-class": "422 invalid", "add-class-staff": "409 class.not_fit", "add-class-guest": "422 invalid", "add-students": "422 invalid",
	},
	operations: map[string]func(o object) asking{
		"look-at-code": func(object) asking { return asking{body: fields{"code": uuid.NewString()[:8]}} },
		"ask-to-join": func(object) asking {
			return asking{body: fields{"code": uuid.NewString()[:8], "name": "Nobody", "language": "en", "password": "three blue lanterns"}}
		},
		"begin-joining":       func(object) asking { return asking{} },
		"answer-invitation":   inClass(func(object) any { return fields{"accept": true} }),
		"join-status":         func(object) asking { return asking{body: fields{"token": "none"}} },
		"list-class-teachers": byID,
		"make-class": func(o object) asking {
			return asking{path: []any{o.id}, body: fields{"names": wire.Names{}, "teachers": []uuid.UUID{}}}
		},
		"class-membership": aClassAlone, "class-groups": aClassAlone,
		"export-class":  inClass(func(object) any { return fields{} }),
		"end-join-code": aClassAlone, "archive-class": aClassAlone,
		"change-class":      inClass(func(object) any { return fields{} }),
		"add-class-staff":   inClass(func(object) any { return fields{"person": uuid.New(), "role": "teacher"} }),
		"add-class-guest":   inClass(func(object) any { return fields{"name": "nobody@example.org", "until": time.Now().Add(-time.Hour)} }),
		"new-join-code":     inClass(func(object) any { return fields{} }),
		"read-student-list": inClass(func(object) any { return fields{"text": "Ann"} }),
		"add-students": inClass(func(object) any {
			return fields{"students": []fields{{"name": "=1+1", "language": "en"}}}
		}),
		"reset-sign-ins":    inClass(func(o object) any { return fields{"people": []uuid.UUID{o.id}} }),
		"save-class-groups": inClass(func(object) any { return fields{"groups": []fields{}} }),
		"mix-class-groups":  inClass(func(object) any { return fields{"groups": 2} }),
		"move-class-up": inClass(func(object) any {
			return fields{"names": wire.Names{En: classText + " next"}, "members": []uuid.UUID{}}
		}),
		"choose-nickname": inClass(func(object) any { return fields{"nickname": ""} }),
		"leave-class":     inClass(func(object) any { return fields{"anyway": true} }),
		"change-class-member": func(o object) asking {
			return asking{path: []any{o.class, o.id}, body: fields{"nickname": ""}}
		},
		"confirm-student": func(o object) asking { return asking{path: []any{o.class, o.id}} },
		"refuse-student": func(o object) asking {
			return asking{path: []any{o.class, o.id}, body: fields{"reason": "Not of this school"}}
		},
		"refuse-students": inClass(func(o object) any {
			return fields{"requests": []uuid.UUID{o.id}, "reason": "Not of this school"}
		}),
	},
	objects: map[string]func(w *tableWorld, a *actor) object{
		"the pairing of the class": func(w *tableWorld, _ *actor) object { return object{id: w.Pairing} },
		"no pairing for a class":   func(*tableWorld, *actor) object { return object{id: uuid.New()} },
		"a classmate in the class": func(w *tableWorld, _ *actor) object {
			o := aClass(w.Class)
			o.id = w.classmate.ID
			return o
		},
		"who asks for the class": func(w *tableWorld, _ *actor) object {
			o := aClass(w.Class)
			o.id = uuid.Must(uuid.NewV7())
			w.exec(`insert into join_request (id, class_id, school_id, name, language, time_zone, password_hash, token_hash, expires_at)
				values ($1, $2, $3, $4, 'en', 'UTC', 'none', $5, now() + interval '1 day')`, o.id, w.Class, w.Columbus, studentName+" asking", hashOf(o.id.String()))
			return o
		},
		"the class, anew": func(w *tableWorld, _ *actor) object {
			class, _ := w.class(w.Pairing)
			w.exec(`insert into class_member (class_id, person_id, role, left_at) select $2, person_id, role, left_at from class_member where class_id = $1`, w.Class, class)
			return aClass(class)
		},
		"an ended class, anew": func(w *tableWorld, _ *actor) object {
			class, _ := w.class(w.Pairing)
			w.exec(`insert into class_member (class_id, person_id, role, left_at) select $2, person_id, role, left_at from class_member where class_id = $1`, w.Class, class)
			w.exec(`update class set archived_at = now() where id = $1`, class)
			return aClass(class)
		},
	},
}

func aClassAlone(o object) asking { return asking{path: []any{o.class}} }

func inClass(body func(o object) any) func(o object) asking {
	return func(o object) asking { return asking{path: []any{o.class}, body: body(o)} }
}
