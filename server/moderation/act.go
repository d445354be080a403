package moderation

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// The kinds of deeds.
const (
	hold    = "hold"
	hide    = "hide"
	warn    = "warn"
	suspend = "suspend"
	ban     = "ban"
	dismiss = "dismiss"
	approve = "approve" // of a post that is held: nothing against anybody
	mute    = "mute"    // in a class, by those who keep it
)

// noClause is the clause of what is done against nobody.
const noClause = "none"

// NotForThis: a person cannot be hidden, nor a text suspended.
func NotForThis() *problem.Error {
	return problem.New(http.StatusUnprocessableEntity, "moderation.not_for_this")
}

// checked looks at what a moderator wants to do.
func checked(in wire.Act) (wire.Act, error) {
	var err error
	if in.Kind == approve && strings.TrimSpace(in.Note) == "" {
		in.Note = ""
	} else if in.Note, err = why("note", in.Note); err != nil {
		return in, err
	}
	if !slices.Contains([]string{hold, hide, warn, suspend, ban, dismiss, approve}, in.Kind) {
		return in, problem.Invalid(problem.Wrong("kind", "enum", "Values", "hold, hide, warn, suspend, ban, dismiss, approve"))
	}
	if in.Kind == dismiss || in.Kind == approve {
		in.Clause = noClause
	} else if !slices.Contains(wire.Clauses, in.Clause) {
		return in, problem.Invalid(problem.Wrong("clause", "required"))
	}
	if in.Kind == suspend && (in.Days < 1 || in.Days > 365) {
		return in, problem.Invalid(problem.Wrong("days", "too_small", "Min", 1))
	}
	return in, nil
}

// Act decides a case: one deed, with its reason, in one transaction with the record of it and with what the author and
// those who reported are told. Errors: access's; invalid; case.closed; case.claimed; moderation.not_for_this.
func (s *Service) Act(ctx context.Context, actor access.Actor, in wire.Act) (wire.Deed, error) {
	if err := s.Policy.Check(ctx, actor, access.DecideCase, access.Case(in.Case)); err != nil {
		return wire.Deed{}, err
	}
	in, err := checked(in)
	if err != nil {
		return wire.Deed{}, err
	}
	c, err := s.caseNow(ctx, in.Case)
	if err != nil {
		return wire.Deed{}, err
	}
	if err := fits(in.Kind, c); err != nil {
		return wire.Deed{}, err
	}
	at, err := s.place(ctx, c.Object, c.ObjectID)
	if err != nil {
		return wire.Deed{}, err
	}
	told, err := s.db.ReportersOf(ctx, in.Case)
	if err != nil {
		return wire.Deed{}, fmt.Errorf("listing who reported: %w", err)
	}
	people := slices.Clone(told)
	if c.PersonID != nil {
		people = append(people, *c.PersonID)
	}
	id := newID()
	err = s.Log.InTx(ctx, append(notice.Topics(people...), at.topics...), func(ctx context.Context, tx *topic.Tx) error {
		return s.act(ctx, tx, actor, in, id, c, at, told)
	})
	if err != nil {
		return wire.Deed{}, err
	}
	return s.deed(ctx, actor, id)
}

// fits tells whether a deed can be done about what a case is about.
func fits(kind string, c moderationdb.CasesRow) error {
	switch kind {
	case hide:
		if c.Object == aPerson {
			return NotForThis()
		}
	case hold, approve:
		if c.Object != aPost {
			return NotForThis()
		}
	case warn, suspend, ban:
		if c.PersonID == nil {
			return NotForThis()
		}
	}
	return nil
}

// act is the one way in which a case is decided, in a transaction that has locked the topics of the place and of the
// people.
func (s *Service) act(ctx context.Context, tx *topic.Tx, actor access.Actor, in wire.Act, id uuid.UUID, c moderationdb.CasesRow, at place, told []uuid.UUID) error {
	if err := takeCase(ctx, tx, c.ID, actor.Person); err != nil {
		return err
	}
	if err := s.do(ctx, tx, actor, in, id, c, at); err != nil {
		return err
	}
	outcome := "acted"
	if in.Kind == dismiss || in.Kind == approve {
		outcome = "dismissed"
	}
	return s.closeCase(ctx, tx, actor.Person, c.ID, outcome, "", told)
}

func (s *Service) caseNow(ctx context.Context, id uuid.UUID) (moderationdb.CasesRow, error) {
	rows, err := s.db.Cases(ctx, moderationdb.CasesParams{ID: &id, AnyPlace: true})
	if err != nil {
		return moderationdb.CasesRow{}, fmt.Errorf("reading a case: %w", err)
	}
	if len(rows) == 0 {
		return moderationdb.CasesRow{}, problem.NotFound()
	}
	return rows[0], nil
}

// takeCase locks a case that the person may decide now.
func takeCase(ctx context.Context, tx *topic.Tx, id, person uuid.UUID) error {
	c, err := moderationdb.New(tx).CaseForUpdate(ctx, id)
	switch {
	case err != nil:
		return found(err, "locking a case")
	case c.ClosedAt != nil:
		return Closed()
	case c.ClaimedBy != nil && *c.ClaimedBy != person && c.ClaimedUntil.After(time.Now()):
		return Claimed()
	case c.ClassID != nil && of(c.ClaimedBy) != person: // nobody decides about what they have not opened
		return Claimed()
	}
	return nil
}

// do does one deed, records it and tells its author.
func (s *Service) do(ctx context.Context, tx *topic.Tx, actor access.Actor, in wire.Act, id uuid.UUID, c moderationdb.CasesRow, at place) error {
	db := moderationdb.New(tx)
	d := moderationdb.AddDeedParams{
		ID: id, CaseID: &c.ID, Actor: actor.Person, Kind: in.Kind, Object: c.Object, ObjectID: c.ObjectID,
		Person: c.PersonID, Clause: in.Clause, Note: in.Note,
	}
	data := map[string]string{"Clause": in.Clause, "Note": in.Note}
	var err error
	switch in.Kind {
	case hide:
		err = at.hide(ctx, tx)
	case hold:
		err = at.hold(ctx, tx)
	case approve:
		err = at.approve(ctx, tx, actor.Person, in.Note)
	case suspend, ban:
		until := tx.At().Add(time.Duration(in.Days) * 24 * time.Hour).UTC()
		if in.Kind == ban {
			until = forEver
		} else {
			data["Until"] = until.Format(time.RFC3339)
		}
		d.Until = &until
		p, perr := db.PersonOf(ctx, *c.PersonID)
		if perr != nil {
			return fmt.Errorf("reading a person: %w", perr)
		}
		d.Earlier = p.SuspendedUntil
		if err = db.Suspend(ctx, until, *c.PersonID); err == nil {
			err = notice.AccessChanged(tx, *c.PersonID)
		}
	}
	if err != nil {
		return err
	}
	if err := db.AddDeed(ctx, d); err != nil {
		return fmt.Errorf("recording a deed: %w", err)
	}
	schools, err := schoolsOf(ctx, db, c.ClassID, c.PersonID)
	if err != nil {
		return err
	}
	e := audit.Entry{
		Actor: actor.Person, Action: access.Action("moderation." + in.Kind), Object: access.Deed(id), Schools: schools,
		Class: of(c.ClassID), Person: of(c.PersonID), Reason: strings.TrimSuffix(in.Clause+": "+in.Note, ": "),
		Data: map[string]any{"object": c.Object, "object_id": c.ObjectID, "until": d.Until},
	}
	own, err := db.ReportedBy(ctx, c.ID, actor.Person)
	if err != nil {
		return fmt.Errorf("looking for the actor's own report: %w", err)
	}
	if own { // there was nobody else to decide
		e.Data["own_report"] = true
	}
	if in.Kind == dismiss && c.ForModerators { // a teacher of whom nothing came of it does not learn of it by the school's log
		e.Schools, e.Person = nil, uuid.Nil
	}
	if err := audit.Write(ctx, tx, e); err != nil {
		return err
	}
	if in.Kind == dismiss || c.PersonID == nil {
		return nil
	}
	n := notice.Notice{Person: *c.PersonID, Kind: "moderation." + in.Kind, Data: data, Link: "/notices/" + id.String()}
	if in.Kind == approve {
		n.Link = "" // there is nothing to appeal against
		if in.Note == "" {
			n.Kind, n.Data = "moderation.approve_plain", nil
		}
	}
	return notice.Tell(ctx, tx, n)
}

// closeCase ends a case and tells those who reported it.
func (s *Service) closeCase(ctx context.Context, tx *topic.Tx, by, id uuid.UUID, outcome, answer string, told []uuid.UUID) error {
	db := moderationdb.New(tx)
	if err := db.CloseCase(ctx, by, outcome, answer, id); err != nil {
		return fmt.Errorf("closing a case: %w", err)
	}
	for _, person := range told {
		n := notice.Notice{Person: person, Kind: "report." + outcome}
		if answer != "" {
			n.Kind, n.Data = n.Kind+"_answer", map[string]string{"Answer": answer}
		}
		if err := notice.Tell(ctx, tx, n); err != nil {
			return err
		}
	}
	return nil
}

// Answer closes a case as a teacher of the class it happened in: what was done about it (hiding, muting …) is done on
// the class's own page.
func (s *Service) Answer(ctx context.Context, actor access.Actor, in wire.AnswerCase) (wire.Empty, error) {
	if err := s.Policy.Check(ctx, actor, access.AnswerCase, access.Case(in.Case)); err != nil {
		return wire.Empty{}, err
	}
	answer, err := line("answer", in.Answer, maxNote, true)
	if err != nil {
		return wire.Empty{}, err
	}
	told, err := s.db.ReportersOf(ctx, in.Case)
	if err != nil {
		return wire.Empty{}, fmt.Errorf("listing who reported: %w", err)
	}
	outcome := "dismissed"
	if in.Acted {
		outcome = "acted"
	}
	return wire.Empty{}, s.Log.InTx(ctx, notice.Topics(told...), func(ctx context.Context, tx *topic.Tx) error {
		db := moderationdb.New(tx)
		c, err := db.CaseForUpdate(ctx, in.Case)
		switch {
		case err != nil:
			return found(err, "locking a case")
		case c.ClosedAt != nil:
			return Closed()
		case c.ForModerators: // a class's teachers do not answer for a teacher
			return problem.Forbidden()
		}
		schools, err := schoolsOf(ctx, db, c.ClassID, nil)
		if err != nil {
			return err
		}
		if err := audit.Write(ctx, tx, audit.Entry{
			Actor: actor.Person, Action: access.AnswerCase, Object: access.Case(in.Case), Schools: schools, Class: of(c.ClassID),
			Person: of(c.PersonID), Reason: answer, Data: map[string]any{"outcome": outcome},
		}); err != nil {
			return err
		}
		return s.closeCase(ctx, tx, actor.Person, in.Case, outcome, answer, told)
	})
}
