package wire

import (
	"time"

	"github.com/google/uuid"
)

// RetentionLimit is how long one kind of thing is kept.
type RetentionLimit struct {
	Key  string `json:"key" doc:"The catalogs' sentence rights.limit.<key>"`
	Days int    `json:"days" doc:"0: for ever"`
}

// Retention lists what is kept how long.
type Retention struct {
	Limits []RetentionLimit `json:"limits"`
}

// ExportPerson asks for everything about somebody.
type ExportPerson struct {
	Reason string `json:"reason,omitempty" maxLength:"4000" doc:"Why, for whoever is not the person"`
}

// AskRights asks for a correction or a deletion.
type AskRights struct {
	Person *uuid.UUID `json:"person,omitempty" doc:"A student of the own school; absent for oneself"`
	Kind   string     `json:"kind" enum:"correct,delete"`
	Name   string     `json:"name,omitempty" maxLength:"200" doc:"correct: what the name shall be"`
	Posts  string     `json:"posts,omitempty" enum:"keep,delete" doc:"delete: what becomes of what was written; keep leaves it without a name"`
	Text   string     `json:"text,omitempty" maxLength:"2000" doc:"Why, in one's own words"`
}

// RightsRequest is somebody's wish, and what was decided.
type RightsRequest struct {
	ID        uuid.UUID  `json:"id"`
	Person    uuid.UUID  `json:"person"`
	Name      string     `json:"person_name" doc:"Of the person it is about"`
	AskedBy   string     `json:"asked_by" enum:"self,guardian,school"`
	Kind      string     `json:"kind" enum:"correct,delete"`
	NewName   string     `json:"new_name,omitempty"`
	Posts     string     `json:"posts,omitempty" enum:"keep,delete"`
	Text      string     `json:"text,omitempty"`
	CreatedAt time.Time  `json:"created_at"`
	State     string     `json:"state" enum:"open,granted,refused"`
	DecidedAt *time.Time `json:"decided_at,omitempty"`
	Reason    string     `json:"reason,omitempty"`
}

// Rights is what somebody can do with what is kept about them and, for a school's staff and administrators, others.
type Rights struct {
	Own       []RightsRequest  `json:"own" doc:"What one asked for, or what was asked for about one"`
	ToDecide  []RightsRequest  `json:"to_decide" doc:"What the reader may decide, or has"`
	Students  []RightsStudent  `json:"students" doc:"Of the reader's school, for its staff"`
	Withdrawn []WithdrawnClass `json:"withdrawn" doc:"The classes that the reader, a student, is out of because the consent was withdrawn"`
	Classes   []SchoolClass    `json:"classes" doc:"Of the reader's school, for its coordinators, who take their exports: ended ones too"`
	May       []string         `json:"may" doc:"rights.affected, school.decide_requests, rights.decide, school.students"`
}

// WithdrawnClass is a class that a student is out of.
type WithdrawnClass struct {
	Class uuid.UUID `json:"class"`
	Names Names     `json:"names"`
	At    time.Time `json:"at"`
	By    string    `json:"by" enum:"guardian,school"`
}

// SchoolClass is a class of a coordinator's school.
type SchoolClass struct {
	ID      uuid.UUID  `json:"id"`
	Names   Names      `json:"names"`
	Partner Names      `json:"partner" doc:"The other school"`
	Began   time.Time  `json:"began"`
	EndedAt *time.Time `json:"ended_at,omitempty" doc:"It was archived, or its pairing ended"`
	Erased  bool       `json:"erased,omitzero" doc:"What was said in it is erased: its time was over"`
}

// RightsStudent is a student for whom the reader may make a guardian's link.
type RightsStudent struct {
	ID      uuid.UUID `json:"id"`
	Name    string    `json:"name"`
	KnownAs string    `json:"known_as,omitempty" doc:"What the own school's teachers know the student by, in the latest class that says"`
}

// DecideRights decides about a request.
type DecideRights struct {
	Grant  bool   `json:"grant"`
	Reason string `json:"reason,omitempty" maxLength:"2000" doc:"A refusal needs one; whoever asked reads it"`
}

// GuardianLink is a link that opens a student's things to a guardian.
type GuardianLink struct {
	ID        uuid.UUID  `json:"id"`
	URL       string     `json:"url,omitempty" doc:"Only when it was just made: it is kept nowhere"`
	MadeAt    time.Time  `json:"made_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	OpenedAt  *time.Time `json:"opened_at,omitempty" doc:"Last"`
	EndedAt   *time.Time `json:"ended_at,omitempty"`
}

// GuardianLinks lists those of a student.
type GuardianLinks struct {
	Links []GuardianLink `json:"links"`
}

// GuardianToken is what stands behind the # of a guardian's link.
type GuardianToken struct {
	Token string `json:"token" maxLength:"100"`
}

// GuardianAsk asks for a correction or a deletion with a guardian's link.
type GuardianAsk struct {
	Token string `json:"token" maxLength:"100"`
	Kind  string `json:"kind" enum:"correct,delete"`
	Name  string `json:"name,omitempty" maxLength:"200"`
	Posts string `json:"posts,omitempty" enum:"keep,delete"`
	Text  string `json:"text,omitempty" maxLength:"2000"`
}

// GuardianView is what a guardian sees. Of a student whose account was deleted, only what was asked for is left.
type GuardianView struct {
	Name      string          `json:"name"`
	Language  string          `json:"language"`
	School    Names           `json:"school"`
	Since     time.Time       `json:"since"`
	Deleted   bool            `json:"deleted"`
	ExpiresAt time.Time       `json:"expires_at" doc:"When the link ends"`
	Classes   []GuardianClass `json:"classes"`
	Posts     []GuardianPost  `json:"posts" doc:"The latest; the export has all"`
	Requests  []RightsRequest `json:"requests"`
}

// GuardianClass is a class that the student is or was in.
type GuardianClass struct {
	ID          uuid.UUID  `json:"id"`
	Names       Names      `json:"names"`
	Nickname    string     `json:"nickname,omitempty"`
	JoinedAt    time.Time  `json:"joined_at"`
	LeftAt      *time.Time `json:"left_at,omitempty"`
	WithdrawnAt *time.Time `json:"withdrawn_at,omitempty" doc:"When consent for the student was withdrawn"`
}

// GuardianPost is something that the student said.
type GuardianPost struct {
	ID        uuid.UUID  `json:"id"`
	Class     *uuid.UUID `json:"class,omitempty" doc:"Absent: in public"`
	Body      string     `json:"body"`
	Language  string     `json:"language"`
	State     string     `json:"state" enum:"visible,held,hidden,deleted"`
	CreatedAt time.Time  `json:"created_at"`
}

// AffectedIn says whom a breach may have affected.
type AffectedIn struct {
	Since  time.Time `query:"since" required:"true"`
	Until  time.Time `query:"until" doc:"Default: now"`
	Class  string    `query:"class" format:"uuid"`
	School string    `query:"school" format:"uuid"`
}

// Affected lists the people whose data stood here between two moments.
type Affected struct {
	People []AffectedPerson `json:"people"`
}

// AffectedPerson is one of them. There is no contact of a guardian: none is kept, the school has it.
type AffectedPerson struct {
	ID         uuid.UUID `json:"id"`
	Name       string    `json:"name"`
	Role       string    `json:"role" enum:"citizen,student,teacher,coordinator,moderator,administrator"`
	School     string    `json:"school,omitempty"`
	Language   string    `json:"language"`
	Since      time.Time `json:"since"`
	LastSeenAt time.Time `json:"last_seen_at"`
	Posts      int       `json:"posts" doc:"Written between the two moments"`
}
