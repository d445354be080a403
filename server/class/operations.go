package class

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/riverqueue/river"

	"tongchuang/server/class/classdb"
	"tongchuang/server/command"
	"tongchuang/server/jobs"
	"tongchuang/server/wire"
)

// maxJoinBody bounds what somebody without an account may send, in bytes.
const maxJoinBody = 8 << 10

// Operations registers the HTTP operations of classes.
func (s *Service) Operations(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, Tags: []string{"Classes"}}
	}
	get := func(path, id, summary string) huma.Operation { return op(http.MethodGet, path, id, summary) }
	post := func(path, id, summary string) huma.Operation { return op(http.MethodPost, path, id, summary) }
	command.Operation(api, get("/api/classes", "list-classes", "List your classes"), command.Same[command.None], s.Classes)
	command.Operation(api, get("/api/classes/{class}", "class-page", "Read a class: its people, and the latest of its chat"),
		command.Same[wire.ClassRef], s.Class)

	command.Operation(api, get("/api/pairings/{pairing}/class-teachers", "list-class-teachers", "List whom a class of the pairing can have as teachers"),
		command.Same[PairingRef], s.Staff)
	command.Operation(api, post("/api/pairings/{pairing}/classes", "make-class", "Make a class of an opened pairing"), command.Same[InPairing[wire.NewClass]], s.Make)
	command.Operation(api, get("/api/classes/{class}/membership", "class-membership", "Read who belongs to a class, who waits, and how it is kept"),
		command.Same[wire.ClassRef], s.Membership)
	command.Operation(api, op(http.MethodPatch, "/api/classes/{class}", "change-class", "Change how a class is called and kept"),
		command.Same[OfClass[wire.ChangeClass]], s.ChangeSettings)
	command.Operation(api, post("/api/classes/{class}/teachers", "add-class-staff", "Add a verified teacher of either school"), command.Same[OfClass[wire.AddStaff]], s.AddStaff)
	s.invitations(api)
	command.Operation(api, op(http.MethodPatch, "/api/classes/{class}/members/{person}", "change-class-member", "Change a member's role or nickname"),
		command.Same[OfMember[wire.ChangeMember]], s.ChangeMember)
	command.Operation(api, op(http.MethodPut, "/api/classes/{class}/nickname", "choose-nickname", "Choose your own nickname in a class"),
		command.Same[OfClass[wire.ChooseNickname]], s.ChooseNickname)
	command.Operation(api, post("/api/classes/{class}/leave", "leave-class", "Leave a class"), command.Same[OfClass[wire.LeaveClass]], s.Leave)

	command.Operation(api, post("/api/classes/{class}/code", "new-join-code", "Make a code by which students of your school ask to be let in; it is shown once, and the one before ends"),
		command.Same[OfClass[wire.NewJoinCode]], s.NewCode)
	command.Operation(api, op(http.MethodDelete, "/api/classes/{class}/code", "end-join-code", "End the code of your school"), command.Same[wire.ClassRef], s.EndCode)
	command.Operation(api, post("/api/classes/{class}/requests/{request}/confirm", "confirm-student", "Let somebody in whom your school knows"), command.Same[RequestRef], s.Confirm)
	command.Operation(api, post("/api/classes/{class}/requests/{request}/refuse", "refuse-student", "Do not let somebody in, and say why"),
		command.Same[OfRequest[wire.RefuseJoin]], s.Refuse)
	command.Operation(api, post("/api/classes/{class}/requests/refuse", "refuse-students", "Do not let several in who ask your school, say why, and make a new code if the old one got about"),
		command.Same[OfClass[wire.RefuseJoins]], s.RefuseAll)

	command.Operation(api, post("/api/classes/{class}/list", "read-student-list", "Read a list of students without making anything"),
		command.Same[OfClass[wire.StudentList]], s.ReadList)
	command.Operation(api, post("/api/classes/{class}/students", "add-students", "Make accounts with sign-in codes, which are shown once"),
		command.Same[OfClass[wire.AddStudents]], s.AddStudents)
	command.Operation(api, post("/api/classes/{class}/sign-in-codes", "reset-sign-ins", "Give students of your school new sign-in codes; their logins end"),
		command.Same[OfClass[wire.ResetSignIns]], s.ResetSignIns)

	command.Operation(api, get("/api/classes/{class}/groups", "class-groups", "List the groups of a class"), command.Same[wire.ClassRef], s.Groups)
	command.Operation(api, op(http.MethodPut, "/api/classes/{class}/groups", "save-class-groups", "Replace the groups of a class"),
		command.Same[OfClass[wire.SaveGroups]], s.SaveGroups)
	command.Operation(api, post("/api/classes/{class}/groups/mix", "mix-class-groups", "Spread the students of both schools evenly over new groups"),
		command.Same[OfClass[wire.MixGroups]], s.MixGroups)

	command.Operation(api, post("/api/classes/{class}/archive", "archive-class", "End a class; it stays readable"), command.Same[wire.ClassRef], s.Archive)
	command.Operation(api, post("/api/classes/{class}/move-up", "move-class-up", "Make the class of the new year, and archive this one"),
		command.Same[OfClass[wire.MoveUp]], s.MoveUp)
	s.download(api, post("/api/classes/{class}/export", "export-class", "Download what was said in a class; the same bytes for both schools"))
	s.joining(api, post)
}

// joining are the operations of those who are not in yet.
func (s *Service) joining(api huma.API, post func(path, id, summary string) huma.Operation) {
	small := func(op huma.Operation) huma.Operation {
		op.MaxBodyBytes = maxJoinBody
		return op
	}
	command.Operation(api, small(post("/api/join/begin", "begin-joining", "Be told apart from others at the same address, by a cookie, before a code is tried")), command.Same[command.None], s.Begin)
	command.Operation(api, small(post("/api/join/look", "look-at-code", "Which class a code opens")), command.Same[FromSomewhere[wire.JoinLook]], s.Look)
	command.Operation(api, small(post("/api/join", "ask-to-join", "Ask a class's teacher to be let in, by a code")), command.Same[FromSomewhere[wire.AskToJoin]], s.Ask)
	command.Operation(api, small(post("/api/join/status", "join-status", "How it stands with who asked to be let in")), command.OfBody[wire.JoinStatusIn], s.Status)
}

// cleanInterval is how often old codes and requests are thrown away.
const cleanInterval = time.Hour

// Jobs is the work that is done by itself.
func (s *Service) Jobs() []jobs.Part {
	return append(s.guestJobs(), jobs.Every(cleanInterval, cleanJoining{}, &joiningCleaner{db: s.db}))
}

type cleanJoining struct{}

// Kind is the job's name in the database.
func (cleanJoining) Kind() string { return "class_clean_joining" }

type joiningCleaner struct {
	river.WorkerDefaults[cleanJoining]
	db *classdb.Queries
}

// Work takes out what nobody needs any more: the names of children who asked and were not let in, above all.
func (c *joiningCleaner) Work(ctx context.Context, _ *river.Job[cleanJoining]) error {
	if err := c.db.DropOldRequests(ctx); err != nil {
		return fmt.Errorf("dropping old requests: %w", err)
	}
	if err := c.db.DropOldCodes(ctx); err != nil {
		return fmt.Errorf("dropping old codes: %w", err)
	}
	return nil
}
