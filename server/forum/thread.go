package forum

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/forum/forumdb"
	"tongchuang/server/language"
	"tongchuang/server/post"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// MaxTitle is the longest title, in code points.
const MaxTitle = 200

// Thread gives a page of a thread.
func (s *Service) Thread(ctx context.Context, actor access.Actor, in wire.ThreadPageIn) (wire.ThreadPage, error) {
	out := wire.ThreadPage{May: []string{}, Epoch: s.Epoch.String()}
	if err := s.Policy.Check(ctx, actor, access.ReadThread, access.Thread(in.Thread)); err != nil {
		return out, err
	}
	if err := s.may(ctx, actor, &out.May, access.Thread(in.Thread), access.CreatePost, access.KeepThread); err != nil {
		return out, err
	}
	err := postgres.InSnapshot(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		db := forumdb.New(tx)
		t, err := db.ThreadByID(ctx, reader(actor), in.Thread)
		if errors.Is(err, pgx.ErrNoRows) {
			return problem.NotFound()
		} else if err != nil {
			return fmt.Errorf("reading a thread: %w", err)
		}
		out.Thread, out.Pairing = threadOf(t), t.PairingID
		if t.Public {
			b, err := db.BoardBySlug(ctx, t.Board)
			if err != nil {
				return fmt.Errorf("reading a thread's board: %w", err)
			}
			out.Board = &wire.Board{ID: b.ID, Slug: b.Slug, ThreadCount: int(b.ThreadCount)}
		}
		if out.Seq, err = topic.HeadIn(ctx, tx, topic.Name(t.Topic)); err != nil {
			return err
		}
		out.Posts, out.Next, err = post.Tree(ctx, tx, in.Thread, in.After, page(in.Limit, rootsPage))
		return err
	})
	return out, err
}

func threadOf(r forumdb.ThreadByIDRow) wire.Thread {
	author := personOf
	if r.Public {
		author = publicAuthor
	}
	return wire.Thread{
		ID: r.ID, Board: r.Board, Topic: r.Topic, Title: r.Title, Language: r.Language, PostCount: int(r.PostCount),
		LastPostSeq: r.LastPostSeq, LastPostAt: r.LastPostAt, CreatedAt: r.CreatedAt, Locked: r.Locked, ReadSeq: r.ReadSeq,
		Author: author(r.AuthorID, r.AuthorName, r.AuthorRole),
	}
}

// CreateThread begins a discussion: a title and the first post, both or none. Repeated under the same client id it
// gives the same thread; with another content it is a conflict.
func (s *Service) CreateThread(ctx context.Context, actor access.Actor, in wire.CreateThread) (wire.Thread, error) {
	if in.ClientID == uuid.Nil {
		return wire.Thread{}, problem.Invalid(problem.Wrong("client_id", "required"))
	}
	b, err := s.board(ctx, in.Board)
	if err != nil {
		return wire.Thread{}, err
	}
	if err := s.Policy.Check(ctx, actor, access.CreateThread, access.Board(b.ID)); err != nil {
		return wire.Thread{}, err
	}
	title, err := language.Line(in.Title, MaxTitle)
	if err != nil {
		return wire.Thread{}, titleRefused(err)
	}
	w, err := s.db.Writer(ctx, actor.Person)
	if err != nil {
		return wire.Thread{}, fmt.Errorf("reading an author: %w", err)
	}
	id := uuid.Must(uuid.NewV7())
	author := wire.Person{ID: w.ID, Name: w.DisplayName, Role: w.Role, School: w.SchoolID}
	if access.Role(w.Role) == access.Student { // in public a student has no name (safety.md, rule 6)
		author.Name, author.School = "", nil
	}
	first, err := s.Posts.ComposeFirst(id, in, author, w.Language)
	if err != nil {
		return wire.Thread{}, err
	}
	if t, found, err := s.sentBefore(ctx, actor, in.ClientID, first); found || err != nil {
		return t, err
	}
	if err := s.Posts.Spend(ctx, actor); err != nil {
		return wire.Thread{}, err
	}
	t, err := s.storeThread(ctx, actor, b, id, title, author, first)
	if postgres.IsUniqueViolation(err, "post_author_id_client_id_key") {
		t, _, err = s.sentBefore(ctx, actor, in.ClientID, first) // the same send came twice at once
	}
	return t, err
}

func titleRefused(err error) error {
	var r *language.Refusal
	switch {
	case errors.As(err, &r) && r.Reason == language.Empty:
		return problem.Invalid(problem.Wrong("title", "required"))
	case errors.As(err, &r) && r.Reason == language.TooLong:
		return problem.Invalid(problem.Wrong("title", "too_long", "Max", MaxTitle))
	}
	return problem.New(http.StatusUnprocessableEntity, "post.bad_text").Because(err)
}

func (s *Service) sentBefore(ctx context.Context, actor access.Actor, client uuid.UUID, first post.First) (wire.Thread, bool, error) {
	p, err := s.db.SentBefore(ctx, actor.Person, client)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return wire.Thread{}, false, nil
	case err != nil:
		return wire.Thread{}, false, fmt.Errorf("looking for an earlier send: %w", err)
	case !first.SameAs(p.RequestHash):
		return wire.Thread{}, true, post.Conflict()
	}
	t, err := s.db.ThreadByID(ctx, &actor.Person, p.ThreadID)
	if err != nil {
		return wire.Thread{}, true, fmt.Errorf("reading a thread: %w", err)
	}
	return threadOf(t), true, nil
}

func (s *Service) storeThread(ctx context.Context, actor access.Actor, b forumdb.BoardBySlugRow, id uuid.UUID, title string, author wire.Person, first post.First) (wire.Thread, error) {
	mine, boards := topic.Of(threadPrefix, id), topic.Of(boardPrefix, b.ID)
	var t wire.Thread
	err := s.Log.InTx(ctx, []topic.Name{mine, boards}, func(ctx context.Context, tx *topic.Tx) error {
		// Again under the locks: nobody who was suspended meanwhile begins a discussion (guarantees.md, promise 12).
		if err := s.Policy.CheckIn(ctx, tx, actor, access.CreateThread, access.Board(b.ID)); err != nil {
			return err
		}
		topicID, _ := tx.ID(mine)
		err := forumdb.New(tx).InsertThread(ctx, forumdb.InsertThreadParams{
			ID: id, Board: b.ID, Topic: topicID, Author: author.ID, Title: title, Language: first.Language(),
		})
		if err != nil {
			return fmt.Errorf("inserting a thread: %w", err)
		}
		p, err := first.Store(ctx, tx, mine)
		if err != nil {
			return err
		}
		t = wire.Thread{
			ID: id, Board: b.Slug, Topic: string(mine), Title: title, Language: first.Language(), Author: publicAuthor(&author.ID, author.Name, author.Role),
			PostCount: 1, LastPostSeq: p.Seq, LastPostAt: p.CreatedAt, CreatedAt: p.CreatedAt,
		}
		data, err := json.Marshal(t)
		if err != nil {
			return fmt.Errorf("encoding a thread: %w", err)
		}
		_, err = tx.Append(topic.Entry{Topic: boards, Kind: ThreadCreated, Subject: id, Data: data})
		return err
	})
	return t, err
}

// MarkRead notes how far a reader has read, and tells the reader's other devices. It never goes back.
func (s *Service) MarkRead(ctx context.Context, actor access.Actor, in wire.MarkRead) (wire.ReadMark, error) {
	if err := s.Policy.Check(ctx, actor, access.MarkThreadRead, access.Thread(in.Thread)); err != nil {
		return wire.ReadMark{}, err
	}
	seq, err := s.db.MarkRead(ctx, actor.Person, in.Seq, in.Thread)
	if err != nil {
		return wire.ReadMark{}, fmt.Errorf("marking a thread read: %w", err)
	}
	mark := wire.ReadMark{Thread: in.Thread, Seq: seq}
	data, err := json.Marshal(mark)
	if err != nil {
		return mark, fmt.Errorf("encoding a read mark: %w", err)
	}
	name := topic.Of("person", actor.Person)
	frame, err := json.Marshal(wire.Signal{Topic: string(name), Signal: readSignal, Data: data})
	if err != nil {
		return mark, fmt.Errorf("encoding a signal: %w", err)
	}
	s.Signal.Signal(name, frame)
	return mark, nil
}
