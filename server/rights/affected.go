package rights

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/language"
	"tongchuang/server/problem"
	"tongchuang/server/rights/rightsdb"
	"tongchuang/server/wire"
)

// Breach says when something happened, and where, if that is known.
type Breach struct {
	Since, Until  time.Time
	Class, School *uuid.UUID
}

// AffectedBy lists the people whose data stood here at some moment of the breach (safety.md, rule 20).
func AffectedBy(ctx context.Context, pool *pgxpool.Pool, b Breach) (wire.Affected, error) {
	out := wire.Affected{People: []wire.AffectedPerson{}}
	rows, err := rightsdb.New(pool).Affected(ctx, b.Since, b.Until, b.School, b.Class)
	if err != nil {
		return out, fmt.Errorf("listing the people affected: %w", err)
	}
	for _, r := range rows {
		out.People = append(out.People, wire.AffectedPerson{
			ID: r.ID, Name: r.DisplayName, Role: r.Role, School: r.School, Language: r.Language,
			Since: r.CreatedAt, LastSeenAt: r.LastSeenAt, Posts: int(r.Posts),
		})
	}
	return out, nil
}

// Affected is AffectedBy for administrators; that it was asked is written into the audit log. Problems: forbidden,
// bad_request.
func (s *Service) Affected(ctx context.Context, actor access.Actor, in wire.AffectedIn) (wire.Affected, error) {
	none := wire.Affected{People: []wire.AffectedPerson{}}
	if err := s.Policy.Check(ctx, actor, access.ListAffected, access.Installation()); err != nil {
		return none, err
	}
	b := Breach{Since: in.Since, Until: in.Until}
	if b.Until.IsZero() {
		b.Until = time.Now()
	}
	for text, into := range map[string]**uuid.UUID{in.Class: &b.Class, in.School: &b.School} {
		if text == "" {
			continue
		}
		id, err := uuid.Parse(text)
		if err != nil {
			return none, problem.BadRequest().Because(err)
		}
		*into = &id
	}
	out, err := AffectedBy(ctx, s.Pool, b)
	if err != nil {
		return none, err
	}
	return out, s.noteAffected(ctx, actor, b, len(out.People))
}

// WriteCSV writes the list for a spreadsheet, which takes no cell of it for a formula.
func WriteCSV(w io.Writer, list wire.Affected) error {
	c := csv.NewWriter(w)
	_ = c.Write([]string{"id", "name", "role", "school", "language", "since", "last_seen", "posts", "guardian_contact"})
	for _, p := range list.People {
		// A guardian's contact is not kept here: the school has it.
		_ = c.Write([]string{
			p.ID.String(), language.Cell(p.Name), p.Role, language.Cell(p.School), p.Language, p.Since.UTC().Format(time.RFC3339),
			p.LastSeenAt.UTC().Format(time.RFC3339), strconv.Itoa(p.Posts), "none",
		})
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("writing the list: %w", err)
	}
	return nil
}

func (s *Service) noteAffected(ctx context.Context, actor access.Actor, b Breach, people int) error {
	return audit.Write(ctx, s.Pool, audit.Entry{
		Actor: actor.Person, Action: access.ListAffected,
		Data: map[string]any{"since": b.Since, "until": b.Until, "class": b.Class, "school": b.School, "people": people},
	})
}
