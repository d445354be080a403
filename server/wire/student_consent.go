package wire

import (
	"time"

	"github.com/google/uuid"
)

// StudentPurpose names what may be done with one student of a class beyond the chat.
type StudentPurpose struct {
	StudentRef
	Purpose string `json:"purpose" path:"purpose" enum:"pictures,recording,publishing"`
}

// GiveStudentPurpose records a consent for one student, for a year; given again it is renewed.
type GiveStudentPurpose struct {
	StudentPurpose
	SaidBy string `json:"said_by" enum:"guardian,student,school" doc:"Whose word it is"`
}

// WithdrawStudentPurpose takes one back, at once.
type WithdrawStudentPurpose struct {
	StudentPurpose
	SaidBy string `json:"said_by" enum:"guardian,student,school" doc:"Whose word it is"`
	Reason string `json:"reason,omitempty" maxLength:"1000"`
}

// ClassConsents is what was said for each student of a class.
type ClassConsents struct {
	Class   uuid.UUID `json:"class"`
	Names   Names     `json:"names"`
	Pairing uuid.UUID `json:"pairing"`
	Over    bool      `json:"over"`
	// PairingEnded: no school consents to anything in a pairing that has ended.
	PairingEnded *time.Time       `json:"pairing_ended,omitempty" doc:"When the pairing of its schools ended, and the class was closed with it"`
	Schools      []School         `json:"schools" nullable:"false" doc:"The two schools"`
	Lacking      []LackingConsent `json:"lacking" nullable:"false" doc:"What a school does not consent to now: it cannot be done with any student"`
	Students     []ConsentsOfOne  `json:"students" nullable:"false" doc:"Those about whom the reader may know: all for the class's teachers, their own for a coordinator"`
	Member       bool             `json:"member" doc:"The reader is a teacher of the class"`
}

// LackingConsent is a purpose that a school does not consent to now.
type LackingConsent struct {
	School  uuid.UUID `json:"school"`
	Purpose string    `json:"purpose" enum:"chat,pictures,recording,publishing"`
}

// ConsentsOfOne is what was said for one student.
type ConsentsOfOne struct {
	Person   Person          `json:"person"`
	KnownAs  string          `json:"known_as,omitempty" doc:"The name by which the school knows the student; for the same school's staff"`
	Own      bool            `json:"own" doc:"Of the reader's own school: the reader may give and withdraw. What the school itself does not consent to (lacking) cannot be given"`
	Purposes []ConsentForOne `json:"purposes" nullable:"false" doc:"chat, pictures, recording, publishing"`
}

// ConsentForOne is how one purpose stands for one student.
type ConsentForOne struct {
	Purpose   string     `json:"purpose" enum:"chat,pictures,recording,publishing"`
	State     string     `json:"state" enum:"standing,none,expired,withdrawn" doc:"What was said for this student; a school's own consent may be lacking besides"`
	Until     *time.Time `json:"until,omitempty" doc:"Until when it holds, where it stands: the end of the student's or the schools' consent, whichever is first"`
	At        *time.Time `json:"at,omitempty" doc:"When it was last said"`
	SaidBy    string     `json:"said_by,omitempty" enum:"guardian,student,school" doc:"Whose word it is"`
	By        *Person    `json:"by,omitempty" doc:"Who wrote it down; absent for a guardian's link"`
	Reason    string     `json:"reason,omitempty"`
	Renewable bool       `json:"renewable" doc:"It ends soon: it can be given again"`
}

// SchoolConsents are the classes in which a school has students.
type SchoolConsents struct {
	Classes []ConsentClass `json:"classes" nullable:"false"`
}

// ConsentClass counts what was said for a school's students in one class.
type ConsentClass struct {
	Class     uuid.UUID `json:"class"`
	Names     Names     `json:"names"`
	Over      bool      `json:"over"`
	Students  int       `json:"students" doc:"Of the school"`
	Withdrawn int       `json:"withdrawn" doc:"… whose consent to chat was withdrawn"`
	Pictures  int       `json:"pictures" doc:"… for whom a consent to pictures stands"`
}
