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
	KeepThread      Action = "thread.keep"
	MarkThreadRead  Action = "thread.read_mark"
	ReadClass       Action = "class.read"
	SignalClass     Action = "class.signal"
	OwnAffairs      Action = "person.own"
	ChangeOwn       Action = "person.change_own"
	ReadForum       Action = "forum.read"
	Preview         Action = "post.preview"
	ReadOutbox      Action = "outbox.read"
)

type rule struct {
	on    Kind
	write bool // changes something: needs a person in good standing
	judge func(Actor, facts) error
}

// rules is the whole table. A new operation adds its row here and to the table test.
var rules = map[Action]rule{
	ReadForum:       {kindInstallation, false, everyone},
	Preview:         {kindInstallation, false, anyone},
	ReadOutbox:      {kindInstallation, false, administrators},
	ReadBoard:       {kindBoard, false, readers},
	CreateThread:    {kindBoard, true, writers},
	ReadThread:      {kindThread, false, readers},
	CreatePost:      {kindThread, true, writersOf},
	MarkThreadRead:  {kindThread, false, markers},
	ReadPost:        {kindPost, false, readers},
	ReadPostHistory: {kindPost, false, readers},
	EditPost:        {kindPost, true, author},
	DeletePost:      {kindPost, true, author},
	HidePost:        {kindPost, true, keepers},
	KeepThread:      {kindThread, true, keepers},
	ReadClass:       {kindClass, false, members},
	SignalClass:     {kindClass, true, members},
	OwnAffairs:      {kindPerson, false, oneself},
	ChangeOwn:       {kindPerson, false, changingOneself},
}

// Suspended: this person may read, and may not write for now.
func Suspended() *problem.Error { return problem.New(http.StatusForbidden, "suspended") }

// Unconfirmed: the e-mail address has to be confirmed first.
func Unconfirmed() *problem.Error { return problem.New(http.StatusForbidden, "unconfirmed") }

// Archived: the class is over; it can be read, not written.
func Archived() *problem.Error { return problem.New(http.StatusForbidden, "archived") }

// Locked: nobody writes in this thread any more.
func Locked() *problem.Error { return problem.New(http.StatusForbidden, "locked") }

// ReadOnlyToken: the access token has the scope `read`.
func ReadOnlyToken() *problem.Error { return problem.New(http.StatusForbidden, "read_only_token") }

func mayWrite(a Actor, f facts) error {
	switch {
	case a.Visitor():
		return problem.Unauthenticated()
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

func everyone(Actor, facts) error { return nil }

func anyone(a Actor, _ facts) error {
	if a.Visitor() {
		return problem.Unauthenticated()
	}
	return nil
}

func administrators(a Actor, f facts) error {
	switch {
	case a.Visitor():
		return problem.Unauthenticated()
	case f.role != Administrator:
		return problem.Forbidden()
	}
	return nil
}

// readers: a public board is for all; what is a class's is for its members, and for others not there at all.
// What is hidden or deleted is there as a trace; its text is taken away where it is read.
func readers(_ Actor, f facts) error {
	if f.inClass && f.memberRole == "" {
		return problem.NotFound()
	}
	return nil
}

// markers: whoever can read and is somebody.
func markers(a Actor, f facts) error {
	if a.Visitor() {
		return problem.Unauthenticated()
	}
	return readers(a, f)
}

// writers: members in their class; in the public forum everyone but students (safety.md, public forum).
func writers(a Actor, f facts) error {
	if err := readers(a, f); err != nil {
		return err
	}
	if !f.inClass && f.role == Student {
		return problem.Forbidden()
	}
	return nil
}

func writersOf(a Actor, f facts) error {
	if err := writers(a, f); err != nil {
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
	if err := readers(a, f); err != nil {
		return err
	}
	switch {
	case f.author != a.Person:
		return problem.Forbidden()
	case f.deleted || f.hidden:
		return problem.NotFound()
	}
	return nil
}

// keepers: teachers of the class; in the public forum moderators and administrators.
func keepers(a Actor, f facts) error {
	if err := readers(a, f); err != nil {
		return err
	}
	if f.inClass && f.memberRole == Teacher || !f.inClass && (f.role == Moderator || f.role == Administrator) {
		return nil
	}
	return problem.Forbidden()
}

func members(_ Actor, f facts) error {
	if f.memberRole == "" {
		return problem.NotFound()
	}
	return nil
}

func oneself(a Actor, f facts) error {
	switch {
	case a.Visitor():
		return problem.Unauthenticated()
	case f.object != a.Person:
		return problem.NotFound()
	}
	return nil
}

// changingOneself: settings can be changed while suspended or unconfirmed, but not by a read-only token.
func changingOneself(a Actor, f facts) error {
	if err := oneself(a, f); err != nil {
		return err
	}
	if a.ReadOnly {
		return ReadOnlyToken()
	}
	return nil
}
