package supervision

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/notice"
	"tongchuang/server/post"
	"tongchuang/server/problem"
	"tongchuang/server/supervision/supervisiondb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// deeds are what can be decided about a post: the action that access is asked for, and how its author is told.
var deeds = map[string]struct {
	action access.Action
	tell   string
}{
	"approve": {access.ApprovePost, "post_approved"},
	"hide":    {access.HidePost, "post_hidden"},
	"restore": {access.HidePost, "post_restored"},
}

// Decide approves, hides or restores posts of a class, all of them or none.
func (s *Service) Decide(ctx context.Context, actor access.Actor, in wire.DecidePosts) (wire.DecidedPosts, error) {
	out := wire.DecidedPosts{Posts: []wire.Post{}}
	d, known := deeds[in.Deed]
	switch {
	case !known:
		return out, problem.BadRequest()
	case in.Deed != "hide":
		in.Clause = ""
	case !slices.Contains(wire.Clauses, in.Clause):
		return out, problem.Invalid(problem.Wrong("clause", "required"))
	}
	if err := s.Policy.Check(ctx, actor, access.SuperviseClass, access.Class(in.Class)); err != nil {
		return out, err
	}
	for _, id := range in.Posts {
		if err := s.Policy.Check(ctx, actor, d.action, access.Post(id)); err != nil {
			return out, err
		}
	}
	if err := s.sayable(in.Reason); err != nil {
		return out, err
	}
	class, err := s.about(ctx, in.Class)
	if err != nil {
		return out, err
	}
	authors, err := s.authors(ctx, in.Class, in.Posts)
	if err != nil {
		return out, err
	}
	topics := []topic.Name{topic.Name(class.Topic)}
	for _, a := range authors {
		topics = append(topics, notice.Topics(a.AuthorID)...)
	}
	err = s.Log.InTx(ctx, topics, func(ctx context.Context, tx *topic.Tx) error {
		out.Posts = out.Posts[:0]
		// Again, under the lock: who kept the class when the request came need not keep it now.
		if err := s.Policy.CheckIn(ctx, tx, actor, access.SuperviseClass, access.Class(in.Class)); err != nil {
			return err
		}
		for _, a := range authors {
			before, err := stateOf(ctx, tx, a.ID)
			if err != nil {
				return err
			}
			p, done, err := decideIn(ctx, tx, topic.Name(class.Topic), in.Deed, a.ID, before)
			if err != nil {
				return err
			}
			out.Posts = append(out.Posts, p)
			if !done {
				continue // done before: nothing to write down
			}
			tell := d.tell
			if in.Deed == "restore" && p.State != wire.PostVisible {
				tell = "" // it waits for approval, as before it was hidden
			}
			one := deed{
				actor: actor, class: class, action: access.Action("post." + in.Deed), object: access.Post(a.ID), person: a.AuthorID,
				clause: in.Clause, reason: in.Reason, tell: tell, language: a.Language, link: linkTo(class.ID),
			}
			switch in.Deed {
			case "hide":
				given, err := supervisiondb.New(tx).GivenBack(ctx, in.Class, a.ID, actor.Person)
				if err != nil {
					return fmt.Errorf("looking for a judge's decision: %w", err)
				}
				if given {
					return GivenBack()
				}
				one.against = appealable{kind: "hide", object: "post", objectID: a.ID}
			case "restore":
				if against, err := supervisiondb.New(tx).StandsAgainst(ctx, in.Class, a.ID, actor.Person); err != nil {
					return fmt.Errorf("looking for a colleague's decision: %w", err)
				} else if against {
					return access.OwnHeld() // the appeal is the way
				}
				if err := one.end(ctx, tx, a.ID); err != nil {
					return err
				}
			}
			if err := one.record(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// HiddenElsewhere: a moderator's decision, or a withdrawn consent, keeps it hidden; it comes back when that is taken back.
func HiddenElsewhere() *problem.Error {
	return problem.New(http.StatusConflict, "post.hidden_elsewhere")
}

// decideIn does one thing to one post that was in a state before, and tells whether there was something to do.
func decideIn(ctx context.Context, tx *topic.Tx, name topic.Name, what string, id uuid.UUID, before string) (wire.Post, bool, error) {
	switch what {
	case "approve":
		p, err := post.ApproveIn(ctx, tx, name, id)
		if err == nil && p.State == wire.PostHidden {
			err = HiddenElsewhere()
		}
		return p, p.State != before, err
	case "hide":
		return post.HideIn(ctx, tx, name, id, post.Keepers)
	}
	p, err := post.ShowIn(ctx, tx, name, id, post.Keepers)
	if err == nil && p.State == wire.PostHidden {
		err = HiddenElsewhere()
	}
	return p, p.State != before, err
}

// authors tells whose the posts are; not_found where one of them is not of the class.
func (s *Service) authors(ctx context.Context, class uuid.UUID, posts []uuid.UUID) ([]supervisiondb.AuthorsRow, error) {
	rows, err := s.db.Authors(ctx, class, posts)
	if err != nil {
		return nil, fmt.Errorf("reading whose posts these are: %w", err)
	}
	have := map[uuid.UUID]bool{}
	for _, r := range rows {
		have[r.ID] = true
	}
	for _, id := range posts {
		if !have[id] {
			return nil, problem.NotFound()
		}
	}
	return rows, nil
}

func stateOf(ctx context.Context, tx *topic.Tx, id uuid.UUID) (string, error) {
	all, err := post.EvidenceIn(ctx, tx, []uuid.UUID{id})
	if err != nil || len(all) == 0 {
		return "", err
	}
	return all[0].Post.State, nil
}

// Correct puts a teacher's words in the place of a student's; the student's own are kept.
func (s *Service) Correct(ctx context.Context, actor access.Actor, in wire.CorrectPost) (wire.Post, error) {
	if err := s.Policy.Check(ctx, actor, access.CorrectPost, access.Post(in.Post)); err != nil {
		return wire.Post{}, err
	}
	at, err := s.db.ClassOfPost(ctx, in.Post)
	if err != nil {
		return wire.Post{}, fmt.Errorf("reading a post's class: %w", err)
	}
	if at.ClassID == nil || at.Role != string(access.Student) {
		return wire.Post{}, problem.Forbidden() // what a colleague wrote is theirs
	}
	if err := s.sayable(in.Reason); err != nil {
		return wire.Post{}, err
	}
	class, err := s.about(ctx, *at.ClassID)
	if err != nil {
		return wire.Post{}, err
	}
	authors, err := s.authors(ctx, *at.ClassID, []uuid.UUID{in.Post})
	if err != nil {
		return wire.Post{}, err
	}
	var p wire.Post
	topics := append(notice.Topics(at.AuthorID), topic.Name(class.Topic))
	err = s.Log.InTx(ctx, topics, func(ctx context.Context, tx *topic.Tx) error {
		err := s.Policy.CheckIn(ctx, tx, actor, access.CorrectPost, access.Post(in.Post))
		if err != nil {
			return err
		}
		if p, err = post.CorrectIn(ctx, tx, topic.Name(class.Topic), actor.Person, in); err != nil || p.Revision == in.Revision {
			return err
		}
		return deed{
			actor: actor, class: class, action: access.CorrectPost, object: access.Post(in.Post), person: at.AuthorID,
			reason: in.Reason, tell: "post_corrected", language: authors[0].Language, link: linkTo(class.ID),
		}.record(ctx, tx)
	})
	return p, err
}
