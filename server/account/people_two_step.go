package account

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tongchuang/server/access"
	"tongchuang/server/wire"
)

// FindTwoStep is the input of ListTwoStep.
type FindTwoStep struct {
	Q string `query:"q" maxLength:"100" doc:"A part of a name, address or sign-in name"`
}

// TwoStepPerson is somebody whose sign-in asks for a code.
type TwoStepPerson struct {
	Person wire.Person `json:"person"`
	School *wire.Names `json:"school,omitempty"`
	Name   string      `json:"name" doc:"What they sign in by: an address or a sign-in name"`
	Since  time.Time   `json:"since"`
}

// TwoStepPeople are those whose second step an administrator can take off.
type TwoStepPeople struct {
	People []TwoStepPerson `json:"people" nullable:"false" doc:"At most 50"`
}

// ListTwoStep finds adults whose sign-in asks for a code, the reader aside. A student's second step is taken off with the
// sign-in that their own teacher gives them anew.
func (s *Service) ListTwoStep(ctx context.Context, actor access.Actor, in FindTwoStep) (TwoStepPeople, error) {
	out := TwoStepPeople{People: []TwoStepPerson{}}
	if err := s.policy.Check(ctx, actor, access.FindTwoStep, access.Installation()); err != nil {
		return out, err
	}
	rows, err := s.db.WithTwoStep(ctx, actor.Person, strings.TrimSpace(in.Q))
	if err != nil {
		return out, fmt.Errorf("look for people with a second step: %w", err)
	}
	for _, r := range rows {
		one := TwoStepPerson{Person: wire.Person{ID: r.ID, Name: r.DisplayName, Role: r.Role, School: r.SchoolID}, Name: r.Name, Since: r.Since}
		if r.SchoolID != nil {
			one.School = &wire.Names{En: r.SchoolEn, ZhHans: r.SchoolZhHans, ZhHant: r.SchoolZhHant}
		}
		out.People = append(out.People, one)
	}
	return out, nil
}
