package moderation

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/wire"
)

// Bounds of what is read of the log at once.
const (
	auditPage   = 50
	auditExport = 10_000
)

// Audit gives a page of the log to administrators, by person, class, school, action and time.
func (s *Service) Audit(ctx context.Context, actor access.Actor, in wire.AuditIn) (wire.AuditPage, error) {
	if err := s.Policy.Check(ctx, actor, access.ReadAudit, access.Installation()); err != nil {
		return wire.AuditPage{Entries: []wire.AuditEntry{}}, err
	}
	return s.audit(ctx, in, auditPage)
}

// SchoolLog gives a page of what was done in and to a school, to its teachers and coordinators: the staff's looks into
// its classes above all (safety.md, rule 17).
func (s *Service) SchoolLog(ctx context.Context, actor access.Actor, in wire.SchoolLogIn) (wire.AuditPage, error) {
	if err := s.Policy.Check(ctx, actor, access.ReadSchoolLog, access.School(in.School)); err != nil {
		return wire.AuditPage{Entries: []wire.AuditEntry{}}, err
	}
	return s.audit(ctx, wire.AuditIn{LogFilter: in.LogFilter, School: in.School.String()}, auditPage)
}

func (s *Service) audit(ctx context.Context, in wire.AuditIn, most int) (wire.AuditPage, error) {
	out := wire.AuditPage{Entries: []wire.AuditEntry{}}
	ask := moderationdb.AuditParams{Action: in.Action, Since: moment(in.Since), Until: moment(in.Until), Most: int32(most + 1)}
	for text, into := range map[*string]**uuid.UUID{&in.Person: &ask.Person, &in.School: &ask.School, &in.Class: &ask.Class, &in.Before: &ask.Before} {
		id, err := cursor(*text)
		if err != nil {
			return out, err
		}
		*into = id
	}
	rows, err := s.db.Audit(ctx, ask)
	if err != nil {
		return out, fmt.Errorf("reading the audit log: %w", err)
	}
	schools, err := s.logSchools(ctx)
	if err != nil {
		return out, err
	}
	for i, r := range rows {
		if i == most {
			out.Next = rows[i-1].ID.String()
			break
		}
		e, err := entryOf(r)
		if err != nil {
			return out, err
		}
		for _, id := range r.SchoolIds {
			if one, ok := schools[id]; ok {
				e.Schools = append(e.Schools, one)
			}
		}
		out.Entries = append(out.Entries, e)
	}
	return out, nil
}

// moment makes SQL's null of no time at all.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func (s *Service) logSchools(ctx context.Context) (map[uuid.UUID]wire.LogSchool, error) {
	rows, err := s.db.LogSchools(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("reading schools' names: %w", err)
	}
	all := make(map[uuid.UUID]wire.LogSchool, len(rows))
	for _, r := range rows {
		all[r.ID] = wire.LogSchool{ID: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}}
	}
	return all, nil
}

func entryOf(r moderationdb.AuditRow) (wire.AuditEntry, error) {
	e := wire.AuditEntry{ID: r.ID, At: r.At, Action: r.Action, Object: r.Object, ObjectID: r.ObjectID, Class: r.ClassID, Reason: r.Reason}
	if r.ActorID != nil {
		e.Actor = &wire.Person{ID: *r.ActorID, Name: r.ActorName, Role: r.ActorRole}
	}
	if r.PersonID != nil {
		e.Person = &wire.Person{ID: *r.PersonID, Name: r.PersonName, Role: r.PersonRole}
	}
	if err := json.Unmarshal(r.Data, &e.Data); err != nil {
		return e, fmt.Errorf("decoding an audit entry: %w", err)
	}
	return e, nil
}
