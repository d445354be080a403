package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/account/accountdb"
)

// Purpose of a one-time link.
type Purpose string

// The purposes, as in the table one_time_link.
const (
	ConfirmEmail       Purpose = "confirm_email"
	ResetPassword      Purpose = "reset_password"
	FirstAdministrator Purpose = "first_administrator"
)

// page is where the client takes the token from: behind the #, which no log and no Referer ever sees.
var page = map[Purpose]string{
	ConfirmEmail: "confirm", ResetPassword: "reset-password", FirstAdministrator: "first-administrator",
}

// How long a link holds.
var holds = map[Purpose]time.Duration{
	ConfirmEmail: registrationHolds, ResetPassword: time.Hour, FirstAdministrator: 24 * time.Hour,
}

// registrationHolds is how long a registration waits for its confirmation.
const registrationHolds = 48 * time.Hour

// newToken makes 130 bits that nobody guesses, as 26 letters and digits, and what is kept of them.
func newToken(prefix string) (token string, hash []byte) {
	token = prefix + rand.Text()
	return token, hashToken(token)
}

// hashToken needs no salt and no slowness: there is nothing to try that is likelier than another.
func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// addLink makes a link for a person, a registration, or neither of them.
func addLink(ctx context.Context, db *accountdb.Queries, public *url.URL, purpose Purpose, person, registration *uuid.UUID) (string, error) {
	token, hash := newToken("")
	err := db.AddLink(ctx, accountdb.AddLinkParams{
		TokenHash: hash, Purpose: string(purpose), PersonID: person, RegistrationID: registration,
		ExpiresAt: time.Now().Add(holds[purpose]),
	})
	if err != nil {
		return "", fmt.Errorf("make a link: %w", err)
	}
	link := public.JoinPath(page[purpose])
	link.Fragment = token
	return link.String(), nil
}

const personOfLink = `select person_id from one_time_link
where token_hash = $1 and purpose = $2 and used_at is null and expires_at > now() and person_id is not null`

// whoseLink gives whom a link is for without using it: locks come in an order, and the person's first. The problem is
// link_used.
func (s *Service) whoseLink(ctx context.Context, purpose Purpose, token string) (person uuid.UUID, err error) {
	err = s.Pool.QueryRow(ctx, personOfLink, hashToken(token), string(purpose)).Scan(&person)
	if errors.Is(err, pgx.ErrNoRows) {
		return person, LinkUsed()
	}
	if err != nil {
		return person, fmt.Errorf("look for a link: %w", err)
	}
	return person, nil
}

// useLink ends the link in the caller's transaction, and gives what it is for. The problem is link_used.
func useLink(ctx context.Context, db *accountdb.Queries, purpose Purpose, token string) (accountdb.UseLinkRow, error) {
	link, err := db.UseLink(ctx, hashToken(token), string(purpose))
	if errors.Is(err, pgx.ErrNoRows) {
		return link, LinkUsed()
	}
	if err != nil {
		return link, fmt.Errorf("use a link: %w", err)
	}
	return link, nil
}
