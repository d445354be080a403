package supervision

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/wire"
)

func operation(method, path, id, summary string) huma.Operation {
	return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, Tags: []string{"Supervision"}}
}

// Operations registers the HTTP operations.
func (s *Service) Operations(api huma.API) {
	s.reading(api)
	s.deeds(api)
	s.noting(api)
}

func (s *Service) reading(api huma.API) {
	command.Operation(api, operation(http.MethodGet, "/api/classes/{class}/standing", "class-standing", "Read how you stand in a class: whether you may write, and why not"),
		command.Same[wire.ClassRef], s.Standing)
	command.Operation(api, operation(http.MethodGet, "/api/classes/{class}/supervision", "class-supervision", "Read what the teachers of a class see first"),
		command.Same[wire.ClassRef], s.Overview)
	command.Operation(api, operation(http.MethodGet, "/api/classes/{class}/said", "class-said", "Read all that was said in a class, whatever became of it"),
		command.Same[wire.SaidIn], s.Said)
	command.Operation(api, operation(http.MethodGet, "/api/classes/{class}/attendance", "class-attendance", "Read who was in a class, with the teachers' notes"),
		command.Same[wire.AttendanceIn], s.Attendance)
	table := operation(http.MethodGet, "/api/classes/{class}/attendance.csv", "class-attendance-csv", "Read who was in a class, as a table for a spreadsheet")
	table.Responses = map[string]*huma.Response{"200": {Description: "CSV (RFC 4180)", Content: map[string]*huma.MediaType{"text/csv": {Schema: &huma.Schema{Type: "string"}}}}}
	huma.Register(api, table, func(ctx context.Context, in *wire.AttendanceIn) (*csvFile, error) {
		file, err := s.AttendanceCSV(ctx, access.FromContext(ctx), *in)
		if err != nil {
			return nil, command.Fail(ctx, err)
		}
		return &csvFile{"text/csv; charset=utf-8", `attachment; filename="attendance.csv"`, file}, nil
	})
}

type csvFile struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func (s *Service) deeds(api huma.API) {
	command.Operation(api, operation(http.MethodPost, "/api/classes/{class}/decisions", "decide-posts", "Approve, hide or restore posts of a class"),
		func(in *struct {
			Class uuid.UUID `path:"class"`
			Body  struct {
				Posts  []uuid.UUID `json:"posts" minItems:"1" maxItems:"100" nullable:"false"`
				Deed   string      `json:"deed" enum:"approve,hide,restore"`
				Clause string      `json:"clause,omitempty" enum:"profanity,attacks,private,advertising,own,language,child" doc:"Hiding needs one"`
				Reason string      `json:"reason,omitempty" maxLength:"500"`
			}
		}) wire.DecidePosts {
			return wire.DecidePosts{Class: in.Class, Posts: in.Body.Posts, Deed: in.Body.Deed, Clause: in.Body.Clause, Reason: in.Body.Reason}
		}, s.Decide)
	s.single(api)
	command.Operation(api, operation(http.MethodPut, "/api/posts/{post}/correction", "correct-post", "Correct what a student wrote; the student's own words are kept"),
		func(in *struct {
			Post uuid.UUID `path:"post"`
			Body struct {
				Revision int    `json:"revision" minimum:"1"`
				Body     string `json:"body" maxLength:"20000"`
				Reason   string `json:"reason,omitempty" maxLength:"500"`
			}
		}) wire.CorrectPost {
			return wire.CorrectPost{Post: in.Post, Revision: in.Body.Revision, Body: in.Body.Body, Reason: in.Body.Reason}
		}, s.Correct)
	command.Operation(api, operation(http.MethodPut, "/api/classes/{class}/members/{person}/mute", "mute-member", "Let a member read, and not write, for a while"),
		func(in *struct {
			wire.MemberRef
			Body struct {
				For    string `json:"for" enum:"10m,1h,today,until_unmuted,none"`
				Reason string `json:"reason,omitempty" maxLength:"500"`
			}
		}) wire.MuteMember {
			return wire.MuteMember{MemberRef: in.MemberRef, For: in.Body.For, Reason: in.Body.Reason}
		}, s.Mute)
	command.Operation(api, operation(http.MethodPost, "/api/classes/{class}/members/{person}/removal", "remove-from-class", "Take somebody out of a class"),
		func(in *struct {
			wire.MemberRef
			Body struct {
				Reason string `json:"reason" minLength:"1" maxLength:"500"`
			}
		}) wire.RemoveMember {
			return wire.RemoveMember{MemberRef: in.MemberRef, Reason: in.Body.Reason}
		}, s.Remove)
	command.Operation(api, operation(http.MethodDelete, "/api/classes/{class}/members/{person}/removal", "take-back-into-class", "Let somebody in again whom a teacher had taken out"),
		command.Same[wire.MemberRef], s.TakeBack)
	command.Operation(api, operation(http.MethodPatch, "/api/classes/{class}/keeping", "keep-class", "Lock a class, and change its rules"),
		func(in *struct {
			Class uuid.UUID `path:"class"`
			Body  struct {
				Locked       *bool  `json:"locked,omitempty"`
				NeedsTeacher *bool  `json:"needs_teacher,omitempty"`
				QuietHours   *bool  `json:"quiet_hours,omitempty"`
				FirstPosts   *int   `json:"first_posts,omitempty" minimum:"0" maximum:"100"`
				Reason       string `json:"reason,omitempty" maxLength:"500"`
			}
		}) wire.KeepClass {
			b := in.Body
			return wire.KeepClass{Class: in.Class, Locked: b.Locked, NeedsTeacher: b.NeedsTeacher, QuietHours: b.QuietHours, FirstPosts: b.FirstPosts, Reason: b.Reason}
		}, s.Keep)
}

// single are the deeds about one message.
func (s *Service) single(api huma.API) {
	command.Operation(api, operation(http.MethodPost, "/api/posts/{post}/hide", "hide-post", "Hide a message of your class, with a reason"),
		func(in *struct {
			Post uuid.UUID `path:"post"`
			Body struct {
				Clause string `json:"clause" enum:"profanity,attacks,private,advertising,own,language,child"`
				Reason string `json:"reason,omitempty" maxLength:"500"`
			}
		}) wire.HidePost {
			return wire.HidePost{Post: in.Post, Clause: in.Body.Clause, Reason: in.Body.Reason}
		}, s.HidePost)
	command.Operation(api, operation(http.MethodPost, "/api/posts/{post}/restore", "restore-post", "Show a hidden message of your class again"),
		command.Same[wire.PostRef], s.RestorePost)
	command.Operation(api, operation(http.MethodPost, "/api/posts/{post}/approve", "approve-post", "Show a message of your class that waits for approval"),
		command.Same[wire.PostRef], s.ApprovePost)
}

func (s *Service) noting(api huma.API) {
	command.Operation(api, operation(http.MethodPost, "/api/classes/{class}/notes", "write-class-note", "Note something about a student or the class, for its teachers alone"),
		func(in *struct {
			Class uuid.UUID `path:"class"`
			Body  struct {
				Person *uuid.UUID `json:"person,omitempty"`
				Day    string     `json:"day" format:"date"`
				Body   string     `json:"body" minLength:"1" maxLength:"2000"`
			}
		}) wire.WriteClassNote {
			return wire.WriteClassNote{Class: in.Class, Person: in.Body.Person, Day: in.Body.Day, Body: in.Body.Body}
		}, s.WriteNote)
	command.Operation(api, operation(http.MethodDelete, "/api/classes/{class}/notes/{note}", "delete-class-note", "Take back a note of your own"),
		command.Same[wire.ClassNoteRef], s.DeleteNote)
}
