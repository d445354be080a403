package school

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/notice"
	"tongchuang/server/school/schooldb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

const (
	noticeCoordinatorAsked = "school.coordinator_asked"
	noticeAppointed        = "school.appointed"
	noticeSteppedDown      = "school.stepped_down"
)

// Appoint makes one of a school's staff its coordinator, or a coordinator one of its teachers again; for administrators.
// The person's logins end with the change of role (migrations/00013): nobody comes to power over others by a login that
// was left open somewhere. Done again it changes nothing. Problems: access's; not_found.
func (s *Service) Appoint(ctx context.Context, actor access.Actor, in wire.AppointStaff) (wire.StaffMember, error) {
	if err := s.Policy.Check(ctx, actor, access.AppointCoordinator, access.School(in.School)); err != nil {
		return wire.StaffMember{}, err
	}
	at, err := school(ctx, s.db, in.School)
	if err != nil {
		return wire.StaffMember{}, err
	}
	var out wire.StaffMember
	err = s.Log.InTx(ctx, notice.Topics(in.Person), func(ctx context.Context, tx *topic.Tx) error {
		db := schooldb.New(tx)
		p, err := member(ctx, db, wire.WithdrawVouching{School: in.School, Person: in.Person})
		if err != nil {
			return err
		}
		out = wire.StaffMember{Person: wire.Person{ID: p.ID, Name: p.DisplayName, Role: in.Role, School: &in.School}, VerifiedAt: *p.VerifiedAt}
		if p.Role == in.Role {
			return nil
		}
		if err := db.SetRole(ctx, in.Person, in.Role); err != nil {
			return fmt.Errorf("changing the role of one of the staff: %w", err)
		}
		err = audit.Write(ctx, tx, audit.Entry{
			Actor: actor.Person, Action: access.AppointCoordinator, Object: access.School(in.School), Schools: []uuid.UUID{in.School}, Person: in.Person,
			Data: map[string]any{"role": in.Role, "before": p.Role},
		})
		if err != nil {
			return err
		}
		kind := noticeSteppedDown
		if in.Role == string(access.Coordinator) {
			kind = noticeAppointed
		}
		told := notice.Notice{Person: in.Person, Kind: kind, Data: map[string]string{"School": nameIn(p.Language, at.Names)}, Link: "/school"}
		if err := notice.Tell(ctx, tx, told); err != nil {
			return err
		}
		return notice.AccessChanged(tx, in.Person)
	})
	return out, err
}

// AskForCoordinator tells the administrators that a school needs a coordinator: without one it consents to nothing. Asked
// again while they have not read it, it tells nobody anything.
func (s *Service) AskForCoordinator(ctx context.Context, actor access.Actor, in wire.SchoolRef) (wire.Empty, error) {
	if err := s.Policy.Check(ctx, actor, access.AskForCoordinator, access.School(in.School)); err != nil {
		return wire.Empty{}, err
	}
	at, err := school(ctx, s.db, in.School)
	if err != nil {
		return wire.Empty{}, err
	}
	name, err := s.db.NameOf(ctx, actor.Person)
	if err != nil {
		return wire.Empty{}, fmt.Errorf("reading a person's name: %w", err)
	}
	administrators, err := s.db.Administrators(ctx)
	if err != nil {
		return wire.Empty{}, fmt.Errorf("listing administrators: %w", err)
	}
	people := make([]uuid.UUID, len(administrators))
	for i, a := range administrators {
		people[i] = a.ID
	}
	link := "/school?id=" + in.School.String() + "#staff"
	return wire.Empty{}, s.Log.InTx(ctx, notice.Topics(people...), func(ctx context.Context, tx *topic.Tx) error {
		db := schooldb.New(tx)
		for _, a := range administrators {
			if unread, err := db.HasUnread(ctx, a.ID, noticeCoordinatorAsked, link); err != nil {
				return fmt.Errorf("looking for a notice: %w", err)
			} else if unread {
				continue
			}
			data := map[string]string{"Name": name, "School": nameIn(a.Language, at.Names)}
			if err := notice.Tell(ctx, tx, notice.Notice{Person: a.ID, Kind: noticeCoordinatorAsked, Data: data, Link: link}); err != nil {
				return err
			}
		}
		return nil
	})
}
