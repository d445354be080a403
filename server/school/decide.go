package school

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/command"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/school/schooldb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Decided: somebody else was faster, or the person took the request back.
func Decided() *problem.Error { return problem.New(http.StatusConflict, "school.request_decided") }

// AllRequests lists everybody's open requests, the oldest first.
func (s *Service) AllRequests(ctx context.Context, actor access.Actor, _ command.None) (wire.TeacherRequests, error) {
	if err := s.check(ctx, actor, access.ReadAllRequests); err != nil {
		return wire.TeacherRequests{}, err
	}
	return s.open(ctx, nil)
}

// Requests lists the open requests for one school.
func (s *Service) Requests(ctx context.Context, actor access.Actor, in wire.SchoolRef) (wire.TeacherRequests, error) {
	if err := s.Policy.Check(ctx, actor, access.ReadSchoolRequests, access.School(in.School)); err != nil {
		return wire.TeacherRequests{}, err
	}
	return s.open(ctx, &in.School)
}

func (s *Service) open(ctx context.Context, school *uuid.UUID) (wire.TeacherRequests, error) {
	out := wire.TeacherRequests{Requests: []wire.TeacherRequest{}}
	rows, err := s.db.OpenRequests(ctx, school)
	if err != nil {
		return out, fmt.Errorf("reading open requests: %w", err)
	}
	for _, r := range rows {
		request, err := requestOf(ctx, s.db, plain(schooldb.RequestRow{
			ID: r.ID, PersonID: r.PersonID, SchoolID: r.SchoolID, CityID: r.CityID, NameEn: r.NameEn, NameZhHans: r.NameZhHans, NameZhHant: r.NameZhHant,
			Role: r.Role, Why: r.Why, State: r.State, Granted: r.Granted, Reason: r.Reason, CreatedAt: r.CreatedAt, DecidedAt: r.DecidedAt, DecidedBy: r.DecidedBy,
		}))
		if err != nil {
			return out, err
		}
		request.Name = r.DisplayName
		if r.Email != nil {
			request.Email = *r.Email
		}
		out.Requests = append(out.Requests, request)
	}
	return out, nil
}

// mayDecide reads a request and asks access: of a school that is here its coordinators and administrators decide, of a
// new one administrators alone. To everybody else the request is not there.
func (s *Service) mayDecide(ctx context.Context, actor access.Actor, id uuid.UUID, action access.Action) (schooldb.RequestRow, error) {
	// A visitor is told to sign in, whatever the id.
	if err := s.Policy.Check(ctx, actor, access.OwnAffairs, access.Person(actor.Person)); err != nil {
		return schooldb.RequestRow{}, err
	}
	r, err := s.request(ctx, id)
	if err != nil {
		return r, err
	}
	if r.SchoolID == nil {
		return r, s.check(ctx, actor, access.FoundSchool)
	}
	return r, s.Policy.Check(ctx, actor, action, access.School(*r.SchoolID))
}

// Accept vouches for the person who asked: a coordinator for teachers of the own school, an administrator for everybody.
// A new school comes to be with it. The person is told, and their open pages ask access again.
func (s *Service) Accept(ctx context.Context, actor access.Actor, in wire.AcceptTeacher) (wire.Empty, error) {
	r, err := s.mayDecide(ctx, actor, in.Request, access.AcceptTeacher)
	if err != nil {
		return wire.Empty{}, err
	}
	if in.Role == string(access.Coordinator) && r.SchoolID != nil {
		if err := s.Policy.Check(ctx, actor, access.AppointCoordinator, access.School(*r.SchoolID)); err != nil {
			return wire.Empty{}, err
		}
	}
	return wire.Empty{}, s.Log.InTx(ctx, notice.Topics(r.PersonID), func(ctx context.Context, tx *topic.Tx) error {
		db := schooldb.New(tx)
		if err := stillOpen(ctx, db, r.ID); err != nil {
			return err
		}
		at, action, err := place(ctx, db, r)
		if err != nil {
			return err
		}
		if err := db.Decide(ctx, schooldb.DecideParams{ID: r.ID, State: "accepted", Granted: &in.Role, DecidedBy: &actor.Person, SchoolID: &at.ID}); err != nil {
			return fmt.Errorf("keeping a decision: %w", err)
		}
		n, err := db.Vouch(ctx, r.PersonID, in.Role, &at.ID)
		if err != nil {
			return fmt.Errorf("vouching for a person: %w", err)
		}
		if n == 0 { // has become something else since
			return problem.New(http.StatusConflict, "school.not_an_asker")
		}
		err = audit.Write(ctx, tx, audit.Entry{
			Actor: actor.Person, Action: action, Object: access.School(at.ID), Schools: []uuid.UUID{at.ID}, Person: r.PersonID,
			Data: map[string]any{"role": in.Role, "request": r.ID},
		})
		if err != nil {
			return err
		}
		told := notice.Notice{Person: r.PersonID, Kind: noticeAccepted, Data: map[string]string{"School": nameIn(r.Language, at.Names)}, Link: "/school"}
		if err := notice.Tell(ctx, tx, told); err != nil {
			return err
		}
		return notice.AccessChanged(tx, r.PersonID)
	})
}

func stillOpen(ctx context.Context, db *schooldb.Queries, request uuid.UUID) error {
	state, err := db.LockRequest(ctx, request)
	if err != nil {
		return fmt.Errorf("locking a request: %w", err)
	}
	if state != "open" {
		return Decided()
	}
	return nil
}

// place gives the request's school, which is made where it is new.
func place(ctx context.Context, db *schooldb.Queries, r schooldb.RequestRow) (wire.School, access.Action, error) {
	if r.SchoolID != nil {
		at, err := school(ctx, db, *r.SchoolID)
		return at, access.AcceptTeacher, err
	}
	id := newID()
	err := db.AddSchool(ctx, schooldb.AddSchoolParams{
		ID: id, CityID: *r.CityID, Slug: slugOf(r.NameEn), NameEn: r.NameEn, NameZhHans: r.NameZhHans, NameZhHant: r.NameZhHant,
	})
	if err != nil {
		return wire.School{}, "", fmt.Errorf("adding a school: %w", err)
	}
	at, err := school(ctx, db, id)
	return at, access.FoundSchool, err
}

// slugOf makes a short name of an English one. Two may be called alike, so it ends in something of its own.
func slugOf(name string) string {
	letters := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return ' '
	}, strings.ToLower(name))
	slug := strings.Join(strings.Fields(letters), "-")
	if len(slug) > 40 {
		slug = strings.Trim(slug[:40], "-")
	}
	return strings.TrimPrefix(slug+"-"+strings.ToLower(rand.Text()[:6]), "-")
}

// Refuse refuses with a reason, which the person is told.
func (s *Service) Refuse(ctx context.Context, actor access.Actor, in wire.RefuseTeacher) (wire.Empty, error) {
	r, err := s.mayDecide(ctx, actor, in.Request, access.RefuseTeacher)
	if err != nil {
		return wire.Empty{}, err
	}
	var f form
	reason := f.body("reason", in.Reason, maxReason)
	if err := f.err(); err != nil {
		return wire.Empty{}, err
	}
	names, schools := wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}, []uuid.UUID{}
	object := access.Installation()
	if r.SchoolID != nil {
		at, err := school(ctx, s.db, *r.SchoolID)
		if err != nil {
			return wire.Empty{}, err
		}
		names, schools, object = at.Names, append(schools, at.ID), access.School(at.ID)
	}
	return wire.Empty{}, s.Log.InTx(ctx, notice.Topics(r.PersonID), func(ctx context.Context, tx *topic.Tx) error {
		db := schooldb.New(tx)
		if err := stillOpen(ctx, db, r.ID); err != nil {
			return err
		}
		if err := db.Decide(ctx, schooldb.DecideParams{ID: r.ID, State: "refused", Reason: reason, DecidedBy: &actor.Person, SchoolID: r.SchoolID}); err != nil {
			return fmt.Errorf("keeping a decision: %w", err)
		}
		err := audit.Write(ctx, tx, audit.Entry{
			Actor: actor.Person, Action: access.RefuseTeacher, Object: object, Schools: schools, Person: r.PersonID, Reason: reason,
			Data: map[string]any{"request": r.ID},
		})
		if err != nil {
			return err
		}
		return notice.Tell(ctx, tx, notice.Notice{
			Person: r.PersonID, Kind: noticeRefused, Data: map[string]string{"School": nameIn(r.Language, names), "Reason": reason}, Link: "/school",
		})
	})
}
