// Package post is the one kind of text that people write: a forum reply, a line of class chat. Creating, editing,
// hiding, deleting and rendering are built once here and hold everywhere. Every change is an event in the topic of the
// post's thread. The methods of Service are safe for concurrent use and ask access themselves.
package post

import (
	"cmp"
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/metrics"
	"tongchuang/server/post/postdb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// The kinds of events, all in the topic of the post's thread.
const (
	Created  = "post.created"  // wire.PostSaid
	Edited   = "post.edited"   // wire.PostSaid
	Deleted  = "post.deleted"  // wire.PostGone
	Held     = "post.held"     // wire.PostGone: written, and waiting for approval
	Hidden   = "post.hidden"   // wire.PostGone
	Restored = "post.restored" // wire.PostSaid: shown again, or approved
)

// Policy is what posts ask of access.
type Policy interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
	// CheckIn asks within the transaction that then changes something.
	CheckIn(ctx context.Context, tx pgx.Tx, actor access.Actor, action access.Action, object access.Object) error
	// CheckAll asks for a group, within the transaction that stores it.
	CheckAll(b *pgx.Batch, action access.Action, questions []access.Question, verdicts []error)
}

// Limiter says whether a person may write one more post now.
type Limiter interface {
	Allow(ctx context.Context, person uuid.UUID) bool
}

// Filter says what a text holds. A nil Filter finds nothing.
type Filter interface {
	// Judge is safe for concurrent use, and quick: it is asked for every text.
	Judge(text string, place Place) Finding
}

// Place is where a text is said, and by whom, as far as that decides what may stand in it.
type Place struct {
	Class   bool // in a class, or else in the public forum
	Student bool // its author is a minor
	Chat    bool
}

// Finding is what was found in a text: the kinds, and what is to be done about the worst of them. With kinds alone the
// text stands, and its author is asked to look at it again.
type Finding struct {
	Block, Hold bool
	Kinds       []string
}

// Service creates and changes posts.
type Service struct {
	pool   *pgxpool.Pool
	db     *postdb.Queries
	log    *topic.Log
	policy Policy
	limit  Limiter
	filter Filter
	writer *Writer
	known  *known
}

// New makes a Service; its Writer must be running (Service.Run).
func New(pool *pgxpool.Pool, log *topic.Log, policy Policy, limit Limiter, filter Filter) *Service {
	known := newKnown()
	return &Service{pool: pool, db: postdb.New(pool), log: log, policy: policy, limit: limit, filter: filter, writer: newWriter(log, policy, known), known: known}
}

// Count makes it count into figures. Before Run.
func (s *Service) Count(figures *metrics.Figures) { s.writer.figures = figures }

// Tune sets how many posts one commit takes at most, and how many commits are under way at once; 0 leaves the default.
// It comes before Run.
func (s *Service) Tune(group, writers int) {
	s.writer.tune(cmp.Or(group, defaultGroup), cmp.Or(writers, defaultWriters))
}

// Run commits posts until ctx is done, and then what is still queued.
func (s *Service) Run(ctx context.Context) { s.writer.run(ctx) }

// Load gives posts as readers see them, by thread and place. What is hidden or deleted has no text. The caller has
// asked access.
func (s *Service) Load(ctx context.Context, ids []uuid.UUID) ([]wire.Post, error) {
	return load(ctx, s.db, ids)
}

func load(ctx context.Context, db *postdb.Queries, ids []uuid.UUID) ([]wire.Post, error) {
	posts := make([]wire.Post, 0, len(ids))
	if len(ids) == 0 {
		return posts, nil
	}
	rows, err := db.ByIDs(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading posts: %w", err)
	}
	for _, r := range rows {
		p := whole(r)
		if p.State != wire.PostVisible {
			p = emptied(p, p.State)
		}
		posts = append(posts, p)
	}
	return posts, nil
}

// whole is the one place that makes a post of a row: with its text, whatever its state.
func whole(r postdb.ByIDsRow) wire.Post {
	p := wire.Post{
		ID: r.ID, Thread: r.ThreadID, Seq: r.Seq, Parent: r.ParentID, ClientID: &r.ClientID,
		Author: shownAs(wire.Person{ID: r.AuthorID, Name: r.AuthorName, Role: r.Role, School: r.SchoolID}),
		Body:   r.Body, HTML: r.Html, Language: r.Language, State: wire.PostVisible,
		Revision: int(r.Revision), ReplyCount: int(r.ReplyCount), CreatedAt: r.CreatedAt, EditedAt: r.EditedAt,
		Corrected: r.Corrected,
	}
	switch {
	case r.DeletedAt != nil:
		p.State = wire.PostDeleted
		if r.AuthorDeleted {
			p.HiddenFor = []string{wire.HiddenForAccount}
		}
	case r.HiddenAt != nil:
		p.State, p.HiddenFor = wire.PostHidden, r.HiddenFor
	case r.HeldAt != nil:
		p.State = wire.PostHeld
	}
	return p
}

// emptied is what remains of a post for readers while it is held, hidden or deleted.
func emptied(p wire.Post, state string) wire.Post {
	p.Body, p.HTML, p.State, p.EditedAt, p.Corrected = "", "", state, nil, false
	return p
}

// shownAs: where a student has no name, they have no school either: nothing in public leads to them (safety.md, rule 6).
func shownAs(p wire.Person) wire.Person {
	if p.Role == string(access.Student) && p.Name == "" {
		p.School = nil
	}
	return p
}
