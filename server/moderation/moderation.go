// Package moderation keeps the standard: reports, the queue, what moderators do and why, appeals, the readings of the
// audit log, and what people are told. The methods of Service are safe for concurrent use and ask access themselves.
package moderation

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/language"
	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/post"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Policy is what this package asks of access.
type Policy interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
	// CheckIn asks within the transaction that then changes something.
	CheckIn(ctx context.Context, tx pgx.Tx, actor access.Actor, action access.Action, object access.Object) error
}

// Posts is what this package asks of posts.
type Posts interface {
	// TopicOf gives the topic that a post's events are in; not_found.
	TopicOf(ctx context.Context, id uuid.UUID) (topic.Name, error)
	// Load gives posts as readers see them.
	Load(ctx context.Context, ids []uuid.UUID) ([]wire.Post, error)
}

// Translator is an engine that translates. from and to are en, zh-Hans or zh-Hant; from may also be zh.
type Translator interface {
	Translate(ctx context.Context, text, from, to string) (string, error)
}

// Deps is what a Service stands on.
type Deps struct {
	Pool      *pgxpool.Pool
	Log       *topic.Log
	Policy    Policy
	Posts     Posts
	Translate Translator // nil: none is set up
	Filter    Filter
}

// Filter tells what it finds in a text. Safe for concurrent use.
type Filter interface {
	Explain(p wire.Post, place post.Place) (kinds []string, matches []wire.FilterMatch)
}

// Service offers the feature.
type Service struct {
	Deps
	db *moderationdb.Queries
}

// New makes a Service.
func New(d Deps) *Service { return &Service{d, moderationdb.New(d.Pool)} }

var _ Posts = (*post.Service)(nil)

// Bounds of what is written about a report, in characters.
const (
	maxNote   = 1000
	maxAppeal = 2000
)

// forEver is until when somebody is banned: Postgres's infinity has no equal in Go.
var forEver = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)

// ending tells until when, to people: nothing for ever.
func ending(until *time.Time) *time.Time {
	if until == nil || !until.Before(forEver) {
		return nil
	}
	t := until.UTC()
	return &t
}

// line checks a text of some words. An empty one is refused where it is needed.
func line(field, text string, most int, needed bool) (string, error) {
	clean, err := language.Body(text, most)
	var r *language.Refusal
	switch {
	case err == nil:
		return clean, nil
	case errors.As(err, &r) && r.Reason == language.Empty && !needed:
		return "", nil
	case errors.As(err, &r) && r.Reason == language.Empty:
		return "", problem.Invalid(problem.Wrong(field, "required"))
	case errors.As(err, &r) && r.Reason == language.TooLong:
		return "", problem.Invalid(problem.Wrong(field, "too_long", "Max", most))
	}
	return "", problem.New(http.StatusUnprocessableEntity, "post.bad_text").Because(err)
}

// why checks a reason, which those whom it concerns are told.
func why(field, text string) (string, error) {
	clean, err := line(field, text, maxNote, true)
	if err == nil && !language.SaysSomething(clean) {
		err = problem.Invalid(problem.Wrong(field, "no_reason"))
	}
	return clean, err
}

// found makes not_found of a row that is missing.
func found(err error, doing string) error {
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return problem.NotFound()
	case err != nil:
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

// cursor reads an id that a page gave as its next; nil where there is none.
func cursor(s string) (*uuid.UUID, error) {
	if s == "" {
		return nil, nil
	}
	id, err := uuid.Parse(s)
	if err != nil {
		return nil, problem.BadRequest().Because(err)
	}
	return &id, nil
}

// schoolsOf gives the schools that may read what was done: a class's two, or the person's own.
func schoolsOf(ctx context.Context, db *moderationdb.Queries, class, person *uuid.UUID) ([]uuid.UUID, error) {
	if class != nil {
		schools, err := db.SchoolsOfClass(ctx, *class)
		if err != nil {
			return nil, fmt.Errorf("reading a class's schools: %w", err)
		}
		return schools, nil
	}
	if person == nil {
		return nil, nil
	}
	p, err := db.PersonOf(ctx, *person)
	if err != nil {
		return nil, fmt.Errorf("reading a person: %w", err)
	}
	if p.SchoolID == nil {
		return nil, nil
	}
	return []uuid.UUID{*p.SchoolID}, nil
}

// of makes the zero id of none.
func of(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
