package moderation

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/notice"
	"tongchuang/server/post"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// deedOf makes a deed of a row. Who did it, and to whom, is not for the one to whom it was done.
func deedOf(r moderationdb.DeedsRow, another bool) wire.Deed {
	d := wire.Deed{
		ID: r.ID, Class: r.KeptClass, Kind: r.Kind, Object: r.Object, ObjectID: r.ObjectID, Clause: r.Clause, Note: r.Note, Until: ending(r.Until),
		CreatedAt: r.CreatedAt, UndoneAt: r.UndoneAt, UndoneWhy: r.UndoneWhy, May: []string{},
	}
	if another {
		d.Case, d.By = r.CaseID, &wire.Person{ID: r.ActorID, Name: r.ActorName, Role: string(access.Moderator)}
		if r.KeptClass != nil {
			d.By.Role = string(access.Teacher)
		}
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
	rows, err := s.db.Deeds(ctx, moderationdb.DeedsParams{ID: &id, Every: true})
	if err != nil {
		return moderationdb.DeedsRow{}, fmt.Errorf("reading a deed: %w", err)
	}
	if len(rows) == 0 {
		return moderationdb.DeedsRow{}, problem.NotFound()
	}
	return rows[0], nil
}

func (s *Service) shownDeed(ctx context.Context, actor access.Actor, r moderationdb.DeedsRow) (wire.Deed, error) {
	another := of(r.PersonID) != actor.Person
	d := deedOf(r, another)
	reads, err := s.readsText(ctx, actor, r)
	if err != nil {
		return d, err
	}
	if reads {
		if d.Text, err = s.textOf(ctx, r, another); err != nil {
			return d, err
		}
	} else {
		d = sealed(d, r)
	}
	if r.Kind != dismiss && r.Kind != approve {
		d.May, err = s.mayDeed(ctx, actor, r)
	}
	return d, err
}

// readsText tells whether somebody has read already what a deed is about: whose it is, everybody in public, in a class
// who opened its case and those who keep the class.
func (s *Service) readsText(ctx context.Context, actor access.Actor, r moderationdb.DeedsRow) (bool, error) {
	if of(r.PersonID) == actor.Person || r.ClassID == nil || of(r.ClaimedBy) == actor.Person {
		return true, nil
	}
	if r.KeptClass == nil {
		return false, nil
	}
	keeps, err := access.Allowed(ctx, s.Policy, actor, access.Class(*r.KeptClass), access.SuperviseClass)
	return len(keeps) > 0, err
}

// textOf gives the text that a deed is about: as it was reported, in a class as it was when its teacher decided, since
// nothing that waits or is hidden can be edited. nil where it is about no text, or the text was deleted since.
func (s *Service) textOf(ctx context.Context, r moderationdb.DeedsRow, another bool) (*wire.Post, error) {
	switch {
	case r.Object == aPerson:
		return nil, nil
	case r.KeptClass != nil:
		all, err := post.EvidenceIn(ctx, s.Pool, []uuid.UUID{r.ObjectID})
		if err != nil || len(all) == 0 || all[0].Post.State == wire.PostDeleted {
			return nil, err
		}
		return &all[0].Post, nil
	case r.CaseID == nil:
		return nil, nil
	}
	reports, err := s.db.CaseReports(ctx, *r.CaseID)
	if err != nil {
		return nil, fmt.Errorf("reading a case's reports: %w", err)
	}
	proof, err := proofOf(reports)
	if err != nil || proof == nil || proof.Post == nil || another && proof.Post.Author.ID != of(r.PersonID) {
		return nil, err
	}
	return proof.Post, nil
}

// sealed takes out what was said in a class or about somebody of it: staff who do not keep the class read it when they
// decide, and that is written down.
func sealed(d wire.Deed, r moderationdb.DeedsRow) wire.Deed {
	if r.PersonRole == string(access.Student) {
		d.Person.Name = ""
	}
	if r.KeptClass != nil {
		d.Note, d.UndoneWhy = "", ""
		if d.Appeal != nil {
			d.Appeal.Body, d.Appeal.Answer = "", ""
		}
	}
	return d
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
	if err != nil || !slices.Contains(d.May, string(access.JudgeAppeal)) {
		return d, err
	}
	if reads, err := s.readsText(ctx, actor, r); err != nil || reads {
		return d, err
	}
	whole := deedOf(r, true)
	whole.May = d.May
	if whole.Text, err = s.textOf(ctx, r, true); err != nil {
		return d, err
	}
	if whole.Text == nil && r.PersonRole == string(access.Student) {
		whole.Person.Name = "" // whose text it is says so; without one nobody needs it to decide
	}
	err = s.withDeed(ctx, in.Deed, nil, func(ctx context.Context, tx *topic.Tx, row moderationdb.DeedForUpdateRow, _ place) error {
		noted, err := moderationdb.New(tx).ReadLately(ctx, actor.Person, string(access.ReadDeed), in.Deed)
		if err != nil {
			return fmt.Errorf("looking whether a reading is written down: %w", err)
		}
		if noted {
			return nil
		}
		return s.record(ctx, tx, actor, row, access.ReadDeed, row.Clause)
	})
	if err != nil {
		return wire.Deed{}, err
	}
	return whole, nil
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
	err = s.withDeed(ctx, in.Deed, nil, func(ctx context.Context, tx *topic.Tx, d moderationdb.DeedForUpdateRow, at place) error {
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

// withDeed runs f in a transaction that has locked the deed, its person's topic and those of who else is told, and that
// of what it is about.
func (s *Service) withDeed(ctx context.Context, id uuid.UUID, told []uuid.UUID, f func(context.Context, *topic.Tx, moderationdb.DeedForUpdateRow, place) error) error {
	rows, err := s.db.Deeds(ctx, moderationdb.DeedsParams{ID: &id})
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
	topics := append(slices.Clone(at.topics), notice.Topics(told...)...)
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
		if d.ClassID != nil {
			_, err = post.ShowIn(ctx, tx, at.topics[0], at.post, post.Keepers)
			break
		}
		err = at.show(ctx, tx)
	case mute:
		if err = db.EndMute(ctx, *d.ClassID, *d.PersonID); err == nil {
			err = notice.AccessChanged(tx, *d.PersonID)
		}
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
	class := d.ClassID
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
