package moderation

import (
	"context"
	"encoding/json"
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

// seen is the reason of a report that a moderator makes by deciding about what nobody reported: its evidence is kept
// where all evidence is.
const seen = "seen"

// Decide does a deed about a public post from its place in the thread: it finds the post's case, or opens one, and
// decides it as Act does, in one transaction. Errors: access's; invalid; case.claimed, when another moderator works on
// it; case.closed, when it is hidden already; moderation.not_for_this.
func (s *Service) Decide(ctx context.Context, actor access.Actor, in wire.DecidePost) (wire.Deed, error) {
	if err := s.Policy.Check(ctx, actor, access.DecidePost, access.Post(in.Post)); err != nil {
		return wire.Deed{}, err
	}
	act, err := checked(wire.Act{Kind: in.Kind, Clause: in.Clause, Note: in.Note, Days: in.Days})
	if err != nil {
		return wire.Deed{}, err
	}
	if act.Kind == dismiss {
		return wire.Deed{}, NotForThis() // what nobody asked about needs no answer
	}
	a, err := s.find(ctx, actor, wire.CreateReport{Object: aPost, ID: in.Post})
	if err != nil {
		return wire.Deed{}, err
	}
	evidence, err := s.evidence(ctx, a)
	if err != nil {
		return wire.Deed{}, err
	}
	proof, err := json.Marshal(evidence)
	if err != nil {
		return wire.Deed{}, fmt.Errorf("encoding evidence: %w", err)
	}
	at, err := s.place(ctx, aPost, in.Post)
	if err != nil {
		return wire.Deed{}, err
	}
	told, err := s.db.WhoReported(ctx, aPost, in.Post)
	if err != nil {
		return wire.Deed{}, fmt.Errorf("listing who reported: %w", err)
	}
	told = slices.DeleteFunc(told, func(id uuid.UUID) bool { return id == actor.Person })
	id := newID()
	topics := append(notice.Topics(append(slices.Clone(told), *a.person)...), at.topics...)
	err = s.Log.InTx(ctx, topics, func(ctx context.Context, tx *topic.Tx) error {
		if err := decidable(ctx, tx, act.Kind, in.Post); err != nil {
			return err
		}
		c, err := openCase(ctx, tx, a, actor.Person, proof)
		if err != nil {
			return err
		}
		own, err := moderationdb.New(tx).ReportedBy(ctx, c.ID, actor.Person)
		switch {
		case err != nil:
			return fmt.Errorf("looking for the actor's own report: %w", err)
		case own: // only where nobody else could
			if err := s.Policy.CheckIn(ctx, tx, actor, access.DecideCase, access.Case(c.ID)); err != nil {
				return err
			}
		}
		return s.act(ctx, tx, actor, act, id, c, at, told)
	})
	if err != nil {
		return wire.Deed{}, err
	}
	return s.deed(ctx, actor, id)
}

// decidable: two moderators who see the same post hide it once.
func decidable(ctx context.Context, tx *topic.Tx, kind string, id uuid.UUID) error {
	now, err := post.EvidenceIn(ctx, tx, []uuid.UUID{id})
	switch {
	case err != nil:
		return err
	case len(now) == 0:
		return problem.NotFound()
	case kind != hide && kind != hold:
		return nil
	case now[0].Post.State == wire.PostHidden:
		return Closed()
	case now[0].Post.State == wire.PostDeleted:
		return NotForThis()
	}
	return nil
}

// openCase gives the case of what a moderator decides about by themselves, with its evidence.
func openCase(ctx context.Context, tx *topic.Tx, a about, by uuid.UUID, proof []byte) (moderationdb.CasesRow, error) {
	db := moderationdb.New(tx)
	c := moderationdb.CasesRow{Object: a.object, ObjectID: a.id, ClassID: a.class, PersonID: a.person}
	var err error
	if c.ID, err = db.OpenCase(ctx, moderationdb.OpenCaseParams{
		ID: newID(), Object: a.object, ObjectID: a.id, Class: a.class, Person: a.person, Language: a.language,
	}); err != nil {
		return c, fmt.Errorf("opening a case: %w", err)
	}
	if err := db.AddReport(ctx, moderationdb.AddReportParams{
		ID: newID(), CaseID: c.ID, Object: a.object, ObjectID: a.id, Class: a.class, Reporter: by, Reason: seen, Evidence: proof,
	}); err != nil {
		return c, fmt.Errorf("keeping what a moderator saw: %w", err)
	}
	return c, nil
}

// HiddenElsewhere: a decision about the whole thread keeps the post hidden.
func HiddenElsewhere() *problem.Error {
	return problem.New(http.StatusConflict, "post.hidden_elsewhere")
}

// Restore takes back every deed that hides a public post by itself, with a note that its author is told once. Errors:
// access's; invalid; deed.undone, when it is not hidden; post.hidden_elsewhere.
func (s *Service) Restore(ctx context.Context, actor access.Actor, in wire.RestorePost) (wire.Post, error) {
	if err := s.Policy.Check(ctx, actor, access.DecidePost, access.Post(in.Post)); err != nil {
		return wire.Post{}, err
	}
	note, err := why("note", in.Note)
	if err != nil {
		return wire.Post{}, err
	}
	a, err := s.find(ctx, actor, wire.CreateReport{Object: aPost, ID: in.Post})
	if err != nil {
		return wire.Post{}, err
	}
	at, err := s.place(ctx, aPost, in.Post)
	if err != nil {
		return wire.Post{}, err
	}
	deeds, err := s.db.HidesOf(ctx, in.Post)
	if err != nil {
		return wire.Post{}, fmt.Errorf("listing what hides a post: %w", err)
	}
	for _, deed := range deeds {
		if err := s.Policy.Check(ctx, actor, access.UndoDeed, access.Deed(deed)); err != nil {
			return wire.Post{}, err
		}
	}
	err = s.Log.InTx(ctx, append(notice.Topics(*a.person), at.topics...), func(ctx context.Context, tx *topic.Tx) error {
		return s.restore(ctx, tx, actor, in.Post, *a.person, at, note)
	})
	if err != nil {
		return wire.Post{}, err
	}
	now, err := s.Posts.Load(ctx, []uuid.UUID{in.Post})
	if err != nil || len(now) == 0 {
		return wire.Post{}, err
	}
	return now[0], nil
}

func (s *Service) restore(ctx context.Context, tx *topic.Tx, actor access.Actor, id, author uuid.UUID, at place, note string) error {
	if hidden, err := at.isHidden(ctx, tx); err != nil {
		return err
	} else if !hidden {
		return Undone()
	}
	db := moderationdb.New(tx)
	deeds, err := db.HidesOf(ctx, id)
	if err != nil {
		return fmt.Errorf("listing what hides a post: %w", err)
	}
	n := notice.Notice{Person: author, Kind: "moderation.undone", Data: map[string]string{"Note": note}}
	for _, deed := range deeds {
		d, err := db.DeedForUpdate(ctx, deed)
		if err != nil {
			return found(err, "locking a deed")
		}
		// Again, under the lock: an appeal may have been decided meanwhile.
		if err := s.Policy.CheckIn(ctx, tx, actor, access.UndoDeed, access.Deed(deed)); err != nil {
			return err
		}
		if err := s.undo(ctx, tx, actor, d, at, note, access.UndoDeed); err != nil {
			return err
		}
		n.Link = "/notices/" + deed.String()
	}
	if len(deeds) == 0 { // hidden before each hiding was a deed
		if err := at.show(ctx, tx); err != nil {
			return err
		}
		if err := audit.Write(ctx, tx, audit.Entry{Actor: actor.Person, Action: access.UndoDeed, Object: access.Post(id), Person: author, Reason: note}); err != nil {
			return err
		}
	}
	if hidden, err := at.isHidden(ctx, tx); err != nil {
		return err
	} else if hidden {
		return HiddenElsewhere()
	}
	return notice.Tell(ctx, tx, n)
}
