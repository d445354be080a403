package supervision

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/supervision/supervisiondb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// notATeacher: teachers are not silenced or taken out by each other; their schools decide about them.
func notATeacher() *problem.Error {
	return problem.New(http.StatusForbidden, "supervision.is_teacher")
}

// member reads somebody of the class, who must not be one of its teachers.
func (s *Service) member(ctx context.Context, in wire.MemberRef) (supervisiondb.AboutRow, supervisiondb.MemberRow, error) {
	class, err := s.about(ctx, in.Class)
	if err != nil {
		return class, supervisiondb.MemberRow{}, err
	}
	m, err := s.db.Member(ctx, in.Class, in.Person)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return class, m, problem.NotFound()
	case err != nil:
		return class, m, fmt.Errorf("reading a member: %w", err)
	case m.Role == string(access.Teacher):
		return class, m, notATeacher()
	}
	return class, m, nil
}

// Mute lets somebody read, and not write, for a while, or ends that.
func (s *Service) Mute(ctx context.Context, actor access.Actor, in wire.MuteMember) (wire.MutedMember, error) {
	var out wire.MutedMember
	if err := s.Policy.Check(ctx, actor, access.MuteMember, access.Class(in.Class)); err != nil {
		return out, err
	}
	if err := s.sayable(in.Reason); err != nil {
		return out, err
	}
	class, m, err := s.member(ctx, in.MemberRef)
	if err != nil {
		return out, err
	}
	if m.LeftAt != nil {
		return out, problem.NotFound()
	}
	d := &deed{
		actor: actor, class: class, action: access.MuteMember, object: access.Class(in.Class), person: in.Person, reason: in.Reason,
		data: map[string]any{"for": in.For}, tell: "muted", language: m.Language, link: linkTo(in.Class),
		against: appealable{kind: "mute", object: "person", objectID: in.Person},
	}
	if in.For == "none" {
		d.action, d.tell, d.against = "class.unmute", "unmuted", appealable{}
	}
	err = s.toMember(ctx, d, access.MuteMember, func(ctx context.Context, db *supervisiondb.Queries) (bool, error) {
		why := "" // this one takes the place of an earlier
		if in.For == "none" {
			why = in.Reason
		}
		err := db.EndDeeds(ctx, actor.Person, why, in.Class, in.Person)
		if err != nil {
			return false, fmt.Errorf("ending an earlier muting: %w", err)
		}
		if out.MutedUntil, err = db.Mute(ctx, in.For, in.Class, in.Person); err != nil {
			return false, fmt.Errorf("muting: %w", err)
		}
		d.against.until = out.MutedUntil
		return true, nil
	})
	return out, err
}

func (s *Service) toManage(ctx context.Context, actor access.Actor, in wire.MemberRef) (supervisiondb.AboutRow, supervisiondb.MemberRow, error) {
	if err := s.Policy.Check(ctx, actor, access.ManageClass, access.Class(in.Class)); err != nil {
		return supervisiondb.AboutRow{}, supervisiondb.MemberRow{}, err
	}
	return s.member(ctx, in)
}

// toMember does something to one member under the lock of the class's topic, so that no post that is under way
// overtakes it, and makes the member's open connections ask access again. do returns false when there was nothing to do.
func (s *Service) toMember(ctx context.Context, d *deed, action access.Action, do func(context.Context, *supervisiondb.Queries) (bool, error)) error {
	topics := append(notice.Topics(d.person), topic.Name(d.class.Topic))
	return s.Log.InTx(ctx, topics, func(ctx context.Context, tx *topic.Tx) error {
		if err := s.stillMay(ctx, tx, d, action); err != nil {
			return err
		}
		return d.toMember(ctx, tx, do)
	})
}

// stillMay asks again, under the lock: who kept the class when the request came need not keep it now.
func (s *Service) stillMay(ctx context.Context, tx *topic.Tx, d *deed, action access.Action) error {
	return s.Policy.CheckIn(ctx, tx, d.actor, action, access.Class(d.class.ID))
}

// toMember is Service.toMember within a transaction that names the topics.
func (d *deed) toMember(ctx context.Context, tx *topic.Tx, do func(context.Context, *supervisiondb.Queries) (bool, error)) error {
	done, err := do(ctx, supervisiondb.New(tx))
	if err != nil || !done {
		return err
	}
	if err := d.record(ctx, tx); err != nil {
		return err
	}
	return notice.AccessChanged(tx, d.person)
}

// Keep changes how a class is kept: locks it, and what its rules are.
func (s *Service) Keep(ctx context.Context, actor access.Actor, in wire.KeepClass) (command.None, error) {
	if err := s.Policy.Check(ctx, actor, access.ManageClass, access.Class(in.Class)); err != nil {
		return command.None{}, err
	}
	if err := s.sayable(in.Reason); err != nil {
		return command.None{}, err
	}
	class, err := s.about(ctx, in.Class)
	if err != nil {
		return command.None{}, err
	}
	data := map[string]any{}
	for name, value := range map[string]*bool{"locked": in.Locked, "needs_teacher": in.NeedsTeacher, "quiet_hours": in.QuietHours} {
		if value != nil {
			data[name] = *value
		}
	}
	var first *int32
	if in.FirstPosts != nil {
		first = new(int32(*in.FirstPosts))
		data["first_posts"] = *first
	}
	name := topic.Name(class.Topic)
	return command.None{}, s.Log.InTx(ctx, []topic.Name{name}, func(ctx context.Context, tx *topic.Tx) error {
		d := &deed{actor: actor, class: class, action: "class.keep", object: access.Class(in.Class), reason: in.Reason, data: data}
		if err := s.stillMay(ctx, tx, d, access.ManageClass); err != nil {
			return err
		}
		db := supervisiondb.New(tx)
		if err := db.Keep(ctx, supervisiondb.KeepParams{Locked: in.Locked, By: actor.Person, Why: strings.TrimSpace(in.Reason), NeedsTeacher: in.NeedsTeacher, FirstPosts: first, ID: in.Class}); err != nil {
			return fmt.Errorf("changing how a class is kept: %w", err)
		}
		if in.QuietHours != nil { // each school's, for its own students
			if err := db.KeepQuiet(ctx, in.Class, *in.QuietHours, actor.Person); err != nil {
				return fmt.Errorf("changing a class's quiet hours: %w", err)
			}
		}
		if _, err := db.Tell(ctx, in.Class); err != nil { // the event below tells of a pause, too
			return fmt.Errorf("keeping what was told of a class: %w", err)
		}
		if err := d.record(ctx, tx); err != nil {
			return err
		}
		return changed(tx, class.Topic)
	})
}
