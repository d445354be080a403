package post

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/language"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// Conflict: the client id was used before, for something else.
func Conflict() *problem.Error { return problem.New(http.StatusConflict, "conflict") }

// Unwelcome: who wrote the post does not let this person answer it (safety.md, rule 10).
func Unwelcome() *problem.Error { return problem.New(http.StatusForbidden, "reply.unwelcome") }

// Create writes a post and returns when it is committed. Errors: access's; post.empty, post.too_long, post.bad_text;
// conflict; rate.posts; unavailable, after which the same send may be repeated under the same client id.
func (s *Service) Create(ctx context.Context, actor access.Actor, in wire.CreatePost) (wire.PostStored, error) {
	wait, err := s.Begin(ctx, actor, in)
	if err != nil {
		return wire.PostStored{}, err
	}
	return wait(ctx)
}

// Begin is the first half of Create: when it returns, the post has its place before every later one of this caller.
// Both halves together take at most createTimeout.
func (s *Service) Begin(ctx context.Context, actor access.Actor, in wire.CreatePost) (func(context.Context) (wire.PostStored, error), error) {
	if in.ClientID == uuid.Nil {
		return nil, problem.Invalid(problem.Wrong("client_id", "required"))
	}
	until := time.Now().Add(createTimeout)
	ctx, cancel := context.WithDeadline(ctx, until)
	defer cancel()
	wait, err := s.begin(ctx, actor, in)
	var refusal *problem.Error
	switch {
	case errors.As(err, &refusal) && refusal.Status < http.StatusInternalServerError:
		return s.answerAgain(ctx, actor, in, err)
	case errors.Is(err, context.DeadlineExceeded) || postgres.IsUnavailable(err):
		return nil, problem.Unavailable().Because(err)
	case err != nil:
		return nil, err
	}
	return func(ctx context.Context) (wire.PostStored, error) {
		ctx, cancel := context.WithDeadline(ctx, until)
		defer cancel()
		return wait(ctx)
	}, nil
}

// answerAgain: what would be refused now may have been stored before, and its answer lost. Who sends it again is told
// so, or the outbox would show as failed what everybody reads.
func (s *Service) answerAgain(ctx context.Context, actor access.Actor, in wire.CreatePost, refusal error) (func(context.Context) (wire.PostStored, error), error) {
	if actor.Visitor() {
		return nil, refusal
	}
	rows, err := s.pool.Query(ctx, askSent, []uuid.UUID{actor.Person}, []uuid.UUID{in.ClientID})
	if err != nil {
		return nil, refusal
	}
	defer rows.Close()
	before := map[key]sent{}
	if err := collectSent(rows, before); err != nil {
		return nil, refusal
	}
	known, ok := before[key{actor.Person, in.ClientID}]
	if !ok || !bytes.Equal(known.hash, requestHash(in)) {
		return nil, refusal
	}
	return func(context.Context) (wire.PostStored, error) { return known.stored, nil }, nil
}

// begin gives a post its place in the line. Whether it may be written is asked when it is stored, for all of a group at
// once and under the topic's lock; what cannot be stored anyway is told here, access's refusal before any other.
func (s *Service) begin(ctx context.Context, actor access.Actor, in wire.CreatePost) (func(context.Context) (wire.PostStored, error), error) {
	refused := func(why error) error {
		if err := s.policy.Check(ctx, actor, access.CreatePost, access.Thread(in.Thread)); err != nil {
			return err
		}
		return why
	}
	if actor.Visitor() {
		return nil, refused(problem.Unauthenticated())
	}
	at, err := s.known.thread(ctx, s.db, in.Thread)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, refused(problem.NotFound())
	} else if err != nil {
		return nil, fmt.Errorf("reading a thread to write in: %w", err)
	}
	if err := s.Spend(ctx, actor); err != nil {
		return nil, refused(err)
	}
	p, err := s.draftBy(ctx, actor.Person, in, at)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, refused(problem.Unauthenticated())
	} else if err != nil {
		return nil, refused(err)
	}
	p.topic, p.actor = at.topic, actor
	if !s.writer.enqueue(p) {
		return nil, problem.Unavailable()
	}
	return p.wait, nil
}

// draftBy makes somebody's post that has no place yet. Who has not posted of late is read only when something hangs on it.
func (s *Service) draftBy(ctx context.Context, person uuid.UUID, in wire.CreatePost, at thread) (*pending, error) {
	author, remembered := s.known.recall(person)
	if !remembered {
		author = stranger
	}
	p, err := s.draft(in, wire.Person{ID: person}, author.language, at.place(author))
	if remembered || err == nil && !p.open() || err != nil && !isBlocked(err) {
		return p, err
	}
	if author, err = s.known.person(ctx, s.db, person); err != nil {
		return nil, fmt.Errorf("reading an author: %w", err)
	}
	return s.draft(in, wire.Person{ID: person}, author.language, at.place(author))
}

// open tells whether something about it hangs on who wrote it.
func (p *pending) open() bool {
	return len(p.found.Kinds) > 0 || !p.languageSet && p.post.Language == string(language.Zh)
}

// draft makes a post that has no place yet.
func (s *Service) draft(in wire.CreatePost, author wire.Person, preferred string, place Place) (*pending, error) {
	id := uuid.Must(uuid.NewV7())
	text, err := s.compose(id, in.Body, in.Language, preferred, place)
	if err != nil {
		return nil, err
	}
	return &pending{
		post: wire.Post{
			ID: id, Thread: in.Thread, Parent: in.Parent, ClientID: &in.ClientID, Revision: 1, State: wire.PostVisible,
			Author: author, Body: text.body, HTML: text.html, Language: text.language,
		},
		languageSet: text.languageSet, found: text.found, hash: requestHash(in), done: make(chan outcome, 1),
	}, nil
}

// requestHash is the identity of what was sent: the same client id with another hash is a conflict.
func requestHash(in wire.CreatePost) []byte {
	h := sha256.New()
	parent := uuid.Nil
	if in.Parent != nil {
		parent = *in.Parent
	}
	h.Write(in.Thread[:])
	h.Write(parent[:])
	fmt.Fprintf(h, "%q", in.Language)
	h.Write([]byte(in.Body))
	return h.Sum(nil)[:16]
}

// Spend takes one from what the actor may write now; rate.posts when nothing is left.
func (s *Service) Spend(ctx context.Context, actor access.Actor) error {
	if !s.limit.Allow(ctx, actor.Person) {
		return problem.New(http.StatusTooManyRequests, "rate.posts").After(2)
	}
	return nil
}
