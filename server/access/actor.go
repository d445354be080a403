package access

import (
	"context"

	"github.com/google/uuid"
)

// Role is what a person is on this installation. What a person is in one class is the class's matter.
type Role string

// The roles.
const (
	Citizen       Role = "citizen"
	Student       Role = "student"
	Teacher       Role = "teacher"
	Coordinator   Role = "coordinator"
	Moderator     Role = "moderator"
	Administrator Role = "administrator"
)

// Teaches tells whether a person in this role can be a teacher of a class: at a small school the coordinator is one of its
// teachers, often the only one.
func (r Role) Teaches() bool { return r == Teacher || r == Coordinator }

// The roles that somebody can have in a class besides Student and Teacher.
const (
	Assistant Role = "assistant" // helps its teachers to keep it
	Guest     Role = "guest"     // speaks in it until a day
)

// Actor is who asks. The zero Actor is a visitor. An Actor only says who; what that person is at this moment (role,
// suspension, an ended login) is read from the database at every question.
type Actor struct {
	Person uuid.UUID
	// Login is the login that the request came by, Token the access token; both are zero for an internal call.
	Login, Token uuid.UUID
	// ReadOnly is set for an access token of scope `read`: it may not change anything.
	ReadOnly bool
}

// Visitor reports whether nobody is signed in.
func (a Actor) Visitor() bool { return a.Person == uuid.Nil }

type actorKey struct{}

// WithActor puts the actor into ctx. Done once, at the door (web, socket).
func WithActor(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// FromContext gives the actor of the request; a visitor where there is none.
func FromContext(ctx context.Context) Actor {
	a, _ := ctx.Value(actorKey{}).(Actor)
	return a
}
