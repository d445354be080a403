package rights

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/command"
	"tongchuang/server/i18n"
	"tongchuang/server/language"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/rights/rightsdb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

const (
	// exportTime bounds the making of one export, maxExport its size before it is packed, in bytes: a lifetime of posts.
	exportTime = 45 * time.Second
	maxExport  = 512 << 20
	// exportsPerHour about one person, whoever asks.
	exportsPerHour = 5
)

// download registers an operation that answers with a file. make writes it to a place that is thrown away afterwards, so
// that neither a slow reader holds the database nor a large export the memory; it returns problems as others do.
func download[In any](api huma.API, op huma.Operation, make func(ctx context.Context, actor access.Actor, in *In, into io.Writer) error) {
	op.Responses = map[string]*huma.Response{"200": {
		Description: "A ZIP file with data.json and index.html", Content: map[string]*huma.MediaType{"application/zip": {Schema: &huma.Schema{Type: "string", Format: "binary"}}},
	}}
	huma.Register(api, op, func(ctx context.Context, in *In) (*huma.StreamResponse, error) {
		file, err := os.CreateTemp("", "tongchuang-export-*")
		if err != nil {
			return nil, command.Fail(ctx, fmt.Errorf("making a place for an export: %w", err))
		}
		drop := func() { file.Close(); os.Remove(file.Name()) }
		if err := make(ctx, access.FromContext(ctx), in, file); err != nil {
			drop()
			return nil, command.Fail(ctx, err)
		}
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			drop()
			return nil, command.Fail(ctx, fmt.Errorf("reading an export: %w", err))
		}
		return &huma.StreamResponse{Body: func(out huma.Context) {
			defer drop()
			out.SetHeader("Content-Type", "application/zip")
			out.SetHeader("Content-Disposition", `attachment; filename="tongchuang-`+time.Now().UTC().Format("2006-01-02")+`.zip"`)
			out.SetHeader("Cache-Control", "no-store")
			if _, err := io.Copy(out.BodyWriter(), file); err != nil {
				slog.DebugContext(ctx, "the reader of an export went away", "error", err)
			}
		}}, nil
	})
}

type exportInput struct {
	Person uuid.UUID `path:"person"`
	Body   wire.ExportPerson
}

// exportPerson is the export for the person, the school's coordinators and administrators. Problems: not_found, invalid
// (no reason of whoever is not the person), rights.too_many_exports.
func (s *Service) exportPerson(ctx context.Context, actor access.Actor, in *exportInput, into io.Writer) error {
	if err := s.Policy.Check(ctx, actor, access.ExportPerson, access.Person(in.Person)); err != nil {
		return err
	}
	reason := strings.TrimSpace(in.Body.Reason)
	if actor.Person != in.Person && reason == "" || utf8.RuneCountInString(reason) > maxText {
		return ReasonNeeded()
	}
	if actor.Person != in.Person && !language.SaysSomething(reason) {
		return problem.Invalid(problem.Wrong("reason", "no_reason"))
	}
	return s.export(ctx, into, exporting{person: in.Person, actor: actor, reason: reason})
}

type guardianExport struct{ Body wire.GuardianToken }

// exportForGuardian is the export by a guardian's link. Problems: rights.link_ended, rights.too_many_exports.
func (s *Service) exportForGuardian(ctx context.Context, _ access.Actor, in *guardianExport, into io.Writer) error {
	link, err := s.guardian(ctx, in.Body.Token)
	if err != nil {
		return err
	}
	p, err := s.db.Somebody(ctx, link.PersonID)
	if err != nil {
		return fmt.Errorf("reading a guardian's student: %w", err)
	}
	if p.DeletedAt != nil {
		return problem.NotFound()
	}
	return s.export(ctx, into, exporting{person: link.PersonID, link: &link.ID})
}

type exporting struct {
	person uuid.UUID
	actor  access.Actor
	link   *uuid.UUID
	reason string
}

func (e exporting) reader() string {
	switch {
	case e.link != nil:
		return forGuardian
	case e.actor.Person == e.person:
		return forSelf
	}
	return forSchool
}

// exportLock makes the count of exports and the entry of one more one step; the number only has to be the same everywhere.
const exportLock = `select pg_advisory_xact_lock(7203012, hashtext($1::text))`

// export notes in the audit log that it is made, and makes it.
func (s *Service) export(ctx context.Context, into io.Writer, e exporting) error {
	select {
	case s.exports <- struct{}{}:
		defer func() { <-s.exports }()
	default:
		return TooManyExports(5)
	}
	// Longer than other requests may wait for the database; the server's own bound on answers is longer still.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), exportTime)
	defer cancel()
	err := s.Log.InTx(ctx, nil, func(ctx context.Context, tx *topic.Tx) error {
		if _, err := tx.Exec(ctx, exportLock, e.person.String()); err != nil {
			return fmt.Errorf("counting exports: %w", err)
		}
		n, err := rightsdb.New(tx).Exported(ctx, e.person)
		if err != nil {
			return fmt.Errorf("counting exports: %w", err)
		}
		if n >= exportsPerHour {
			return TooManyExports(3600)
		}
		school, err := rightsdb.New(tx).OwnSchool(ctx, e.person)
		if err != nil {
			return fmt.Errorf("reading a person's school: %w", err)
		}
		entry := audit.Entry{Actor: e.actor.Person, Action: access.ExportPerson, Object: access.Person(e.person), Person: e.person, Reason: e.reason}
		if school != nil {
			entry.Schools = []uuid.UUID{*school}
		}
		if e.link != nil {
			entry.Data = map[string]any{"by": byGuardian, "link": *e.link}
		}
		return audit.Write(ctx, tx, entry)
	})
	if err != nil {
		return err
	}
	return postgres.InSnapshot(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		return writeExport(ctx, tx, &bounded{into, maxExport}, e, i18n.FromContext(ctx))
	})
}

// errTooLarge: an export of more than maxExport.
var errTooLarge = errors.New("the export is too large")

// bounded refuses what goes beyond its bytes.
type bounded struct {
	to   io.Writer
	left int64
}

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errTooLarge
	}
	return b.to.Write(p)
}

// writeExport writes the ZIP file: data.json for programs and index.html for people, both of the same moment and row by
// row, however many there are.
func writeExport(ctx context.Context, tx pgx.Tx, into io.Writer, e exporting, lang i18n.Language) error {
	z := zip.NewWriter(into)
	for _, part := range []struct {
		name  string
		write func(context.Context, pgx.Tx, *bufio.Writer, exporting, i18n.Language) error
	}{{"data.json", writeJSON}, {"index.html", writeHTML}} {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: time.Now().UTC()})
		if err != nil {
			return fmt.Errorf("writing an export: %w", err)
		}
		w := bufio.NewWriter(f)
		if err := part.write(ctx, tx, w, e, lang); err != nil {
			return fmt.Errorf("writing an export: %w", err)
		}
		if err := w.Flush(); err != nil {
			return fmt.Errorf("writing an export: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("writing an export: %w", err)
	}
	return nil
}

// each calls f for every row of a section, as the JSON that the database made.
func each(ctx context.Context, tx pgx.Tx, s section, e exporting, f func(n int, row json.RawMessage) error) error {
	// Postgres wants to know the kind of every parameter, also where a section has no use for it.
	rows, err := tx.Query(ctx, "with reader as (select $2::text, $3::uuid) "+s.query, e.person, e.reader(), e.link)
	if err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	defer rows.Close()
	for n := 0; rows.Next(); n++ {
		var row json.RawMessage
		if err := rows.Scan(&row); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := f(n, row); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	return nil
}

func writeJSON(ctx context.Context, tx pgx.Tx, w *bufio.Writer, e exporting, _ i18n.Language) error {
	fmt.Fprintf(w, "{\n\"made_at\": %q", time.Now().UTC().Format(time.RFC3339))
	for _, s := range sections {
		fmt.Fprintf(w, ",\n%q: [", s.name)
		err := each(ctx, tx, s, e, func(n int, row json.RawMessage) error {
			if n > 0 {
				w.WriteByte(',')
			}
			w.WriteString("\n  ")
			_, err := w.Write(row)
			return err
		})
		if err != nil {
			return err
		}
		w.WriteString("]")
	}
	_, err := w.WriteString("\n}\n")
	return err
}
