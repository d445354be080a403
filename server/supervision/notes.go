package supervision

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/problem"
	"tongchuang/server/supervision/supervisiondb"
	"tongchuang/server/wire"
)

// mostDays is over a year: a whole one fits.
const mostDays = 400

// Attendance tells who was in a class on which days. The teachers' notes are with it for those who may read them.
func (s *Service) Attendance(ctx context.Context, actor access.Actor, in wire.AttendanceIn) (wire.ClassAttendance, error) {
	out := wire.ClassAttendance{Present: []wire.AttendanceMark{}, Notes: []wire.ClassNote{}}
	if err := s.Policy.Check(ctx, actor, access.SuperviseClass, access.Class(in.Class)); err != nil {
		return out, err
	}
	first, err := day(in.First)
	if err != nil {
		return out, err
	}
	last, err := day(in.Last)
	if err != nil {
		return out, err
	}
	if last.Sub(first) > mostDays*24*time.Hour {
		return out, problem.BadRequest()
	}
	marks, err := s.db.Attendance(ctx, in.Class, in.First, in.Last)
	if err != nil {
		return out, fmt.Errorf("reading who was in a class: %w", err)
	}
	for _, m := range marks {
		out.Present = append(out.Present, wire.AttendanceMark{Person: m.PersonID, Day: m.Day, FirstAt: m.FirstAt, LastAt: m.LastAt})
	}
	var refusal *problem.Error
	if err := s.Policy.Check(ctx, actor, access.ReadNotes, access.Class(in.Class)); errors.As(err, &refusal) && refusal.Status < 500 {
		return out, nil
	} else if err != nil {
		return out, err
	}
	notes, err := s.db.Notes(ctx, in.Class, in.First, in.Last)
	if err != nil {
		return out, fmt.Errorf("reading a class's notes: %w", err)
	}
	for _, n := range notes {
		out.Notes = append(out.Notes, wire.ClassNote{ID: n.ID, Person: n.PersonID, Day: n.Day, Author: n.AuthorID, Name: n.Author, Body: n.Body, CreatedAt: n.CreatedAt})
	}
	return out, nil
}

// WriteNote keeps a note about a student, or about the class, for the teachers of both schools.
func (s *Service) WriteNote(ctx context.Context, actor access.Actor, in wire.WriteClassNote) (wire.ClassNoteRef, error) {
	out := wire.ClassNoteRef{Class: in.Class, Note: uuid.Must(uuid.NewV7())}
	if err := s.Policy.Check(ctx, actor, access.ManageClass, access.Class(in.Class)); err != nil {
		return out, err
	}
	if _, err := day(in.Day); err != nil {
		return out, err
	}
	if in.Person != nil {
		if _, err := s.db.Member(ctx, in.Class, *in.Person); errors.Is(err, pgx.ErrNoRows) {
			return out, problem.NotFound()
		} else if err != nil {
			return out, fmt.Errorf("reading a member: %w", err)
		}
	}
	err := s.db.AddNote(ctx, supervisiondb.AddNoteParams{ID: out.Note, Class: in.Class, Person: in.Person, Day: in.Day, Author: actor.Person, Body: in.Body})
	if err != nil {
		return out, fmt.Errorf("keeping a note: %w", err)
	}
	return out, nil
}

// DeleteNote takes a note back; only its author does.
func (s *Service) DeleteNote(ctx context.Context, actor access.Actor, in wire.ClassNoteRef) (command.None, error) {
	if err := s.Policy.Check(ctx, actor, access.ManageClass, access.Class(in.Class)); err != nil {
		return command.None{}, err
	}
	n, err := s.db.DeleteNote(ctx, in.Note, in.Class, actor.Person)
	if err != nil {
		return command.None{}, fmt.Errorf("taking a note back: %w", err)
	}
	if n == 0 {
		return command.None{}, problem.NotFound()
	}
	return command.None{}, nil
}
