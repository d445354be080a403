package class

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/command"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// maxGuest is how far away a guest's last day can be: nobody is a guest for ever.
const maxGuest = 366 * 24 * time.Hour

// invitations are the operations around guest speakers.
func (s *Service) invitations(api huma.API) {
	command.Operation(api, huma.Operation{
		Method: http.MethodPost, Path: "/api/classes/{class}/guests", OperationID: "add-class-guest", Tags: []string{"Classes"},
		Summary: "Invite a guest speaker until a day, who comes in by accepting; the answer is the same where nobody has this name",
	}, command.Same[OfClass[wire.AddGuest]], s.AddGuest)
	command.Operation(api, huma.Operation{
		Method: http.MethodPost, Path: "/api/classes/{class}/invitation", OperationID: "answer-invitation", Tags: []string{"Classes"},
		Summary: "Accept or decline an invitation to speak in a class as a guest",
	}, command.Same[OfClass[wire.AnswerInvitation]], s.AnswerInvitation)
}

// AddGuest invites a guest speaker: an adult with an account, who is seen as a guest, until a day. The answer does not
// tell whether there is such an account, nor does the audit log before it is accepted. Problems: invalid, archived.
func (s *Service) AddGuest(ctx context.Context, actor access.Actor, in OfClass[wire.AddGuest]) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return none, err
	}
	var wrong *problem.Field
	called := strings.ToLower(strings.TrimSpace(in.Body.Name))
	if called == "" {
		wrong = new(problem.Wrong("name", "required"))
	}
	if err := wrongs(wrong, guestUntil(&in.Body.Until)); err != nil {
		return none, err
	}
	var people []uuid.UUID
	guest, err := s.db.AdultByName(ctx, called)
	switch {
	case err == nil:
		people = append(people, guest)
	case !errors.Is(err, pgx.ErrNoRows):
		return none, fmt.Errorf("looking for a guest: %w", err)
	}
	return none, s.changing(ctx, actor, in.Class, people, func(ctx context.Context, c *change) error {
		for _, person := range people {
			if err := c.invite(ctx, person, in.Body.Until); err != nil {
				return err
			}
		}
		return c.write(ctx, "class.invite_guest", uuid.Nil, "", map[string]any{"until": in.Body.Until})
	})
}

// invite invites somebody who is not in the class.
func (c *change) invite(ctx context.Context, person uuid.UUID, until time.Time) error {
	err := c.absent(ctx, person)
	if errors.Is(err, MemberAlready()) {
		return nil
	}
	if err != nil {
		return err
	}
	tell, err := c.db.Invite(ctx, c.class, person, until, c.actor.Person)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("inviting a guest: %w", err)
	}
	if !tell {
		return nil
	}
	told := notice.Notice{Person: person, Kind: "class.guest_added", Data: map[string]string{"Class": c.name}, Link: "/classes"}
	return notice.Tell(ctx, c.Tx, told)
}

// AnswerInvitation makes whoever is invited a guest of the class, or leaves them in peace. Problems: not_found,
// member_already, archived.
func (s *Service) AnswerInvitation(ctx context.Context, actor access.Actor, in OfClass[wire.AnswerInvitation]) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.policy.Check(ctx, actor, access.AnswerInvitation, access.Installation()); err != nil {
		return none, err
	}
	return none, s.changingAny(ctx, actor, in.Class, []uuid.UUID{actor.Person}, func(ctx context.Context, c *change) error {
		i, err := c.db.Invitation(ctx, in.Class, actor.Person)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return problem.NotFound()
		case err != nil:
			return fmt.Errorf("reading an invitation: %w", err)
		case !in.Body.Accept:
			return c.db.Decline(ctx, in.Class, actor.Person)
		case c.over:
			return access.Archived()
		}
		return c.accept(ctx, i)
	})
}

// accept makes the invited actor a guest.
func (c *change) accept(ctx context.Context, i classdb.InvitationRow) error {
	guest := c.actor.Person
	if err := c.absent(ctx, guest); err != nil {
		return err
	}
	err := c.db.AddMember(ctx, classdb.AddMemberParams{ClassID: c.class, PersonID: guest, Role: string(access.Guest), GuestUntil: &i.Until})
	if err != nil {
		return fmt.Errorf("adding a guest: %w", err)
	}
	if err := c.db.Uninvite(ctx, c.class, guest); err != nil {
		return fmt.Errorf("ending an invitation: %w", err)
	}
	if err := c.endsLater(ctx, guest, &i.Until); err != nil {
		return err
	}
	if err := c.write(ctx, "class.add_guest", guest, "", map[string]any{"until": i.Until, "invited_by": i.InvitedBy}); err != nil {
		return err
	}
	return notice.AccessChanged(c.Tx, guest)
}

func invitationsOf(ctx context.Context, db *classdb.Queries, person uuid.UUID) ([]wire.ClassInvitation, error) {
	rows, err := db.Invitations(ctx, person)
	if err != nil {
		return nil, fmt.Errorf("reading invitations: %w", err)
	}
	list := make([]wire.ClassInvitation, len(rows))
	for i, r := range rows {
		list[i] = wire.ClassInvitation{Class: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}, Until: r.Until}
	}
	return list, nil
}

func guestUntil(until *time.Time) *problem.Field {
	if until == nil || until.Before(time.Now()) || time.Until(*until) > maxGuest {
		f := problem.Wrong("until", "date")
		return &f
	}
	return nil
}
