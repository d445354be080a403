package app_test

import (
	"strings"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

var rightsPart = part{
	rows: `What is theirs                                                                | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
retention                  | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
rights                     | —                | own classes                    | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
ask-rights                 | —                | oneself                        | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
ask-rights                 | —                | a student of a class teacher   | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 ok  404 | 404 404 404
export-person              | —                | oneself                        | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
export-person              | —                | a student of a class teacher   | 401 401 401 401 | 404 404 404 404 404 ok  | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
decide-rights              | —                | a request to a school          | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
decide-rights              | —                | a request to administrators    | 401 401 401 401 | unc sus 404 404 404 ok  | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
decide-rights              | —                | no request                     | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
affected-people            | —                | —                              | 401 401 401 401 | 403 403 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
guardian-links             | —                | a student of a class teacher   | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 ok  404 | sus 404 tok
make-guardian-link         | —                | a student of a class teacher   | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 ok  404 | sus 404 tok
end-guardian-link          | —                | a guardian's link of the class | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 ok  404 | sus 404 tok
end-guardian-link          | —                | no guardian's link             | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
guardian-open              | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
guardian-ask               | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
guardian-withdraw          | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
guardian-export            | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/rights                    | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/guardian                  | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
`,
	operations: map[string]func(o object) asking{
		"retention": none,
		"rights":    none,
		"ask-rights": func(o object) asking {
			if o.id != uuid.Nil {
				return asking{body: wire.AskRights{Person: &o.id, Kind: "correct"}}
			}
			return asking{body: wire.AskRights{Kind: "correct"}}
		},
		"export-person": func(o object) asking {
			if o.id == uuid.Nil { // oneself, by the name of the topic
				id := strings.TrimPrefix(o.topic, "person:")
				return asking{path: []any{id}, body: wire.ExportPerson{Reason: strings.Repeat("x", 2001)}}
			}
			return asking{path: []any{o.id}, body: wire.ExportPerson{}}
		},
		"decide-rights": func(o object) asking { return asking{path: []any{o.id}, body: wire.DecideRights{}} },
		"affected-people": func(object) asking {
			return asking{query: "?since=2026-01-01T00:00:00Z&class=" + uuid.NewString()}
		},
		"guardian-links":     byID,
		"make-guardian-link": byID,
		"end-guardian-link":  byID,
		"guardian-open":      func(object) asking { return asking{body: wire.GuardianToken{Token: "none"}} },
		"guardian-ask":       func(object) asking { return asking{body: wire.GuardianAsk{Token: "none", Kind: "correct"}} },
		"guardian-withdraw":  func(object) asking { return asking{body: wire.GuardianToken{Token: "none"}} },
		"guardian-export":    func(object) asking { return asking{body: wire.GuardianToken{Token: "none"}} },
	},
	objects: map[string]func(w *tableWorld, a *actor) object{
		"a student of a class teacher":   func(w *tableWorld, _ *actor) object { return object{id: w.classmate.ID} },
		"a request to a school":          func(w *tableWorld, _ *actor) object { return object{id: w.rightsRequest(&w.Columbus)} },
		"a request to administrators":    func(w *tableWorld, _ *actor) object { return object{id: w.rightsRequest(nil)} },
		"no request":                     func(*tableWorld, *actor) object { return object{id: uuid.New()} },
		"a guardian's link of the class": func(w *tableWorld, _ *actor) object { return object{id: w.guardianLink(w.classmate)} },
		"no guardian's link":             func(*tableWorld, *actor) object { return object{id: uuid.New()} },
	},
	passes: map[string]string{
		"ask-rights": "422 invalid", "export-person": "422 invalid", "decide-rights": "422 invalid",
		"guardian-open": "410 rights.link_ended", "guardian-ask": "410 rights.link_ended",
		"guardian-withdraw": "410 rights.link_ended", "guardian-export": "410 rights.link_ended",
	},
}

func (w *tableWorld) rightsRequest(school *uuid.UUID) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	w.exec(`insert into rights_request (id, person_id, school_id, asked_by, kind) values ($1, $2, $3::uuid, 'guardian', 'delete')`, id, w.bystander.ID, school)
	return id
}

func (w *tableWorld) guardianLink(student apptest.Person) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	w.exec(`insert into guardian_link (id, person_id, token_hash, made_by, expires_at) values ($1, $2, $3, $4, now() + interval '1 day')`, id, student.ID, hashOf(id.String()), w.Teacher.ID)
	return id
}
