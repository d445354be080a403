package rights

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/command"
	"tongchuang/server/jobs"
	"tongchuang/server/language"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/rights/rightsdb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Who asks.
const (
	bySelf     = "self"
	byGuardian = "guardian"
	bySchool   = "school"
)

// maxText bounds what is written in a request or a reason, in code points; maxOpen how many requests about one person
// wait at once.
const (
	maxText = 2000
	maxOpen = 5
)

// wish is a request before it is kept.
type wish struct {
	person            uuid.UUID
	by                string
	asker, link       *uuid.UUID
	kind, name, posts string
	text              string
}

// Ask asks for a correction or a deletion for oneself, or for a student of the own school. Problems: invalid, not_found,
// rights.too_many_requests, unauthenticated, read_only_token.
func (s *Service) Ask(ctx context.Context, actor access.Actor, in wire.AskRights) (wire.Rights, error) {
	w := wish{person: actor.Person, by: bySelf, asker: &actor.Person, kind: in.Kind, name: in.Name, posts: in.Posts, text: in.Text}
	if in.Person != nil && *in.Person != actor.Person {
		w.person, w.by = *in.Person, bySchool
	}
	if err := s.Policy.Check(ctx, actor, access.AskRights, access.Person(w.person)); err != nil {
		return wire.Rights{}, err
	}
	if err := s.ask(ctx, actor, w); err != nil {
		return wire.Rights{}, err
	}
	return s.Rights(ctx, actor, command.None{})
}

func (w *wish) check() error {
	var wrong []problem.Field
	w.text = strings.TrimSpace(w.text)
	if utf8.RuneCountInString(w.text) > maxText {
		wrong = append(wrong, problem.Wrong("text", "too_long", "Max", maxText))
	}
	switch w.kind {
	case "correct":
		name, err := language.Name(w.name)
		if err != nil {
			wrong = append(wrong, problem.Wrong("name", "display_name"))
		}
		w.name, w.posts = name, "keep"
	case "delete":
		w.name = ""
		if w.posts != "keep" && w.posts != "delete" {
			wrong = append(wrong, problem.Wrong("posts", "enum", "Values", "keep, delete"))
		}
	default:
		wrong = append(wrong, problem.Wrong("kind", "enum", "Values", "correct, delete"))
	}
	if len(wrong) > 0 {
		return problem.Invalid(wrong...)
	}
	return nil
}

func (s *Service) ask(ctx context.Context, actor access.Actor, w wish) error {
	if err := w.check(); err != nil {
		return err
	}
	if w.kind == "correct" {
		if err := s.mayBeCalled(ctx, s.db, w.person, w.name); err != nil {
			return err
		}
	}
	open, err := s.db.CountOpen(ctx, w.person)
	if err != nil {
		return fmt.Errorf("counting requests: %w", err)
	}
	if open >= maxOpen {
		return TooManyRequests()
	}
	school, err := s.db.DecidingSchool(ctx, w.person, w.asker)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return fmt.Errorf("finding who decides: %w", err)
	}
	deciders, err := s.db.Deciders(ctx, school)
	if err != nil {
		return fmt.Errorf("finding who decides: %w", err)
	}
	return s.Log.InTx(ctx, notice.Topics(deciders...), func(ctx context.Context, tx *topic.Tx) error {
		id := uuid.Must(uuid.NewV7())
		err := s.db.WithTx(tx).AddRequest(ctx, rightsdb.AddRequestParams{
			ID: id, Person: w.person, School: school, AskedBy: w.by, Asker: w.asker, Link: w.link,
			Kind: w.kind, Name: w.name, Posts: w.posts, Body: w.text,
		})
		if err != nil {
			return fmt.Errorf("keeping a request: %w", err)
		}
		data := map[string]any{"request": id, "kind": w.kind, "by": w.by}
		if err := s.note(ctx, tx, actor, access.AskRights, w.person, "", data); err != nil {
			return err
		}
		for _, d := range deciders {
			if err := notice.Tell(ctx, tx, notice.Notice{Person: d, Kind: "rights.asked", Link: "/rights"}); err != nil {
				return err
			}
		}
		return nil
	})
}

// mayBeCalled looks at the name of a student or a citizen as at one that they give themselves: it is shown beside all that
// they say. Staff have been looked at by whoever gave them the role. Problems: invalid.
func (s *Service) mayBeCalled(ctx context.Context, db *rightsdb.Queries, person uuid.UUID, name string) error {
	p, err := db.Somebody(ctx, person)
	if err != nil {
		return fmt.Errorf("reading a person: %w", err)
	}
	if role := access.Role(p.Role); s.Names == nil || role != access.Student && role != access.Citizen {
		return nil
	}
	taken, err := db.TakenNames(ctx, person)
	if err != nil {
		return fmt.Errorf("reading the names that are taken: %w", err)
	}
	if !s.Names.Name(name, access.Role(p.Role) == access.Student, taken) {
		return problem.Invalid(problem.Wrong("name", "name_refused"))
	}
	return nil
}

// requests reads requests: of a person, a link, a school, or those that administrators decide.
func (s *Service) requests(ctx context.Context, which string, id uuid.UUID) ([]wire.RightsRequest, error) {
	rows, err := s.db.Requests(ctx, which, id)
	if err != nil {
		return nil, fmt.Errorf("reading requests: %w", err)
	}
	all := make([]wire.RightsRequest, len(rows))
	for i, r := range rows {
		all[i] = wire.RightsRequest{
			ID: r.ID, Person: r.PersonID, Name: r.DisplayName, AskedBy: r.AskedBy, Kind: r.Kind, NewName: r.Name, Text: r.Body,
			CreatedAt: r.CreatedAt, State: r.State, DecidedAt: r.DecidedAt, Reason: r.Reason,
		}
		if r.Kind == "delete" {
			all[i].Posts = r.Posts
		}
	}
	return all, nil
}

// Decide grants or refuses a request; whoever asked is told, a guardian by their link. What is granted is done at once,
// what was written within moments. Problems: not_found, invalid (a refusal without a reason), rights.decided,
// rights.own_request, account.last_administrator.
func (s *Service) Decide(ctx context.Context, actor access.Actor, in deciding) (wire.Rights, error) {
	about, err := s.db.RequestSchool(ctx, in.request)
	missing := errors.Is(err, pgx.ErrNoRows)
	if err != nil && !missing {
		return wire.Rights{}, fmt.Errorf("reading a request: %w", err)
	}
	action, object := access.DecideOthers, access.Installation()
	if about.SchoolID != nil {
		action, object = access.DecideRights, access.School(*about.SchoolID)
	}
	err = s.Policy.Check(ctx, actor, action, object)
	switch {
	case errors.Is(err, problem.Forbidden()) || err == nil && missing: // the two are not told apart
		return wire.Rights{}, problem.NotFound()
	case err != nil:
		return wire.Rights{}, err
	case about.AskerID != nil && *about.AskerID == actor.Person && about.PersonID != actor.Person:
		return wire.Rights{}, OwnRequest()
	}
	in.Reason = strings.TrimSpace(in.Reason)
	if !in.Grant && in.Reason == "" || utf8.RuneCountInString(in.Reason) > maxText {
		return wire.Rights{}, ReasonNeeded()
	}
	people := []uuid.UUID{about.PersonID}
	if about.AskerID != nil {
		people = append(people, *about.AskerID)
	}
	err = s.Log.InTx(ctx, notice.Topics(people...), func(ctx context.Context, tx *topic.Tx) error {
		return s.decide(ctx, tx, actor, action, in)
	})
	if err != nil {
		return wire.Rights{}, err
	}
	return s.Rights(ctx, actor, command.None{})
}

func (s *Service) decide(ctx context.Context, tx *topic.Tx, actor access.Actor, action access.Action, in deciding) error {
	db := s.db.WithTx(tx)
	r, err := db.RequestForDecision(ctx, in.request)
	if err != nil {
		return fmt.Errorf("locking a request: %w", err)
	}
	if r.State != "open" {
		return Decided()
	}
	state := "refused"
	if in.Grant {
		state = "granted"
	}
	e := audit.Entry{
		Actor: actor.Person, Action: action, Object: access.Person(r.PersonID), Person: r.PersonID, Reason: in.Reason,
		Data: map[string]any{"request": r.ID, "kind": r.Kind, "outcome": state, "posts": r.Posts},
	}
	if r.SchoolID != nil {
		e.Schools = []uuid.UUID{*r.SchoolID}
	}
	if err := audit.Write(ctx, tx, e); err != nil {
		return err
	}
	if err := db.DecideRequest(ctx, state, actor.Person, in.Reason, r.ID); err != nil {
		return fmt.Errorf("deciding a request: %w", err)
	}
	if in.Grant {
		if err := s.grant(ctx, tx, db, r); err != nil {
			return err
		}
	}
	if r.AskerID == nil || in.Grant && r.Kind == "delete" && *r.AskerID == r.PersonID {
		return nil // a guardian reads it at their link; who is deleted reads nothing any more
	}
	return notice.Tell(ctx, tx, notice.Notice{Person: *r.AskerID, Kind: "rights." + state, Data: map[string]string{"Reason": in.Reason}, Link: "/rights"})
}

// grant does what was asked for, within the decision's transaction; what takes long is a job of it.
func (s *Service) grant(ctx context.Context, tx *topic.Tx, db *rightsdb.Queries, r rightsdb.RightsRequest) error {
	if r.Kind == "correct" {
		// Again: the name may be somebody else's by now, or the lists have changed.
		if err := s.mayBeCalled(ctx, db, r.PersonID, r.Name); err != nil {
			return err
		}
		if err := db.Rename(ctx, r.Name, r.PersonID); err != nil {
			return fmt.Errorf("correcting a name: %w", err)
		}
		if err := db.DropNicknames(ctx, r.PersonID); err != nil {
			return fmt.Errorf("correcting a nickname: %w", err)
		}
		return nil
	}
	if err := keepAnAdministrator(ctx, db, r.PersonID); err != nil {
		return err
	}
	if err := db.MarkDeleted(ctx, r.PersonID); err != nil {
		return fmt.Errorf("deleting an account: %w", err)
	}
	if err := eraseIn(ctx, tx, r.PersonID); err != nil {
		return err
	}
	if err := notice.AccessChanged(tx, r.PersonID); err != nil {
		return err
	}
	return jobs.Insert(ctx, tx, erasePerson{r.PersonID, r.Posts == "delete"})
}

func keepAnAdministrator(ctx context.Context, db *rightsdb.Queries, person uuid.UUID) error {
	p, err := db.Somebody(ctx, person)
	if err != nil {
		return fmt.Errorf("reading a person: %w", err)
	}
	if access.Role(p.Role) != access.Administrator {
		return nil
	}
	if err := db.LockAdministrators(ctx); err != nil {
		return fmt.Errorf("looking for other administrators: %w", err)
	}
	others, err := db.OtherAdministrators(ctx, person)
	if err != nil {
		return fmt.Errorf("looking for other administrators: %w", err)
	}
	if others == 0 {
		return LastAdministrator()
	}
	return nil
}
