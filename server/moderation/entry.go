package moderation

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/command"
	"tongchuang/server/jobs"
	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// StaffClasses lists the classes that staff could ask to read: that they are there, and of which schools.
func (s *Service) StaffClasses(ctx context.Context, actor access.Actor, _ command.None) (wire.StaffClasses, error) {
	out := wire.StaffClasses{Classes: []wire.StaffClass{}}
	if err := s.Policy.Check(ctx, actor, access.ReadQueue, access.Installation()); err != nil {
		return out, err
	}
	rows, err := s.db.StaffClasses(ctx, actor.Person, nil)
	if err != nil {
		return out, fmt.Errorf("listing classes: %w", err)
	}
	for _, r := range rows {
		out.Classes = append(out.Classes, staffClass(r))
	}
	return out, nil
}

func staffClass(r moderationdb.StaffClassesRow) wire.StaffClass {
	c := wire.StaffClass{
		ID: r.ID, CreatedAt: r.CreatedAt, Over: r.Over,
		Schools: []wire.Names{{En: r.AEn, ZhHans: r.AZhHans, ZhHant: r.AZhHant}, {En: r.BEn, ZhHans: r.BZhHans, ZhHant: r.BZhHant}},
	}
	if r.Until.After(time.Now()) {
		c.Until, c.Chat = &r.Until, &r.Chat
	}
	return c
}

// Enter lets a moderator or administrator read a class for an hour, because of a reason. The reason is in the log that
// both schools can read, and the class's teachers are told (safety.md, rule 17). Nothing can be written there.
func (s *Service) Enter(ctx context.Context, actor access.Actor, in wire.EnterClass) (wire.StaffClass, error) {
	if err := s.Policy.Check(ctx, actor, access.EnterClass, access.Installation()); err != nil {
		return wire.StaffClass{}, err
	}
	reason, err := why("reason", in.Reason)
	if err != nil {
		return wire.StaffClass{}, err
	}
	rows, err := s.db.StaffClasses(ctx, actor.Person, &in.Class)
	if err != nil {
		return wire.StaffClass{}, fmt.Errorf("reading a class: %w", err)
	}
	if len(rows) == 0 {
		return wire.StaffClass{}, problem.NotFound()
	}
	teachers, err := s.db.TeachersOf(ctx, in.Class)
	if err != nil {
		return wire.StaffClass{}, fmt.Errorf("listing a class's teachers: %w", err)
	}
	err = s.Log.InTx(ctx, notice.Topics(teachers...), func(ctx context.Context, tx *topic.Tx) error {
		db := moderationdb.New(tx)
		me, err := db.PersonOf(ctx, actor.Person)
		if err != nil {
			return fmt.Errorf("reading a person: %w", err)
		}
		if rows[0].Until, err = db.EnterClass(ctx, newID(), actor.Person, in.Class, reason); err != nil {
			return fmt.Errorf("letting staff into a class: %w", err)
		}
		schools, err := schoolsOf(ctx, db, &in.Class, nil)
		if err != nil {
			return err
		}
		if err := audit.Write(ctx, tx, audit.Entry{
			Actor: actor.Person, Action: access.EnterClass, Object: access.Class(in.Class), Schools: schools, Class: in.Class, Reason: reason,
		}); err != nil {
			return err
		}
		for _, teacher := range teachers {
			if err := notice.Tell(ctx, tx, notice.Notice{
				Person: teacher, Kind: "staff.entered", Link: "/moderation/log",
				Data: map[string]string{"Name": me.DisplayName, "Reason": reason, "Until": rows[0].Until.UTC().Format(time.RFC3339)},
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return wire.StaffClass{}, err
	}
	return staffClass(rows[0]), nil
}

// endEntries is the job that lets go of what staff read in a class when their hour is over.
type endEntries struct{}

// Kind implements river.JobArgs.
func (endEntries) Kind() string { return "moderation_end_entries" }

type entryEnder struct {
	river.WorkerDefaults[endEntries]
	s *Service
}

// Work makes the connections of those whose hour is over ask again what they may follow.
func (w *entryEnder) Work(ctx context.Context, _ *river.Job[endEntries]) error {
	rows, err := w.s.db.EndedEntries(ctx)
	if err != nil {
		return fmt.Errorf("listing staff whose hour is over: %w", err)
	}
	ids, people := make([]uuid.UUID, len(rows)), make([]uuid.UUID, len(rows))
	for i, r := range rows {
		ids[i], people[i] = r.ID, r.PersonID
	}
	if len(ids) == 0 {
		return nil
	}
	return w.s.Log.InTx(ctx, notice.Topics(people...), func(ctx context.Context, tx *topic.Tx) error {
		if err := moderationdb.New(tx).MarkEnded(ctx, ids); err != nil {
			return fmt.Errorf("noting that an hour is over: %w", err)
		}
		return notice.AccessChanged(tx, people...)
	})
}

// Jobs gives the feature's recurring work.
func (s *Service) Jobs() []jobs.Part {
	return []jobs.Part{jobs.Every(time.Minute, endEntries{}, &entryEnder{s: s})}
}
