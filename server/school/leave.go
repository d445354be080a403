package school

import (
	"context"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/school/schooldb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// LastCoordinator: somebody else has to be coordinator before the only one leaves.
func LastCoordinator() *problem.Error {
	return problem.New(http.StatusConflict, "school.last_coordinator")
}

// LeaveSchool is the input of Leave.
type LeaveSchool struct {
	School uuid.UUID `path:"school"`
	Body   struct {
		Sure bool `json:"sure" doc:"Has to be true: it ends every class for the actor"`
	}
}

// Leave ends the vouching for the actor by their own will, as Withdraw does it by the school's: they are a citizen again,
// in no class any more. The school's coordinators are told. Problems: access's; invalid; school.last_coordinator.
func (s *Service) Leave(ctx context.Context, actor access.Actor, in LeaveSchool) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.Policy.Check(ctx, actor, access.LeaveSchool, access.School(in.School)); err != nil {
		return none, err
	}
	if !in.Body.Sure {
		return none, problem.Invalid(problem.Wrong("sure", "required"))
	}
	if _, err := school(ctx, s.db, in.School); err != nil {
		return none, err
	}
	deciders, err := s.db.DecidersOf(ctx, &in.School)
	if err != nil {
		return none, fmt.Errorf("reading a school's coordinators: %w", err)
	}
	people := []uuid.UUID{actor.Person}
	for _, d := range deciders {
		people = append(people, d.ID)
	}
	return none, s.Log.InTx(ctx, notice.Topics(people...), func(ctx context.Context, tx *topic.Tx) error {
		db := schooldb.New(tx)
		p, err := member(ctx, db, wire.WithdrawVouching{School: in.School, Person: actor.Person})
		if err != nil {
			return err
		}
		// Counted again under the locks: of two who leave at once, one stays.
		if now, err := db.DecidersOf(ctx, &in.School); err != nil {
			return fmt.Errorf("reading a school's coordinators: %w", err)
		} else if p.Role == string(access.Coordinator) && len(now) < 2 {
			return LastCoordinator()
		}
		if err := end(ctx, db, actor.Person); err != nil {
			return err
		}
		err = audit.Write(ctx, tx, audit.Entry{
			Actor: actor.Person, Action: access.LeaveSchool, Object: access.School(in.School), Schools: []uuid.UUID{in.School}, Person: actor.Person,
			Data: map[string]any{"role": p.Role},
		})
		if err != nil {
			return err
		}
		for _, d := range deciders {
			if d.ID == actor.Person {
				continue
			}
			told := notice.Notice{Person: d.ID, Kind: "school.left", Data: map[string]string{"Name": p.DisplayName}, Link: "/school"}
			if err := notice.Tell(ctx, tx, told); err != nil {
				return err
			}
		}
		return notice.AccessChanged(tx, actor.Person)
	})
}
