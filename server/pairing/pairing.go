// Package pairing is the tie between two schools: proposed, discussed, accepted by both, with each school's consent per
// purpose and for each student. Every step is recorded and sent to the pages that show it; what is said beside the steps
// are posts of the pairing's own thread, which package post keeps as it keeps all others. What a change of consent does to
// access reaches open connections with it. The methods of Service are safe for concurrent use and ask access
// themselves.
package pairing

import (
	"context"
	"net/url"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/mail"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/post"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

const (
	prefix = "pairing"
	// Stepped is the kind of event of a step; its data is a wire.PairingStep.
	Stepped = "pairing.step"

	maxText   = 4000 // code points of a proposal: a long letter
	maxReason = 1000
)

// The kinds of steps.
const (
	proposed         = "proposed"
	accepted         = "accepted"
	opened           = "opened"
	withdrawn        = "withdrawn"
	reminded         = "reminded"
	consentGiven     = "consent_given"
	consentWithdrawn = "consent_withdrawn"
	consentReminded  = "consent_reminded"
	classOffered     = "class_offered"
	classDeclined    = "class_declined"
	classContinued   = "class_continued"
)

// Policy is what this package asks of access.
type Policy interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
	// CheckIn is Check within a transaction.
	CheckIn(ctx context.Context, tx pgx.Tx, actor access.Actor, action access.Action, object access.Object) error
}

// Posts is what a student said in a class, and what a proposal says.
type Posts interface {
	HidePostsIn(ctx context.Context, class, person uuid.UUID) error
	ShowPostsIn(ctx context.Context, class, person uuid.UUID, shown bool) error
	// ComposeFirst checks and renders what a proposal says.
	ComposeFirst(thread uuid.UUID, in wire.CreateThread, author wire.Person, preferred string) (post.First, error)
}

// Deps is what a Service stands on.
type Deps struct {
	Pool      *pgxpool.Pool
	Log       *topic.Log
	Policy    Policy
	Posts     Posts
	Mail      mail.Sender
	PublicURL *url.URL // letters' links are made from it
	Epoch     uuid.UUID
}

// Service offers the feature.
type Service struct {
	Deps
	db *pairingdb.Queries
}

// New makes a Service.
func New(d Deps) *Service { return &Service{d, pairingdb.New(d.Pool)} }
