// Package class is what the members of a class share: who belongs to it, its two schools, and its chat, which is a
// thread like any other. The methods of Service are safe for concurrent use and ask access themselves.
package class

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/command"
	"tongchuang/server/limit"
	"tongchuang/server/post"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

const (
	prefix = "class"
	// latest is how many posts of the chat a page brings; the rest comes by scrolling up.
	latest = 50
	// Typing is the signal of someone who is writing in the chat.
	Typing = "typing"
)

// Policy is what classes ask of access.
type Policy interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
}

// Limiter counts guesses. It is safe for concurrent use.
type Limiter interface {
	// Try counts one try under key, or returns how long to wait; then it is not counted.
	Try(ctx context.Context, key string, b limit.Bound) (wait time.Duration, err error)
	// Forgive takes one counted try back: it was no guess.
	Forgive(ctx context.Context, key string, b limit.Bound) error
}

// Passwords are the rules for passwords, which are those of every account. Safe for concurrent use.
type Passwords interface {
	// Check gives what is wrong with a password for the input called name; nil for nothing.
	Check(name, plain string, personal ...string) *problem.Field
	// Hash gives what is kept of a password. Problems: unavailable.
	Hash(ctx context.Context, plain string) (string, error)
}

// Names says how people may be called. Safe for concurrent use.
type Names interface {
	// Name tells whether a student, or else somebody without an office, may be called so, where those names are taken.
	Name(name string, student bool, taken []string) bool
	// Judge finds in a group's name what would not stand in a post.
	Judge(text string, place post.Place) post.Finding
}

// Deps is what a Service stands on. For reading alone Pool, Policy and Epoch are enough.
type Deps struct {
	Pool      *pgxpool.Pool
	Log       *topic.Log
	Policy    Policy
	Epoch     uuid.UUID
	Limiter   Limiter
	Passwords Passwords
	Names     Names // nil: as they like
	// Browsers and Fingerprints tell one crowd of requests from another; nil: all are one.
	Browsers     Browsers
	Fingerprints Fingerprints
}

// Service reads classes and says who belongs to them.
type Service struct {
	Deps
	pool   *pgxpool.Pool
	db     *classdb.Queries
	policy Policy
	epoch  uuid.UUID
}

// New makes a Service.
func New(d Deps) *Service { return &Service{d, d.Pool, classdb.New(d.Pool), d.Policy, d.Epoch} }

// Classes lists the actor's classes, the newest first, and those that they are invited to.
func (s *Service) Classes(ctx context.Context, actor access.Actor, _ command.None) (wire.Classes, error) {
	if err := s.policy.Check(ctx, actor, access.OwnAffairs, access.Person(actor.Person)); err != nil {
		return wire.Classes{}, err
	}
	list, err := classesOf(ctx, s.db, actor.Person, nil)
	if err != nil {
		return wire.Classes{}, err
	}
	invited, err := invitationsOf(ctx, s.db, actor.Person)
	return wire.Classes{Classes: list, Invitations: invited}, err
}

func classesOf(ctx context.Context, db *classdb.Queries, person uuid.UUID, only *uuid.UUID) ([]wire.Class, error) {
	rows, err := db.ClassesOf(ctx, person, only)
	if err != nil {
		return nil, fmt.Errorf("reading classes: %w", err)
	}
	ids := make([]uuid.UUID, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	schools, err := schoolsOf(ctx, db, ids)
	if err != nil {
		return nil, err
	}
	list := make([]wire.Class, len(rows))
	for i, r := range rows {
		list[i] = wire.Class{
			ID: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant},
			Topic: r.Topic, Role: r.Role, Over: r.Over, Open: r.Open, PairingEnded: r.PairingEnded, Schools: schools[r.ID],
			Chat: wire.Thread{
				ID: r.Chat, Topic: r.Topic, Language: "und", PostCount: int(r.PostCount), LastPostSeq: r.LastPostSeq,
				LastPostAt: r.LastPostAt, CreatedAt: r.CreatedAt, ReadSeq: r.ReadSeq,
			},
		}
	}
	return list, nil
}

func schoolsOf(ctx context.Context, db *classdb.Queries, classes []uuid.UUID) (map[uuid.UUID][]wire.School, error) {
	rows, err := db.SchoolsOf(ctx, classes)
	if err != nil {
		return nil, fmt.Errorf("reading a class's schools: %w", err)
	}
	schools := map[uuid.UUID][]wire.School{}
	for _, r := range rows {
		schools[r.ClassID] = append(schools[r.ClassID], wire.School{
			ID: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant},
			City: wire.City{
				ID: r.CityID, Slug: r.Slug, Country: r.Country, TimeZone: r.TimeZone,
				Names: wire.Names{En: r.CityEn, ZhHans: r.CityZhHans, ZhHant: r.CityZhHant},
			},
		})
	}
	return schools, nil
}

// Class gives a class with its people and the latest of its chat.
func (s *Service) Class(ctx context.Context, actor access.Actor, in wire.ClassRef) (wire.ClassPage, error) {
	out := wire.ClassPage{May: []string{}, Members: []wire.ClassMember{}, Epoch: s.epoch.String()}
	if err := s.policy.Check(ctx, actor, access.ReadClass, access.Class(in.Class)); err != nil {
		return out, err
	}
	err := postgres.InSnapshot(ctx, s.pool, func(ctx context.Context, tx pgx.Tx) error {
		db := classdb.New(tx)
		classes, err := classesOf(ctx, db, actor.Person, &in.Class)
		if err != nil {
			return err
		}
		if len(classes) == 0 {
			return problem.NotFound()
		}
		out.Class = classes[0]
		members, err := db.MembersOf(ctx, in.Class)
		if err != nil {
			return fmt.Errorf("reading a class's members: %w", err)
		}
		for _, m := range members {
			out.Members = append(out.Members, wire.ClassMember{Role: m.Role, Person: personOf(classdb.MemberRow(m))})
		}
		if out.Seq, err = topic.HeadIn(ctx, tx, topic.Name(out.Class.Topic)); err != nil {
			return err
		}
		out.Posts, out.Earlier, err = post.Latest(ctx, tx, out.Class.Chat.ID, math.MaxInt64, latest)
		return err
	})
	if err != nil {
		return out, err
	}
	may, err := access.Allowed(ctx, s.policy, actor, access.Thread(out.Class.Chat.ID), access.CreatePost, access.KeepThread)
	out.May = append(out.May, may...)
	return out, err
}

func personOf(m classdb.MemberRow) wire.Person {
	return wire.Person{ID: m.PersonID, Name: m.Name, Role: m.PersonRole, School: m.SchoolID}
}

// Commands registers the topics of classes and what is said in them.
func (s *Service) Commands(set *command.Set) {
	command.RegisterSignal[wire.Empty](set, Typing)
	command.RegisterServerSignal[wire.PresenceChange](set, "presence")
	may := func(action access.Action) func(context.Context, access.Actor, string) error {
		return func(ctx context.Context, actor access.Actor, id string) error {
			class, err := command.TopicID(id)
			if err != nil {
				return err
			}
			return s.policy.Check(ctx, actor, action, access.Class(class))
		}
	}
	set.RegisterTopic(command.TopicKind{
		Prefix: prefix, MayRead: may(access.ReadClass), MaySignal: may(access.SignalClass),
		Present: func(ctx context.Context, actor access.Actor, id string) (*wire.Person, error) {
			class, err := command.TopicID(id)
			if err != nil {
				return nil, err
			}
			m, err := s.db.Member(ctx, class, actor.Person)
			if err != nil {
				return nil, fmt.Errorf("reading a member: %w", err)
			}
			p := personOf(m)
			return &p, nil
		},
		Snapshot: func(ctx context.Context, actor access.Actor, id string) (any, int64, error) {
			class, err := command.TopicID(id)
			if err != nil {
				return nil, 0, err
			}
			page, err := s.Class(ctx, actor, wire.ClassRef{Class: class})
			return page, page.Seq, err
		},
		SnapshotType: reflect.TypeFor[wire.ClassPage](),
	})
}
