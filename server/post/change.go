package post

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/post/postdb"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// changeAs is change by somebody. access is asked at once, and again under the topic's lock: whoever was suspended while
// the request waited for it changes nothing (guarantees.md, promise 12).
func (s *Service) changeAs(ctx context.Context, actor access.Actor, action access.Action, id uuid.UUID, kind string, f func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error)) (wire.Post, error) {
	if err := s.policy.Check(ctx, actor, action, access.Post(id)); err != nil {
		return wire.Post{}, err
	}
	return s.changeAsked(ctx, id, kind, func(ctx context.Context, tx pgx.Tx) error {
		return s.policy.CheckIn(ctx, tx, actor, action, access.Post(id))
	}, f)
}

// change runs f on the locked post in a transaction that holds its topic, then appends the event of kind that f's
// outcome asks for. f returns false when there was nothing to change: the same command repeated.
func (s *Service) change(ctx context.Context, id uuid.UUID, kind string, f func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error)) (wire.Post, error) {
	return s.changeAsked(ctx, id, kind, func(context.Context, pgx.Tx) error { return nil }, f)
}

func (s *Service) changeAsked(ctx context.Context, id uuid.UUID, kind string, ask func(context.Context, pgx.Tx) error, f func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error)) (wire.Post, error) {
	at, err := s.db.Topic(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return wire.Post{}, problem.NotFound()
	} else if err != nil {
		return wire.Post{}, fmt.Errorf("finding a post's topic: %w", err)
	}
	name := topic.Name(at.Topic)
	var p wire.Post
	err = s.log.InTx(ctx, []topic.Name{name}, func(ctx context.Context, tx *topic.Tx) error {
		if err := ask(ctx, tx); err != nil {
			return err
		}
		p, err = changeIn(ctx, tx, name, id, kind, f)
		return err
	})
	return p, err
}

// changeIn is change within a transaction that holds the post's topic.
func changeIn(ctx context.Context, tx *topic.Tx, name topic.Name, id uuid.UUID, kind string, f func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error)) (wire.Post, error) {
	db := postdb.New(tx)
	row, err := db.ForChange(ctx, id)
	if err != nil {
		return wire.Post{}, fmt.Errorf("locking a post: %w", err)
	}
	changed, err := f(ctx, db, row)
	if err != nil {
		return wire.Post{}, err
	}
	shown := row.DeletedAt == nil && row.HiddenAt == nil && row.HeldAt == nil
	posts, err := load(ctx, db, []uuid.UUID{id})
	if err != nil {
		return wire.Post{}, err
	}
	p := posts[0]
	if !changed {
		return p, nil
	}
	if err := count(ctx, db, row, shown, p.State == wire.PostVisible); err != nil {
		return p, err
	}
	switch p.State {
	case wire.PostHeld:
		kind = Held // an edit that waits is not for readers yet
	case wire.PostHidden:
		kind = Hidden // one hiding was taken back, another stands: readers are told whose
	}
	return p, say(ctx, tx, name, kind, p)
}

// count keeps the counts of what readers see.
func count(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow, before, after bool) error {
	if before == after {
		return nil
	}
	change := int32(1)
	if before {
		change = -1
	}
	if err := db.CountPost(ctx, change, row.Seq, row.ThreadID); err != nil {
		return fmt.Errorf("counting a thread's posts: %w", err)
	}
	if row.ParentID == nil {
		return nil
	}
	if err := db.CountReply(ctx, change, *row.ParentID); err != nil {
		return fmt.Errorf("counting a post's replies: %w", err)
	}
	return nil
}

// say appends the event of a change. What is no longer for readers is also taken out of the events before it, in the
// same transaction: who resumes from then on never gets the text.
func say(ctx context.Context, tx *topic.Tx, name topic.Name, kind string, p wire.Post) error {
	data, err := json.Marshal(p.Said(isOwn(name, p.Thread), 0, tx.At()))
	if err != nil {
		return fmt.Errorf("encoding a post: %w", err)
	}
	if p.State != wire.PostVisible {
		if err := redact(ctx, tx, name, p.ID, p); err != nil {
			return err
		}
		gone := wire.PostGone{ID: p.ID, Thread: p.Thread, Seq: p.Seq, Parent: p.Parent, State: p.State, HiddenFor: p.HiddenFor}
		if data, err = json.Marshal(gone); err != nil {
			return fmt.Errorf("encoding a post's end: %w", err)
		}
	}
	_, err = tx.Append(topic.Entry{Topic: name, Kind: kind, Subject: p.ID, Data: data})
	return err
}

// redact puts said in the place of all that the topic's events so far say of a post.
func redact(ctx context.Context, tx *topic.Tx, name topic.Name, id uuid.UUID, said any) error {
	data, err := json.Marshal(said)
	if err != nil {
		return fmt.Errorf("encoding a post: %w", err)
	}
	return tx.Redact(ctx, name, id, data)
}

// Waits: a text that waits for approval stays as it is, or who approves it would not know what.
func Waits() *problem.Error { return problem.New(http.StatusConflict, "post.waits") }

// Edit replaces a post's text; the earlier one is kept, and can be read by all who could read it. Where an author's first
// posts wait for a teacher, so does what is made of one that was approved (safety.md, rule 13), or of a teacher's words.
// Problems: access's; post.waits, post.edited_meanwhile, and those of a text.
func (s *Service) Edit(ctx context.Context, actor access.Actor, in wire.EditPost) (wire.Post, error) {
	return s.changeAs(ctx, actor, access.EditPost, in.Post, Edited, func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error) {
		w, err := db.Writing(ctx, nil, actor.Person, row.ThreadID)
		if err != nil {
			return false, fmt.Errorf("reading a thread to write in: %w", err)
		}
		text, err := s.compose(in.Post, in.Body, in.Language, w.Language, Place{Class: w.ClassID != nil, Student: w.Role == string(access.Student), Chat: w.Kind == "chat"})
		switch {
		case err != nil:
			return false, err
		case row.DeletedAt != nil || row.HiddenAt != nil:
			return false, problem.NotFound()
		case row.Body == text.body && (in.Language == "" || row.Language == text.language):
			return false, nil
		case row.HeldAt != nil:
			return false, Waits()
		case int(row.Revision) != in.Revision:
			return false, problem.New(http.StatusConflict, "post.edited_meanwhile")
		}
		corrected, err := db.Corrected(ctx, in.Post)
		if err != nil {
			return false, fmt.Errorf("looking for a correction: %w", err)
		}
		if err := db.KeepRevision(ctx, actor.Person, in.Post); err != nil {
			return false, fmt.Errorf("keeping an earlier text: %w", err)
		}
		if err := db.Change(ctx, postdb.ChangeParams{
			ID: in.Post, Body: text.body, Html: text.html, Language: text.language, LanguageSet: text.languageSet,
		}); err != nil {
			return true, err
		}
		text.found.Hold = text.found.Hold || corrected
		if why := heldFor(text.found, w.Waits); why != "" {
			return true, db.Hold(ctx, why, in.Post)
		}
		return true, nil
	})
}

// Delete takes a post away at its author's wish. A trace remains: its place, author and time.
func (s *Service) Delete(ctx context.Context, actor access.Actor, in wire.PostRef) (wire.Post, error) {
	return s.changeAs(ctx, actor, access.DeletePost, in.Post, Deleted, deleted(in.Post))
}

func deleted(id uuid.UUID) func(context.Context, *postdb.Queries, postdb.ForChangeRow) (bool, error) {
	return func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error) {
		if row.DeletedAt != nil {
			return false, nil
		}
		return true, db.Delete(ctx, id)
	}
}

// DeletePostsOf deletes everything that a person wrote: part of deleting an account. It may be repeated.
func (s *Service) DeletePostsOf(ctx context.Context, person uuid.UUID) error {
	for {
		ids, err := s.db.OfAuthor(ctx, person, 100)
		if err != nil {
			return fmt.Errorf("listing a person's posts: %w", err)
		}
		if len(ids) == 0 {
			return s.ForgetAuthor(ctx, person)
		}
		for _, id := range ids {
			if _, err := s.change(ctx, id, Deleted, deleted(id)); err != nil {
				return err
			}
		}
	}
}

// ForgetAuthor takes a person's name out of the events about their posts and threads; the rows name the author by id
// alone. It may be repeated.
func (s *Service) ForgetAuthor(ctx context.Context, person uuid.UUID) error {
	if err := s.db.ForgetAuthor(ctx, person); err != nil {
		return fmt.Errorf("forgetting an author in the events of posts: %w", err)
	}
	if err := s.db.ForgetThreadAuthor(ctx, person); err != nil {
		return fmt.Errorf("forgetting an author in the events of threads: %w", err)
	}
	return nil
}

// History gives a post's earlier texts; none when it is hidden or deleted. What waited for approval until it was replaced,
// and what a teacher replaced, is for its author and those who keep the place alone: the numbers show that it is missing.
func (s *Service) History(ctx context.Context, actor access.Actor, in wire.PostRef) (wire.PostHistory, error) {
	if err := s.policy.Check(ctx, actor, access.ReadPostHistory, access.Post(in.Post)); err != nil {
		return wire.PostHistory{}, err
	}
	p, err := s.one(ctx, in.Post)
	h := wire.PostHistory{Post: p, Revisions: []wire.PostRevision{}}
	if err != nil || p.State != wire.PostVisible {
		return h, err
	}
	whole := p.Author.ID == actor.Person
	if !whole {
		keeps, err := access.Allowed(ctx, s.policy, actor, access.Post(in.Post), access.ReadEvidence)
		if err != nil {
			return h, err
		}
		whole = len(keeps) > 0
	}
	h.Revisions, err = s.revisions(ctx, in.Post, whole)
	return h, err
}

func (s *Service) revisions(ctx context.Context, id uuid.UUID, whole bool) ([]wire.PostRevision, error) {
	rows, err := s.db.Revisions(ctx, id, whole)
	if err != nil {
		return nil, fmt.Errorf("reading earlier texts: %w", err)
	}
	list := make([]wire.PostRevision, len(rows))
	for i, r := range rows {
		list[i] = wire.PostRevision{Revision: int(r.Revision), Body: r.Body, HTML: r.Html, Language: r.Language, ReplacedAt: r.EditedAt}
	}
	return list, nil
}

// Get gives one post. Who waits for approval may read what it is, and why it waits.
func (s *Service) Get(ctx context.Context, actor access.Actor, in wire.PostRef) (wire.PostRead, error) {
	if err := s.policy.Check(ctx, actor, access.ReadPost, access.Post(in.Post)); err != nil {
		return wire.PostRead{}, err
	}
	p, err := s.one(ctx, in.Post)
	if err != nil || p.State != wire.PostHeld || p.Author.ID != actor.Person {
		return wire.PostRead{Post: p}, err
	}
	return s.waiting(ctx, in.Post)
}

func (s *Service) one(ctx context.Context, id uuid.UUID) (wire.Post, error) {
	posts, err := s.Load(ctx, []uuid.UUID{id})
	if err != nil {
		return wire.Post{}, err
	}
	if len(posts) == 0 {
		return wire.Post{}, problem.NotFound()
	}
	return posts[0], nil
}

// Preview renders a text without storing it.
func (s *Service) Preview(ctx context.Context, actor access.Actor, in wire.PreviewPost) (wire.Preview, error) {
	if err := s.policy.Check(ctx, actor, access.Preview, access.Installation()); err != nil {
		return wire.Preview{}, err
	}
	text, err := compose(uuid.New(), in.Body, in.Language, "", in.Chat)
	if err != nil {
		return wire.Preview{}, err
	}
	return wire.Preview{HTML: text.html, Language: text.language}, nil
}
