package pairing

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"tongchuang/server/i18n"
	"tongchuang/server/jobs"
	"tongchuang/server/mail"
)

// letter is the job of writing to one person what a notice tells as well.
type letter struct {
	About   string    `json:"about"` // the notice's kind
	Pairing uuid.UUID `json:"pairing"`
	School  uuid.UUID `json:"school"` // that it names
	Purpose string    `json:"purpose,omitempty"`
	Person  uuid.UUID `json:"person"`
}

// Kind is the job's name in the database.
func (letter) Kind() string { return "pairing_letter" }

// InsertOpts: nine tries reach over four hours; the notice is on the page anyway.
func (letter) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 9} }

type letterWriter struct {
	river.WorkerDefaults[letter]
	service *Service
}

// Work writes the letter in its reader's language and sends it.
func (w *letterWriter) Work(ctx context.Context, job *river.Job[letter]) error {
	m, err := w.write(ctx, job.Args)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // gone, or without an address by now
	}
	if err != nil {
		return fmt.Errorf("write a letter about %s: %w", job.Args.About, err)
	}
	if err := w.service.Mail.Send(ctx, m); mail.IsPermanent(err) {
		return jobs.Never(err)
	} else if err != nil {
		return err
	}
	return nil
}

func (w *letterWriter) write(ctx context.Context, l letter) (mail.Message, error) {
	s := w.service
	to, err := s.db.Addressee(ctx, l.Person)
	if err != nil {
		return mail.Message{}, err
	}
	schools, err := schoolsByID(ctx, s.db, []uuid.UUID{l.School})
	if err != nil {
		return mail.Message{}, err
	}
	lang, _ := i18n.Parse(to.Language)
	data := map[string]any{
		"Name": to.DisplayName, "Link": s.PublicURL.JoinPath(strings.TrimPrefix(pagePath(l.Pairing), "/")).String(), "Site": s.PublicURL.String(),
	}
	for k, v := range sentence(to.Language, schools[l.School], l.Purpose) {
		data[k] = v
	}
	return mail.Message{
		To: *to.Email, Language: lang,
		Subject: i18n.T(lang, "mail."+l.About+".subject", data), Body: i18n.T(lang, "mail."+l.About+".body", data),
	}, nil
}
