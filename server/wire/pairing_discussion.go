package wire

import (
	"time"

	"github.com/google/uuid"
)

// StaffPairing is a pairing as staff see it who have no part in it: that it is there, and of which schools.
type StaffPairing struct {
	ID         uuid.UUID  `json:"id"`
	Schools    []Names    `json:"schools" nullable:"false"`
	ProposedAt time.Time  `json:"proposed_at"`
	Ended      bool       `json:"ended,omitzero"`
	Until      *time.Time `json:"until,omitempty" doc:"Until when you may read its discussion"`
	Thread     *uuid.UUID `json:"thread,omitempty" doc:"The discussion, while you may read it"`
}

// StaffPairings lists the pairings whose discussion staff could ask to read.
type StaffPairings struct {
	Pairings []StaffPairing `json:"pairings" nullable:"false"`
}

// EnterPairing asks to read what two schools discuss, for an hour.
type EnterPairing struct {
	Pairing uuid.UUID `json:"pairing"`
	Reason  string    `json:"reason" maxLength:"1000" doc:"Both schools read it"`
}
