package supervision

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/problem"
	"tongchuang/server/supervision/supervisiondb"
	"tongchuang/server/topic"
)

// GivenBack: a judge gave back what the actor hid; somebody else can hide it, or the actor when its author changed it.
func GivenBack() *problem.Error { return problem.New(http.StatusConflict, "appeal.given_back") }

// appealable is what a deed does to its person that another may have to take back.
type appealable struct {
	kind     string // hide or mute; "" for none
	object   string // post or person
	objectID uuid.UUID
	until    *time.Time // of a muting
}

// keep writes an appealable deed where the appeal against it finds it, and gives the page of the decision.
func (d deed) keep(ctx context.Context, tx *topic.Tx) (link string, err error) {
	id := uuid.Must(uuid.NewV7())
	clause := d.clause
	if clause == "" {
		clause = noClause
	}
	err = supervisiondb.New(tx).AddDeed(ctx, supervisiondb.AddDeedParams{
		ID: id, Class: d.class.ID, Actor: d.actor.Person, Kind: d.against.kind, Object: d.against.object, ObjectID: d.against.objectID,
		Person: d.person, Clause: clause, Note: d.reason, Until: d.against.until,
	})
	if err == nil {
		err = supervisiondb.New(tx).MoveAppeal(ctx, id)
	}
	if err != nil {
		return "", fmt.Errorf("recording a deed: %w", err)
	}
	return "/notices/" + id.String(), nil
}

// end notes that what was decided about something in the class is taken back.
func (d deed) end(ctx context.Context, tx *topic.Tx, object uuid.UUID) error {
	if err := supervisiondb.New(tx).EndDeeds(ctx, d.actor.Person, d.reason, d.class.ID, object); err != nil {
		return fmt.Errorf("ending what was decided: %w", err)
	}
	return nil
}

// noClause is the clause of a deed that names none of the posting standard.
const noClause = "none"
