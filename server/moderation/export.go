package moderation

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/language"
	"tongchuang/server/wire"
)

// AuditExport asks for the log as a file.
type AuditExport struct {
	wire.AuditIn
	Format string `query:"format" json:"format" enum:"csv,jsonl"`
}

// Export gives the latest of the log (10,000 entries at most; the rest by the same filters and `before`) as CSV or as
// JSON Lines, with its media type. A text that a spreadsheet would run as a formula has an apostrophe before it.
func (s *Service) Export(ctx context.Context, actor access.Actor, in AuditExport) (file []byte, media string, err error) {
	if err := s.Policy.Check(ctx, actor, access.ReadAudit, access.Installation()); err != nil {
		return nil, "", err
	}
	page, err := s.audit(ctx, in.AuditIn, auditExport)
	if err != nil {
		return nil, "", err
	}
	var b bytes.Buffer
	if in.Format == "jsonl" {
		e := json.NewEncoder(&b)
		for _, entry := range page.Entries {
			if err := e.Encode(entry); err != nil {
				return nil, "", fmt.Errorf("writing the log: %w", err)
			}
		}
		return b.Bytes(), "application/jsonl", nil
	}
	w := csv.NewWriter(&b)
	rows := [][]string{{"id", "at", "actor_id", "actor", "action", "object", "object_id", "class", "person_id", "person", "reason", "data"}}
	for _, e := range page.Entries {
		data, err := json.Marshal(e.Data)
		if err != nil {
			return nil, "", fmt.Errorf("writing the log: %w", err)
		}
		row := []string{e.ID.String(), e.At.UTC().Format(time.RFC3339), "", "", e.Action, e.Object, idOf(e.ObjectID), idOf(e.Class), "", "", language.Cell(e.Reason), language.Cell(string(data))}
		if e.Actor != nil {
			row[2], row[3] = e.Actor.ID.String(), language.Cell(e.Actor.Name)
		}
		if e.Person != nil {
			row[8], row[9] = e.Person.ID.String(), language.Cell(e.Person.Name)
		}
		rows = append(rows, row)
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, "", fmt.Errorf("writing the log: %w", err)
	}
	return b.Bytes(), "text/csv; charset=utf-8", nil
}

func idOf(id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return id.String()
}
