package school

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/problem"
	"tongchuang/server/school/schooldb"
	"tongchuang/server/wire"
)

// School gives a school's page.
func (s *Service) School(ctx context.Context, actor access.Actor, in wire.SchoolRef) (wire.SchoolPage, error) {
	if err := s.Policy.Check(ctx, actor, access.ReadSchool, access.School(in.School)); err != nil {
		return wire.SchoolPage{}, err
	}
	return s.page(ctx, actor, in.School)
}

func (s *Service) page(ctx context.Context, actor access.Actor, id uuid.UUID) (wire.SchoolPage, error) {
	out, err := profile(ctx, s.db, id)
	if err != nil {
		return out, err
	}
	may, err := access.Allowed(ctx, s.Policy, actor, access.School(id), access.EditSchool, access.ReadSchoolRequests, access.AppointCoordinator,
		access.ReadStaff, access.WithdrawTeacher, access.DescribeClass, access.CoordinateStudents)
	out.May = append(out.May, may...)
	return out, err
}

func profile(ctx context.Context, db *schooldb.Queries, id uuid.UUID) (wire.SchoolPage, error) {
	out := wire.SchoolPage{Hours: []wire.LocalHours{}, Terms: []wire.NamedDays{}, Holidays: []wire.NamedDays{}, May: []string{}}
	var err error
	if out.School, err = school(ctx, db, id); err != nil {
		return out, err
	}
	p, err := db.Profile(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return out, problem.NotFound()
	}
	if err != nil {
		return out, fmt.Errorf("reading a school's profile: %w", err)
	}
	out.Verified, out.PublicPosting, out.QuietFrom, out.QuietUntil = p.VerifiedAt != nil, p.PublicPosting, p.QuietFrom, p.QuietUntil
	if out.Hours, err = hoursOf(p.Hours); err != nil {
		return out, err
	}
	terms, err := db.Terms(ctx, id)
	if err != nil {
		return out, fmt.Errorf("reading a school's terms: %w", err)
	}
	for _, t := range terms {
		out.Terms = append(out.Terms, wire.NamedDays(t))
	}
	holidays, err := db.Holidays(ctx, id)
	if err != nil {
		return out, fmt.Errorf("reading a school's holidays: %w", err)
	}
	for _, h := range holidays {
		out.Holidays = append(out.Holidays, wire.NamedDays(h))
	}
	return out, nil
}

func hoursOf(stored []byte) ([]wire.LocalHours, error) {
	hours := []wire.LocalHours{}
	if err := json.Unmarshal(stored, &hours); err != nil {
		return hours, fmt.Errorf("reading weekly hours: %w", err)
	}
	return hours, nil
}

// Change is what Change takes: a school, and the parts of its profile that are given.
type Change struct {
	School uuid.UUID
	wire.ChangeSchool
}

// ChangeSchool changes those parts of the profile that are given.
func (s *Service) ChangeSchool(ctx context.Context, actor access.Actor, in Change) (wire.SchoolPage, error) {
	if err := s.Policy.Check(ctx, actor, access.EditSchool, access.School(in.School)); err != nil {
		return wire.SchoolPage{}, err
	}
	if err := in.clean(); err != nil {
		return wire.SchoolPage{}, err
	}
	err := pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		changed, err := in.store(ctx, schooldb.New(tx))
		if err != nil || len(changed) == 0 {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{
			Actor: actor.Person, Action: access.EditSchool, Object: access.School(in.School), Schools: []uuid.UUID{in.School},
			Data: map[string]any{"changed": changed},
		})
	})
	if err != nil {
		return wire.SchoolPage{}, fmt.Errorf("changing a school: %w", err)
	}
	return s.page(ctx, actor, in.School)
}

func (in *Change) clean() error {
	var f form
	if in.Names != nil {
		names := f.names("names", *in.Names)
		in.Names = &names
	}
	if in.Quiet != nil {
		f.quiet(*in.Quiet)
	}
	if in.Hours != nil {
		in.Hours = f.hours("hours", in.Hours)
	}
	if in.Terms != nil {
		in.Terms = f.days("terms", in.Terms)
	}
	if in.Holidays != nil {
		in.Holidays = f.days("holidays", in.Holidays)
	}
	return f.err()
}

// store writes what is given and says, for the audit log, what that was.
func (in *Change) store(ctx context.Context, db *schooldb.Queries) (changed []string, err error) {
	if _, err := db.LockSchool(ctx, in.School); err != nil {
		return nil, err
	}
	set := func(what string, given bool, store func() error) {
		if !given || err != nil {
			return
		}
		changed, err = append(changed, what), store()
	}
	set("names", in.Names != nil, func() error { return db.SetNames(ctx, in.School, in.Names.En, in.Names.ZhHans, in.Names.ZhHant) })
	set("quiet", in.Quiet != nil, func() error { return db.SetQuiet(ctx, in.Quiet.From, in.Quiet.Until, in.School) })
	set("public_posting", in.PublicPosting != nil, func() error { return db.SetPublicPosting(ctx, in.School, *in.PublicPosting) })
	set("hours", in.Hours != nil, func() error {
		hours, err := json.Marshal(in.Hours)
		if err != nil {
			return err
		}
		return db.SetHours(ctx, in.School, hours)
	})
	set("terms", in.Terms != nil, func() error { return in.storeTerms(ctx, db) })
	set("holidays", in.Holidays != nil, func() error { return in.storeHolidays(ctx, db) })
	return changed, err
}

func (in *Change) storeTerms(ctx context.Context, db *schooldb.Queries) error {
	if err := db.ClearTerms(ctx, in.School); err != nil {
		return err
	}
	for _, t := range in.Terms {
		if err := db.AddTerm(ctx, schooldb.AddTermParams{ID: newID(), School: in.School, Name: t.Name, StartsOn: t.StartsOn, EndsOn: t.EndsOn}); err != nil {
			return err
		}
	}
	return nil
}

func (in *Change) storeHolidays(ctx context.Context, db *schooldb.Queries) error {
	if err := db.ClearHolidays(ctx, in.School); err != nil {
		return err
	}
	for _, h := range in.Holidays {
		if err := db.AddHoliday(ctx, schooldb.AddHolidayParams{ID: newID(), School: in.School, Name: h.Name, StartsOn: h.StartsOn, EndsOn: h.EndsOn}); err != nil {
			return err
		}
	}
	return nil
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
