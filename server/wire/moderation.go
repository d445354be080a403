package wire

import (
	"time"

	"github.com/google/uuid"
)

// CreateReport is the input of a report. The same person's second report of the same thing is the same report.
type CreateReport struct {
	Object       string    `json:"object" enum:"post,thread,person"`
	ID           uuid.UUID `json:"id" doc:"Of the post, the thread or the person"`
	Reason       string    `json:"reason" enum:"attack,profanity,bullying,sexual,violence,private_data,contact,spam,self_harm,other"`
	Note         string    `json:"note,omitempty" maxLength:"1000"`
	AboutTeacher bool      `json:"about_teacher,omitempty" doc:"In a class: it goes to the moderators too, and not to the teacher it is about"`
}

// Reported acknowledges a report: it is kept, with what was reported as it was at that moment.
type Reported struct {
	ID    uuid.UUID  `json:"id"`
	Again bool       `json:"again,omitzero" doc:"You reported this before"`
	Case  *uuid.UUID `json:"case,omitempty" doc:"Where the reporter may work on it"`
}

// QueueIn asks for the cases that wait.
type QueueIn struct {
	State    string `query:"state" json:"state,omitempty" enum:"open,closed" doc:"open where absent"`
	Language string `query:"language" json:"language,omitempty" enum:"en,zh" doc:"Of the text; every one where absent, one's own first"`
}

// Queue is the cases, those in the moderator's own language first, then the oldest.
type Queue struct {
	Cases   []Case `json:"cases"`
	Appeals int    `json:"appeals" doc:"How many appeals wait for a decision"`
}

// Case is all reports of one thing, until somebody decided.
type Case struct {
	ID           uuid.UUID  `json:"id"`
	Object       string     `json:"object" enum:"post,thread,person"`
	ObjectID     uuid.UUID  `json:"object_id"`
	Class        *uuid.UUID `json:"class,omitempty" doc:"Where it happened; absent in the public forum"`
	Person       *Person    `json:"person,omitempty" doc:"Whom it is about"`
	Language     string     `json:"language" enum:"en,zh-Hans,zh-Hant,zh,mixed,und"`
	Reports      int        `json:"reports"`
	Reasons      []string   `json:"reasons"`
	OpenedAt     time.Time  `json:"opened_at"`
	ClaimedBy    *Person    `json:"claimed_by,omitempty" doc:"Who works on it"`
	ClaimedUntil *time.Time `json:"claimed_until,omitempty"`
	ClosedAt     *time.Time `json:"closed_at,omitempty"`
	Outcome      string     `json:"outcome,omitempty" enum:"acted,dismissed"`
	Answer       string     `json:"answer,omitempty"`
	Title        string     `json:"title,omitempty" doc:"In the queue: the discussion's, as it was when it was reported"`
	Begins       string     `json:"begins,omitempty" doc:"In the queue: how the reported text begins. Absent for what is sealed"`
}

// ModerationWaiting counts what waits for the reader, who keeps the standard. What they may not decide about is not
// counted.
type ModerationWaiting struct {
	Held    int `json:"held" doc:"Posts of the public forum that the lists hold"`
	Cases   int `json:"cases" doc:"Open cases"`
	Appeals int `json:"appeals"`
}

// CaseRef names a case.
type CaseRef struct {
	Case uuid.UUID `path:"case" json:"case"`
}

// CaseReport is one report of a case.
type CaseReport struct {
	Reporter     *Person   `json:"reporter,omitempty"`
	Reason       string    `json:"reason"`
	Note         string    `json:"note,omitempty"`
	AboutTeacher bool      `json:"about_teacher,omitzero"`
	CreatedAt    time.Time `json:"created_at"`
}

// Evidence is what was reported as it was then, whatever became of it.
type Evidence struct {
	TakenAt time.Time  `json:"taken_at"`
	Thread  *uuid.UUID `json:"thread,omitempty"`
	Board   string     `json:"board,omitempty" doc:"The board's slug"`
	Title   string     `json:"title,omitempty" doc:"The thread's"`
	Post    *Post      `json:"post,omitempty" doc:"The reported one, or the thread's first"`
	Around  []Post     `json:"around" doc:"The posts around it, by seq; of a person, what they said last"`
	Person  *Person    `json:"person,omitempty"`
}

// CasePage is a case with everything that a decision needs.
type CasePage struct {
	Case      Case         `json:"case"`
	Sealed    bool         `json:"sealed,omitzero" doc:"A class's: what was said is shown to whoever claims the case, and the schools see that it was"`
	Reports   []CaseReport `json:"reports"`
	Evidence  *Evidence    `json:"evidence,omitempty"`
	Now       *Post        `json:"now,omitempty" doc:"The post as it is by now"`
	Deeds     []Deed       `json:"deeds" doc:"What was done about this person before, the latest first"`
	Reads     string       `json:"reads,omitempty" enum:"en,zh-Hans,zh-Hant" doc:"The language of whom it is about, who is told the reason"`
	Suggested string       `json:"suggested,omitempty" enum:"warn,suspend_1,suspend_7,ban" doc:"The next step against somebody who does it again"`
	May       []string     `json:"may" doc:"moderation.decide, moderation.answer"`
}

// TranslationIn asks for a case's text in another language.
type TranslationIn struct {
	Case uuid.UUID `path:"case" json:"case"`
	To   string    `query:"to" json:"to" enum:"en,zh-Hans,zh-Hant"`
}

// CaseTranslation is a case's text in another language, by an engine.
type CaseTranslation struct {
	State string `json:"state" enum:"none,same,done,failed" doc:"none: no engine is set up; same: the text is in that language already"`
	Text  string `json:"text,omitempty"`
	To    string `json:"to"`
}

// Clauses are the posting standard's, by which something can be done about a text or a person.
var Clauses = []string{"profanity", "attacks", "private", "advertising", "own", "language", "child"}

// Act is what a moderator does about a case. A reason is part of it: a clause of the standard, and a note.
type Act struct {
	Case   uuid.UUID `json:"case"`
	Kind   string    `json:"kind" enum:"hold,hide,warn,suspend,ban,dismiss,approve"`
	Clause string    `json:"clause" enum:"profanity,attacks,private,advertising,own,language,child,none"`
	Note   string    `json:"note" maxLength:"1000" doc:"Shown to the author"`
	Days   int       `json:"days,omitempty" minimum:"0" maximum:"365" doc:"Of a suspension"`
}

// DecidePost is what a moderator does about a public post from its place in the thread: Act on its case, which is
// opened where there is none.
type DecidePost struct {
	Post   uuid.UUID `json:"post"`
	Kind   string    `json:"kind" enum:"hold,hide,warn,suspend,ban,approve"`
	Clause string    `json:"clause,omitempty" enum:"profanity,attacks,private,advertising,own,language,child,none"`
	Note   string    `json:"note,omitempty" maxLength:"1000" doc:"Shown to the author; approving needs none"`
	Days   int       `json:"days,omitempty" minimum:"0" maximum:"365" doc:"Of a suspension"`
}

// RestorePost takes back what keeps a public post hidden.
type RestorePost struct {
	Post uuid.UUID `json:"post"`
	Note string    `json:"note" maxLength:"1000" doc:"Told to the author"`
}

// AnswerCase is how a class's teacher closes a case.
type AnswerCase struct {
	Case   uuid.UUID `json:"case"`
	Acted  bool      `json:"acted" doc:"Something was done about it"`
	Answer string    `json:"answer" maxLength:"1000" doc:"Told to those who reported it"`
}

// Deed is what a moderator did, and why.
type Deed struct {
	ID        uuid.UUID  `json:"id"`
	Case      *uuid.UUID `json:"case,omitempty" doc:"For moderators"`
	Class     *uuid.UUID `json:"class,omitempty" doc:"Decided by those who keep this class; absent: by moderators"`
	Kind      string     `json:"kind" enum:"hold,hide,warn,suspend,ban,dismiss,approve,mute" doc:"mute: in a class, by those who keep it"`
	Object    string     `json:"object" enum:"post,thread,person"`
	ObjectID  uuid.UUID  `json:"object_id"`
	Person    *Person    `json:"person,omitempty" doc:"To whom; for everybody else"`
	By        *Person    `json:"by,omitempty" doc:"Not for whom it was done to"`
	Clause    string     `json:"clause" enum:"profanity,attacks,private,advertising,own,language,child,none"`
	Note      string     `json:"note"`
	Until     *time.Time `json:"until,omitempty" doc:"Of a suspension or of being muted; absent for ever"`
	Text      *Post      `json:"text,omitempty" doc:"What it was about, as it was then"`
	CreatedAt time.Time  `json:"created_at"`
	UndoneAt  *time.Time `json:"undone_at,omitempty"`
	UndoneWhy string     `json:"undone_why,omitempty"`
	Appeal    *Appeal    `json:"appeal,omitempty"`
	May       []string   `json:"may" doc:"moderation.appeal, moderation.undo, moderation.judge"`
}

// Appeal is what a person says against a deed, once, and how another moderator decided.
type Appeal struct {
	Body      string     `json:"body"`
	CreatedAt time.Time  `json:"created_at"`
	DecidedAt *time.Time `json:"decided_at,omitempty"`
	Outcome   string     `json:"outcome,omitempty" enum:"upheld,overturned"`
	Answer    string     `json:"answer,omitempty"`
}

// DeedRef names a deed.
type DeedRef struct {
	Deed uuid.UUID `path:"deed" json:"deed"`
}

// Deeds lists deeds.
type Deeds struct {
	Deeds []Deed `json:"deeds"`
}

// UndoDeed takes a deed back.
type UndoDeed struct {
	Deed uuid.UUID `json:"deed"`
	Note string    `json:"note" maxLength:"1000"`
}

// CreateAppeal is an appeal against a deed.
type CreateAppeal struct {
	Deed uuid.UUID `json:"deed"`
	Body string    `json:"body" maxLength:"2000"`
}

// JudgeAppeal decides about an appeal.
type JudgeAppeal struct {
	Deed    uuid.UUID `json:"deed"`
	Outcome string    `json:"outcome" enum:"upheld,overturned"`
	Answer  string    `json:"answer" maxLength:"1000" doc:"Told to the author"`
}

// NoticesIn asks for a page of one's notices.
type NoticesIn struct {
	Before string `query:"before" json:"before,omitempty" doc:"Next of the page before"`
}

// Notices is a page of one's notices, the newest first.
type Notices struct {
	Notices   []Notice   `json:"notices"`
	Next      string     `json:"next,omitempty"`
	Unread    int        `json:"unread"`
	Suspended *Suspended `json:"suspended,omitempty"`
}

// Suspended tells why somebody may not write, and until when.
type Suspended struct {
	Until  *time.Time `json:"until,omitempty" doc:"Absent: for ever"`
	Clause string     `json:"clause,omitempty"`
	Note   string     `json:"note,omitempty"`
	Deed   *uuid.UUID `json:"deed,omitempty"`
}

// Unread is what the bell shows.
type Unread struct {
	Unread    int  `json:"unread"`
	Suspended bool `json:"suspended,omitzero"`
}

// MarkNotices marks notices as read: one, or all up to one, or all.
type MarkNotices struct {
	ID   *uuid.UUID `json:"id,omitempty"`
	UpTo *uuid.UUID `json:"up_to,omitempty"`
}

// Contact is who may reach a person, and who may not.
type Contact struct {
	RepliesFrom string    `json:"replies_from" enum:"everyone,classes,nobody" doc:"Who may answer what one says in public"`
	NoticesOff  bool      `json:"notices_off" doc:"The bell tells only what was decided about oneself"`
	Blocked     []Blocked `json:"blocked"`
}

// SetContact changes who may reach a person.
type SetContact struct {
	RepliesFrom string `json:"replies_from" enum:"everyone,classes,nobody"`
	NoticesOff  bool   `json:"notices_off"`
}

// Blocked is a person whom one does not want to hear of.
type Blocked struct {
	Person Person    `json:"person"`
	At     time.Time `json:"at"`
}

// PersonRef names a person.
type PersonRef struct {
	Person uuid.UUID `path:"person" json:"person"`
}

// StaffClass is a class as staff may know of it without having given a reason: that it is there, and of which schools.
type StaffClass struct {
	ID        uuid.UUID  `json:"id"`
	Schools   []Names    `json:"schools"`
	CreatedAt time.Time  `json:"created_at"`
	Over      bool       `json:"over,omitzero"`
	Until     *time.Time `json:"until,omitempty" doc:"Until when the reader may read it"`
	Chat      *uuid.UUID `json:"chat,omitempty" doc:"What may be read until then"`
}

// StaffClasses lists the classes.
type StaffClasses struct {
	Classes []StaffClass `json:"classes"`
}

// EnterClass asks for an hour in a class.
type EnterClass struct {
	Class  uuid.UUID `json:"class"`
	Reason string    `json:"reason" minLength:"10" maxLength:"1000" doc:"Its schools read it"`
}

// AuditEntry is one thing that was done. Entries are only ever added.
type AuditEntry struct {
	ID       uuid.UUID      `json:"id"`
	At       time.Time      `json:"at"`
	Actor    *Person        `json:"actor,omitempty" doc:"Absent: the program itself"`
	Action   string         `json:"action"`
	Object   string         `json:"object,omitempty"`
	ObjectID *uuid.UUID     `json:"object_id,omitempty"`
	Class    *uuid.UUID     `json:"class,omitempty"`
	Person   *Person        `json:"person,omitempty" doc:"Whom it is about"`
	Schools  []LogSchool    `json:"schools,omitempty" doc:"Whose staff may read the entry"`
	Reason   string         `json:"reason,omitempty"`
	Data     map[string]any `json:"data,omitempty"`
}

// AuditPage is a page of the log, the latest first.
type AuditPage struct {
	Entries []AuditEntry `json:"entries"`
	Next    string       `json:"next,omitempty"`
}
