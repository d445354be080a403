package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/riverqueue/river"

	"tongchuang/server/account/accountdb"
	"tongchuang/server/i18n"
	"tongchuang/server/jobs"
	"tongchuang/server/mail"
)

// What a letter is about.
const (
	aboutRegistration = "registration" // ID is the registration's
	aboutConfirmation = "confirmation" // of the Email's last registration, or of an account that is not confirmed
	aboutReset        = "reset"        // of the password of Email's account
	aboutPassword     = "password"     // was changed, of the person ID
	aboutTwoStepOn    = "two_step_on"  // the second step was set up, by the person ID
	aboutTwoStepOff   = "two_step_off" // it was ended
	aboutRecovery     = "recovery"     // a recovery code signed in
	aboutToken        = "token"        // an access token was made
)

// happened are the letters' texts that tell an owner what happened to the account.
var happened = map[string]string{
	aboutPassword: "password_changed", aboutTwoStepOn: "two_step_on", aboutTwoStepOff: "two_step_off", aboutRecovery: "recovery_used",
	aboutToken: "token_made",
}

// letter is the job of writing and sending one. Whether there is anything to write is found out by the job, not by the
// request that asked: so no answer's time tells who has an account. Its tokens are made here and kept nowhere else.
type letter struct {
	About string    `json:"about"`
	ID    uuid.UUID `json:"id,omitzero"`
	Email string    `json:"email,omitempty"`
}

// Kind is the job's name in the database.
func (letter) Kind() string { return "account_letter" }

// InsertOpts: nine tries reach over four hours; later than that nobody waits for the letter.
func (letter) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 9} }

type letterWriter struct {
	river.WorkerDefaults[letter]
	service *Service
}

// Work writes the letter and sends it. A second attempt makes a second link; the first holds, too, because a letter that
// seemed lost may have arrived.
func (w *letterWriter) Work(ctx context.Context, job *river.Job[letter]) error {
	m, err := w.write(ctx, job.Args)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // no such account or registration, or not any more: there is nobody to write to
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
	switch l.About {
	case aboutRegistration:
		r, err := s.db.Registration(ctx, l.ID)
		if err != nil {
			return mail.Message{}, err
		}
		return w.registration(ctx, r)
	case aboutConfirmation:
		r, err := s.db.LatestRegistration(ctx, l.Email)
		if err == nil {
			return w.registration(ctx, r)
		}
		if !errors.Is(err, pgx.ErrNoRows) {
			return mail.Message{}, err
		}
		p, err := s.db.PersonByEmail(ctx, l.Email)
		if err != nil {
			return mail.Message{}, err
		}
		if p.EmailConfirmedAt != nil {
			return w.known(p, l.Email), nil
		}
		link, err := addLink(ctx, s.db, s.PublicURL, ConfirmEmail, &p.ID, nil)
		return w.say("confirm", l.Email, p.Language, map[string]any{"Link": link, "Hours": hours(ConfirmEmail)}), err
	case aboutReset:
		p, err := s.db.PersonByEmail(ctx, l.Email)
		if err != nil {
			return mail.Message{}, err
		}
		link, err := addLink(ctx, s.db, s.PublicURL, ResetPassword, &p.ID, nil)
		return w.say("reset", l.Email, p.Language, map[string]any{"Name": p.DisplayName, "Link": link, "Minutes": int(holds[ResetPassword].Minutes())}), err
	case aboutPassword, aboutTwoStepOn, aboutTwoStepOff, aboutRecovery, aboutToken:
		p, err := s.db.PersonByID(ctx, l.ID)
		if err == nil && p.Email == nil {
			err = pgx.ErrNoRows
		}
		if err != nil {
			return mail.Message{}, err
		}
		zone, err := time.LoadLocation(p.TimeZone)
		if err != nil {
			zone = time.UTC
		}
		lang, _ := i18n.Parse(p.Language)
		left, err := s.db.CountRecoveryCodes(ctx, p.ID)
		if err != nil {
			return mail.Message{}, err
		}
		return w.say(happened[l.About], *p.Email, p.Language, map[string]any{
			"Name": p.DisplayName, "At": i18n.FormatDateTime(lang, time.Now(), zone), "Left": left,
			"Link": s.PublicURL.JoinPath("forgot-password").String(), "Settings": s.PublicURL.JoinPath("settings").String(),
		}), nil
	}
	return mail.Message{}, jobs.Never(fmt.Errorf("no letter is about %q", l.About))
}

// registration asks the address's owner to confirm it, or tells that there is an account already; then the registration
// has no further use.
func (w *letterWriter) registration(ctx context.Context, r accountdb.Registration) (mail.Message, error) {
	s := w.service
	p, err := s.db.PersonByEmail(ctx, r.Email)
	if err == nil {
		return w.known(p, r.Email), nil
	}
	if !errors.Is(err, pgx.ErrNoRows) {
		return mail.Message{}, err
	}
	link, err := addLink(ctx, s.db, s.PublicURL, ConfirmEmail, nil, &r.ID)
	if isForeignKeyViolation(err) {
		return mail.Message{}, pgx.ErrNoRows // confirmed or expired this very moment
	}
	// The name is left out: whoever registered may have typed anything, and anybody's address.
	return w.say("confirm", r.Email, r.Language, map[string]any{"Link": link, "Hours": hours(ConfirmEmail)}), err
}

func (w *letterWriter) known(p accountdb.PersonByEmailRow, email string) mail.Message {
	public := w.service.PublicURL
	return w.say("known", email, p.Language, map[string]any{
		"Name": p.DisplayName, "SignIn": public.JoinPath("sign-in").String(), "Reset": public.JoinPath("forgot-password").String(),
	})
}

// say puts a letter into its reader's language.
func (w *letterWriter) say(key, to, language string, data map[string]any) mail.Message {
	lang, _ := i18n.Parse(language)
	data["Site"] = w.service.PublicURL.String()
	return mail.Message{
		To: to, Language: lang,
		Subject: i18n.T(lang, "mail."+key+".subject", data), Body: i18n.T(lang, "mail."+key+".body", data),
	}
}

// isForeignKeyViolation: PostgreSQL manual, appendix A.
func isForeignKeyViolation(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == "23503"
}

func hours(p Purpose) int { return int(holds[p].Hours()) }
