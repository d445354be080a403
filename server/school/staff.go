package school

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/school/schooldb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Staff lists whom a school vouches for.
func (s *Service) Staff(ctx context.Context, actor access.Actor, in wire.SchoolRef) (wire.SchoolStaff, error) {
	out := wire.SchoolStaff{Staff: []wire.StaffMember{}}
	if err := s.Policy.Check(ctx, actor, access.ReadStaff, access.School(in.School)); err != nil {
		return out, err
	}
	rows, err := s.db.StaffOf(ctx, &in.School)
	if err != nil {
		return out, fmt.Errorf("reading a school's staff: %w", err)
	}
	for _, r := range rows {
		out.Staff = append(out.Staff, wire.StaffMember{
			Person: wire.Person{ID: r.ID, Name: r.DisplayName, Role: r.Role, School: &in.School}, VerifiedAt: *r.VerifiedAt,
		})
	}
	return out, nil
}

// Withdraw ends the vouching for one of the staff, with a reason: the person is a citizen again, in no class any more, and
// what they looked for is closed. Coordinators withdraw it for teachers; for a coordinator an administrator does.
func (s *Service) Withdraw(ctx context.Context, actor access.Actor, in wire.WithdrawVouching) (wire.Empty, error) {
	if err := s.Policy.Check(ctx, actor, access.WithdrawTeacher, access.School(in.School)); err != nil {
		return wire.Empty{}, err
	}
	var f form
	reason := f.body("reason", in.Reason, maxReason)
	if err := f.err(); err != nil {
		return wire.Empty{}, err
	}
	at, err := school(ctx, s.db, in.School)
	if err != nil {
		return wire.Empty{}, err
	}
	before, err := member(ctx, s.db, in)
	if err != nil {
		return wire.Empty{}, err
	}
	if before.Role == string(access.Coordinator) {
		if err := s.Policy.Check(ctx, actor, access.AppointCoordinator, access.School(in.School)); err != nil {
			return wire.Empty{}, err
		}
	}
	return wire.Empty{}, s.Log.InTx(ctx, notice.Topics(in.Person), func(ctx context.Context, tx *topic.Tx) error {
		db := schooldb.New(tx)
		p, err := member(ctx, db, in)
		if err != nil {
			return err
		}
		if p.Role != before.Role { // meanwhile
			return problem.NotFound()
		}
		if err := end(ctx, db, in.Person); err != nil {
			return err
		}
		err = audit.Write(ctx, tx, audit.Entry{
			Actor: actor.Person, Action: access.WithdrawTeacher, Object: access.School(in.School), Schools: []uuid.UUID{in.School}, Person: in.Person,
			Reason: reason, Data: map[string]any{"role": p.Role},
		})
		if err != nil {
			return err
		}
		told := notice.Notice{
			Person: in.Person, Kind: noticeWithdrawn, Data: map[string]string{"School": nameIn(p.Language, at.Names), "Reason": reason}, Link: "/school",
		}
		if err := notice.Tell(ctx, tx, told); err != nil {
			return err
		}
		return notice.AccessChanged(tx, in.Person)
	})
}

// member reads one of the staff, and locks it in a transaction; the problem is not_found.
func member(ctx context.Context, db *schooldb.Queries, in wire.WithdrawVouching) (schooldb.StaffMemberRow, error) {
	p, err := db.StaffMember(ctx, in.Person, &in.School)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, problem.NotFound()
	}
	if err != nil {
		return p, fmt.Errorf("reading one of the staff: %w", err)
	}
	return p, nil
}

func end(ctx context.Context, db *schooldb.Queries, person uuid.UUID) error {
	if err := db.WithdrawVouching(ctx, person); err != nil {
		return fmt.Errorf("withdrawing the vouching for a person: %w", err)
	}
	if err := db.LeaveClasses(ctx, person); err != nil {
		return fmt.Errorf("taking a person out of classes: %w", err)
	}
	if err := db.CloseSearchesOf(ctx, person); err != nil {
		return fmt.Errorf("closing a person's searches: %w", err)
	}
	return nil
}
