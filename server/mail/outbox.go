package mail

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/jobs"
	"tongchuang/server/mail/maildb"
	"tongchuang/server/problem"
)

// keepFor is how long a letter stays in the outbox: its links are long dead by then, and it names a person.
const keepFor = 30 * 24 * time.Hour

const defaultPage, maxPage = 50, 200

// Outbox is the Sender of an installation without a mail server: it keeps the letters for the administrator.
type Outbox struct {
	db     *maildb.Queries
	policy *access.Policy
}

// NewOutbox keeps letters in the pool's database.
func NewOutbox(pool *pgxpool.Pool) *Outbox {
	return &Outbox{maildb.New(pool), access.New(pool)}
}

// Send keeps the letter.
func (o *Outbox) Send(ctx context.Context, m Message) error {
	m, err := checked(m)
	if err != nil {
		return err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("keep a letter: %w", err)
	}
	if err := o.db.KeepMail(ctx, id, m.To, m.Subject, m.Body); err != nil {
		return fmt.Errorf("keep a letter: %w", err)
	}
	return nil
}

// OutboxMail is a letter that no mail server took.
type OutboxMail struct {
	ID        uuid.UUID `json:"id"`
	To        string    `json:"to"`
	Subject   string    `json:"subject"`
	Body      string    `json:"body"`
	CreatedAt time.Time `json:"created_at"`
}

// OutboxPage is a page of letters, the newest first.
type OutboxPage struct {
	Mails []OutboxMail `json:"mails" nullable:"false"`
	Next  string       `json:"next,omitempty" doc:"The cursor of the next page; absent on the last"`
}

// ListOutbox is the input of List.
type ListOutbox struct {
	Cursor string `query:"cursor" doc:"Next of the page before"`
	Limit  int    `query:"limit" doc:"At most so many letters; 50 when absent, 200 at most"`
}

// List gives a page of the letters to an administrator. Problems: unauthenticated, forbidden, bad_request (cursor).
func (o *Outbox) List(ctx context.Context, actor access.Actor, in ListOutbox) (OutboxPage, error) {
	page := OutboxPage{Mails: []OutboxMail{}}
	if err := o.policy.Check(ctx, actor, access.ReadOutbox, access.Installation()); err != nil {
		return page, err
	}
	var before *uuid.UUID
	if in.Cursor != "" {
		id, err := uuid.Parse(in.Cursor)
		if err != nil {
			return page, problem.BadRequest().Because(err)
		}
		before = &id
	}
	limit := in.Limit
	if limit <= 0 {
		limit = defaultPage
	}
	limit = min(limit, maxPage)
	rows, err := o.db.OutboxPage(ctx, before, int32(limit+1))
	if err != nil {
		return page, fmt.Errorf("read the outbox: %w", err)
	}
	if len(rows) > limit {
		rows = rows[:limit]
		page.Next = rows[limit-1].ID.String()
	}
	for _, r := range rows {
		page.Mails = append(page.Mails, OutboxMail{r.ID, r.Recipient, r.Subject, r.Body, r.CreatedAt})
	}
	return page, nil
}

// Operations adds the HTTP operations.
func (o *Outbox) Operations(api huma.API) {
	command.Operation(api, huma.Operation{
		OperationID: "list-outbox", Method: http.MethodGet, Path: "/api/outbox", Tags: []string{"mail"},
		Summary: "Letters that no mail server took, for the administrator",
	}, command.Same[ListOutbox], o.List)
}

// Commands adds nothing: the outbox is read over HTTP.
func (o *Outbox) Commands(*command.Set) {}

// Jobs are what recurs: old letters are forgotten.
func (o *Outbox) Jobs() []jobs.Part {
	return []jobs.Part{jobs.Every(24*time.Hour, forgetMail{}, &forgetter{db: o.db})}
}

type forgetMail struct{}

// Kind is the job's name in the database.
func (forgetMail) Kind() string { return "mail_forget" }

type forgetter struct {
	river.WorkerDefaults[forgetMail]
	db *maildb.Queries
}

// Work takes out the letters older than keepFor.
func (f *forgetter) Work(ctx context.Context, _ *river.Job[forgetMail]) error {
	n, err := f.db.ForgetOldMail(ctx, time.Now().Add(-keepFor))
	if err != nil {
		return fmt.Errorf("forget old letters: %w", err)
	}
	if n > 0 {
		slog.InfoContext(ctx, "forgot old letters of the outbox", "letters", n)
	}
	return nil
}
