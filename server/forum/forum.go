// Package forum is the public forum: boards, threads on them, and how far each reader has read. What is said in a
// thread is package post's. The methods of Service are safe for concurrent use and ask access themselves.
package forum

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/forum/forumdb"
	"tongchuang/server/post"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// The kinds of topics and events.
const (
	threadPrefix  = "thread"
	boardPrefix   = "board"
	ThreadCreated = "thread.created" // wire.Thread, in the board's topic
	readSignal    = "read"           // wire.ReadMark, in the person's topic
)

// Policy is what the forum asks of access.
type Policy interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
	CheckIn(ctx context.Context, tx pgx.Tx, actor access.Actor, action access.Action, object access.Object) error
}

// Signaler tells a person's other devices how far it has read.
type Signaler interface {
	Signal(name topic.Name, frame []byte)
}

// Deps are the parts a Service is made of.
type Deps struct {
	Pool   *pgxpool.Pool
	Log    *topic.Log
	Policy Policy
	Posts  *post.Service
	Signal Signaler
	Epoch  uuid.UUID
}

// Service reads and fills boards.
type Service struct {
	Deps
	db *forumdb.Queries
}

// New makes a Service.
func New(d Deps) *Service { return &Service{d, forumdb.New(d.Pool)} }

func reader(a access.Actor) *uuid.UUID {
	if a.Visitor() {
		return nil
	}
	return &a.Person
}

// latestOnList is how many threads a board shows in the list of boards.
const latestOnList = 3

// Boards lists the public boards, each with the threads written in last.
func (s *Service) Boards(ctx context.Context, actor access.Actor, _ command.None) (wire.Boards, error) {
	out := wire.Boards{Boards: []wire.Board{}}
	if err := s.Policy.Check(ctx, actor, access.ReadForum, access.Installation()); err != nil {
		return out, err
	}
	boards, err := s.db.PublicBoards(ctx)
	if err != nil {
		return out, fmt.Errorf("reading boards: %w", err)
	}
	for _, b := range boards {
		latest, _, err := threadsOf(ctx, s.db, b.ID, b.Slug, actor, start, latestOnList)
		if err != nil {
			return out, err
		}
		out.Boards = append(out.Boards, wire.Board{ID: b.ID, Slug: b.Slug, ThreadCount: int(b.ThreadCount), Latest: latest})
	}
	return out, nil
}

const (
	threadsPage = 30
	rootsPage   = 30
	maxPage     = 100
)

// Board gives a page of a board.
func (s *Service) Board(ctx context.Context, actor access.Actor, in wire.BoardPageIn) (wire.BoardPage, error) {
	out := wire.BoardPage{May: []string{}, Epoch: s.Epoch.String()}
	from, ok := parseCursor(in.After)
	if !ok {
		return out, problem.BadRequest()
	}
	b, err := s.board(ctx, in.Board)
	if err != nil {
		return out, err
	}
	if err := s.Policy.Check(ctx, actor, access.ReadBoard, access.Board(b.ID)); err != nil {
		return out, err
	}
	if err := s.may(ctx, actor, &out.May, access.Board(b.ID), access.CreateThread); err != nil {
		return out, err
	}
	out.Board = wire.Board{ID: b.ID, Slug: b.Slug, ThreadCount: int(b.ThreadCount)}
	err = postgres.InSnapshot(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		if out.Seq, err = topic.HeadIn(ctx, tx, topic.Of(boardPrefix, b.ID)); err != nil {
			return err
		}
		out.Threads, out.Next, err = threadsOf(ctx, forumdb.New(tx), b.ID, b.Slug, actor, from, page(in.Limit, threadsPage))
		return err
	})
	return out, err
}

func page(asked, usual int) int {
	if asked <= 0 {
		return usual
	}
	return min(asked, maxPage)
}

func (s *Service) board(ctx context.Context, slug string) (forumdb.BoardBySlugRow, error) {
	b, err := s.db.BoardBySlug(ctx, slug)
	if errors.Is(err, pgx.ErrNoRows) {
		return b, problem.NotFound()
	} else if err != nil {
		return b, fmt.Errorf("reading a board: %w", err)
	}
	return b, nil
}

// may adds those actions that access allows: the page then shows only what can be done.
func (s *Service) may(ctx context.Context, actor access.Actor, into *[]string, object access.Object, actions ...access.Action) error {
	allowed, err := access.Allowed(ctx, s.Policy, actor, object, actions...)
	*into = append(*into, allowed...)
	return err
}

func threadsOf(ctx context.Context, db *forumdb.Queries, board uuid.UUID, slug string, actor access.Actor, from cursor, most int) ([]wire.Thread, string, error) {
	rows, err := db.ThreadsOf(ctx, forumdb.ThreadsOfParams{
		Reader: reader(actor), Board: board, BeforeAt: from.at, BeforeID: from.id, Most: int32(most + 1),
	})
	if err != nil {
		return nil, "", fmt.Errorf("reading a board's threads: %w", err)
	}
	next := ""
	if len(rows) > most {
		rows = rows[:most]
		next = cursor{rows[most-1].LastPostAt, rows[most-1].ID}.String()
	}
	threads := make([]wire.Thread, len(rows))
	for i, r := range rows {
		threads[i] = wire.Thread{
			ID: r.ID, Board: slug, Topic: r.Topic, Title: r.Title, Language: r.Language, PostCount: int(r.PostCount),
			LastPostSeq: r.LastPostSeq, LastPostAt: r.LastPostAt, CreatedAt: r.CreatedAt, Locked: r.Locked, ReadSeq: r.ReadSeq,
			Author: publicAuthor(r.AuthorID, r.AuthorName, r.AuthorRole),
		}
	}
	return threads, next, nil
}

func personOf(id *uuid.UUID, name, role string) *wire.Person {
	if id == nil {
		return nil
	}
	return &wire.Person{ID: *id, Name: name, Role: role}
}

// publicAuthor is nobody for a student: outside of a class no student is ever named (safety.md, 6), however the thread
// came to be in public.
func publicAuthor(id *uuid.UUID, name, role string) *wire.Person {
	if access.Role(role) == access.Student {
		return nil
	}
	return personOf(id, name, role)
}

// Cities lists the cities and their partnerships.
func (s *Service) Cities(ctx context.Context, actor access.Actor, _ command.None) (wire.Cities, error) {
	out := wire.Cities{Cities: []wire.City{}, Partnerships: []wire.Partnership{}}
	if err := s.Policy.Check(ctx, actor, access.ReadForum, access.Installation()); err != nil {
		return out, err
	}
	cities, err := s.db.Cities(ctx)
	if err != nil {
		return out, fmt.Errorf("reading cities: %w", err)
	}
	for _, c := range cities {
		out.Cities = append(out.Cities, wire.City{
			ID: c.ID, Slug: c.Slug, Country: c.Country, TimeZone: c.TimeZone,
			Names: wire.Names{En: c.NameEn, ZhHans: c.NameZhHans, ZhHant: c.NameZhHant},
		})
	}
	ties, err := s.db.Partnerships(ctx)
	if err != nil {
		return out, fmt.Errorf("reading partnerships: %w", err)
	}
	for _, p := range ties {
		out.Partnerships = append(out.Partnerships, wire.Partnership{ID: p.ID, Kind: p.Kind, Ends: []uuid.UUID{p.CityA, p.CityB}})
	}
	return out, nil
}
