package wire

import (
	"time"

	"github.com/google/uuid"
)

// ClassChanged is the event, without data, that something about a class's writing has changed: it was locked or opened,
// waits for a teacher or goes on. Whoever follows the class asks for the standing again.
const ClassChanged = "class.changed"

// ClassStanding is how the reader stands in a class: whether they may write now, and why not.
type ClassStanding struct {
	MayWrite  bool       `json:"may_write"`
	Why       string     `json:"why,omitempty" doc:"The code of the refusal: muted, quiet_hours, class_locked, paused, not_open, archived, suspended …"`
	Until     *time.Time `json:"until,omitempty" doc:"When the refusal ends by itself, where that is known"`
	ChangesAt *time.Time `json:"changes_at,omitempty" doc:"When to ask again, if no event comes before"`
	Waits     int        `json:"waits" doc:"How many of the reader's posts still wait for a teacher's approval before they are shown"`
	Lock      *ClassLock `json:"lock,omitempty" doc:"Only its teachers write; given to these too, whom it does not hinder"`
}

// ClassLock tells a class by whom it was locked and why.
type ClassLock struct {
	At     time.Time `json:"at"`
	By     string    `json:"by" doc:"By name; empty where they are gone"`
	Reason string    `json:"reason" doc:"As the teacher wrote it; empty where they gave none"`
}

// ClassSupervision is what the teachers of a class see first.
type ClassSupervision struct {
	Class        uuid.UUID          `json:"class"`
	Names        Names              `json:"names"`
	Schools      []SupervisedSchool `json:"schools"`
	Members      []SupervisedMember `json:"members"`
	Held         int                `json:"held" doc:"How many posts wait for approval"`
	Asked        int                `json:"asked" doc:"How many reports and appeals wait for the reader; 0 for who decides about none"`
	Lock         *ClassLock         `json:"lock,omitempty" doc:"Only its teachers write"`
	NeedsTeacher bool               `json:"needs_teacher" doc:"The room pauses when no verified teacher is in it"`
	QuietHours   bool               `json:"quiet_hours" doc:"The quiet hours of the reader's school hold in it, for its students"`
	FirstPosts   int                `json:"first_posts" doc:"How many of a student's first posts wait for a teacher"`
	Over         bool               `json:"over"`
	May          []string           `json:"may" doc:"What the reader may do here: class.manage, class.mute, class.read_notes, class.consent, class.judge"`
}

// SupervisedSchool is a school of a class with its calendar.
type SupervisedSchool struct {
	ID       uuid.UUID `json:"id"`
	Names    Names     `json:"names"`
	City     Names     `json:"city"`
	TimeZone string    `json:"time_zone" doc:"IANA name"`
	Today    string    `json:"today" format:"date" doc:"There, now"`
}

// SupervisedMember is somebody who is, or was, in a class.
type SupervisedMember struct {
	Person        Person     `json:"person"`
	Role          string     `json:"role" enum:"student,teacher,assistant,guest"`
	MutedUntil    *time.Time `json:"muted_until,omitempty" doc:"In the year 9999: until a teacher ends it"`
	LeftAt        *time.Time `json:"left_at,omitempty"`
	RemovedAt     *time.Time `json:"removed_at,omitempty"`
	RemovedReason string     `json:"removed_reason,omitempty"`
	WithdrawnAt   *time.Time `json:"withdrawn_at,omitempty" doc:"The consent for them was withdrawn: they see nothing of the class, and nobody what they wrote"`
	Since         time.Time  `json:"since" doc:"From when on they could have written: they came in, or the class's pairing was opened"`
	Posts         int        `json:"posts"`
	Held          int        `json:"held"`
	LastPostAt    *time.Time `json:"last_post_at,omitempty"`
	SpokeToday    bool       `json:"spoke_today" doc:"Today by the calendar of their own school"`
}

// SaidIn asks for what was said in a class, the newest first.
type SaidIn struct {
	Class  uuid.UUID `path:"class"`
	Day    string    `query:"day" format:"date" doc:"Of the school's calendar; all days where it is not given"`
	School uuid.UUID `query:"school" doc:"Whose calendar the day is of; goes together with it"`
	Person uuid.UUID `query:"person" doc:"By this person alone"`
	Held   bool      `query:"held" doc:"What waits for approval alone"`
	Before uuid.UUID `query:"before" doc:"Before this post"`
}

// ClassSaid is what was said in a class, with all that became of it.
type ClassSaid struct {
	Posts []SupervisedPost `json:"posts" doc:"The newest first"`
	More  bool             `json:"more" doc:"There are posts before these"`
}

// SupervisedPost is a post as the teachers of its class see it: with its text in any state, and its earlier texts.
type SupervisedPost struct {
	Post      Post                 `json:"post"`
	HeldFor   string               `json:"held_for,omitempty" enum:"first_posts,filter,report,media"`
	HiddenAt  *time.Time           `json:"hidden_at,omitempty"`
	DeletedAt *time.Time           `json:"deleted_at,omitempty"`
	Found     []string             `json:"found,omitempty" doc:"Kinds of what the filter finds by now in a post that waits"`
	Matches   []FilterMatch        `json:"matches,omitempty" doc:"Where in its source; none where only the text as it is read has it"`
	Revisions []SupervisedRevision `json:"revisions" doc:"Its earlier texts, oldest first"`
	May       []string             `json:"may" enum:"approve,hide,restore" doc:"What its class's teachers can decide about it by now: nothing is offered where another decision (post.hidden_for) covers it"`
}

// SupervisedRevision is an earlier text of a post.
type SupervisedRevision struct {
	Revision   int       `json:"revision"`
	Body       string    `json:"body"`
	Language   string    `json:"language"`
	ReplacedAt time.Time `json:"replaced_at"`
	ReplacedBy uuid.UUID `json:"replaced_by"`
}

// DecidePosts is what a teacher does with posts of a class, all of them or none.
type DecidePosts struct {
	Class  uuid.UUID
	Posts  []uuid.UUID `json:"posts" minItems:"1" maxItems:"100" nullable:"false"`
	Deed   string      `json:"deed" enum:"approve,hide,restore"`
	Clause string      `json:"clause,omitempty" enum:"profanity,attacks,private,advertising,own,language,child" doc:"Of the posting standard; hiding needs one. Told to the authors in their own language"`
	Reason string      `json:"reason,omitempty" maxLength:"500" doc:"Told to the authors"`
}

// DecidedPosts tells what became of them.
type DecidedPosts struct {
	Posts []Post `json:"posts" doc:"As readers see them now"`
}

// CorrectPost is a teacher's correction of what a student wrote. Revision as in EditPost.
type CorrectPost struct {
	Post     uuid.UUID
	Revision int    `json:"revision" minimum:"1"`
	Body     string `json:"body" maxLength:"20000"`
	Reason   string `json:"reason,omitempty" maxLength:"500" doc:"Told to the author"`
}

// MemberRef names somebody in a class.
type MemberRef struct {
	Class  uuid.UUID `path:"class"`
	Person uuid.UUID `path:"person"`
}

// MuteMember lets somebody read, and not write, for a while.
type MuteMember struct {
	MemberRef
	For    string `json:"for" enum:"10m,1h,today,until_unmuted,none" doc:"today: to the end of the day at their school; none ends it"`
	Reason string `json:"reason,omitempty" maxLength:"500" doc:"Told to them"`
}

// MutedMember tells until when; in the year 9999: until a teacher ends it.
type MutedMember struct {
	MutedUntil *time.Time `json:"muted_until,omitempty"`
}

// RemoveMember takes somebody out of a class.
type RemoveMember struct {
	MemberRef
	Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"Told to them, and kept"`
}

// KeepClass changes how a class is kept; what is not named stays.
type KeepClass struct {
	Class        uuid.UUID
	Locked       *bool  `json:"locked,omitempty" doc:"Only its teachers write"`
	NeedsTeacher *bool  `json:"needs_teacher,omitempty"`
	QuietHours   *bool  `json:"quiet_hours,omitempty"`
	FirstPosts   *int   `json:"first_posts,omitempty" minimum:"0" maximum:"100"`
	Reason       string `json:"reason,omitempty" maxLength:"500" doc:"Kept in the log; of a lock everybody in the class reads it"`
}

// AttendanceIn asks who was in a class on some days, at most 400.
type AttendanceIn struct {
	Class uuid.UUID `path:"class"`
	First string    `query:"first" format:"date" required:"true"`
	Last  string    `query:"last" format:"date" required:"true"`
}

// ClassAttendance is who was in the class, by the calendar of each student's own school, with the teachers' notes.
type ClassAttendance struct {
	Present []AttendanceMark `json:"present"`
	Notes   []ClassNote      `json:"notes" doc:"None for who may not read them"`
}

// AttendanceMark: somebody was there on a day.
type AttendanceMark struct {
	Person  uuid.UUID `json:"person"`
	Day     string    `json:"day" format:"date"`
	FirstAt time.Time `json:"first_at"`
	LastAt  time.Time `json:"last_at"`
}

// ClassNote is what a teacher noted, for the teachers of both schools alone.
type ClassNote struct {
	ID        uuid.UUID  `json:"id"`
	Person    *uuid.UUID `json:"person,omitempty" doc:"About whom; about the class where it is missing"`
	Day       string     `json:"day" format:"date"`
	Author    uuid.UUID  `json:"author"`
	Name      string     `json:"author_name"`
	Body      string     `json:"body"`
	CreatedAt time.Time  `json:"created_at"`
}

// WriteClassNote is a new note.
type WriteClassNote struct {
	Class  uuid.UUID
	Person *uuid.UUID `json:"person,omitempty"`
	Day    string     `json:"day" format:"date"`
	Body   string     `json:"body" minLength:"1" maxLength:"2000"`
}

// ClassNoteRef names a note.
type ClassNoteRef struct {
	Class uuid.UUID `path:"class"`
	Note  uuid.UUID `path:"note"`
}
