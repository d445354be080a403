package wire

import (
	"time"

	"github.com/google/uuid"
)

// NewClass is what a class is made of. Whoever makes it is its first teacher.
type NewClass struct {
	Names    Names       `json:"names"`
	Teachers []uuid.UUID `json:"teachers,omitempty" maxItems:"20" doc:"Verified teachers of either school, who are in it from the start"`
}

// ClassMade names the class that came of it.
type ClassMade struct {
	Class uuid.UUID `json:"class"`
}

// PairingStaff is whom a class of a pairing can have as teachers.
type PairingStaff struct {
	Schools  []School `json:"schools" nullable:"false"`
	Teachers []Person `json:"teachers" nullable:"false" doc:"Those whom their school vouches for"`
}

// ClassSettings is how a class is kept.
type ClassSettings struct {
	FirstPosts   int  `json:"first_posts" doc:"How many of a student's first posts wait for a teacher"`
	QuietHours   bool `json:"quiet_hours" doc:"Whether the quiet hours of the reader's school hold in it, for its students"`
	NeedsTeacher bool `json:"needs_teacher" doc:"Whether the room pauses while no verified teacher is in it"`
}

// ChangeClass changes what is given and leaves the rest.
type ChangeClass struct {
	Names        *Names `json:"names,omitempty"`
	FirstPosts   *int   `json:"first_posts,omitempty" minimum:"0" maximum:"50"`
	QuietHours   *bool  `json:"quiet_hours,omitempty"`
	NeedsTeacher *bool  `json:"needs_teacher,omitempty"`
}

// ClassMembership is a class as its teachers keep it.
type ClassMembership struct {
	Class    uuid.UUID      `json:"class"`
	Pairing  uuid.UUID      `json:"pairing"`
	Names    Names          `json:"names"`
	Schools  []School       `json:"schools" nullable:"false"`
	Own      *uuid.UUID     `json:"own,omitempty" doc:"The reader's own school: whose students they may let in"`
	Settings ClassSettings  `json:"settings"`
	Open     bool           `json:"open" doc:"Both schools consent, and a verified teacher of each is in it"`
	Staffed  bool           `json:"staffed" doc:"A verified teacher of each school is in it"`
	Over     bool           `json:"over"`
	Lacking  []ClassLacking `json:"lacking" nullable:"false" doc:"What keeps it closed; nothing where the pairing has ended: that does"`
	// PairingEnded and Successor: what ended can go on in a new pairing of the same two schools.
	PairingEnded *time.Time      `json:"pairing_ended,omitempty" doc:"When the pairing of its schools ended, and the class was closed with it"`
	Successor    *uuid.UUID      `json:"successor,omitempty" doc:"Where its pairing has ended: the open pairing of the same two schools, in which it can go on"`
	People       []ClassPerson   `json:"people" nullable:"false"`
	TakenOut     []ClassTakenOut `json:"taken_out" nullable:"false" doc:"Whom a teacher took out, the last first"`
	Codes        []JoinCodeInfo  `json:"codes" nullable:"false" doc:"The codes that stand; the code itself is shown once only"`
	Waiting      []JoinWaiting   `json:"waiting" nullable:"false" doc:"Who asks to be let in, the first first"`
	Groups       []ClassGroup    `json:"groups" nullable:"false"`
}

// ClassLacking is what one school has yet to do before a class opens.
type ClassLacking struct {
	School  uuid.UUID `json:"school"`
	Consent bool      `json:"consent,omitzero" doc:"Its consent to chat"`
	Teacher bool      `json:"teacher,omitzero" doc:"A teacher in the class whom it vouches for"`
}

// ClassPerson is a member as the class's teachers see them.
type ClassPerson struct {
	Person     Person     `json:"person"`
	Role       string     `json:"role" enum:"student,teacher,assistant,guest"`
	Nickname   string     `json:"nickname,omitempty"`
	KnownAs    string     `json:"known_as,omitempty" doc:"The name by which the school knows a student; for teachers of the same school"`
	SignInName string     `json:"sign_in_name,omitempty" doc:"Of a student; for teachers of the same school"`
	SignedIn   bool       `json:"signed_in" doc:"Has signed in at least once"`
	Own        bool       `json:"own" doc:"Of the reader's own school"`
	JoinedAt   time.Time  `json:"joined_at"`
	GuestUntil *time.Time `json:"guest_until,omitempty"`
}

// ClassTakenOut is somebody whom a teacher of the class took out of it.
type ClassTakenOut struct {
	Person Person    `json:"person"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
	Own    bool      `json:"own" doc:"Of the reader's own school"`
	ForNow bool      `json:"for_now" doc:"By the other school's teachers than their own: their own school lets them in again, or leaves them out by its word"`
	May    bool      `json:"may" doc:"The reader can let them in again"`
}

// AddStaff adds a verified teacher of either school.
type AddStaff struct {
	Person uuid.UUID `json:"person"`
	Role   string    `json:"role" enum:"teacher,assistant"`
}

// AddGuest invites a guest speaker until a day.
type AddGuest struct {
	Name  string    `json:"name" doc:"The e-mail address or sign-in name of an adult's account"`
	Until time.Time `json:"until" doc:"The last moment; at most a year away"`
}

// ClassInvitation is a class that somebody is invited to as a guest.
type ClassInvitation struct {
	Class uuid.UUID `json:"class"`
	Names Names     `json:"names"`
	Until time.Time `json:"until" doc:"The last moment in it"`
}

// AnswerInvitation accepts an invitation or declines it.
type AnswerInvitation struct {
	Accept bool `json:"accept"`
}

// ChangeMember changes what is given and leaves the rest.
type ChangeMember struct {
	Role       *string    `json:"role,omitempty" enum:"student,teacher,assistant,guest"`
	Nickname   *string    `json:"nickname,omitempty" doc:"Empty: the name of the account is shown"`
	GuestUntil *time.Time `json:"guest_until,omitempty"`
}

// ChooseNickname is how a member wants to be called in the class.
type ChooseNickname struct {
	Nickname string `json:"nickname"`
}

// LeaveClass ends one's own membership.
type LeaveClass struct {
	Anyway bool `json:"anyway,omitempty" doc:"Also as the last verified teacher of a school: the class then closes for writing"`
}

// NewJoinCode asks for a new code for the reader's own school; the one before ends.
type NewJoinCode struct {
	Days int `json:"days,omitempty" minimum:"0" maximum:"30" doc:"How long it holds; 7 where 0"`
}

// JoinCode is a code at the one moment when it is seen.
type JoinCode struct {
	Code      string    `json:"code"`
	School    uuid.UUID `json:"school"`
	ExpiresAt time.Time `json:"expires_at"`
}

// JoinCodeInfo tells that a code stands, not which.
type JoinCodeInfo struct {
	School    uuid.UUID `json:"school"`
	CreatedAt time.Time `json:"created_at"`
	ExpiresAt time.Time `json:"expires_at"`
}

// JoinWaiting is somebody who entered a code.
type JoinWaiting struct {
	ID         uuid.UUID `json:"id"`
	Name       string    `json:"name"`
	Language   string    `json:"language"`
	School     uuid.UUID `json:"school"`
	HasAccount bool      `json:"has_account,omitzero"`
	CreatedAt  time.Time `json:"created_at"`
}

// JoinLook asks what a code opens.
type JoinLook struct {
	Code string `json:"code" maxLength:"40"`
}

// JoinPlace is what a code opens.
type JoinPlace struct {
	Class  Names `json:"class"`
	School Names `json:"school"`
}

// AskToJoin asks a class's teacher to be let in. Who is signed in gives the code alone.
type AskToJoin struct {
	Code     string `json:"code" maxLength:"40"`
	Name     string `json:"name,omitempty" doc:"First name or nickname, which the class will see"`
	Language string `json:"language,omitempty" doc:"en, zh-Hans or zh-Hant"`
	Password string `json:"password,omitempty"`
}

// JoinAsked holds the token by which to ask how it stands. It is not shown again.
type JoinAsked struct {
	Token string `json:"token"`
}

// JoinStatusIn asks how it stands.
type JoinStatusIn struct {
	Token string `json:"token" maxLength:"100"`
}

// JoinStatus is how it stands with who asked to be let in.
type JoinStatus struct {
	State      string     `json:"state" enum:"waiting,accepted,refused,over"`
	Name       string     `json:"name" doc:"As it was entered"`
	Names      Names      `json:"names" doc:"Of the class"`
	Class      *uuid.UUID `json:"class,omitempty" doc:"Once accepted"`
	SignInName string     `json:"sign_in_name,omitempty" doc:"Once accepted: to be written down"`
	Reason     string     `json:"reason,omitempty" doc:"Why it was refused, in the teacher's words"`
}

// RefuseJoin says no.
type RefuseJoin struct {
	Reason string `json:"reason" maxLength:"500"`
}

// RefuseJoins says no to several who wait for the reader's own school.
type RefuseJoins struct {
	Requests []uuid.UUID `json:"requests" nullable:"false" minItems:"1" maxItems:"100" doc:"Those that the reader has seen; who waits for the other school, or does not wait any more, is left alone"`
	Reason   string      `json:"reason" maxLength:"500" doc:"Which they see"`
	NewCode  bool        `json:"new_code,omitempty" doc:"The school's code ends, and a new one is made"`
}

// JoinsRefused tells what came of it.
type JoinsRefused struct {
	Refused int       `json:"refused"`
	Code    *JoinCode `json:"code,omitempty" doc:"The new code; it is not shown again"`
}

// StudentList is a list as it was pasted, or a file's bytes (CSV; UTF-8 or GB18030).
type StudentList struct {
	Text string `json:"text,omitempty" maxLength:"40000"`
	File []byte `json:"file,omitempty" doc:"In base64"`
}

// StudentListRead is what was read of a list.
type StudentListRead struct {
	Students []NewStudent    `json:"students" nullable:"false"`
	Wrong    []ListLineWrong `json:"wrong" nullable:"false" doc:"Lines that cannot be used, and why"`
}

// ListLineWrong is a line that cannot be used.
type ListLineWrong struct {
	Line    int    `json:"line"`
	Text    string `json:"text"`
	Code    string `json:"code" doc:"As of an error's field"`
	Message string `json:"message" doc:"In the reader's language"`
}

// NewStudent is one line of a list.
type NewStudent struct {
	Line     int    `json:"line,omitempty" doc:"Where it stood"`
	Name     string `json:"name" doc:"By which the school knows the student"`
	Nickname string `json:"nickname,omitempty" doc:"Which the class sees; the name where empty"`
	Language string `json:"language" enum:"en,zh-Hans,zh-Hant"`
}

// AddStudents makes accounts.
type AddStudents struct {
	Students []NewStudent `json:"students" minItems:"1" maxItems:"200"`
}

// SignInSlips are sign-in codes at the one moment when they are seen.
type SignInSlips struct {
	Slips []SignInSlip `json:"slips" nullable:"false"`
}

// SignInSlip is what one student needs to sign in.
type SignInSlip struct {
	Person     uuid.UUID `json:"person"`
	Name       string    `json:"name" doc:"By which the school knows the student"`
	SignInName string    `json:"sign_in_name"`
	Code       string    `json:"code" doc:"The password, until the student chooses another"`
}

// ResetSignIns gives students of the reader's own school new codes; all their logins end.
type ResetSignIns struct {
	People []uuid.UUID `json:"people" minItems:"1" maxItems:"200"`
}

// ClassGroup is a group within a class.
type ClassGroup struct {
	ID      uuid.UUID   `json:"id"`
	Name    string      `json:"name"`
	Members []uuid.UUID `json:"members" nullable:"false"`
}

// ClassGroups are the groups of a class.
type ClassGroups struct {
	Groups []ClassGroup `json:"groups" nullable:"false"`
}

// NewGroup is a group as it is to be.
type NewGroup struct {
	Name    string      `json:"name"`
	Members []uuid.UUID `json:"members" nullable:"false" maxItems:"500"`
}

// SaveGroups replaces all groups of a class.
type SaveGroups struct {
	Groups []NewGroup `json:"groups" nullable:"false" maxItems:"50"`
}

// MixGroups spreads the students of both schools evenly over new groups.
type MixGroups struct {
	Groups int `json:"groups" minimum:"1" maximum:"50"`
}

// MoveUp makes the class of the new year with some members of the old one, which is archived.
type MoveUp struct {
	Names   Names       `json:"names"`
	Members []uuid.UUID `json:"members" nullable:"false" maxItems:"500" doc:"Besides the reader, who is a teacher of it"`
}

// ExportClass asks for what was said in a class.
type ExportClass struct {
	Reason string `json:"reason,omitempty" maxLength:"2000" doc:"Why, for whoever is not in the class"`
}
