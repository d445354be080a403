package app_test

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/wire"
)

// moderationPart is what everybody may do about the standard: report, appeal, and know what they were told. Cases and
// deeds are not there for anybody but those who keep the standard, and those whom they are about.
//
//	hig  staff are moderated by administrators   own  not by who did it   tch  those who keep a class cannot be blocked
//	hld  approved by another than its author
var moderationPart = part{
	refusals: map[string]string{"hig": "403 moderation.higher_role", "own": "403 appeal.own_deed", "tch": "403 block.teacher", "hld": "403 post.own_held"},
	rows: `Reporting, and not hearing of somebody                                         | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
create-report              | —                | another's post                 | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
create-report              | —                | a public thread                | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
create-report              | —                | a hidden thread                | 401 401 401 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
create-report              | —                | a hidden post                  | 401 401 401 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
create-report              | —                | another's in the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  tok
create-report              | —                | a citizen                      | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
create-report              | —                | a student in the class         | 401 401 401 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  tok
create-report              | —                | no post                        | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
block-person               | —                | somebody outside the class     | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
block-person               | —                | a student in the class         | 401 401 401 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | ok  ok  tch tch | ok  ok  tok
block-person               | —                | a teacher of the class         | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | tch tch tch tch | tch tch tok
unblock-person             | —                | somebody outside the class     | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
contact                    | —                | one's own, of all classes      | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
set-contact                | —                | one's own, of all classes      | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
list-notices               | —                | one's own, of all classes      | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
count-notices              | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
mark-notices               | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok

Cases                                                                         | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
moderation-queue           | —                | —                              | 401 401 401 401 | 403 403 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
moderation-waiting         | —                | —                              | 401 401 401 401 | 403 403 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
class-cases                | —                | the class                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
class-cases                | —                | no class                       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
moderation-case            | —                | a public case                  | 401 401 401 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
moderation-case            | —                | a case of the class            | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 ok  ok  | 404 404 404
moderation-case            | —                | a case of the class, a day old | 401 401 401 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | 404 404 ok  ok  | 404 404 404
moderation-case            | —                | a case about oneself           | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
moderation-case            | —                | no case                        | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
case-translation           | —                | a public case                  | 401 401 401 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
claim-case                 | —                | a public case                  | 401 401 401 401 | unc sus 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
claim-case                 | —                | a case about oneself           | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
release-case               | —                | a public case                  | 401 401 401 401 | unc sus 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
act-on-post                | —                | another's post                 | 401 401 401 401 | unc sus 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
act-on-post                | —                | held                           | 401 401 401 401 | unc sus 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
act-on-post                | —                | own, held                      | 401 401 401 401 | unc sus 403 403 hld hld | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
act-on-post                | —                | own post                       | 401 401 401 401 | unc sus 403 403 hig hig | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
act-on-post                | —                | a moderator's post             | 401 401 401 401 | unc sus 403 403 hig ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
act-on-post                | —                | another's in the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 403 403 | sus 403 tok
act-on-post                | —                | no post                        | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
restore-public-post        | —                | another's, hidden              | 401 401 401 401 | unc sus 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
restore-public-post        | —                | own, hidden                    | 401 401 401 401 | unc sus 403 403 hig hig | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
restore-public-post        | —                | another's, hidden in the class | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 403 403 | sus 403 tok
act-on-case                | —                | a public case                  | 401 401 401 401 | unc sus 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
act-on-case                | —                | a case of the class            | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
act-on-case                | —                | a case about a moderator       | 401 401 401 401 | unc sus 404 404 hig ok  | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
act-on-case                | —                | no case                        | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
answer-case                | —                | a case of the class            | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 ok  ok  | sus 404 tok
answer-case                | —                | a public case                  | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok

What was done, and appeals                                                    | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
moderation-deed            | —                | what was done to oneself       | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
moderation-deed            | —                | what was done to another       | 401 401 401 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
moderation-deed            | —                | done in the class              | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 ok  ok  | 404 404 404
moderation-deed            | —                | appealed in the class          | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 ok  ok  | 404 404 404
moderation-deed            | —                | appealed in class, a day old   | 401 401 401 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | 404 404 ok  ok  | 404 404 404
undo-deed                  | —                | what was done to another       | 401 401 401 401 | unc sus 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
undo-deed                  | —                | appealed in class, a day old   | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
undo-deed                  | —                | what was done to oneself       | 401 401 401 401 | unc sus 404 404 hig hig | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
appeal-deed                | —                | what was done to oneself       | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
appeal-deed                | —                | what was done to another       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
appeal-deed                | —                | done in the class              | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
list-appeals               | —                | —                              | 401 401 401 401 | 403 403 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
class-appeals              | —                | the class                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
class-appeals              | —                | no class                       | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
judge-appeal               | —                | another's appeal               | 401 401 401 401 | unc sus 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
judge-appeal               | —                | an appeal against one's deed   | 401 401 401 401 | unc sus 404 404 own own | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
judge-appeal               | —                | appealed in the class          | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 ok  ok  | sus 404 tok
judge-appeal               | —                | appealed in class, a day old   | 401 401 401 401 | unc sus 404 404 ok  ok  | 404 404 404 404 404 | 404 404 ok  ok  | sus 404 tok
judge-appeal               | —                | in the class, decided by self  | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 own own | sus 404 tok

The log, and staff in a class                                                 | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
staff-classes              | —                | —                              | 401 401 401 401 | 403 403 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
enter-class                | —                | a class to enter               | 401 401 401 401 | unc sus 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
audit-log                  | —                | —                              | 401 401 401 401 | 403 403 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
export-audit               | —                | —                              | 401 401 401 401 | 403 403 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
audit-choices              | —                | —                              | 401 401 401 401 | 403 403 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
find-people                | —                | —                              | 401 401 401 401 | unc sus 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
find-school-people         | —                | a school                       | 401 401 401 401 | unc sus 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
find-school-people         | —                | no school                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
school-log-choices         | —                | a school                       | 401 401 401 401 | 403 403 403 403 403 403 | 403 ok  403 403 ok  | 403 403 ok  403 | 403 403 403
school-log-choices         | —                | no school                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
school-log                 | —                | a school                       | 401 401 401 401 | 403 403 403 403 403 403 | 403 ok  403 403 ok  | 403 403 ok  403 | 403 403 403
school-log                 | —                | no school                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404

Pages                                                                         | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
/notices                   | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/notices/*                 | —                | a public thread                | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/moderation                | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/moderation/*              | —                | a public thread                | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/moderation/appeals        | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/moderation/audit          | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/moderation/classes        | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/moderation/log            | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/notices/settings          | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
`,
	operations: map[string]func(o object) asking{
		"create-report": func(o object) asking {
			switch {
			case o.post != uuid.Nil:
				return asking{body: wire.CreateReport{Object: "post", ID: o.post, Reason: "attack"}}
			case o.thread != uuid.Nil:
				return asking{body: wire.CreateReport{Object: "thread", ID: o.thread, Reason: "spam"}}
			}
			return asking{body: wire.CreateReport{Object: "person", ID: o.id, Reason: "bullying"}}
		},
		"block-person": byID, "unblock-person": byID, "contact": none,
		"set-contact":  func(object) asking { return asking{body: wire.SetContact{RepliesFrom: "everyone"}} },
		"list-notices": none, "count-notices": none,
		"mark-notices": func(object) asking { return asking{body: wire.MarkNotices{}} },

		"moderation-queue": none, "moderation-waiting": none,
		"class-cases":      func(o object) asking { return asking{path: []any{o.class}} },
		"moderation-case":  byID,
		"case-translation": func(o object) asking { return asking{path: []any{o.id}, query: "?to=en"} },
		"claim-case":       byID, "release-case": byID,
		"act-on-case": func(o object) asking {
			return asking{path: []any{o.id}, body: fields{"kind": "warn", "clause": "attacks", "note": "because of this"}}
		},
		"act-on-post": func(o object) asking {
			return asking{path: []any{o.post}, body: fields{"kind": "warn", "clause": "attacks", "note": "because of this"}}
		},
		"restore-public-post": func(o object) asking { return asking{path: []any{o.post}, body: fields{"note": "because of this"}} },
		"answer-case": func(o object) asking {
			return asking{path: []any{o.id}, body: fields{"acted": false, "answer": "because"}}
		},
		"moderation-deed": byID,
		"class-appeals":   func(o object) asking { return asking{path: []any{o.class}} },
		"undo-deed":       func(o object) asking { return asking{path: []any{o.id}, body: fields{"note": "because of this"}} },
		"appeal-deed":     func(o object) asking { return asking{path: []any{o.id}, body: fields{"body": "because"}} },
		"list-appeals":    none,
		"judge-appeal": func(o object) asking {
			return asking{path: []any{o.id}, body: fields{"outcome": "upheld", "answer": "because of this"}}
		},
		"staff-classes": none,
		"enter-class": func(o object) asking {
			return asking{body: wire.EnterClass{Class: o.class, Reason: "A reason that its schools can read"}}
		},
		"audit-log":    none,
		"export-audit": func(object) asking { return asking{query: "?format=csv"} },
		"school-log":   byID, "audit-choices": none, "school-log-choices": byID,
		"find-people": func(object) asking {
			return asking{body: wire.FindPeople{Q: "student", Students: true, Reason: "A reason that the schools can read"}}
		},
		"find-school-people": func(o object) asking {
			return asking{path: []any{o.id}, body: wire.FindPeople{Q: "student", Students: true, Reason: "A reason that the school can read"}}
		},
	},
	objects: map[string]func(w *tableWorld, a *actor) object{
		"one's own, of all classes":  func(*tableWorld, *actor) object { return object{} },
		"somebody outside the class": func(w *tableWorld, _ *actor) object { return object{id: w.bystander.ID} },
		"a citizen":                  func(w *tableWorld, _ *actor) object { return object{id: w.bystander.ID} },
		"a student in the class":     func(w *tableWorld, _ *actor) object { return object{id: w.classmate.ID} },
		"a teacher of the class": func(w *tableWorld, a *actor) object {
			if a.column == "tea" {
				return object{id: w.TeacherHefei.ID}
			}
			return object{id: w.Teacher.ID}
		},
		"a public case": func(w *tableWorld, _ *actor) object { return w.caseAbout(w.bystander.ID, nil, false) },
		"a case of the class": func(w *tableWorld, _ *actor) object {
			return w.caseAbout(w.classmate.ID, &w.Class, false)
		},
		"a case of the class, a day old": func(w *tableWorld, _ *actor) object {
			return w.caseAbout(w.classmate.ID, &w.Class, true)
		},
		"a case about oneself": func(w *tableWorld, a *actor) object { return w.caseAbout(a.self().ID, nil, false) },
		"a case about a moderator": func(w *tableWorld, _ *actor) object {
			return w.caseAbout(w.Person("Another moderator", access.Moderator, nil).ID, nil, false)
		},
		"no case":                  func(*tableWorld, *actor) object { return object{id: uuid.New()} },
		"no school":                func(*tableWorld, *actor) object { return object{id: uuid.New()} },
		"a school":                 func(w *tableWorld, _ *actor) object { return object{id: w.Columbus} },
		"what was done to oneself": func(w *tableWorld, a *actor) object { return w.deed(w.bystander.ID, a.self().ID) },
		"what was done to another": func(w *tableWorld, _ *actor) object {
			return w.deed(w.Person("A moderator", access.Moderator, nil).ID, w.bystander.ID)
		},
		"another's appeal": func(w *tableWorld, _ *actor) object {
			return w.appealed(w.deed(w.Person("A moderator", access.Moderator, nil).ID, w.bystander.ID), w.bystander.ID)
		},
		"an appeal against one's deed": func(w *tableWorld, a *actor) object {
			by := a.self()
			if !a.keeps() {
				by = w.Person("A moderator", access.Moderator, nil)
			}
			return w.appealed(w.deed(by.ID, w.bystander.ID), w.bystander.ID)
		},
		"done in the class": func(w *tableWorld, _ *actor) object { return w.classDeed(w.aTeacher(), w.classmate.ID) },
		"appealed in the class": func(w *tableWorld, _ *actor) object {
			return w.appealed(w.classDeed(w.aTeacher(), w.classmate.ID), w.classmate.ID)
		},
		"appealed in class, a day old": func(w *tableWorld, _ *actor) object {
			o := w.appealed(w.classDeed(w.aTeacher(), w.classmate.ID), w.classmate.ID)
			w.exec(`update appeal set created_at = now() - interval '25 hours' where action_id = $1`, o.id)
			return o
		},
		"in the class, decided by self": func(w *tableWorld, a *actor) object {
			by := w.aTeacher()
			switch a.column {
			case "tea":
				by = w.Teacher.ID
			case "pte":
				by = w.TeacherHefei.ID
			}
			return w.appealed(w.classDeed(by, w.classmate.ID), w.classmate.ID)
		},
		"a class to enter": func(w *tableWorld, _ *actor) object {
			var pairing uuid.UUID
			if err := w.node.Pool.QueryRow(context.Background(), `select pairing_id from class where id = $1`, w.Class).Scan(&pairing); err != nil {
				w.t.Error(err)
			}
			class, _ := w.class(pairing)
			return object{class: class}
		},
	},
}

// caseAbout opens a case about a person, with one report.
func (w *tableWorld) caseAbout(person uuid.UUID, class *uuid.UUID, old bool) object {
	id, post := uuid.Must(uuid.NewV7()), uuid.New()
	w.exec(`insert into moderation_case (id, object, object_id, class_id, person_id, language, opened_at)
		values ($1, 'person', $2, $3, $4, 'en', now() - case when $5 then interval '25 hours' else interval '0' end)`, id, post, class, person, old)
	proof, err := json.Marshal(wire.Evidence{Around: []wire.Post{}})
	if err != nil {
		w.t.Error(err)
	}
	w.exec(`insert into report (id, case_id, object, object_id, class_id, reporter_id, reason, evidence) values ($1, $2, 'person', $3, $4, $5, 'attack', $6)`,
		uuid.New(), id, post, class, w.bystander.ID, proof)
	return object{id: id}
}

// deed is what a moderator did to somebody.
func (w *tableWorld) deed(by, to uuid.UUID) object {
	id := uuid.Must(uuid.NewV7())
	w.exec(`insert into moderation_action (id, actor_id, kind, object, object_id, person_id, clause, note) values ($1, $2, 'warn', 'person', $3, $3, 'attacks', 'because')`, id, by, to)
	return object{id: id}
}

func (w *tableWorld) appealed(deed object, by uuid.UUID) object {
	w.exec(`insert into appeal (id, action_id, person_id, body) values ($1, $2, $3, 'because')`, uuid.New(), deed.id, by)
	return deed
}

// classDeed is what one who keeps the class did to somebody in it.
func (w *tableWorld) classDeed(by, to uuid.UUID) object {
	id := uuid.Must(uuid.NewV7())
	w.exec(`insert into moderation_action (id, class_id, actor_id, kind, object, object_id, person_id, clause, note) values ($1, $2, $3, 'mute', 'person', $4, $4, 'none', '')`, id, w.Class, by, to)
	return object{id: id, class: w.Class}
}

// addTeacher adds a third teacher to the class. There is one of them: what is copied from the class's members stays small.
func (w *tableWorld) addTeacher() uuid.UUID {
	p := w.Person("A third teacher", access.Teacher, &w.Columbus)
	w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'teacher')`, w.Class, p.ID)
	return p.ID
}
