package moderation

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// Commands registers what is offered over the socket: nothing. What is told live is told in people's own topics.
func (s *Service) Commands(*command.Set) {}

// Operations registers the HTTP operations.
func (s *Service) Operations(api huma.API) {
	op := func(method, path, id, summary, tag string) huma.Operation {
		return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, Tags: []string{tag}}
	}
	const get, post, put = http.MethodGet, http.MethodPost, http.MethodPut
	command.Operation(api, op(post, "/api/reports", "create-report", "Report a post, a thread or a person", "Moderation"),
		command.OfBody[wire.CreateReport], s.Report)
	command.Operation(api, op(get, "/api/classes/{class}/cases", "class-cases", "Read what was reported in a class", "Moderation"),
		command.Same[wire.ClassRef], s.OfClass)
	s.cases(api, op)
	s.deeds(api, op)

	command.Operation(api, op(get, "/api/notices", "list-notices", "Read what you were told", "Notices"), command.Same[wire.NoticesIn], s.Notices)
	command.Operation(api, op(get, "/api/notices/unread", "count-notices", "Count what you have not read", "Notices"), command.Same[command.None], s.Unread)
	command.Operation(api, op(post, "/api/notices/read", "mark-notices", "Mark notices as read", "Notices"), command.OfBody[wire.MarkNotices], s.MarkRead)

	command.Operation(api, op(get, "/api/me/contact", "contact", "Read who may reach you", "People"), command.Same[command.None], s.Contact)
	command.Operation(api, op(put, "/api/me/contact", "set-contact", "Say who may reach you", "People"), command.OfBody[wire.SetContact], s.SetContact)
	command.Operation(api, op(put, "/api/people/{person}/block", "block-person", "Hear no more of somebody", "People"), command.Same[wire.PersonRef], s.Block)
	command.Operation(api, op(http.MethodDelete, "/api/people/{person}/block", "unblock-person", "Hear of somebody again", "People"), command.Same[wire.PersonRef], s.Unblock)

	command.Operation(api, op(get, "/api/moderation/classes", "staff-classes", "List the classes that staff could ask to read", "Moderation"),
		command.Same[command.None], s.StaffClasses)
	command.Operation(api, op(post, "/api/moderation/entries", "enter-class", "Read a class for an hour, with a reason", "Moderation"),
		command.OfBody[wire.EnterClass], s.Enter)
	command.Operation(api, op(get, "/api/moderation/audit", "audit-log", "Read the audit log", "Audit"), command.Same[wire.AuditIn], s.Audit)
	command.Operation(api, op(get, "/api/schools/{school}/log", "school-log", "Read what was done in and to your school", "Audit"),
		command.Same[wire.SchoolLogIn], s.SchoolLog)
	command.Operation(api, op(get, "/api/moderation/audit/choices", "audit-choices", "Read by what the audit log can be read", "Audit"),
		command.Same[command.None], s.AuditChoices)
	command.Operation(api, op(get, "/api/schools/{school}/log/choices", "school-log-choices", "Read by what your school's log can be read", "Audit"),
		command.Same[wire.SchoolRef], s.SchoolLogChoices)
	command.Operation(api, op(post, "/api/moderation/people", "find-people", "Find people by name; students with a reason, which is logged", "Audit"),
		command.OfBody[wire.FindPeople], s.FindPeople)
	command.Operation(api, op(post, "/api/schools/{school}/people", "find-school-people", "Find people of your school by name; students with a reason, which is logged", "Audit"),
		func(in *struct {
			School uuid.UUID `path:"school"`
			Body   wire.FindPeople
		}) wire.FindPeople {
			in.Body.School = in.School
			return in.Body
		}, s.FindPeople)
	huma.Register(api, op(get, "/api/moderation/audit/export", "export-audit", "Take the audit log away as a file", "Audit"),
		func(ctx context.Context, in *AuditExport) (*exported, error) {
			file, media, err := s.Export(ctx, access.FromContext(ctx), *in)
			if err != nil {
				return nil, command.Fail(ctx, err)
			}
			name := "audit.csv"
			if in.Format == "jsonl" {
				name = "audit.jsonl"
			}
			return &exported{media, `attachment; filename="` + name + `"`, file}, nil
		})
}

// exported is a file that a browser saves.
type exported struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Body               []byte
}

func (s *Service) cases(api huma.API, op func(method, path, id, summary, tag string) huma.Operation) {
	const get, post = http.MethodGet, http.MethodPost
	command.Operation(api, op(get, "/api/moderation/cases", "moderation-queue", "List the cases that wait", "Moderation"), command.Same[wire.QueueIn], s.Queue)
	command.Operation(api, op(get, "/api/moderation/waiting", "moderation-waiting", "Count what waits for you", "Moderation"),
		func(*command.None) struct{} { return struct{}{} }, s.Waiting)
	command.Operation(api, op(get, "/api/moderation/cases/{case}", "moderation-case", "Read a case", "Moderation"), command.Same[wire.CaseRef], s.Case)
	command.Operation(api, op(get, "/api/moderation/cases/{case}/translation", "case-translation", "Read a case's text in another language", "Moderation"),
		command.Same[wire.TranslationIn], s.Translation)
	command.Operation(api, op(post, "/api/moderation/cases/{case}/claim", "claim-case", "Work on a case alone for half an hour", "Moderation"),
		command.Same[wire.CaseRef], s.Claim)
	command.Operation(api, op(http.MethodDelete, "/api/moderation/cases/{case}/claim", "release-case", "Give a case back", "Moderation"),
		command.Same[wire.CaseRef], s.Release)
	command.Operation(api, op(post, "/api/moderation/cases/{case}/deed", "act-on-case", "Decide a case, with a reason", "Moderation"),
		func(in *struct {
			Case uuid.UUID `path:"case"`
			Body struct {
				Kind   string `json:"kind" enum:"hold,hide,warn,suspend,ban,dismiss,approve"`
				Clause string `json:"clause,omitempty" enum:"profanity,attacks,private,advertising,own,language,child,none"`
				Note   string `json:"note" maxLength:"1000"`
				Days   int    `json:"days,omitempty" minimum:"0" maximum:"365"`
			}
		}) wire.Act {
			return wire.Act{Case: in.Case, Kind: in.Body.Kind, Clause: in.Body.Clause, Note: in.Body.Note, Days: in.Body.Days}
		}, s.Act)
	command.Operation(api, op(post, "/api/posts/{post}/deed", "act-on-post", "Decide about a public post, with a reason: its case is found or opened", "Moderation"),
		func(in *struct {
			Post uuid.UUID `path:"post"`
			Body struct {
				Kind   string `json:"kind" enum:"hold,hide,warn,suspend,ban,approve"`
				Clause string `json:"clause,omitempty" enum:"profanity,attacks,private,advertising,own,language,child,none"`
				Note   string `json:"note,omitempty" maxLength:"1000"`
				Days   int    `json:"days,omitempty" minimum:"0" maximum:"365"`
			}
		}) wire.DecidePost {
			return wire.DecidePost{Post: in.Post, Kind: in.Body.Kind, Clause: in.Body.Clause, Note: in.Body.Note, Days: in.Body.Days}
		}, s.Decide)
	command.Operation(api, op(post, "/api/posts/{post}/deed/undo", "restore-public-post", "Take back what keeps a public post hidden, with a note to its author", "Moderation"),
		func(in *struct {
			Post uuid.UUID `path:"post"`
			Body struct {
				Note string `json:"note" maxLength:"1000"`
			}
		}) wire.RestorePost {
			return wire.RestorePost{Post: in.Post, Note: in.Body.Note}
		}, s.Restore)
	command.Operation(api, op(post, "/api/moderation/cases/{case}/answer", "answer-case", "Close a case of your class", "Moderation"),
		func(in *struct {
			Case uuid.UUID `path:"case"`
			Body struct {
				Acted  bool   `json:"acted"`
				Answer string `json:"answer" maxLength:"1000"`
			}
		}) wire.AnswerCase {
			return wire.AnswerCase{Case: in.Case, Acted: in.Body.Acted, Answer: in.Body.Answer}
		}, s.Answer)
}

func (s *Service) deeds(api huma.API, op func(method, path, id, summary, tag string) huma.Operation) {
	const get, post = http.MethodGet, http.MethodPost
	command.Operation(api, op(get, "/api/moderation/appeals", "list-appeals", "List the appeals that wait", "Moderation"), command.Same[command.None], s.Appeals)
	command.Operation(api, op(get, "/api/classes/{class}/appeals", "class-appeals", "List the appeals against what was decided in your class", "Moderation"), command.Same[wire.ClassRef], s.AppealsOfClass)
	command.Operation(api, op(get, "/api/moderation/deeds/{deed}", "moderation-deed", "Read what was done, and why", "Moderation"), command.Same[wire.DeedRef], s.Deed)
	command.Operation(api, op(post, "/api/moderation/deeds/{deed}/undo", "undo-deed", "Take back what was done", "Moderation"),
		func(in *struct {
			Deed uuid.UUID `path:"deed"`
			Body struct {
				Note string `json:"note" maxLength:"1000"`
			}
		}) wire.UndoDeed {
			return wire.UndoDeed{Deed: in.Deed, Note: in.Body.Note}
		}, s.Undo)
	command.Operation(api, op(post, "/api/moderation/deeds/{deed}/appeal", "appeal-deed", "Appeal against what was done to you, once", "Moderation"),
		func(in *struct {
			Deed uuid.UUID `path:"deed"`
			Body struct {
				Body string `json:"body" maxLength:"2000"`
			}
		}) wire.CreateAppeal {
			return wire.CreateAppeal{Deed: in.Deed, Body: in.Body.Body}
		}, s.Appeal)
	command.Operation(api, op(post, "/api/moderation/deeds/{deed}/judge", "judge-appeal", "Decide about an appeal", "Moderation"),
		func(in *struct {
			Deed uuid.UUID `path:"deed"`
			Body struct {
				Outcome string `json:"outcome" enum:"upheld,overturned"`
				Answer  string `json:"answer" maxLength:"1000"`
			}
		}) wire.JudgeAppeal {
			return wire.JudgeAppeal{Deed: in.Deed, Outcome: in.Body.Outcome, Answer: in.Body.Answer}
		}, s.Judge)
}
