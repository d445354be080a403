package moderation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// The kinds of objects that can be reported.
const (
	aPost   = "post"
	aThread = "thread"
	aPerson = "person"
)

// reportsPerHour bounds what one person reports: enough for a bad evening, not for a flood.
const reportsPerHour = 20

var reasons = []string{"attack", "profanity", "bullying", "sexual", "violence", "private_data", "contact", "spam", "self_harm", "other"}

// about is what a report is about.
type about struct {
	object   string
	id       uuid.UUID
	class    *uuid.UUID
	person   *uuid.UUID
	language string
	thread   uuid.UUID // of a post, or the thread itself
	seq      int64
	title    string
	board    string
}

// Report keeps a report with what it is about as it is at this moment, and tells the teachers of the class that it
// happened in. The same person's second report of the same thing is the same report. Errors: access's; invalid;
// rate.reports.
func (s *Service) Report(ctx context.Context, actor access.Actor, in wire.CreateReport) (wire.Reported, error) {
	var out wire.Reported
	if err := s.mayReport(ctx, actor, in); err != nil {
		return out, err
	}
	if !slices.Contains(reasons, in.Reason) {
		return out, problem.Invalid(problem.Wrong("reason", "enum", "Values", "…"))
	}
	note, err := line("note", in.Note, maxNote, false)
	if err != nil {
		return out, err
	}
	a, err := s.find(ctx, actor, in)
	if err != nil {
		return out, err
	}
	evidence, err := s.evidence(ctx, a)
	if err != nil {
		return out, err
	}
	proof, err := json.Marshal(evidence)
	if err != nil {
		return out, fmt.Errorf("encoding evidence: %w", err)
	}
	var teachers []uuid.UUID
	if a.class != nil {
		if teachers, err = s.db.TeachersOf(ctx, *a.class); err != nil {
			return out, fmt.Errorf("listing a class's teachers: %w", err)
		}
	}
	// Who keeps the class does not decide about themselves, nor do their colleagues.
	aboutTeacher := in.AboutTeacher || a.person != nil && slices.Contains(teachers, *a.person)
	var caseID uuid.UUID
	// The reporter's own topic is locked, so that their reports come one after another and are counted.
	err = s.Log.InTx(ctx, notice.Topics(append(slices.Clone(teachers), actor.Person)...), func(ctx context.Context, tx *topic.Tx) error {
		db := moderationdb.New(tx)
		before, err := db.ReportedBefore(ctx, a.object, a.id, actor.Person)
		if err == nil {
			out.ID, out.Again, caseID = before.ID, true, before.CaseID
			return nil
		} else if !errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("looking for an earlier report: %w", err)
		}
		lately, err := db.ReportsSince(ctx, actor.Person)
		if err != nil {
			return fmt.Errorf("counting reports: %w", err)
		}
		if lately >= reportsPerHour {
			return problem.New(http.StatusTooManyRequests, "rate.reports").After(600)
		}
		if caseID, err = db.OpenCase(ctx, moderationdb.OpenCaseParams{
			ID: newID(), Object: a.object, ObjectID: a.id, Class: a.class, Person: a.person, Language: a.language,
		}); err != nil {
			return fmt.Errorf("opening a case: %w", err)
		}
		if aboutTeacher {
			if err := db.ForModerators(ctx, caseID); err != nil {
				return fmt.Errorf("giving a case to the moderators: %w", err)
			}
		}
		out.ID = newID()
		if err := db.AddReport(ctx, moderationdb.AddReportParams{
			ID: out.ID, CaseID: caseID, Object: a.object, ObjectID: a.id, Class: a.class, Reporter: actor.Person,
			Reason: in.Reason, Note: note, AboutTeacher: aboutTeacher, Evidence: proof,
		}); err != nil {
			return fmt.Errorf("keeping a report: %w", err)
		}
		for _, teacher := range teachers {
			if teacher == actor.Person || aboutTeacher {
				continue
			}
			if err := notice.Tell(ctx, tx, notice.Notice{
				Person: teacher, Kind: "report.received", Data: map[string]string{"Reason": in.Reason}, Link: "/moderation/" + caseID.String(),
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return wire.Reported{}, err
	}
	may, err := access.Allowed(ctx, s.Policy, actor, access.Case(caseID), access.ReadCase)
	if len(may) > 0 {
		out.Case = &caseID
	}
	return out, err
}

func (s *Service) mayReport(ctx context.Context, actor access.Actor, in wire.CreateReport) error {
	switch in.Object {
	case aPost:
		return s.Policy.Check(ctx, actor, access.ReportPost, access.Post(in.ID))
	case aThread:
		return s.Policy.Check(ctx, actor, access.ReportThread, access.Thread(in.ID))
	case aPerson:
		return s.Policy.Check(ctx, actor, access.ReportPerson, access.Fellow(in.ID))
	}
	return problem.Invalid(problem.Wrong("object", "enum", "Values", "post, thread, person"))
}

// find reads what a report is about.
func (s *Service) find(ctx context.Context, actor access.Actor, in wire.CreateReport) (about, error) {
	a := about{object: in.Object, id: in.ID, language: "und"}
	switch in.Object {
	case aPost:
		p, err := s.db.PostToReport(ctx, in.ID)
		if err != nil {
			return a, found(err, "reading a post to report")
		}
		a.class, a.person, a.language, a.thread, a.seq, a.title, a.board = p.ClassID, &p.AuthorID, p.Language, p.ThreadID, p.Seq, p.Title, p.Slug
	case aThread:
		t, err := s.db.ThreadToReport(ctx, in.ID)
		if err != nil {
			return a, found(err, "reading a thread to report")
		}
		a.class, a.person, a.language, a.thread, a.title, a.board = t.ClassID, t.AuthorID, t.Language, t.ID, t.Title, t.Slug
	case aPerson:
		class, err := s.db.SharedClass(ctx, actor.Person, in.ID)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return a, fmt.Errorf("looking for a shared class: %w", err)
		} else if err == nil {
			a.class = &class
		}
		p, err := s.db.PersonOf(ctx, in.ID)
		if err != nil {
			return a, found(err, "reading a person to report")
		}
		a.person, a.language = &p.ID, p.Language
	}
	if a.class != nil {
		a.board = "" // a class's own board has no name
	}
	return a, nil
}
