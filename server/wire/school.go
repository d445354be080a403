package wire

import (
	"time"

	"github.com/google/uuid"
)

// LocalHours are every week on one day, by the clock on the wall of their city.
type LocalHours struct {
	Weekday int    `json:"weekday" minimum:"1" maximum:"7" doc:"1 is Monday, 7 Sunday"`
	From    string `json:"from" maxLength:"5" doc:"24-hour clock: 08:00"`
	Until   string `json:"until" maxLength:"5" doc:"24-hour clock, 24:00 for midnight; what goes on after it is the next day's"`
}

// NamedDays are days that follow one another: a term, a holiday.
type NamedDays struct {
	Name     string `json:"name,omitempty" maxLength:"80"`
	StartsOn string `json:"starts_on" maxLength:"10" doc:"A date: 2026-08-24"`
	EndsOn   string `json:"ends_on" maxLength:"10" doc:"The last day of them"`
}

// SchoolPage is what staff may know of a school, and what the reader may do there.
type SchoolPage struct {
	School        School       `json:"school"`
	Verified      bool         `json:"verified" doc:"An administrator knows that it exists"`
	PublicPosting bool         `json:"public_posting" doc:"Its students may write in the public forum"`
	QuietFrom     string       `json:"quiet_from" doc:"24-hour clock, by each student's own time zone; empty: no quiet hours"`
	QuietUntil    string       `json:"quiet_until"`
	Hours         []LocalHours `json:"hours" doc:"When it teaches"`
	Terms         []NamedDays  `json:"terms" doc:"None: the whole year"`
	Holidays      []NamedDays  `json:"holidays"`
	May           []string     `json:"may"`
}

// Schools lists schools.
type Schools struct {
	Schools []School `json:"schools"`
}

// SchoolsIn asks for the schools, of one city where it is given.
type SchoolsIn struct {
	City uuid.UUID `query:"city"`
}

// SchoolRef names a school.
type SchoolRef struct {
	School uuid.UUID `path:"school"`
}

// AppointStaff makes one of a school's staff its coordinator, or a teacher again.
type AppointStaff struct {
	School, Person uuid.UUID
	Role           string
}

// ChangeSchool changes those parts of a school's profile that are given.
type ChangeSchool struct {
	Names         *Names       `json:"names,omitempty"`
	PublicPosting *bool        `json:"public_posting,omitempty"`
	Quiet         *QuietHours  `json:"quiet,omitempty"`
	Hours         []LocalHours `json:"hours,omitempty" maxItems:"100" doc:"All of them, where given"`
	Terms         []NamedDays  `json:"terms,omitempty" maxItems:"60" doc:"All of them, where given"`
	Holidays      []NamedDays  `json:"holidays,omitempty" maxItems:"60" doc:"All of them, where given"`
}

// QuietHours are when a school's students neither write nor are told anything. Both empty: there are none.
type QuietHours struct {
	From  string `json:"from" maxLength:"5"`
	Until string `json:"until" maxLength:"5"`
}

// AddCity is a city that is not in the list yet.
type AddCity struct {
	Names    Names  `json:"names"`
	Country  string `json:"country" pattern:"^[A-Z]{2}$" doc:"ISO 3166-1 alpha-2"`
	TimeZone string `json:"time_zone" maxLength:"64" doc:"IANA name"`
}

// AskForSchool asks to be staff of a school that is here, or of a new one.
type AskForSchool struct {
	School *uuid.UUID `json:"school,omitempty"`
	New    *NewSchool `json:"new,omitempty"`
	Role   string     `json:"role" enum:"teacher,coordinator"`
	Why    string     `json:"why" maxLength:"1000" doc:"How one can know that it is so"`
}

// NewSchool is a school that is not here yet.
type NewSchool struct {
	City  uuid.UUID `json:"city"`
	Names Names     `json:"names"`
}

// TeacherRequest is somebody's wish to be vouched for.
type TeacherRequest struct {
	ID        uuid.UUID  `json:"id"`
	Person    uuid.UUID  `json:"person"`
	Name      string     `json:"name" doc:"Of the person"`
	Email     string     `json:"email,omitempty" doc:"Of the person, for those who decide"`
	School    *School    `json:"school,omitempty" doc:"Absent while the school is new"`
	NewCity   *City      `json:"new_city,omitempty"`
	NewNames  *Names     `json:"new_names,omitempty"`
	Role      string     `json:"role" enum:"teacher,coordinator" doc:"Asked for"`
	Why       string     `json:"why"`
	State     string     `json:"state" enum:"open,accepted,refused,taken_back"`
	Granted   string     `json:"granted,omitempty" enum:"teacher,coordinator"`
	Reason    string     `json:"reason,omitempty" doc:"Of a refusal"`
	CreatedAt time.Time  `json:"created_at"`
	DecidedAt *time.Time `json:"decided_at,omitempty"`
}

// TeacherRequests lists them, the oldest first.
type TeacherRequests struct {
	Requests []TeacherRequest `json:"requests"`
}

// TeacherRequestRef names one.
type TeacherRequestRef struct {
	Request uuid.UUID `path:"request"`
}

// AcceptTeacher vouches for the person who asked.
type AcceptTeacher struct {
	Request uuid.UUID
	Role    string
}

// RefuseTeacher refuses, with a reason that the person is told.
type RefuseTeacher struct {
	Request uuid.UUID
	Reason  string
}

// MySchool is where the reader stands: who vouches for them, and what they asked for.
type MySchool struct {
	Verified bool             `json:"verified" doc:"The school, or an administrator, vouches for the reader"`
	School   *SchoolPage      `json:"school,omitempty"`
	Requests []TeacherRequest `json:"requests" doc:"The reader's own, the newest first"`
	May      []string         `json:"may"`
}

// SchoolStaff lists whom a school vouches for.
type SchoolStaff struct {
	Staff []StaffMember `json:"staff"`
}

// StaffMember is a teacher or coordinator of a school.
type StaffMember struct {
	Person     Person    `json:"person"`
	VerifiedAt time.Time `json:"verified_at"`
}

// WithdrawVouching ends a school's vouching for one of its staff.
type WithdrawVouching struct {
	School, Person uuid.UUID
	Reason         string
}
