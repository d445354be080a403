package school

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/school/schooldb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// asksPerDay is how often a person may ask within a day: each time somebody is told.
const asksPerDay = 5

// Kinds of notices.
const (
	noticeAsked     = "school.asked"
	noticeAccepted  = "school.accepted"
	noticeRefused   = "school.refused"
	noticeWithdrawn = "school.withdrawn"
)

// MySchool says where the actor stands: the school that vouches for them, and what they asked for.
func (s *Service) MySchool(ctx context.Context, actor access.Actor, _ command.None) (wire.MySchool, error) {
	out := wire.MySchool{Requests: []wire.TeacherRequest{}, May: []string{}}
	if err := s.Policy.Check(ctx, actor, access.OwnAffairs, access.Person(actor.Person)); err != nil {
		return out, err
	}
	own, err := s.db.PersonsSchool(ctx, actor.Person)
	if err != nil {
		return out, fmt.Errorf("reading a person's school: %w", err)
	}
	if own.SchoolID != nil {
		page, err := s.School(ctx, actor, wire.SchoolRef{School: *own.SchoolID})
		var refusal *problem.Error
		switch {
		case err == nil:
			out.School, out.Verified = &page, own.Verified
		case !errors.As(err, &refusal) || refusal.Status >= http.StatusInternalServerError:
			return out, err
		}
	}
	rows, err := s.db.RequestsOf(ctx, actor.Person)
	if err != nil {
		return out, fmt.Errorf("reading requests: %w", err)
	}
	for _, r := range rows {
		request, err := requestOf(ctx, s.db, r)
		if err != nil {
			return out, err
		}
		out.Requests = append(out.Requests, request)
	}
	may, err := access.Allowed(ctx, s.Policy, actor, access.Installation(), access.AskForSchool, access.ReadAllRequests, access.AddCity, access.SearchPartners)
	out.May = append(out.May, may...)
	return out, err
}

// requestOf gives a request with its school, or its new one's city.
func requestOf(ctx context.Context, db *schooldb.Queries, r schooldb.TeacherRequest) (wire.TeacherRequest, error) {
	out := wire.TeacherRequest{
		ID: r.ID, Person: r.PersonID, Role: r.Role, Why: r.Why, State: r.State, Reason: r.Reason, CreatedAt: r.CreatedAt, DecidedAt: r.DecidedAt,
	}
	if r.Granted != nil {
		out.Granted = *r.Granted
	}
	if r.SchoolID != nil {
		known, err := school(ctx, db, *r.SchoolID)
		if err != nil {
			return out, err
		}
		out.School = &known
		return out, nil
	}
	city, err := city(ctx, db, *r.CityID)
	if err != nil {
		return out, err
	}
	out.NewCity, out.NewNames = &city, &wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}
	return out, nil
}

// Ask asks to be staff of a school. The coordinators of the school are told, or the administrators where there are none.
func (s *Service) Ask(ctx context.Context, actor access.Actor, in wire.AskForSchool) (wire.TeacherRequest, error) {
	if err := s.check(ctx, actor, access.AskForSchool); err != nil {
		return wire.TeacherRequest{}, err
	}
	row, names, err := s.asked(ctx, actor, in)
	if err != nil {
		return wire.TeacherRequest{}, err
	}
	name, deciders, err := s.whoDecides(ctx, actor, row.SchoolID)
	if err != nil {
		return wire.TeacherRequest{}, err
	}
	link := "/school"
	if len(deciders) == 0 {
		if deciders, err = s.administrators(ctx); err != nil {
			return wire.TeacherRequest{}, err
		}
		link = "/school/requests"
	}
	people := make([]uuid.UUID, len(deciders))
	for i, d := range deciders {
		people[i] = d.ID
	}
	err = s.Log.InTx(ctx, notice.Topics(people...), func(ctx context.Context, tx *topic.Tx) error {
		db := schooldb.New(tx)
		n, err := db.Ask(ctx, row)
		if err != nil {
			return fmt.Errorf("keeping a request: %w", err)
		}
		if n == 0 {
			return problem.New(http.StatusConflict, "school.request_open")
		}
		for _, d := range deciders {
			data := map[string]string{"Name": name, "School": nameIn(d.Language, names)}
			if err := notice.Tell(ctx, tx, notice.Notice{Person: d.ID, Kind: noticeAsked, Data: data, Link: link}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return wire.TeacherRequest{}, err
	}
	stored, err := s.db.Request(ctx, row.ID)
	if err != nil {
		return wire.TeacherRequest{}, fmt.Errorf("reading a request: %w", err)
	}
	return requestOf(ctx, s.db, plain(stored))
}

// asked checks the input and makes the row of it, with the names of the school.
func (s *Service) asked(ctx context.Context, actor access.Actor, in wire.AskForSchool) (schooldb.AskParams, wire.Names, error) {
	var f form
	var names wire.Names
	row := schooldb.AskParams{ID: newID(), PersonID: actor.Person, Role: in.Role, Why: f.body("why", in.Why, maxReason)}
	switch {
	case in.School != nil && in.New == nil:
		known, err := school(ctx, s.db, *in.School)
		if err != nil {
			return row, names, err
		}
		row.SchoolID, names = in.School, known.Names
	case in.New != nil && in.School == nil:
		if _, err := city(ctx, s.db, in.New.City); errors.Is(err, problem.NotFound()) {
			f.add(problem.Wrong("new.city", "required"))
		} else if err != nil {
			return row, names, err
		}
		names = f.names("new.names", in.New.Names)
		row.CityID, row.NameEn, row.NameZhHans, row.NameZhHant = &in.New.City, names.En, names.ZhHans, names.ZhHant
	default:
		f.add(problem.Wrong("school", "required"))
	}
	if err := f.err(); err != nil {
		return row, names, err
	}
	lately, err := s.db.AskedLately(ctx, actor.Person)
	if err != nil {
		return row, names, fmt.Errorf("counting requests: %w", err)
	}
	if lately >= asksPerDay {
		return row, names, problem.New(http.StatusTooManyRequests, "school.too_many_requests")
	}
	return row, names, nil
}

// whoDecides gives the asker's name and the school's coordinators; none for a new school.
func (s *Service) whoDecides(ctx context.Context, actor access.Actor, school *uuid.UUID) (string, []schooldb.DecidersOfRow, error) {
	name, err := s.db.NameOf(ctx, actor.Person)
	if err != nil {
		return "", nil, fmt.Errorf("reading a name: %w", err)
	}
	if school == nil {
		return name, nil, nil
	}
	list, err := s.db.DecidersOf(ctx, school)
	if err != nil {
		return "", nil, fmt.Errorf("reading a school's coordinators: %w", err)
	}
	return name, list, nil
}

func (s *Service) administrators(ctx context.Context) ([]schooldb.DecidersOfRow, error) {
	rows, err := s.db.Administrators(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading administrators: %w", err)
	}
	list := make([]schooldb.DecidersOfRow, len(rows))
	for i, r := range rows {
		list[i] = schooldb.DecidersOfRow(r)
	}
	return list, nil
}

// TakeBack takes an own open request back; done twice, it is done.
func (s *Service) TakeBack(ctx context.Context, actor access.Actor, in wire.TeacherRequestRef) (wire.Empty, error) {
	if err := s.Policy.Check(ctx, actor, access.ChangeOwn, access.Person(actor.Person)); err != nil {
		return wire.Empty{}, err
	}
	n, err := s.db.TakeBack(ctx, in.Request, actor.Person)
	if err != nil {
		return wire.Empty{}, fmt.Errorf("taking a request back: %w", err)
	}
	if n > 0 {
		return wire.Empty{}, nil
	}
	r, err := s.request(ctx, in.Request)
	switch {
	case err != nil:
		return wire.Empty{}, err
	case r.PersonID != actor.Person:
		return wire.Empty{}, problem.NotFound()
	case r.State != "taken_back":
		return wire.Empty{}, Decided()
	}
	return wire.Empty{}, nil
}

// plain leaves out what is known of the person.
func plain(r schooldb.RequestRow) schooldb.TeacherRequest {
	return schooldb.TeacherRequest{
		ID: r.ID, PersonID: r.PersonID, SchoolID: r.SchoolID, CityID: r.CityID, NameEn: r.NameEn, NameZhHans: r.NameZhHans, NameZhHant: r.NameZhHant,
		Role: r.Role, Why: r.Why, State: r.State, Granted: r.Granted, Reason: r.Reason, CreatedAt: r.CreatedAt, DecidedAt: r.DecidedAt, DecidedBy: r.DecidedBy,
	}
}

// request reads one of somebody who is there; the problem is not_found.
func (s *Service) request(ctx context.Context, id uuid.UUID) (schooldb.RequestRow, error) {
	r, err := s.db.Request(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return r, problem.NotFound()
	}
	if err != nil {
		return r, fmt.Errorf("reading a request: %w", err)
	}
	return r, nil
}
