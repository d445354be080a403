package moderation

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/filter"
	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/notice"
	"tongchuang/server/post"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Appeal is what the person to whom a deed was done says against it, once. A suspended or banned person may. Where those
// who keep a class decided, its other teachers are told.
func (s *Service) Appeal(ctx context.Context, actor access.Actor, in wire.CreateAppeal) (wire.Deed, error) {
	if err := s.Policy.Check(ctx, actor, access.Appeal, access.Deed(in.Deed)); err != nil {
		return wire.Deed{}, err
	}
	body, err := line("body", in.Body, maxAppeal, true)
	if err != nil {
		return wire.Deed{}, err
	}
	r, err := s.rowOf(ctx, in.Deed)
	if err != nil {
		return wire.Deed{}, err
	}
	var judges []moderationdb.JudgesInRow
	if r.KeptClass != nil {
		if judges, err = s.db.JudgesIn(ctx, *r.KeptClass, []uuid.UUID{r.ActorID, actor.Person}); err != nil {
			return wire.Deed{}, fmt.Errorf("listing who may decide about an appeal: %w", err)
		}
	}
	var told []uuid.UUID
	for _, j := range judges {
		told = append(told, j.PersonID)
	}
	err = s.withDeed(ctx, in.Deed, told, func(ctx context.Context, tx *topic.Tx, d moderationdb.DeedForUpdateRow, _ place) error {
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
		for _, j := range judges {
			if err := notice.Tell(ctx, tx, notice.Notice{
				Person: j.PersonID, Kind: "class.appeal", Data: map[string]string{"Class": j.ClassName},
				Link: "/classes/" + d.ClassID.String() + "/supervision?tab=reports",
			}); err != nil {
				return err
			}
		}
		return s.record(ctx, tx, actor, d, access.Appeal, "")
	})
	if err != nil {
		return wire.Deed{}, err
	}
	return s.deed(ctx, actor, in.Deed)
}

// Appeals lists the appeals that wait for moderators, the oldest first: those of a class when its teachers left them
// waiting for a day.
func (s *Service) Appeals(ctx context.Context, actor access.Actor, _ command.None) (wire.Deeds, error) {
	if err := s.Policy.Check(ctx, actor, access.ReadQueue, access.Installation()); err != nil {
		return wire.Deeds{Deeds: []wire.Deed{}}, err
	}
	return s.appeals(ctx, actor, nil)
}

// AppealsOfClass lists the appeals against what the keepers of a class decided, for its teachers, the oldest first.
func (s *Service) AppealsOfClass(ctx context.Context, actor access.Actor, in wire.ClassRef) (wire.Deeds, error) {
	if err := s.Policy.Check(ctx, actor, access.JudgeInClass, access.Class(in.Class)); err != nil {
		return wire.Deeds{Deeds: []wire.Deed{}}, err
	}
	return s.appeals(ctx, actor, &in.Class)
}

func (s *Service) appeals(ctx context.Context, actor access.Actor, class *uuid.UUID) (wire.Deeds, error) {
	out := wire.Deeds{Deeds: []wire.Deed{}}
	rows, err := s.db.Deeds(ctx, moderationdb.DeedsParams{Appealed: true, Class: class})
	if err != nil {
		return out, fmt.Errorf("reading appeals: %w", err)
	}
	for _, r := range rows {
		if of(r.PersonID) == actor.Person {
			continue // one's own is decided by others
		}
		d, err := s.shownDeed(ctx, actor, r)
		if err != nil {
			return out, err
		}
		out.Deeds = append(out.Deeds, d)
	}
	return out, nil
}

// Judge decides about an appeal: another than the one who acted. Overturned, the deed is taken back.
func (s *Service) Judge(ctx context.Context, actor access.Actor, in wire.JudgeAppeal) (wire.Deed, error) {
	if err := s.Policy.Check(ctx, actor, access.JudgeAppeal, access.Deed(in.Deed)); err != nil {
		return wire.Deed{}, err
	}
	if in.Outcome != "upheld" && in.Outcome != "overturned" {
		return wire.Deed{}, problem.Invalid(problem.Wrong("outcome", "enum", "Values", "upheld, overturned"))
	}
	answer, err := why("answer", in.Answer)
	if err != nil {
		return wire.Deed{}, err
	}
	r, err := s.rowOf(ctx, in.Deed)
	if err != nil {
		return wire.Deed{}, err
	}
	if r.KeptClass != nil { // told to a child, by somebody of another school perhaps, and to nobody else
		kinds, _ := s.Filter.Explain(wire.Post{Body: answer}, post.Place{Class: true, Student: true})
		if slices.Contains(kinds, filter.Contact) || slices.Contains(kinds, filter.Private) {
			return wire.Deed{}, problem.Invalid(problem.Wrong("answer", "contact"))
		}
	}
	err = s.withDeed(ctx, in.Deed, []uuid.UUID{r.ActorID}, func(ctx context.Context, tx *topic.Tx, d moderationdb.DeedForUpdateRow, at place) error {
		// Again, under the lock: who could judge when the request came need not be able to now.
		if err := s.Policy.CheckIn(ctx, tx, actor, access.JudgeAppeal, access.Deed(in.Deed)); err != nil {
			return err
		}
		if d.UndoneAt != nil || d.Erased {
			return Undone()
		}
		n, err := moderationdb.New(tx).DecideAppeal(ctx, actor.Person, in.Outcome, answer, d.ID)
		if err != nil {
			return fmt.Errorf("deciding an appeal: %w", err)
		}
		if n == 0 {
			return problem.New(http.StatusConflict, "appeal.decided")
		}
		if in.Outcome == "overturned" {
			err = s.undo(ctx, tx, actor, d, at, answer, access.JudgeAppeal)
		} else {
			err = s.record(ctx, tx, actor, d, access.JudgeAppeal, answer)
		}
		if err != nil || d.PersonID == nil {
			return err
		}
		return tellJudged(ctx, tx, d, at, in.Outcome, answer)
	})
	if err != nil {
		return wire.Deed{}, err
	}
	return s.deed(ctx, actor, in.Deed)
}

// tellJudged tells who appealed how it was decided, and a teacher that their decision was taken back.
func tellJudged(ctx context.Context, tx *topic.Tx, d moderationdb.DeedForUpdateRow, at place, outcome, answer string) error {
	kind := "appeal." + outcome
	if d.ClassID != nil {
		kind += "_class"
	}
	if outcome == "overturned" {
		state, err := at.state(ctx, tx)
		if err != nil {
			return err
		}
		switch { // what the author would look for in vain
		case state == wire.PostHidden && d.Kind == hide:
			kind = "appeal.overturned_covered"
		case state == wire.PostHeld:
			kind = "appeal.overturned_waits"
		}
	}
	err := notice.Tell(ctx, tx, notice.Notice{
		Person: *d.PersonID, Kind: kind, Data: map[string]string{"Answer": answer}, Link: "/notices/" + d.ID.String(),
	})
	if err != nil || d.ClassID == nil || outcome != "overturned" {
		return err
	}
	name, err := moderationdb.New(tx).ClassNameFor(ctx, *d.ClassID, d.ActorID)
	if err != nil {
		return fmt.Errorf("reading a class's name: %w", err)
	}
	return notice.Tell(ctx, tx, notice.Notice{
		Person: d.ActorID, Kind: "class.taken_back", Data: map[string]string{"Class": name, "Answer": answer}, Link: "/classes/" + d.ClassID.String() + "/supervision?tab=said",
	})
}
