// Package supervision is what the teachers of a class see and do: what was said, what is held, who is quiet, who was
// there, and approving, hiding, correcting, muting, removing, locking and pausing. Whatever is done to somebody is
// written down, told to them, and takes effect on their open sockets, in one transaction. The methods of Service are
// safe for concurrent use and ask access themselves.
package supervision

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/command"
	"tongchuang/server/notice"
	"tongchuang/server/post"
	"tongchuang/server/problem"
	"tongchuang/server/supervision/supervisiondb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Policy is what this package asks of access.
type Policy interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
	// CheckIn asks within the transaction that then changes something.
	CheckIn(ctx context.Context, tx pgx.Tx, actor access.Actor, action access.Action, object access.Object) error
}

// Filter tells what it finds in a post, and where: who decides about it has to see that. Safe for concurrent use.
type Filter interface {
	Explain(p wire.Post, place post.Place) (kinds []string, matches []wire.FilterMatch)
}

// Deps is what a Service stands on.
type Deps struct {
	Pool   *pgxpool.Pool
	Log    *topic.Log
	Policy Policy
	Filter Filter
}

// Service offers the feature.
type Service struct {
	Deps
	db *supervisiondb.Queries
}

// New makes a Service.
func New(d Deps) *Service { return &Service{d, supervisiondb.New(d.Pool)} }

// Commands registers what is offered over the socket: an event, and what is done to one message. All other deeds are
// HTTP operations.
func (s *Service) Commands(set *command.Set) {
	command.Register(set, "post.hide", s.HidePost)
	command.Register(set, "post.restore", s.RestorePost)
	command.Register(set, "post.approve", s.ApprovePost)
	command.RegisterEvent[wire.Empty](set, wire.ClassChanged)
}

func (s *Service) about(ctx context.Context, class uuid.UUID) (supervisiondb.AboutRow, error) {
	about, err := s.db.About(ctx, class)
	if errors.Is(err, pgx.ErrNoRows) {
		return about, problem.NotFound()
	} else if err != nil {
		return about, fmt.Errorf("reading a class: %w", err)
	}
	return about, nil
}

// deed is one thing done in a class by one of its teachers, and what is told about it.
type deed struct {
	actor  access.Actor
	class  supervisiondb.AboutRow
	action access.Action
	object access.Object
	person uuid.UUID // about whom; zero: nobody
	clause string    // of the posting standard; "" where none is named
	reason string
	data   map[string]any

	tell     string // kind of the notice to person, without "class."; "" for none
	language string // of person
	link     string

	against appealable // what person may appeal against; zero: nothing
}

func (d deed) schools() []uuid.UUID { return []uuid.UUID{d.class.SchoolA, d.class.SchoolB} }

// record writes the deed down and tells whom it is about, in the deed's own transaction.
func (d deed) record(ctx context.Context, tx *topic.Tx) error {
	err := audit.Write(ctx, tx, audit.Entry{
		Actor: d.actor.Person, Action: d.action, Object: d.object, Schools: d.schools(), Class: d.class.ID,
		Person: d.person, Reason: because(d.clause, d.reason), Data: d.data,
	})
	if err != nil || d.tell == "" || d.person == uuid.Nil || d.person == d.actor.Person {
		return err
	}
	if d.against.kind != "" {
		if d.link, err = d.keep(ctx, tx); err != nil {
			return err
		}
	}
	n := notice.Notice{Person: d.person, Kind: "class." + d.tell, Data: map[string]string{"Class": nameOf(d.class, d.language)}, Link: d.link}
	explain(&n, d.clause, d.reason)
	return notice.Tell(ctx, tx, n)
}

// because is a reason as it is kept: a clause of the posting standard, what was written, or both.
func because(clause, reason string) string {
	if clause == "" || reason == "" {
		return clause + reason
	}
	return clause + ": " + reason
}

// explain adds the reason to what somebody is told. They read the clause in their own language, whatever the teacher's is.
func explain(n *notice.Notice, clause, reason string) {
	if clause != "" {
		n.Kind += "_for"
		n.Data["Clause"] = clause
	}
	if reason != "" {
		n.Kind += "_why"
		n.Data["Reason"] = reason
	}
}

// nameOf is a class's name in a reader's language.
func nameOf(c supervisiondb.AboutRow, language string) string {
	switch language {
	case "zh-Hans":
		return c.NameZhHans
	case "zh-Hant":
		return c.NameZhHant
	}
	return c.NameEn
}

func linkTo(class uuid.UUID) string { return "/classes/" + class.String() }

// changed makes every page of the class ask again how its reader stands.
func changed(tx *topic.Tx, name string) error {
	_, err := tx.Append(topic.Entry{Topic: topic.Name(name), Kind: wire.ClassChanged, Data: []byte("{}")})
	return err
}
