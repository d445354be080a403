package access

import (
	"net/http"

	"tongchuang/server/problem"
)

// Action is something that someone may or may not do.
type Action string

// The actions.
const (
	ReadBoard       Action = "board.read"
	CreateThread    Action = "thread.create"
	ReadThread      Action = "thread.read"
	CreatePost      Action = "post.create"
	ReadPost        Action = "post.read"
	ReadPostHistory Action = "post.read_history"
	EditPost        Action = "post.edit"
	DeletePost      Action = "post.delete"
	HidePost        Action = "post.hide"
	ApprovePost     Action = "post.approve"
	ReadEvidence    Action = "post.read_evidence"
	KeepThread      Action = "thread.keep"
	MarkThreadRead  Action = "thread.read_mark"
	ReadClass       Action = "class.read"
	SignalClass     Action = "class.signal"
	OwnAffairs      Action = "person.own"
	ChangeOwn       Action = "person.change_own"
	NameOneself     Action = "person.name_oneself"
	ReadForum       Action = "forum.read"
	Preview         Action = "post.preview"
	ReadOutbox      Action = "outbox.read"
)

type rule struct {
	on    Kind
	needs needs
	judge func(Actor, facts) error
}

// needs is what an actor has to be, whatever it is done to.
type needs int

const (
	nobody needs = iota // a visitor may
	person              // somebody who is signed in
	writer              // and in good standing: it says something to others
	tidier              // as a writer, and where all is over, too: what stands there is still read
)

// rules is the whole table, put together of its parts; a new operation adds its row to one of them and to the table test
// (server/app/access_table_test.go). What is not there for the actor (facts.there) is refused before a rule is asked.
var rules = together(textRules, schoolRules, pairingRules, classRules, supervisionRules, moderationRules, filterRules, rightsRules, accountRules)

// together makes one table; an action that stands twice is a mistake of the program.
func together(parts ...map[Action]rule) map[Action]rule {
	all := map[Action]rule{}
	for _, part := range parts {
		for action, r := range part {
			if _, twice := all[action]; twice {
				panic("access: two rules for " + string(action))
			}
			all[action] = r
		}
	}
	return all
}

// textRules are about what people say, where they say it, and their own affairs.
var textRules = map[Action]rule{
	ReadForum:       {kindInstallation, nobody, everyone},
	Preview:         {kindInstallation, person, everyone},
	ReadOutbox:      {kindInstallation, person, administrators},
	ReadBoard:       {kindBoard, nobody, everyone},
	CreateThread:    {kindBoard, writer, openers},
	ReadThread:      {kindThread, nobody, everyone},
	CreatePost:      {kindThread, writer, speakersIn},
	MarkThreadRead:  {kindThread, person, noReadOnlyToken},
	ReadPost:        {kindPost, nobody, everyone},
	ReadPostHistory: {kindPost, nobody, everyone},
	EditPost:        {kindPost, writer, editor},
	DeletePost:      {kindPost, writer, author},
	HidePost:        {kindPost, tidier, ownKeepers},
	ApprovePost:     {kindPost, writer, approvers},
	ReadEvidence:    {kindPost, person, keepers},
	KeepThread:      {kindThread, writer, keepers},
	ReadClass:       {kindClass, nobody, everyone},
	SignalClass:     {kindClass, writer, speakers},
	OwnAffairs:      {kindPerson, person, oneself},
	ChangeOwn:       {kindPerson, person, changingOneself},
	NameOneself:     {kindPerson, person, namingOneself},
}

// Suspended: this person may read, and may not write for now.
func Suspended() *problem.Error { return problem.New(http.StatusForbidden, "suspended") }

// Unconfirmed: the e-mail address has to be confirmed first.
func Unconfirmed() *problem.Error { return problem.New(http.StatusForbidden, "unconfirmed") }

// Archived: the class is over; it can be read, not written.
func Archived() *problem.Error { return problem.New(http.StatusForbidden, "archived") }

// Locked: nobody writes in this thread any more.
func Locked() *problem.Error { return problem.New(http.StatusForbidden, "locked") }

// NotOpen: the class waits for both schools' consent and a verified teacher of each (safety.md, rules 1 and 3).
func NotOpen() *problem.Error { return problem.New(http.StatusForbidden, "not_open") }

// ClassLocked: the class's teachers have closed it for writing.
func ClassLocked() *problem.Error { return problem.New(http.StatusForbidden, "class_locked") }

// Muted: a teacher of the class lets this member read only, for a while.
func Muted() *problem.Error { return problem.New(http.StatusForbidden, "muted") }

// Paused: the room waits for a teacher.
func Paused() *problem.Error { return problem.New(http.StatusForbidden, "paused") }

// QuietHours: it is night where the student lives.
func QuietHours() *problem.Error { return problem.New(http.StatusForbidden, "quiet_hours") }

// ReadOnlyToken: the access token has the scope `read`.
func ReadOnlyToken() *problem.Error { return problem.New(http.StatusForbidden, "read_only_token") }

func mayWrite(a Actor, f facts) error {
	switch {
	case a.ReadOnly:
		return ReadOnlyToken()
	case f.suspended:
		return Suspended()
	case !f.confirmed:
		return Unconfirmed()
	case f.archived:
		return Archived()
	}
	return nil
}

// there: what is a class's is for its members, what two schools discuss for their staff, and for others not there at all;
// a hidden thread is there for those who keep it. A hidden or deleted post is there as a trace; its text is taken away where it is read.
func (f facts) there() bool {
	return (f.belongs() || f.granted) && (!f.buried || f.keeps())
}

// belongs: to the class, or to those who discuss the pairing. The public forum is everybody's.
func (f facts) belongs() bool {
	return (!f.inClass || f.memberRole != "") && (!f.inPairing || f.discusses != "")
}

// onlyGranted: staff who may read a class, or what two schools discuss, for an hour, and do nothing else there
// (safety.md, rule 17).
func (f facts) onlyGranted() bool { return f.granted && !f.belongs() }

// keeps: teachers and their assistants keep their class, coordinators what their school discusses with another;
// moderators and administrators the public forum.
func (f facts) keeps() bool {
	switch {
	case f.inClass:
		return f.memberRole == Teacher || f.memberRole == Assistant
	case f.inPairing:
		return f.discusses == "keeps"
	}
	return f.role == Moderator || f.role == Administrator
}

// everyone for whom it is there, and who is what the rule needs.
func everyone(Actor, facts) error { return nil }

func administrators(_ Actor, f facts) error {
	if f.role != Administrator {
		return problem.Forbidden()
	}
	return nil
}

func noReadOnlyToken(a Actor, _ facts) error {
	if a.ReadOnly {
		return ReadOnlyToken()
	}
	return nil
}

// openers: a pairing has its one discussion.
func openers(a Actor, f facts) error {
	if f.inPairing {
		return problem.Forbidden()
	}
	return speakers(a, f)
}

// speakers: members of an open class, as far as its teachers let them; a pairing's staff, until it ends; in the public
// forum adults, and students whose school lets them (safety.md, rules 1, 3, 4, 16 and public forum).
func speakers(_ Actor, f facts) error {
	switch {
	case f.inPairing && f.ended:
		return PairingEnded()
	case f.inPairing:
		return nil
	case !f.inClass && !f.publicPosting:
		return problem.Forbidden()
	case !f.inClass:
		return nil
	case !f.open:
		return NotOpen()
	case f.memberRole == Teacher:
		return nil
	case f.classLocked:
		return ClassLocked()
	case f.muted:
		return Muted()
	case f.paused && f.memberRole != Assistant:
		return Paused()
	case f.quiet:
		return QuietHours()
	}
	return nil
}

func speakersIn(a Actor, f facts) error {
	if err := speakers(a, f); err != nil {
		return err
	}
	if f.hidden {
		return problem.NotFound()
	}
	if f.locked {
		return Locked()
	}
	return nil
}

func author(a Actor, f facts) error {
	switch {
	case f.author != a.Person:
		return problem.Forbidden()
	case f.deleted || f.hidden:
		return problem.NotFound()
	}
	return nil
}

// editor: an author who may still write there. In a locked thread what was said can be taken back, not replaced.
func editor(a Actor, f facts) error {
	if err := speakers(a, f); err != nil {
		return err
	}
	if err := author(a, f); err != nil {
		return err
	}
	if f.locked {
		return Locked()
	}
	return nil
}

// teachers of the class.
func teachers(_ Actor, f facts) error {
	if f.memberRole != Teacher {
		return problem.Forbidden()
	}
	return nil
}

func keepers(_ Actor, f facts) error {
	if !f.keeps() {
		return problem.Forbidden()
	}
	return nil
}

// ownKeepers hide and restore in their class, and coordinators what was said about a pairing. In public there is no
// hiding without a decision (DecidePost).
func ownKeepers(_ Actor, f facts) error {
	if !f.inClass && !f.inPairing || !f.keeps() {
		return problem.Forbidden()
	}
	return nil
}

// OwnHeld: what waits for approval is approved by another than its author.
func OwnHeld() *problem.Error { return problem.New(http.StatusForbidden, "post.own_held") }

func approvers(a Actor, f facts) error {
	if err := ownKeepers(a, f); err != nil {
		return err
	}
	if f.author == a.Person {
		return OwnHeld()
	}
	return nil
}

func oneself(a Actor, f facts) error {
	if f.object != a.Person {
		return problem.NotFound()
	}
	return nil
}

// namingOneself: a name is shown to others, so that it is no way to go on speaking for who may not write.
func namingOneself(a Actor, f facts) error {
	if err := changingOneself(a, f); err != nil {
		return err
	}
	switch {
	case f.suspended:
		return Suspended()
	case f.muted:
		return Muted()
	}
	return nil
}

// changingOneself: settings can be changed while suspended or unconfirmed, but not by a read-only token.
func changingOneself(a Actor, f facts) error {
	if err := oneself(a, f); err != nil {
		return err
	}
	return noReadOnlyToken(a, f)
}
