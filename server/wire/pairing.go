package wire

import (
	"time"

	"github.com/google/uuid"
)

// PairingSide is one of the two schools of a pairing.
type PairingSide struct {
	School         School     `json:"school"`
	AcceptedAt     *time.Time `json:"accepted_at,omitempty"`
	HasCoordinator bool       `json:"has_coordinator" doc:"Where a school has none, an administrator accepts for it"`
}

// Pairing is a tie between two schools.
type Pairing struct {
	ID           uuid.UUID     `json:"id"`
	State        string        `json:"state" enum:"proposed,open,ended"`
	Sides        []PairingSide `json:"sides" doc:"The two schools"`
	ProposedBy   *Person       `json:"proposed_by,omitempty"`
	ProposedFrom *uuid.UUID    `json:"proposed_from,omitempty" doc:"The school that proposed it"`
	ProposedAt   time.Time     `json:"proposed_at"`
	Search       *uuid.UUID    `json:"search,omitempty" doc:"The search for a partner that it came of"`
	OpenedAt     *time.Time    `json:"opened_at,omitempty"`
	EndedAt      *time.Time    `json:"ended_at,omitempty"`
	ChatUntil    *time.Time    `json:"chat_until,omitempty" doc:"Until when both schools' consent to chat stands"`
	LastAt       time.Time     `json:"last_at" doc:"When something last happened, or was said"`
	Unread       int           `json:"unread,omitzero" doc:"How many posts of others in its discussion the reader has not read"`
}

// Pairings lists the pairings of the reader's school, those of the last event first; an administrator's are all.
type Pairings struct {
	School   *uuid.UUID `json:"school,omitempty" doc:"The reader's"`
	Pairings []Pairing  `json:"pairings"`
	May      []string   `json:"may" doc:"What the reader may do: pairing.propose"`
}

// PairingStep is one thing that happened between the two schools.
type PairingStep struct {
	ID            uuid.UUID  `json:"id"`
	Pairing       uuid.UUID  `json:"pairing"`
	Kind          string     `json:"kind" enum:"proposed,accepted,opened,withdrawn,reminded,consent_given,consent_withdrawn,consent_reminded,class_offered,class_declined,class_continued"`
	At            time.Time  `json:"at"`
	Person        *Person    `json:"person,omitempty" doc:"Who did it; absent where the program did"`
	School        *uuid.UUID `json:"school,omitempty" doc:"For which school it was done, or which it concerns"`
	Purpose       string     `json:"purpose,omitempty" enum:"chat,pictures,recording,publishing"`
	Reason        string     `json:"reason,omitempty"`
	Administrator bool       `json:"administrator,omitzero" doc:"An administrator did it for a school without a coordinator"`
	Until         *time.Time `json:"until,omitempty" doc:"Of a consent: when it ends"`
	Class         *Names     `json:"class,omitempty" doc:"The class that goes on, or was to"`
}

// PairingConsent is what one school last said to one purpose.
type PairingConsent struct {
	School      uuid.UUID  `json:"school"`
	Purpose     string     `json:"purpose" enum:"chat,pictures,recording,publishing"`
	State       string     `json:"state" enum:"standing,expired,withdrawn"`
	GivenBy     Person     `json:"given_by"`
	GivenAt     time.Time  `json:"given_at"`
	ExpiresAt   time.Time  `json:"expires_at"`
	WithdrawnAt *time.Time `json:"withdrawn_at,omitempty"`
	Reason      string     `json:"reason,omitempty"`
	Renewable   bool       `json:"renewable" doc:"It ends soon, or does not stand: it can be given now"`
}

// PairingClass is a class of the pairing, as both schools' staff see it.
type PairingClass struct {
	ID     uuid.UUID `json:"id"`
	Names  Names     `json:"names"`
	Open   bool      `json:"open" doc:"Its students can read and write in it"`
	Over   bool      `json:"over"`
	Member bool      `json:"member" doc:"The reader belongs to it"`
}

// OldClass is a class of the same two schools whose pairing has ended. It goes on in the new one, with its members and all
// that was said in it, when a teacher of it from each school says so.
type OldClass struct {
	ID       uuid.UUID   `json:"id"`
	Names    Names       `json:"names"`
	EndedAt  time.Time   `json:"ended_at" doc:"When its pairing ended"`
	Students int         `json:"students"`
	Member   bool        `json:"member" doc:"The reader belongs to it"`
	Offer    *ClassOffer `json:"offer,omitempty" doc:"One school has said so already"`
	Needs    []uuid.UUID `json:"needs" nullable:"false" doc:"The schools without a teacher in it whom they vouch for: one has to be added first"`
	May      []string    `json:"may" nullable:"false" doc:"class.continue: the reader speaks for a school in this"`
}

// ClassOffer is what one school has said.
type ClassOffer struct {
	School uuid.UUID `json:"school"`
	By     Person    `json:"by"`
	At     time.Time `json:"at"`
}

// ContinueClass says for the reader's school that a class goes on in a pairing, or that it does not.
type ContinueClass struct {
	Pairing uuid.UUID `json:"pairing" path:"pairing"`
	Class   uuid.UUID `json:"class" path:"class"`
}

// PairingPage is all about one pairing.
type PairingPage struct {
	Pairing   Pairing          `json:"pairing"`
	Topic     string           `json:"topic" doc:"To subscribe to"`
	Thread    uuid.UUID        `json:"thread" doc:"The discussion of both schools' staff, a thread like any other; it has a topic of its own"`
	School    *uuid.UUID       `json:"school,omitempty" doc:"The reader's"`
	Steps     []PairingStep    `json:"steps" doc:"Oldest first"`
	Consents  []PairingConsent `json:"consents"`
	Classes   []PairingClass   `json:"classes"`
	Old       []OldClass       `json:"old" nullable:"false" doc:"Classes of the same two schools whose pairing has ended, and that can go on in this one while it is open"`
	AcceptFor []uuid.UUID      `json:"accept_for" doc:"The schools for which the reader can accept now"`
	Seq       int64            `json:"seq" doc:"Position of the topic at the time of reading: subscribe since it"`
	Epoch     string           `json:"epoch"`
	May       []string         `json:"may" doc:"What the reader may do here"`
}

// PairingRef names a pairing.
type PairingRef struct {
	Pairing uuid.UUID `json:"pairing" path:"pairing"`
}

// ProposePairing proposes a pairing to another school.
type ProposePairing struct {
	School  uuid.UUID  `json:"school" doc:"The other school"`
	Message string     `json:"message" maxLength:"4000" doc:"Markdown: who you are, and what you would like to do together. It is the first post of the discussion"`
	Search  *uuid.UUID `json:"search,omitempty" doc:"The search for a partner that it comes of"`
}

// AcceptPairing accepts for a school: a coordinator's own, where none is named.
type AcceptPairing struct {
	Pairing uuid.UUID  `json:"pairing"`
	School  *uuid.UUID `json:"school,omitempty"`
}

// WithdrawPairing ends a pairing, or takes its proposal back.
type WithdrawPairing struct {
	Pairing uuid.UUID `json:"pairing"`
	Reason  string    `json:"reason" maxLength:"1000"`
}

// PairingPurpose names what a school consents to.
type PairingPurpose struct {
	Pairing uuid.UUID `json:"pairing" path:"pairing"`
	Purpose string    `json:"purpose" path:"purpose" enum:"chat,pictures,recording,publishing"`
}

// WithdrawPairingConsent takes a school's consent back; it takes effect at once.
type WithdrawPairingConsent struct {
	PairingPurpose
	Reason string `json:"reason" maxLength:"1000"`
}

// StudentRef names a student of a class.
type StudentRef struct {
	Class  uuid.UUID `json:"class" path:"class"`
	Person uuid.UUID `json:"person" path:"person"`
}

// WithdrawStudentConsent takes the consent for one student back: what they said in the class is hidden at once, and they
// are no longer in it.
type WithdrawStudentConsent struct {
	StudentRef
	Reason string `json:"reason" maxLength:"1000"`
	SaidBy string `json:"said_by,omitempty"`
}

// GiveStudentConsent gives the consent for one student again.
type GiveStudentConsent struct {
	StudentRef
	Show   bool   `json:"show,omitempty" doc:"Show again what the withdrawal hid"`
	SaidBy string `json:"said_by,omitempty"`
}

// StudentConsent is how the consent for one student of a class stands.
type StudentConsent struct {
	Class       uuid.UUID  `json:"class"`
	Person      uuid.UUID  `json:"person"`
	WithdrawnAt *time.Time `json:"withdrawn_at,omitempty"`
}

// SchoolChoices are schools that a pairing can be proposed to.
type SchoolChoices struct {
	Schools []School `json:"schools"`
}

// SchoolQuery searches the schools by a part of their names or their cities'.
type SchoolQuery struct {
	Q string `json:"q,omitempty" query:"q" maxLength:"100"`
}
