package class

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/class/classdb"
	"tongchuang/server/command"
	"tongchuang/server/language"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// exported is a class as it is written down: what posts.json holds, and what the page is made of.
type exported struct {
	Class    wire.Names       `json:"class"`
	Began    time.Time        `json:"began"`
	Archived *time.Time       `json:"archived,omitempty"`
	Schools  []exportedSchool `json:"schools"`
	Threads  []exportedThread `json:"threads"`
}

type exportedSchool struct {
	Name     wire.Names `json:"name"`
	City     wire.Names `json:"city"`
	TimeZone string     `json:"time_zone"`

	id   uuid.UUID
	zone *time.Location
}

type exportedThread struct {
	ID    uuid.UUID      `json:"id"`
	Kind  string         `json:"kind"`
	Title string         `json:"title,omitempty"`
	Posts []exportedPost `json:"posts"`
}

// exportedPost is a post. Of one that is hidden, deleted or held there is the trace alone: the teachers read what it
// said where the class is supervised, as long as it is kept.
type exportedPost struct {
	ID       uuid.UUID  `json:"id"`
	Parent   *uuid.UUID `json:"parent,omitempty"`
	Author   string     `json:"author"`
	Role     string     `json:"role,omitempty"`
	School   string     `json:"school,omitempty"`
	At       time.Time  `json:"at"`
	EditedAt *time.Time `json:"edited_at,omitempty"`
	Language string     `json:"language"`
	State    string     `json:"state"`
	Body     string     `json:"body,omitempty"`

	html   string
	school uuid.UUID
}

// Export writes a class down as a ZIP: a page that every browser shows, and the same as JSON and CSV. The bytes follow
// from what the class is alone, not from who asks, where or when: both schools have the same. Who took it is in the log
// that both schools read, and why; a coordinator, who is not in the class, has to say it (safety.md, rule 17). Problems:
// not_found, invalid.
func (s *Service) Export(ctx context.Context, actor access.Actor, in OfClass[wire.ExportClass]) (name string, file []byte, err error) {
	needsReason, err := s.mayExport(ctx, actor, in.Class)
	if err != nil {
		return "", nil, err
	}
	reason := strings.TrimSpace(in.Body.Reason)
	switch {
	case needsReason && reason == "":
		return "", nil, problem.Invalid(problem.Wrong("reason", "required"))
	case needsReason && !language.SaysSomething(reason):
		return "", nil, problem.Invalid(problem.Wrong("reason", "no_reason"))
	case utf8.RuneCountInString(reason) > maxReason:
		return "", nil, problem.Invalid(problem.Wrong("reason", "too_long", "Max", maxReason))
	}
	if err := s.noteExport(ctx, actor, in.Class, reason); err != nil {
		return "", nil, err
	}
	var e exported
	err = postgres.InSnapshot(ctx, s.pool, func(ctx context.Context, tx pgx.Tx) error {
		var err error
		e, err = read(ctx, classdb.New(tx), in.Class)
		return err
	})
	if err != nil {
		return "", nil, err
	}
	file, err = e.zip()
	return e.fileName(), file, err
}

// mayExport: teachers of the class, and the coordinators of both schools, who need a reason.
func (s *Service) mayExport(ctx context.Context, actor access.Actor, class uuid.UUID) (needsReason bool, err error) {
	refused := s.policy.Check(ctx, actor, access.ExportClass, access.Class(class))
	if !errors.Is(refused, problem.NotFound()) {
		return false, refused
	}
	pairing, err := s.db.PairingOf(ctx, class)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, refused
	}
	if err != nil {
		return false, fmt.Errorf("reading a class's pairing: %w", err)
	}
	return true, s.policy.Check(ctx, actor, access.ExportClassesOf, access.Pairing(pairing.ID))
}

// noteExport writes down that a class is taken home, before it is.
func (s *Service) noteExport(ctx context.Context, actor access.Actor, class uuid.UUID, reason string) error {
	pairing, err := s.db.PairingOf(ctx, class)
	if err != nil {
		return fmt.Errorf("reading a class's pairing: %w", err)
	}
	return postgres.InTx(ctx, s.pool, func(ctx context.Context, tx pgx.Tx) error {
		return audit.Write(ctx, tx, audit.Entry{
			Actor: actor.Person, Action: access.ExportClass, Object: access.Class(class), Class: class,
			Schools: []uuid.UUID{pairing.SchoolA, pairing.SchoolB}, Reason: reason,
		})
	})
}

func read(ctx context.Context, db *classdb.Queries, class uuid.UUID) (exported, error) {
	var e exported
	c, err := db.Settings(ctx, class)
	if err != nil {
		return e, fmt.Errorf("reading a class: %w", err)
	}
	e = exported{Class: wire.Names{En: c.NameEn, ZhHans: c.NameZhHans, ZhHant: c.NameZhHant}, Began: c.CreatedAt.UTC(), Threads: []exportedThread{}}
	if c.ArchivedAt != nil {
		e.Archived = new(c.ArchivedAt.UTC())
	}
	schools, err := schoolsOf(ctx, db, []uuid.UUID{class})
	if err != nil {
		return e, err
	}
	for _, sc := range schools[class] {
		zone, err := time.LoadLocation(sc.City.TimeZone)
		if err != nil {
			return e, fmt.Errorf("reading a city's time zone: %w", err)
		}
		e.Schools = append(e.Schools, exportedSchool{Name: sc.Names, City: sc.City.Names, TimeZone: sc.City.TimeZone, id: sc.ID, zone: zone})
	}
	threads, err := db.ExportThreads(ctx, class)
	if err != nil {
		return e, fmt.Errorf("reading a class's threads: %w", err)
	}
	posts, err := db.ExportPosts(ctx, class)
	if err != nil {
		return e, fmt.Errorf("reading a class's posts: %w", err)
	}
	for _, t := range threads {
		if t.Hidden {
			t.Title = ""
		}
		out := exportedThread{ID: t.ID, Kind: t.Kind, Title: t.Title, Posts: []exportedPost{}}
		for ; len(posts) > 0 && posts[0].ThreadID == t.ID; posts = posts[1:] {
			out.Posts = append(out.Posts, e.post(posts[0]))
		}
		e.Threads = append(e.Threads, out)
	}
	return e, nil
}

func (e *exported) post(r classdb.ExportPostsRow) exportedPost {
	p := exportedPost{ID: r.ID, Parent: r.ParentID, Author: r.Author, Role: r.Role, At: r.CreatedAt.UTC(), Language: r.Language, State: r.State}
	for _, s := range e.Schools {
		if r.SchoolID != nil && *r.SchoolID == s.id {
			p.School, p.school = s.Name.En, s.id
		}
	}
	if p.State == wire.PostVisible {
		p.Body, p.html = r.Body, r.Html
		if r.EditedAt != nil {
			p.EditedAt = new(r.EditedAt.UTC())
		}
	}
	return p
}

// fileName is made of letters that every system and every header takes.
func (e *exported) fileName() string {
	var b strings.Builder
	for _, r := range strings.ToLower(e.Class.En) {
		if b.Len() >= 40 {
			break
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	slug := strings.Trim(b.String(), "-")
	if slug == "" {
		slug = "class"
	}
	return "tongchuang-" + slug + "-" + e.Began.Format("2006-01") + ".zip"
}

// fixed is the time of every file: that of the ZIP's own calendar's beginning, so that no clock is in the bytes.
var fixed = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func (e *exported) zip() ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{{"index.html", e.page}, {"posts.json", e.json}, {"posts.csv", e.csv}} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: file.name, Method: zip.Deflate, Modified: fixed})
		if err == nil {
			err = file.write(w)
		}
		if err != nil {
			return nil, fmt.Errorf("writing %s: %w", file.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("closing an export: %w", err)
	}
	return out.Bytes(), nil
}

func (e *exported) json(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(e)
}

// download registers the operation that answers with the file itself.
func (s *Service) download(api huma.API, op huma.Operation) {
	op.Responses = map[string]*huma.Response{"200": {Description: "A ZIP", Content: map[string]*huma.MediaType{
		"application/zip": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
	}}}
	huma.Register(api, op, func(ctx context.Context, in *OfClass[wire.ExportClass]) (*huma.StreamResponse, error) {
		name, file, err := s.Export(ctx, access.FromContext(ctx), *in)
		if err != nil {
			return nil, command.Fail(ctx, err)
		}
		return &huma.StreamResponse{Body: func(ctx huma.Context) {
			ctx.SetHeader("Content-Type", "application/zip")
			ctx.SetHeader("Content-Disposition", `attachment; filename="`+name+`"`)
			ctx.SetHeader("Cache-Control", "no-store")
			ctx.SetStatus(http.StatusOK)
			_, _ = ctx.BodyWriter().Write(file) // the client is gone when it fails
		}}, nil
	})
}
