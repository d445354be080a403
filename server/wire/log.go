package wire

import (
	"time"

	"github.com/google/uuid"
)

// LogFilter says which entries of the log are wanted.
type LogFilter struct {
	Person string    `query:"person" json:"person,omitempty" doc:"Who did it, or whom it is about"`
	Class  string    `query:"class" json:"class,omitempty"`
	Action string    `query:"action" json:"action,omitempty" maxLength:"60" doc:"An action, or the first part of its name"`
	Since  time.Time `query:"since" json:"since,omitzero" doc:"From this moment on"`
	Until  time.Time `query:"until" json:"until,omitzero" doc:"Before this moment"`
	Before string    `query:"before" json:"before,omitempty" doc:"Next of the page before"`
}

// AuditIn asks for a page of the audit log.
type AuditIn struct {
	LogFilter
	School string `query:"school" json:"school,omitempty"`
}

// SchoolLogIn asks for a page of what concerns one school.
type SchoolLogIn struct {
	School uuid.UUID `path:"school" json:"school"`
	LogFilter
}

// LogSchool is a school as the log names it.
type LogSchool struct {
	ID    uuid.UUID `json:"id"`
	Names Names     `json:"names"`
}

// LogClass is a class by which the log can be read: to those who keep the installation without its name.
type LogClass struct {
	ID        uuid.UUID `json:"id"`
	Names     *Names    `json:"names,omitempty"`
	Schools   []Names   `json:"schools"`
	CreatedAt time.Time `json:"created_at"`
	Over      bool      `json:"over,omitempty"`
}

// LogChoices are what a log can be read by: what was done in it at all, and the schools and classes.
type LogChoices struct {
	Actions []string    `json:"actions"`
	Schools []LogSchool `json:"schools"`
	Classes []LogClass  `json:"classes"`
}

// FindPeople asks for people by a part of what they are called.
type FindPeople struct {
	School   uuid.UUID `json:"-"` // zero: of all schools
	Q        string    `json:"q" maxLength:"80" doc:"A part of a name, a nickname or a school's name; an address or sign-in name as a whole"`
	Students bool      `json:"students,omitempty" doc:"Look for students too; it is written in the log of their schools, with the reason"`
	Reason   string    `json:"reason,omitempty" maxLength:"1000" doc:"Why students are looked for"`
}

// FoundPerson is somebody who was found.
type FoundPerson struct {
	Person
	Nicknames  []string `json:"nicknames,omitempty" doc:"What they are called in classes"`
	SchoolName *Names   `json:"school_name,omitempty"`
}

// FoundPeople are those who were found, at most twenty.
type FoundPeople struct {
	People []FoundPerson `json:"people"`
	More   bool          `json:"more,omitempty" doc:"There are others: ask for a longer part"`
}
