package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// knowUUIDs tells a connection to send a uuid.UUID as the sixteen bytes that it is. Without, each is written as text and
// read again, which is a tenth of what a node does for a post.
func knowUUIDs(_ context.Context, c *pgx.Conn) error {
	m := c.TypeMap()
	m.TryWrapEncodePlanFuncs = append([]pgtype.TryWrapEncodePlanFunc{wrapUUID}, m.TryWrapEncodePlanFuncs...)
	return nil
}

func wrapUUID(value any) (pgtype.WrappedEncodePlanNextSetter, any, bool) {
	id, ok := value.(uuid.UUID)
	return &uuidPlan{}, sixteen(id), ok
}

type uuidPlan struct{ next pgtype.EncodePlan }

// SetNext implements pgtype.WrappedEncodePlanNextSetter.
func (p *uuidPlan) SetNext(next pgtype.EncodePlan) { p.next = next }

// Encode implements pgtype.EncodePlan.
func (p *uuidPlan) Encode(value any, buf []byte) ([]byte, error) {
	return p.next.Encode(sixteen(value.(uuid.UUID)), buf) // wrapUUID took nothing else
}

type sixteen uuid.UUID

// UUIDValue implements pgtype.UUIDValuer.
func (s sixteen) UUIDValue() (pgtype.UUID, error) { return pgtype.UUID{Bytes: s, Valid: true}, nil }
