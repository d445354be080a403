package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/command"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// Me is what a person may know of their own account. Of a visitor everything is absent but Person, which is null.
type Me struct {
	Person      *wire.Person `json:"person" doc:"null for a visitor"`
	Email       string       `json:"email,omitempty"`
	SignInName  string       `json:"sign_in_name,omitempty" doc:"Of a student who has no e-mail address"`
	Confirmed   bool         `json:"confirmed,omitempty,omitzero" doc:"The e-mail address is confirmed, or none is needed"`
	Language    string       `json:"language,omitempty" doc:"en, zh-Hans or zh-Hant"`
	TimeZone    string       `json:"time_zone,omitempty" doc:"IANA name"`
	Logins      int          `json:"logins,omitempty,omitzero" doc:"How many browsers are signed in"`
	TwoStep     *TwoStep     `json:"two_step,omitempty"`
	HasPassword bool         `json:"has_password,omitempty,omitzero" doc:"The account has one; else it is signed in to through the district"`
	Classes     int          `json:"classes,omitempty,omitzero" doc:"In how many classes the person is now, also as a guest"`
	District    bool         `json:"district,omitempty,omitzero" doc:"The account is connected with the district's provider"`
}

// TransformSchema tells that Person may be null, which huma's tags cannot say of an object.
func (Me) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	if p := s.Properties["person"]; p != nil && p.Ref != "" {
		s.Properties["person"] = &huma.Schema{
			AnyOf: []*huma.Schema{{Ref: p.Ref}, {Type: "null"}}, Description: "null for a visitor",
		}
	}
	return s
}

// Me gives the actor's account; to a visitor an empty one, so that a page that asks loads quietly.
func (s *Service) Me(ctx context.Context, actor access.Actor, _ command.None) (Me, error) {
	if actor.Visitor() {
		return Me{}, nil
	}
	if err := s.own(ctx, actor, access.OwnAffairs); err != nil {
		if errors.Is(err, problem.Unauthenticated()) { // ended between the door and here
			return Me{}, nil
		}
		return Me{}, err
	}
	return s.me(ctx, actor.Person)
}

func (s *Service) me(ctx context.Context, person uuid.UUID) (Me, error) {
	p, err := s.person(ctx, person)
	if err != nil {
		return Me{}, err
	}
	logins, err := s.standingLogins(ctx, person)
	if err != nil {
		return Me{}, err
	}
	twoStep, err := s.twoStepOf(ctx, p)
	if err != nil {
		return Me{}, err
	}
	connected, err := s.connected(ctx, person)
	if err != nil {
		return Me{}, err
	}
	classes, err := s.db.CountClasses(ctx, person)
	if err != nil {
		return Me{}, fmt.Errorf("count classes: %w", err)
	}
	return Me{
		Classes: int(classes),
		Person:  &wire.Person{ID: p.ID, Name: p.DisplayName, Role: p.Role, School: p.SchoolID},
		Email:   text(p.Email), SignInName: text(p.SignInName), Confirmed: p.Email == nil || p.EmailConfirmedAt != nil,
		Language: p.Language, TimeZone: p.TimeZone, Logins: len(logins),
		TwoStep: twoStep, HasPassword: p.PasswordHash != nil, District: connected,
	}, nil
}

// person reads an account that is not deleted; the problem is unauthenticated.
func (s *Service) person(ctx context.Context, id uuid.UUID) (accountdb.Person, error) {
	p, err := s.db.PersonByID(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, problem.Unauthenticated()
	}
	if err != nil {
		return p, fmt.Errorf("read an account: %w", err)
	}
	return p, nil
}

// ChangeSettings is the input of ChangeSettings; what is absent stays as it is.
type ChangeSettings struct {
	DisplayName *string `json:"display_name,omitempty"`
	Language    *string `json:"language,omitempty" doc:"en, zh-Hans or zh-Hant"`
	TimeZone    *string `json:"time_zone,omitempty" doc:"IANA name"`
}

// ChangeSettings changes the name others see, the language and script, and the time zone. Problems: invalid,
// unauthenticated, read_only_token; for the name also suspended.
func (s *Service) ChangeSettings(ctx context.Context, actor access.Actor, in ChangeSettings) (Me, error) {
	if err := s.own(ctx, actor, access.ChangeOwn); err != nil {
		return Me{}, err
	}
	p, err := s.person(ctx, actor.Person)
	if err != nil {
		return Me{}, err
	}
	var f form
	if in.DisplayName != nil {
		// A name is said to others, beside everything else: who may not write keeps the one they have.
		if err := s.own(ctx, actor, access.NameOneself); err != nil {
			return Me{}, err
		}
		was := p.DisplayName
		if p.DisplayName = f.displayName(*in.DisplayName); p.DisplayName != was {
			if err := s.name(ctx, &f, p.ID, access.Role(p.Role), p.DisplayName); err != nil {
				return Me{}, err
			}
		}
	}
	if in.Language != nil {
		p.Language = string(f.language(*in.Language))
	}
	if in.TimeZone != nil {
		p.TimeZone = f.timeZone(*in.TimeZone)
	}
	if err := f.err(); err != nil {
		return Me{}, err
	}
	if err := s.db.ChangeSettings(ctx, p.ID, p.DisplayName, p.Language, p.TimeZone); err != nil {
		return Me{}, fmt.Errorf("change settings: %w", err)
	}
	return s.me(ctx, p.ID)
}
