package account

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
)

// addPerson makes the account of a confirmed registration.
func addPerson(ctx context.Context, db *accountdb.Queries, role access.Role, r accountdb.Registration) (uuid.UUID, error) {
	id, err := newID()
	if err != nil {
		return id, err
	}
	err = db.AddPerson(ctx, accountdb.AddPersonParams{
		ID: id, Role: string(role), DisplayName: r.DisplayName, Email: &r.Email, PasswordHash: &r.PasswordHash,
		Language: r.Language, TimeZone: r.TimeZone,
	})
	if err != nil {
		return id, fmt.Errorf("make an account: %w", err)
	}
	return id, nil
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
