package post

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/post/postdb"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// Why a post waits for approval.
const (
	heldAsFirst  = "first_posts" // safety.md, rule 13
	heldByFilter = "filter"      // safety.md, rule 12
)

// hold decides whether a new post waits for approval; waits says that its author's first posts do.
func (p *pending) hold(waits bool) {
	p.heldFor = heldFor(p.found, waits)
	p.post.State = wire.PostVisible
	if p.heldFor != "" {
		p.post.State = wire.PostHeld
	}
}

// heldFor says why a text waits, "" when it does not.
func heldFor(found Finding, waits bool) string {
	switch {
	case found.Hold:
		return heldByFilter
	case waits:
		return heldAsFirst
	}
	return ""
}

func approved(id uuid.UUID) func(context.Context, *postdb.Queries, postdb.ForChangeRow) (bool, error) {
	return func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error) {
		if row.DeletedAt != nil || row.HiddenAt != nil || row.HeldAt == nil {
			return false, nil
		}
		if err := db.CountApproved(ctx, id); err != nil {
			return false, fmt.Errorf("counting an approved post: %w", err)
		}
		return true, db.Approve(ctx, id)
	}
}

// Evidence gives a post with all that was ever said in it, for those who keep the place.
func (s *Service) Evidence(ctx context.Context, actor access.Actor, in wire.PostRef) (wire.PostEvidence, error) {
	if err := s.policy.Check(ctx, actor, access.ReadEvidence, access.Post(in.Post)); err != nil {
		return wire.PostEvidence{}, err
	}
	all, err := EvidenceIn(ctx, s.pool, []uuid.UUID{in.Post})
	if err != nil {
		return wire.PostEvidence{}, err
	}
	if len(all) == 0 {
		return wire.PostEvidence{}, problem.NotFound()
	}
	if all[0].Revisions, err = s.revisions(ctx, in.Post, true); err != nil {
		return wire.PostEvidence{}, err
	}
	author, err := s.known.person(ctx, s.db, all[0].Post.Author.ID)
	if err != nil {
		return all[0], fmt.Errorf("reading whose post is evidence: %w", err)
	}
	all[0].Reads = author.language
	if all[0].HeldFor == "" {
		return all[0], nil
	}
	if all[0].Post.Author.ID == actor.Person {
		if all[0].Alone, err = s.db.AloneWith(ctx, in.Post); err != nil {
			return all[0], fmt.Errorf("reading who else could approve a post: %w", err)
		}
	}
	all[0].Found, err = s.findings(ctx, all[0].Post)
	return all[0], err
}

// findings are the kinds of what the filter finds in a post by now.
func (s *Service) findings(ctx context.Context, p wire.Post) ([]string, error) {
	if s.filter == nil {
		return nil, nil
	}
	at, err := s.known.thread(ctx, s.db, p.Thread)
	if err != nil {
		return nil, fmt.Errorf("reading where a post waits: %w", err)
	}
	author, err := s.known.person(ctx, s.db, p.Author.ID)
	if err != nil {
		return nil, fmt.Errorf("reading whose post waits: %w", err)
	}
	return s.judge(p.Body, p.HTML, at.place(author)).Kinds, nil
}

// EvidenceIn gives posts with their texts, whatever became of them, by thread and place, without their earlier texts.
// The caller has asked access; db is a pool or a transaction.
func EvidenceIn(ctx context.Context, db postdb.DBTX, ids []uuid.UUID) ([]wire.PostEvidence, error) {
	rows, err := postdb.New(db).ByIDs(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading posts: %w", err)
	}
	all := make([]wire.PostEvidence, len(rows))
	for i, r := range rows {
		all[i] = wire.PostEvidence{Post: whole(r), HiddenAt: r.HiddenAt, DeletedAt: r.DeletedAt, Revisions: []wire.PostRevision{}}
		if r.HeldFor != nil && all[i].Post.State == wire.PostHeld {
			all[i].HeldFor = *r.HeldFor
		}
	}
	return all, nil
}

// waiting gives a post that is held to its author: with its text, why it waits, and what the filter finds in it by now.
func (s *Service) waiting(ctx context.Context, id uuid.UUID) (wire.PostRead, error) {
	all, err := EvidenceIn(ctx, s.pool, []uuid.UUID{id})
	if err != nil {
		return wire.PostRead{}, err
	}
	if len(all) == 0 {
		return wire.PostRead{}, problem.NotFound()
	}
	out := wire.PostRead{Post: all[0].Post, HeldFor: all[0].HeldFor}
	if out.HeldFor == heldByFilter {
		out.Found, err = s.findings(ctx, out.Post)
	}
	return out, err
}

// HidePostsIn hides everything that a person said in a class while the consent for them is withdrawn (safety.md, rule 22).
// The caller has asked access. It may be repeated.
func (s *Service) HidePostsIn(ctx context.Context, class, person uuid.UUID) error {
	ids, err := s.db.OfAuthorInClass(ctx, class, person, false)
	if err != nil {
		return fmt.Errorf("listing what somebody said in a class: %w", err)
	}
	for _, id := range ids {
		_, err := s.change(ctx, id, Hidden, func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error) {
			withdrawn, err := db.ConsentWithdrawn(ctx, id) // it may have been given again before a job came to this
			if err != nil || !withdrawn {
				return false, err
			}
			return hide(id, Consent, new(bool))(ctx, db, row)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// ShowPostsIn takes back what HidePostsIn did: the consent was given again. With shown the posts are for readers again, as
// far as nobody else hides them and they do not wait; without it they stay hidden, and the class's teachers may show them
// one by one. While the consent is withdrawn it changes nothing. The caller has asked access. It may be repeated.
func (s *Service) ShowPostsIn(ctx context.Context, class, person uuid.UUID, shown bool) error {
	ids, err := s.db.OfAuthorInClass(ctx, class, person, true)
	if err != nil {
		return fmt.Errorf("listing what a withdrawn consent hid: %w", err)
	}
	for _, id := range ids {
		_, err := s.change(ctx, id, Restored, func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error) {
			withdrawn, err := db.ConsentWithdrawn(ctx, id)
			switch {
			case err != nil:
				return false, fmt.Errorf("reading the consent for a student: %w", err)
			case withdrawn:
				return false, nil
			case !shown:
				return true, db.LeaveToKeepers(ctx, id)
			}
			return show(id, Consent)(ctx, db, row)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
