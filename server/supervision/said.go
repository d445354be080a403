package supervision

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/post"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/supervision/supervisiondb"
	"tongchuang/server/wire"
)

// saidPage is how many posts one answer brings.
const saidPage = 50

// Said gives what was said in a class, the newest first, whatever became of it, with every earlier text (safety.md,
// rule 2): of a day, by one person, or what waits for approval.
func (s *Service) Said(ctx context.Context, actor access.Actor, in wire.SaidIn) (wire.ClassSaid, error) {
	out := wire.ClassSaid{Posts: []wire.SupervisedPost{}}
	if err := s.Policy.Check(ctx, actor, access.SuperviseClass, access.Class(in.Class)); err != nil {
		return out, err
	}
	ask := supervisiondb.SaidParams{
		Class: in.Class, Person: given(in.Person), Held: in.Held, Zone: "UTC", Before: given(in.Before), Most: saidPage + 1,
	}
	if in.Day != "" {
		zone, err := s.zone(ctx, in.Class, in.School)
		if err != nil {
			return out, err
		}
		ask.Day, ask.Zone = &in.Day, zone
	}
	err := postgres.InSnapshot(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		db := supervisiondb.New(tx)
		rows, err := db.Said(ctx, ask)
		if err != nil {
			return fmt.Errorf("listing what was said in a class: %w", err)
		}
		out.More = len(rows) > saidPage
		rows = rows[:min(len(rows), saidPage)]
		ids := make([]uuid.UUID, len(rows))
		for i, r := range rows {
			ids[i] = r.ID
		}
		out.Posts, err = s.supervised(ctx, tx, actor.Person, ids)
		return err
	})
	return out, err
}

// zone is the time zone of one of the class's schools.
func (s *Service) zone(ctx context.Context, class, school uuid.UUID) (string, error) {
	schools, err := s.db.Schools(ctx, class)
	if err != nil {
		return "", fmt.Errorf("reading a class's schools: %w", err)
	}
	for _, r := range schools {
		if r.ID == school {
			return r.TimeZone, nil
		}
	}
	return "", problem.BadRequest()
}

// supervised gives posts to a teacher in the order of ids, with all that was ever said in them.
func (s *Service) supervised(ctx context.Context, tx pgx.Tx, reader uuid.UUID, ids []uuid.UUID) ([]wire.SupervisedPost, error) {
	evidence, err := post.EvidenceIn(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	revisions, err := supervisiondb.New(tx).Revisions(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading earlier texts: %w", err)
	}
	earlier := map[uuid.UUID][]wire.SupervisedRevision{}
	for _, r := range revisions {
		earlier[r.PostID] = append(earlier[r.PostID], wire.SupervisedRevision{
			Revision: int(r.Revision), Body: r.Body, Language: r.Language, ReplacedAt: r.EditedAt, ReplacedBy: r.EditedBy,
		})
	}
	posts := make([]wire.SupervisedPost, 0, len(ids))
	for _, e := range evidence {
		texts := earlier[e.Post.ID]
		if texts == nil {
			texts = []wire.SupervisedRevision{}
		}
		one := wire.SupervisedPost{Post: e.Post, HeldFor: e.HeldFor, HiddenAt: e.HiddenAt, DeletedAt: e.DeletedAt, Revisions: texts, May: decidable(e.Post, reader)}
		if e.HeldFor != "" {
			one.Found, one.Matches = s.Filter.Explain(e.Post, post.Place{Class: true, Student: e.Post.Author.Role == string(access.Student)})
		}
		posts = append(posts, one)
	}
	at := make(map[uuid.UUID]int, len(ids))
	for i, id := range ids {
		at[id] = i
	}
	slices.SortFunc(posts, func(a, b wire.SupervisedPost) int { return at[a.Post.ID] - at[b.Post.ID] })
	return posts, nil
}

// decidable is what a teacher of its class can still decide about a post; what they wrote is approved by another. Where another's hiding covers it, theirs would change
// nothing that anybody sees, and so it is not offered.
func decidable(p wire.Post, reader uuid.UUID) []string {
	switch p.State {
	case wire.PostVisible:
		return []string{"hide"}
	case wire.PostHeld:
		if p.Author.ID == reader {
			return []string{"hide"}
		}
		return []string{"approve", "hide"}
	case wire.PostHidden:
		if slices.Equal(p.HiddenFor, []string{wire.HiddenForKeepers}) {
			return []string{"restore"}
		}
	}
	return []string{}
}

// day checks a date as the calendar has it.
func day(text string) (time.Time, error) {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return d, problem.BadRequest().Because(err)
	}
	return d, nil
}
