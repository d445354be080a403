package app_test

import (
	"context"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// request is one that waits for a decision. Several actors can be one person, who has one request at most.
func (w *tableWorld) request(of uuid.UUID, school *uuid.UUID) (id uuid.UUID) {
	err := w.node.Pool.QueryRow(context.Background(), `insert into teacher_request (id, person_id, school_id, city_id, name_en, name_zh_hans, name_zh_hant, role, why)
		select $1, $2, $3::uuid, case when $3 is null then (select id from city where slug = 'columbus') end, 'New', '新', '新', 'teacher', 'why'
		on conflict (person_id) where state = 'open' do update set why = excluded.why returning id`, uuid.Must(uuid.NewV7()), of, school).Scan(&id)
	if err != nil {
		w.t.Error(err)
	}
	return id
}

func (w *tableWorld) search(by uuid.UUID, school uuid.UUID) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	w.exec(`insert into partner_search (id, school_id, author_id, age_from, age_to, size, subject, english_level, chinese_level, wishes, language)
		values ($1, $2, $3, 12, 14, 25, 'science', 'native', 'beginner', 'Rivers', 'en')`, id, school, by)
	return id
}

var schoolPart = part{
	rows: `
Schools                                                                       | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
list-schools               | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
my-school                  | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
school-page                | —                | the Columbus school            | 401 401 401 401 | 403 403 403 403 403 ok  | 403 ok  ok  403 ok  | 403 403 ok  ok  | 403 403 403
school-page                | —                | no school                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
change-school              | —                | the Columbus school            | 401 401 401 401 | unc sus 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
school-staff               | —                | the Columbus school            | 401 401 401 401 | 403 403 403 403 403 ok  | 403 ok  403 403 ok  | 403 403 ok  403 | 403 403 403
withdraw-vouching          | —                | the Columbus school            | 401 401 401 401 | unc sus 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
appoint-staff              | —                | the Columbus school            | 401 401 401 401 | unc sus 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
ask-for-coordinator        | —                | the Columbus school            | 401 401 401 401 | unc sus 403 403 403 403 | 403 ok  403 403 ok  | 403 403 ok  403 | sus 403 tok
add-city                   | —                | —                              | 401 401 401 401 | unc sus 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
ask-for-school             | —                | the Columbus school            | 401 401 401 401 | unc sus ok  ok  403 403 | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
list-teacher-requests      | —                | —                              | 401 401 401 401 | 403 403 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
school-requests            | —                | the Columbus school            | 401 401 401 401 | 403 403 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
take-back-request          | —                | own request                    | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
take-back-request          | —                | somebody's request             | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 tok
accept-teacher             | —                | somebody's request             | 401 401 401 401 | unc sus 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
accept-teacher             | —                | a request for a new school     | 401 401 401 401 | unc sus 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
refuse-teacher             | —                | somebody's request             | 401 401 401 401 | unc sus 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok

Looking for a partner                                                         | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
list-partner-searches      | —                | —                              | 401 401 401 401 | 403 403 403 403 403 403 | 403 ok  ok  403 ok  | 403 403 ok  ok  | 403 403 403
create-partner-search      | —                | —                              | 401 401 401 401 | 403 403 403 403 403 403 | 403 ok  ok  403 ok  | 403 403 ok  ok  | 403 403 403
partner-search             | —                | a search of Columbus           | 401 401 401 401 | 403 403 403 403 403 403 | 403 ok  ok  403 ok  | 403 403 ok  ok  | 403 403 403
partner-search             | —                | a closed search of Columbus    | 401 401 401 401 | 403 403 403 403 403 403 | 403 ok  404 403 ok  | 403 403 ok  404 | 403 403 403
partner-search             | —                | no search                      | 401 401 401 401 | 403 403 403 403 403 403 | 403 404 404 403 404 | 403 403 404 404 | 403 403 403
change-partner-search      | —                | a search of Columbus           | 401 401 401 401 | 403 403 403 403 403 403 | 403 ok  403 403 ok  | 403 403 ok  403 | 403 403 403
shared-hours               | —                | a search of Columbus           | 401 401 401 401 | 403 403 403 403 403 ok  | 403 ok  ok  403 ok  | 403 403 ok  ok  | 403 403 403

Pages about schools                                                           | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
/school                    | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/school/requests           | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/partners                  | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/partners/*                | —                | a search of Columbus           | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
`,
	operations: map[string]func(o object) asking{
		"list-schools":  none,
		"my-school":     none,
		"school-page":   byID,
		"change-school": func(o object) asking { return asking{path: []any{o.id}, body: fields{"hours": []wire.LocalHours{}}} },
		"school-staff":  byID,
		"withdraw-vouching": func(o object) asking {
			return asking{path: []any{o.id, o.post}, body: fields{"reason": "has left"}}
		},
		"appoint-staff":       func(o object) asking { return asking{path: []any{o.id, o.post}, body: fields{"role": "teacher"}} },
		"ask-for-coordinator": byID,
		"add-city": func(object) asking {
			return asking{body: wire.AddCity{Names: wire.Names{En: "Xi’an", ZhHans: "西安", ZhHant: "西安"}, Country: "CN", TimeZone: "Asia/Shanghai"}}
		},
		// An empty sentence: who may ask is let through to what is wrong with it, so that no request stays.
		"ask-for-school":        func(o object) asking { return asking{body: wire.AskForSchool{School: &o.id, Role: "teacher"}} },
		"list-teacher-requests": none,
		"school-requests":       byID,
		"take-back-request":     byID,
		"accept-teacher":        func(o object) asking { return asking{path: []any{o.id}, body: fields{"role": "teacher"}} },
		"refuse-teacher":        func(o object) asking { return asking{path: []any{o.id}, body: fields{"reason": "unknown here"}} },

		"list-partner-searches": none,
		"create-partner-search": func(object) asking { return asking{body: aSearch} },
		"partner-search":        byID,
		"change-partner-search": func(o object) asking { return asking{path: []any{o.id}, body: aSearch} },
		"shared-hours": func(o object) asking {
			return asking{query: "?a=" + o.id.String() + "&b=" + o.id.String()}
		},
	},
	objects: map[string]func(w *tableWorld, a *actor) object{
		// With one of its staff, who can be done without.
		"the Columbus school": func(w *tableWorld, _ *actor) object {
			return object{id: w.Columbus, post: w.Person("Ms Leaving", "teacher", &w.Columbus).ID}
		},
		"no school": func(*tableWorld, *actor) object { return object{id: uuid.New()} },
		"own request": func(w *tableWorld, a *actor) object {
			return object{id: w.request(a.self().ID, &w.Columbus)}
		},
		"somebody's request": func(w *tableWorld, _ *actor) object {
			return object{id: w.request(w.Person("Asks", "citizen", nil).ID, &w.Columbus)}
		},
		"a request for a new school": func(w *tableWorld, _ *actor) object {
			return object{id: w.request(w.Person("Asks", "citizen", nil).ID, nil)}
		},
		"a search of Columbus": func(w *tableWorld, _ *actor) object {
			id := w.search(w.Teacher.ID, w.Columbus)
			return object{id: id, board: id.String()}
		},
		"a closed search of Columbus": func(w *tableWorld, _ *actor) object {
			id := w.search(w.Teacher.ID, w.Columbus)
			w.exec(`update partner_search set closed_at = now() where id = $1`, id)
			return object{id: id}
		},
		"no search": func(*tableWorld, *actor) object { return object{id: uuid.New()} },
	},
	passes: map[string]string{"ask-for-school": "422 invalid"},
}

var aSearch = wire.PartnerSearchInput{
	AgeFrom: 12, AgeTo: 14, Size: 25, Subject: "science", EnglishLevel: "native", ChineseLevel: "beginner", Wishes: "Rivers",
	Hours: []wire.LocalHours{{Weekday: 1, From: "08:00", Until: "09:00"}},
}
