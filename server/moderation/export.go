package moderation

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/i18n"
	"tongchuang/server/language"
	"tongchuang/server/wire"
)

// AuditExport asks for the log as a file.
type AuditExport struct {
	wire.AuditIn
	Format string `query:"format" json:"format" enum:"csv,jsonl"`
	Zone   string `query:"zone" json:"zone,omitempty" maxLength:"60" doc:"IANA time zone of the times that people read; UTC otherwise"`
}

// Export gives the latest of the log (10,000 entries at most; the rest by the same filters and `before`) as CSV or as
// JSON Lines, with its media type. The CSV speaks the reader's language, with the program's own words in columns of
// their own; a text that a spreadsheet would run as a formula has an apostrophe before it.
func (s *Service) Export(ctx context.Context, actor access.Actor, in AuditExport) (file []byte, media string, err error) {
	if err := s.Policy.Check(ctx, actor, access.ReadAudit, access.Installation()); err != nil {
		return nil, "", err
	}
	page, err := s.audit(ctx, in.AuditIn, auditExport)
	if err != nil {
		return nil, "", err
	}
	if in.Format == "jsonl" {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		for _, entry := range page.Entries {
			if err := e.Encode(entry); err != nil {
				return nil, "", fmt.Errorf("writing the log: %w", err)
			}
		}
		return b.Bytes(), "application/jsonl", nil
	}
	zone, err := time.LoadLocation(in.Zone)
	if err != nil {
		zone = time.UTC
	}
	if file, err = (sheet{i18n.FromContext(ctx), zone}).of(page.Entries); err != nil {
		return nil, "", fmt.Errorf("writing the log: %w", err)
	}
	return file, "text/csv; charset=utf-8", nil
}

// sheet writes the log as a table for people, in their language and zone.
type sheet struct {
	lang i18n.Language
	zone *time.Location
}

// byteOrder at the beginning is how spreadsheet programs know that Chinese is to come.
const byteOrder = "\ufeff"

// columns are the table's: what people read first, then what programs read, whose names are the same in every language.
var columns = []string{
	"moderation.log_column_at", "moderation.audit_who", "moderation.audit_what", "moderation.audit_whom", "moderation.log_column_schools", "moderation.audit_why",
}

var machineColumns = []string{"id", "at", "action", "actor_id", "object", "object_id", "class_id", "person_id", "data"}

func (s sheet) of(entries []wire.AuditEntry) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(byteOrder)
	w := csv.NewWriter(&b)
	head := make([]string, 0, len(columns)+len(machineColumns))
	for _, key := range columns {
		head = append(head, i18n.T(s.lang, key, map[string]any{"Zone": s.zone.String()}))
	}
	if err := w.Write(append(head, machineColumns...)); err != nil {
		return nil, err
	}
	for _, e := range entries {
		row, err := s.row(e)
		if err != nil {
			return nil, err
		}
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func (s sheet) row(e wire.AuditEntry) ([]string, error) {
	data, err := json.Marshal(e.Data)
	if err != nil {
		return nil, err
	}
	schools := make([]string, len(e.Schools))
	for i, one := range e.Schools {
		schools[i] = s.name(one.Names)
	}
	who := i18n.T(s.lang, "moderation.audit_program", nil)
	if e.Actor != nil {
		who = s.person(e.Actor)
	}
	return []string{
		e.At.In(s.zone).Format("2006-01-02 15:04:05"), language.Cell(who), s.did(e.Action), language.Cell(s.person(e.Person)),
		language.Cell(strings.Join(schools, " · ")), language.Cell(e.Reason),
		e.ID.String(), e.At.UTC().Format(time.RFC3339), e.Action, personID(e.Actor), e.Object, idOf(e.ObjectID), idOf(e.Class), personID(e.Person), language.Cell(string(data)),
	}, nil
}

// did is what was done, in words.
func (s sheet) did(action string) string {
	if key := "moderation.did." + action; i18n.Has(key) {
		return i18n.T(s.lang, key, nil)
	}
	return i18n.T(s.lang, "moderation.did_else", nil)
}

// person is somebody's name; a student is not named.
func (s sheet) person(p *wire.Person) string {
	switch {
	case p == nil:
		return ""
	case p.Name != "":
		return p.Name
	case p.Role == string(access.Student):
		return i18n.T(s.lang, "moderation.student", nil)
	}
	return i18n.T(s.lang, "moderation.somebody", nil)
}

func (s sheet) name(n wire.Names) string {
	return map[i18n.Language]string{i18n.En: n.En, i18n.ZhHans: n.ZhHans, i18n.ZhHant: n.ZhHant}[s.lang]
}

func personID(p *wire.Person) string {
	if p == nil {
		return ""
	}
	return p.ID.String()
}

func idOf(id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return id.String()
}
