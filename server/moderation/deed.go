package moderation

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/command"
	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// deedOf makes a deed of a row. Who did it, and to whom, is for moderators.
func deedOf(r moderationdb.DeedsRow, moderator bool) wire.Deed {
	d := wire.Deed{
		ID: r.ID, Kind: r.Kind, Object: r.Object, ObjectID: r.ObjectID, Clause: r.Clause, Note: r.Note, Until: ending(r.Until),
		CreatedAt: r.CreatedAt, UndoneAt: r.UndoneAt, UndoneWhy: r.UndoneWhy, May: []string{},
	}
	if moderator {
		d.Case, d.By = r.CaseID, &wire.Person{ID: r.ActorID, Name: r.ActorName, Role: string(access.Moderator)}
		if r.PersonID != nil {
			d.Person = &wire.Person{ID: *r.PersonID, Name: r.PersonName, Role: r.PersonRole}
		}
	}
	if r.AppealBody != nil {
		d.Appeal = &wire.Appeal{Body: *r.AppealBody, CreatedAt: *r.AppealedAt, DecidedAt: r.DecidedAt}
		if r.Outcome != nil {
			d.Appeal.Outcome, d.Appeal.Answer = *r.Outcome, *r.Answer
		}
	}
	return d
}

// mayDeed tells what can be done about a deed by now.
func (s *Service) mayDeed(ctx context.Context, actor access.Actor, r moderationdb.DeedsRow) ([]string, error) {
	may := []string{}
	if r.UndoneAt != nil {
		return may, nil
	}
	asked := []access.Action{access.UndoDeed}
	switch {
	case r.AppealBody == nil:
		asked = append(asked, access.Appeal)
	case r.DecidedAt == nil:
		asked = append(asked, access.JudgeAppeal)
	}
	allowed, err := access.Allowed(ctx, s.Policy, actor, access.Deed(r.ID), asked...)
	return append(may, allowed...), err
}

// deed reads one deed, a dismissal too. What was said in a class is not in it for moderators, unless they opened the case.
func (s *Service) deed(ctx context.Context, actor access.Actor, id uuid.UUID) (wire.Deed, error) {
	r, err := s.rowOf(ctx, id)
	if err != nil {
		return wire.Deed{}, err
	}
	return s.shownDeed(ctx, actor, r)
}

func (s *Service) rowOf(ctx context.Context, id uuid.UUID) (moderationdb.DeedsRow, error) {
	rows, err := s.db.Deeds(ctx, &id, nil, false, true)
	if err != nil {
		return moderationdb.DeedsRow{}, fmt.Errorf("reading a deed: %w", err)
	}
	if len(rows) == 0 {
		return moderationdb.DeedsRow{}, problem.NotFound()
	}
	return rows[0], nil
}

func (s *Service) shownDeed(ctx context.Context, actor access.Actor, r moderationdb.DeedsRow) (d wire.Deed, err error) {
	moderator := of(r.PersonID) != actor.Person
	d = deedOf(r, moderator)
	if !moderator || r.ClassID == nil || of(r.ClaimedBy) == actor.Person {
		if d.Text, err = s.textOf(ctx, r, moderator); err != nil {
			return d, err
		}
	}
	if r.Kind != dismiss && r.Kind != approve {
		d.May, err = s.mayDeed(ctx, actor, r)
	}
	return d, err
}

// textOf gives the text that a deed is about, as it was reported; nil where it is about no text.
func (s *Service) textOf(ctx context.Context, r moderationdb.DeedsRow, moderator bool) (*wire.Post, error) {
	if r.CaseID == nil || r.Object == aPerson {
		return nil, nil
	}
	reports, err := s.db.CaseReports(ctx, *r.CaseID)
	if err != nil {
		return nil, fmt.Errorf("reading a case's reports: %w", err)
	}
	proof, err := proofOf(reports)
	if err != nil || proof == nil || proof.Post == nil || moderator && proof.Post.Author.ID != of(r.PersonID) {
		return nil, err
	}
	return proof.Post, nil
}

// Deed gives what was done, and why, to whom it was done and to moderators. Who may decide about the appeal against it
// reads what it is about, in a class too: the author asked for that. It is written down, for the class's schools to see.
func (s *Service) Deed(ctx context.Context, actor access.Actor, in wire.DeedRef) (wire.Deed, error) {
	if err := s.Policy.Check(ctx, actor, access.ReadDeed, access.Deed(in.Deed)); err != nil {
		return wire.Deed{}, err
	}
	r, err := s.rowOf(ctx, in.Deed)
	if err != nil {
		return wire.Deed{}, err
	}
	d, err := s.shownDeed(ctx, actor, r)
	if err != nil || d.Text != nil || !slices.Contains(d.May, string(access.JudgeAppeal)) {
		return d, err
	}
	text, err := s.textOf(ctx, r, true)
	if err != nil || text == nil {
		return d, err
	}
	err = s.withDeed(ctx, actor, in.Deed, func(ctx context.Context, tx *topic.Tx, row moderationdb.DeedForUpdateRow, _ place) error {
		noted, err := moderationdb.New(tx).ReadLately(ctx, actor.Person, string(access.ReadDeed), in.Deed)
		if err != nil {
			return fmt.Errorf("looking whether a reading is written down: %w", err)
		}
		if noted {
			return nil
		}
		return s.record(ctx, tx, actor, row, access.ReadDeed, row.Clause)
	})
	d.Text = text
	return d, err
}

// Undone: the deed was taken back already.
func Undone() *problem.Error { return problem.New(http.StatusConflict, "deed.undone") }

// Undo takes a deed back, with a reason that its author is told.
func (s *Service) Undo(ctx context.Context, actor access.Actor, in wire.UndoDeed) (wire.Deed, error) {
	if err := s.Policy.Check(ctx, actor, access.UndoDeed, access.Deed(in.Deed)); err != nil {
		return wire.Deed{}, err
	}
	note, err := why("note", in.Note)
	if err != nil {
		return wire.Deed{}, err
	}
	err = s.withDeed(ctx, actor, in.Deed, func(ctx context.Context, tx *topic.Tx, d moderationdb.DeedForUpdateRow, at place) error {
		// Again, under the lock: an appeal may have been decided meanwhile.
		if err := s.Policy.CheckIn(ctx, tx, actor, access.UndoDeed, access.Deed(in.Deed)); err != nil {
			return err
		}
		if err := s.undo(ctx, tx, actor, d, at, note, access.UndoDeed); err != nil || d.PersonID == nil {
			return err
		}
		kind := "moderation.undone"
		if hidden, err := at.isHidden(ctx, tx); err != nil {
			return err
		} else if d.Kind == hide && hidden {
			kind = "moderation.undone_covered" // by another decision, of which the author was told by itself
		}
		return notice.Tell(ctx, tx, notice.Notice{
			Person: *d.PersonID, Kind: kind, Data: map[string]string{"Note": note}, Link: "/notices/" + d.ID.String(),
		})
	})
	if err != nil {
		return wire.Deed{}, err
	}
	return s.deed(ctx, actor, in.Deed)
}

// withDeed runs f in a transaction that has locked the deed, its person's topic, and that of what it is about.
func (s *Service) withDeed(ctx context.Context, actor access.Actor, id uuid.UUID, f func(context.Context, *topic.Tx, moderationdb.DeedForUpdateRow, place) error) error {
	rows, err := s.db.Deeds(ctx, &id, nil, false, false)
	if err != nil {
		return fmt.Errorf("reading a deed: %w", err)
	}
	if len(rows) == 0 {
		return problem.NotFound()
	}
	at, err := s.place(ctx, rows[0].Object, rows[0].ObjectID)
	if err != nil {
		return err
	}
	topics := slices.Clone(at.topics)
	if rows[0].PersonID != nil {
		topics = append(topics, notice.Topics(*rows[0].PersonID)...)
	}
	return s.Log.InTx(ctx, topics, func(ctx context.Context, tx *topic.Tx) error {
		d, err := moderationdb.New(tx).DeedForUpdate(ctx, id)
		if err != nil {
			return found(err, "locking a deed")
		}
		return f(ctx, tx, d, at)
	})
}

// undo takes a deed back within a transaction, and records it.
func (s *Service) undo(ctx context.Context, tx *topic.Tx, actor access.Actor, d moderationdb.DeedForUpdateRow, at place, why string, action access.Action) error {
	if d.UndoneAt != nil {
		return Undone()
	}
	db := moderationdb.New(tx)
	if err := db.UndoDeed(ctx, actor.Person, why, d.ID); err != nil {
		return fmt.Errorf("taking a deed back: %w", err)
	}
	var err error
	switch d.Kind {
	case hide:
		err = at.show(ctx, tx)
	case hold:
		err = at.release(ctx, tx)
	case suspend, ban:
		if err = db.KeepSuspension(ctx, *d.PersonID); err == nil {
			err = notice.AccessChanged(tx, *d.PersonID)
		}
	}
	if err != nil {
		return err
	}
	return s.record(ctx, tx, actor, d, action, why)
}

// record writes what was done about a deed.
func (s *Service) record(ctx context.Context, tx *topic.Tx, actor access.Actor, d moderationdb.DeedForUpdateRow, action access.Action, why string) error {
	db := moderationdb.New(tx)
	var class *uuid.UUID
	if d.CaseID != nil {
		c, err := db.CaseForUpdate(ctx, *d.CaseID)
		if err != nil {
			return fmt.Errorf("reading a deed's case: %w", err)
		}
		class = c.ClassID
	}
	schools, err := schoolsOf(ctx, db, class, d.PersonID)
	if err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{
		Actor: actor.Person, Action: action, Object: access.Deed(d.ID), Schools: schools, Class: of(class), Person: of(d.PersonID),
		Reason: why, Data: map[string]any{"kind": d.Kind},
	})
}

// Appeal is what the person to whom a deed was done says against it, once. A suspended or banned person may.
func (s *Service) Appeal(ctx context.Context, actor access.Actor, in wire.CreateAppeal) (wire.Deed, error) {
	if err := s.Policy.Check(ctx, actor, access.Appeal, access.Deed(in.Deed)); err != nil {
		return wire.Deed{}, err
	}
	body, err := line("body", in.Body, maxAppeal, true)
	if err != nil {
		return wire.Deed{}, err
	}
	err = s.withDeed(ctx, actor, in.Deed, func(ctx context.Context, tx *topic.Tx, d moderationdb.DeedForUpdateRow, _ place) error {
		if d.UndoneAt != nil {
			return Undone()
		}
		n, err := moderationdb.New(tx).AddAppeal(ctx, newID(), d.ID, actor.Person, body)
		if err != nil {
			return fmt.Errorf("keeping an appeal: %w", err)
		}
		if n == 0 {
			return problem.New(http.StatusConflict, "appeal.once")
		}
		return s.record(ctx, tx, actor, d, access.Appeal, "")
	})
	if err != nil {
		return wire.Deed{}, err
	}
	return s.deed(ctx, actor, in.Deed)
}

// Appeals lists the appeals that wait for a decision, the oldest first.
func (s *Service) Appeals(ctx context.Context, actor access.Actor, _ command.None) (wire.Deeds, error) {
	out := wire.Deeds{Deeds: []wire.Deed{}}
	if err := s.Policy.Check(ctx, actor, access.ReadQueue, access.Installation()); err != nil {
		return out, err
	}
	rows, err := s.db.Deeds(ctx, nil, nil, true, false)
	if err != nil {
		return out, fmt.Errorf("reading appeals: %w", err)
	}
	for _, r := range rows {
		if of(r.PersonID) == actor.Person {
			continue // one's own is decided by others
		}
		d, err := s.deed(ctx, actor, r.ID)
		if err != nil {
			return out, err
		}
		out.Deeds = append(out.Deeds, d)
	}
	return out, nil
}

// Judge decides about an appeal: another moderator than the one who acted. Overturned, the deed is taken back.
func (s *Service) Judge(ctx context.Context, actor access.Actor, in wire.JudgeAppeal) (wire.Deed, error) {
	if err := s.Policy.Check(ctx, actor, access.JudgeAppeal, access.Deed(in.Deed)); err != nil {
		return wire.Deed{}, err
	}
	if in.Outcome != "upheld" && in.Outcome != "overturned" {
		return wire.Deed{}, problem.Invalid(problem.Wrong("outcome", "enum", "Values", "upheld, overturned"))
	}
	answer, err := line("answer", in.Answer, maxNote, true)
	if err != nil {
		return wire.Deed{}, err
	}
	err = s.withDeed(ctx, actor, in.Deed, func(ctx context.Context, tx *topic.Tx, d moderationdb.DeedForUpdateRow, at place) error {
		n, err := moderationdb.New(tx).DecideAppeal(ctx, actor.Person, in.Outcome, answer, d.ID)
		if err != nil {
			return fmt.Errorf("deciding an appeal: %w", err)
		}
		if n == 0 {
			return problem.New(http.StatusConflict, "appeal.decided")
		}
		if in.Outcome == "overturned" && d.UndoneAt == nil {
			err = s.undo(ctx, tx, actor, d, at, answer, access.JudgeAppeal)
		} else {
			err = s.record(ctx, tx, actor, d, access.JudgeAppeal, answer)
		}
		if err != nil || d.PersonID == nil {
			return err
		}
		return notice.Tell(ctx, tx, notice.Notice{
			Person: *d.PersonID, Kind: "appeal." + in.Outcome, Data: map[string]string{"Answer": answer}, Link: "/notices/" + d.ID.String(),
		})
	})
	if err != nil {
		return wire.Deed{}, err
	}
	return s.deed(ctx, actor, in.Deed)
}
