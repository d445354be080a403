package moderation

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// Queue lists the cases for moderators: those in their own language first, then the oldest. What was said in a class is
// not in it, and nobody finds what is about themselves.
func (s *Service) Queue(ctx context.Context, actor access.Actor, in wire.QueueIn) (wire.Queue, error) {
	out := wire.Queue{Cases: []wire.Case{}}
	if err := s.Policy.Check(ctx, actor, access.ReadQueue, access.Installation()); err != nil {
		return out, err
	}
	me, err := s.db.PersonOf(ctx, actor.Person)
	if err != nil {
		return out, fmt.Errorf("reading a moderator: %w", err)
	}
	state := in.State
	if state == "" {
		state = "open"
	}
	rows, err := s.db.Cases(ctx, moderationdb.CasesParams{State: state, Language: in.Language, Own: me.Language, Reader: actor.Person})
	if err != nil {
		return out, fmt.Errorf("reading the queue: %w", err)
	}
	for _, r := range rows {
		c := caseOf(r)
		if c.Class != nil && of(r.ClaimedBy) != actor.Person {
			c.Person = nil
		} else {
			c.Title, c.Begins = r.Title, r.Begins
		}
		out.Cases = append(out.Cases, c)
	}
	waiting, err := s.db.WaitingAppeals(ctx)
	if err != nil {
		return out, fmt.Errorf("counting appeals: %w", err)
	}
	out.Appeals = int(waiting)
	return out, nil
}

// Waiting counts what waits for the actor: what the lists hold, open cases and appeals. Problems: unauthenticated,
// forbidden.
func (s *Service) Waiting(ctx context.Context, actor access.Actor, _ struct{}) (wire.ModerationWaiting, error) {
	if err := s.Policy.Check(ctx, actor, access.ReadQueue, access.Installation()); err != nil {
		return wire.ModerationWaiting{}, err
	}
	n, err := s.db.Waiting(ctx, actor.Person)
	if err != nil {
		return wire.ModerationWaiting{}, fmt.Errorf("counting what waits: %w", err)
	}
	return wire.ModerationWaiting{Held: int(n.Held), Cases: int(n.Cases), Appeals: int(n.Appeals)}, nil
}

// OfClass lists what was reported in a class, for those who keep it; nobody finds what is about themselves, or about
// another teacher.
func (s *Service) OfClass(ctx context.Context, actor access.Actor, in wire.ClassRef) (wire.Queue, error) {
	out := wire.Queue{Cases: []wire.Case{}}
	if err := s.Policy.Check(ctx, actor, access.SuperviseClass, access.Class(in.Class)); err != nil {
		return out, err
	}
	rows, err := s.db.Cases(ctx, moderationdb.CasesParams{Class: &in.Class, AnyPlace: true, Reader: actor.Person, Keeper: true})
	if err != nil {
		return out, fmt.Errorf("reading a class's cases: %w", err)
	}
	for _, r := range rows {
		out.Cases = append(out.Cases, caseOf(r))
	}
	return out, nil
}

func caseOf(r moderationdb.CasesRow) wire.Case {
	c := wire.Case{
		ID: r.ID, Object: r.Object, ObjectID: r.ObjectID, Class: r.ClassID, Language: r.Language, Reports: int(r.Reports),
		Reasons: r.Reasons, OpenedAt: r.OpenedAt, ClosedAt: r.ClosedAt, Answer: r.Answer,
	}
	if r.Outcome != nil {
		c.Outcome = *r.Outcome
	}
	if r.PersonID != nil {
		c.Person = &wire.Person{ID: *r.PersonID, Name: r.PersonName, Role: r.PersonRole}
	}
	if r.ClaimedBy != nil && r.ClosedAt == nil && r.ClaimedUntil.After(time.Now()) {
		c.ClaimedBy, c.ClaimedUntil = &wire.Person{ID: *r.ClaimedBy, Name: r.Claimer, Role: string(access.Moderator)}, &r.ClaimedUntil
	}
	return c
}

// Case gives a case with what a decision needs. What was said in a class is sealed until a moderator claims the case,
// which its schools can read in the log (safety.md, rule 17).
func (s *Service) Case(ctx context.Context, actor access.Actor, in wire.CaseRef) (wire.CasePage, error) {
	out := wire.CasePage{Reports: []wire.CaseReport{}, Deeds: []wire.Deed{}, May: []string{}}
	if err := s.Policy.Check(ctx, actor, access.ReadCase, access.Case(in.Case)); err != nil {
		return out, err
	}
	ask := moderationdb.CasesParams{ID: &in.Case, AnyPlace: true, Reader: actor.Person}
	rows, err := s.db.Cases(ctx, ask)
	keeps := false
	if err == nil && len(rows) > 0 && rows[0].ClassID != nil {
		kept, err := access.Allowed(ctx, s.Policy, actor, access.Class(*rows[0].ClassID), access.SuperviseClass)
		if err != nil {
			return out, err
		}
		if keeps = len(kept) > 0; keeps {
			ask.Keeper = true
			if rows, err = s.db.Cases(ctx, ask); err != nil {
				return out, fmt.Errorf("reading a case: %w", err)
			}
		}
	}
	if err != nil {
		return out, fmt.Errorf("reading a case: %w", err)
	}
	if len(rows) == 0 {
		return out, problem.NotFound()
	}
	r := rows[0]
	out.Case = caseOf(r)
	may, err := access.Allowed(ctx, s.Policy, actor, access.Case(in.Case), access.DecideCase, access.AnswerCase)
	if err != nil {
		return out, err
	}
	out.May = append(out.May, may...)
	if out.Sealed = r.ClassID != nil && !keeps && of(r.ClaimedBy) != actor.Person; out.Sealed {
		out.Case.Person = nil
		return out, nil
	}
	if err := s.open(ctx, &out, keeps); err != nil {
		return out, err
	}
	return out, s.history(ctx, actor, &out, keeps)
}

// open adds the reports and the evidence. What is about a teacher is not for that teacher or the colleagues: neither what
// was said of them nor who said it.
func (s *Service) open(ctx context.Context, out *wire.CasePage, keeps bool) error {
	reports, err := s.db.CaseReports(ctx, out.Case.ID)
	if err != nil {
		return fmt.Errorf("reading a case's reports: %w", err)
	}
	if keeps {
		reports = slices.DeleteFunc(reports, func(r moderationdb.CaseReportsRow) bool { return r.AboutTeacher })
	}
	for _, r := range reports {
		out.Reports = append(out.Reports, wire.CaseReport{
			Reason: r.Reason, Note: r.Note, AboutTeacher: r.AboutTeacher, CreatedAt: r.CreatedAt,
			Reporter: &wire.Person{ID: r.ReporterID, Name: r.Name, Role: r.Role},
		})
	}
	if out.Evidence, err = proofOf(reports); err != nil {
		return err
	}
	if out.Case.Object == aPost {
		now, err := s.Posts.Load(ctx, []uuid.UUID{out.Case.ObjectID})
		if err != nil {
			return err
		}
		if len(now) > 0 {
			out.Now = &now[0]
		}
	}
	return nil
}

// history adds what was done about the same person before, the next step, and the language that they read.
func (s *Service) history(ctx context.Context, actor access.Actor, out *wire.CasePage, keeps bool) error {
	if out.Case.Person == nil || keeps { // a class's teachers see what happened in their class, not elsewhere
		return nil
	}
	deeds, err := s.db.Deeds(ctx, moderationdb.DeedsParams{Person: &out.Case.Person.ID})
	if err != nil {
		return fmt.Errorf("reading earlier deeds: %w", err)
	}
	for _, d := range deeds {
		deed := deedOf(d, true)
		if deed.May, err = s.mayDeed(ctx, actor, d); err != nil {
			return err
		}
		out.Deeds = append(out.Deeds, deed)
	}
	them, err := s.db.PersonOf(ctx, out.Case.Person.ID)
	if err != nil {
		return fmt.Errorf("reading whom a case is about: %w", err)
	}
	out.Reads = them.Language
	before, err := s.db.Clauses(ctx, out.Case.Person.ID)
	if err != nil {
		return fmt.Errorf("counting earlier deeds: %w", err)
	}
	switch {
	case before.Suspensions >= 2:
		out.Suggested = "ban"
	case before.Suspensions == 1:
		out.Suggested = "suspend_7"
	case before.Warnings > 0:
		out.Suggested = "suspend_1"
	default:
		out.Suggested = "warn"
	}
	return nil
}

// Claimed: another moderator works on the case.
func Claimed() *problem.Error { return problem.New(http.StatusConflict, "case.claimed") }

// Closed: somebody has decided already.
func Closed() *problem.Error { return problem.New(http.StatusConflict, "case.closed") }

// Claim makes the case the actor's for half an hour. Of a class's case it breaks the seal, which its schools can read.
func (s *Service) Claim(ctx context.Context, actor access.Actor, in wire.CaseRef) (wire.CasePage, error) {
	if err := s.Policy.Check(ctx, actor, access.DecideCase, access.Case(in.Case)); err != nil {
		return wire.CasePage{}, err
	}
	err := postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		db := moderationdb.New(tx)
		c, err := db.CaseForUpdate(ctx, in.Case)
		if err != nil {
			return found(err, "locking a case")
		}
		if c.ClosedAt != nil {
			return Closed()
		}
		n, err := db.Claim(ctx, actor.Person, in.Case)
		switch {
		case err != nil:
			return fmt.Errorf("claiming a case: %w", err)
		case n == 0:
			return Claimed()
		case c.ClassID == nil || of(c.ClaimedBy) == actor.Person:
			return nil
		}
		schools, err := schoolsOf(ctx, db, c.ClassID, nil)
		if err != nil {
			return err
		}
		reports, err := db.CaseReports(ctx, in.Case)
		if err != nil {
			return fmt.Errorf("reading a case's reports: %w", err)
		}
		why := []string{}
		for _, r := range reports {
			why = append(why, r.Reason)
		}
		e := audit.Entry{
			Actor: actor.Person, Action: access.ReadCase, Object: access.Case(in.Case), Schools: schools, Class: *c.ClassID,
			Person: of(c.PersonID), Reason: strings.Join(why, ", "),
		}
		if c.ForModerators { // whom it is about reads the school's log too
			e.Person, e.Reason = uuid.Nil, ""
		}
		return audit.Write(ctx, tx, e)
	})
	if err != nil {
		return wire.CasePage{}, err
	}
	return s.Case(ctx, actor, in)
}

// Release gives a case back.
func (s *Service) Release(ctx context.Context, actor access.Actor, in wire.CaseRef) (wire.Empty, error) {
	if err := s.Policy.Check(ctx, actor, access.DecideCase, access.Case(in.Case)); err != nil {
		return wire.Empty{}, err
	}
	if err := s.db.Release(ctx, in.Case, actor.Person); err != nil {
		return wire.Empty{}, fmt.Errorf("releasing a case: %w", err)
	}
	return wire.Empty{}, nil
}

// Translation gives the reported text in the moderator's language, where an engine is set up.
func (s *Service) Translation(ctx context.Context, actor access.Actor, in wire.TranslationIn) (wire.CaseTranslation, error) {
	out := wire.CaseTranslation{State: "none", To: in.To}
	page, err := s.Case(ctx, actor, wire.CaseRef{Case: in.Case})
	if err != nil || s.Translate == nil || page.Evidence == nil || page.Evidence.Post == nil {
		return out, err
	}
	text := page.Evidence.Post
	if text.Language == in.To {
		out.State = "same"
		return out, nil
	}
	if out.Text, err = s.Translate.Translate(ctx, text.Body, text.Language, in.To); err != nil {
		out.State = "failed" // an engine that does not answer keeps nobody from deciding
		return out, nil
	}
	out.State = "done"
	return out, nil
}
