package postgres

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// A backup without PostgreSQL's client programs is a ZIP file: tablesList says what is in it, and each table's rows are
// a file in the text form of COPY. The tables themselves come from the migrations.
const (
	tablesList = "backup.json"
	tablesForm = 1
)

// ErrNoTables: a file is no backup that WriteTables wrote, or not a whole one.
var ErrNoTables = errors.New("this is no whole backup of tables")

// tables is what a backup has.
type tables struct {
	Form      int        `json:"form"`
	Version   int64      `json:"version"` // of the migrations
	Tables    []table    `json:"tables"`
	Sequences []sequence `json:"sequences"`
}

type table struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
}

type sequence struct {
	Name  string `json:"name"`
	Value int64  `json:"value"`
}

func (t table) file() string { return "tables/" + t.Name + ".copy" }

// named writes the table with its columns as SQL does.
func (t table) named() string {
	columns := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = pgx.Identifier{c}.Sanitize()
	}
	return pgx.Identifier{t.Name}.Sanitize() + " (" + strings.Join(columns, ", ") + ")"
}

// WriteTables writes the rows of all tables, as of one moment, in a form that ReadTables reads. Of the jobs' own
// bookkeeping it takes what waits alone.
func WriteTables(ctx context.Context, pool *pgxpool.Pool, w io.Writer) error {
	archive := zip.NewWriter(w)
	err := InSnapshot(ctx, pool, func(ctx context.Context, tx pgx.Tx) error {
		if err := withoutTimeouts(ctx, tx); err != nil {
			return err
		}
		all, err := listTables(ctx, tx)
		if err != nil {
			return err
		}
		into, err := archive.Create(tablesList)
		if err != nil {
			return err
		}
		if err := json.NewEncoder(into).Encode(all); err != nil {
			return err
		}
		for _, t := range all.Tables {
			if into, err = archive.Create(t.file()); err != nil {
				return err
			}
			if _, err := tx.Conn().PgConn().CopyTo(ctx, into, "copy "+t.named()+" to stdout"); err != nil {
				return fmt.Errorf("copy the table %s: %w", t.Name, err)
			}
		}
		return nil
	})
	if err := errors.Join(err, archive.Close()); err != nil {
		return fmt.Errorf("write the tables: %w", err)
	}
	return nil
}

// withoutTimeouts: a large table takes longer than a statement of the running server is allowed to.
func withoutTimeouts(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = 0")
	return err
}

const listColumns = `select c.relname::text, array_agg(a.attname::text order by a.attnum)
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> $1 and (c.relname not like 'river\_%' or c.relname = 'river_job')
group by c.relname order by c.relname`

const listSequences = `select sequencename::text, last_value from pg_sequences
where schemaname = current_schema() and last_value is not null and sequencename not like $1 || '%' order by 1`

func listTables(ctx context.Context, tx pgx.Tx) (tables, error) {
	all := tables{Form: tablesForm}
	if err := tx.QueryRow(ctx, "select coalesce(max(version_id), 0) from "+versionTable).Scan(&all.Version); err != nil {
		return all, fmt.Errorf("read the database's version: %w", err)
	}
	rows, err := tx.Query(ctx, listColumns, versionTable)
	if err == nil {
		all.Tables, err = pgx.CollectRows(rows, pgx.RowToStructByPos[table])
	}
	if err != nil {
		return all, fmt.Errorf("list the tables: %w", err)
	}
	if rows, err = tx.Query(ctx, listSequences, versionTable); err == nil {
		all.Sequences, err = pgx.CollectRows(rows, pgx.RowToStructByPos[sequence])
	}
	if err != nil {
		return all, fmt.Errorf("list the sequences: %w", err)
	}
	return all, nil
}
