// Package access is the one place that says who may do what. Every command, every HTTP operation and every
// subscription asks it, every time: Check reads the facts from the database and judges them by the table in rules.go.
// It holds no state of its own and is safe for concurrent use.
package access

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access/accessdb"
	"tongchuang/server/problem"
)

// Kind of an object.
type Kind string

// Object is what an action is done to. The zero Object stands for the installation itself.
type Object struct {
	Kind Kind
	ID   uuid.UUID
}

// The kinds of objects.
const (
	kindInstallation Kind = ""
	kindBoard        Kind = "board"
	kindThread       Kind = "thread"
	kindPost         Kind = "post"
	kindClass        Kind = "class"
	kindPerson       Kind = "person"
	kindSchool       Kind = "school"
	kindPairing      Kind = "pairing"
	kindFellow       Kind = "fellow"
	kindCase         Kind = "case"
	kindDeed         Kind = "deed"
)

// Installation is the server as a whole.
func Installation() Object { return Object{} }

// Board is a section of the forum.
func Board(id uuid.UUID) Object { return Object{kindBoard, id} }

// Thread is a discussion or a class's chat.
func Thread(id uuid.UUID) Object { return Object{kindThread, id} }

// Post is one text.
func Post(id uuid.UUID) Object { return Object{kindPost, id} }

// Class is a class of a pairing.
func Class(id uuid.UUID) Object { return Object{kindClass, id} }

// Person is a person's own affairs: settings, logins, notices.
func Person(id uuid.UUID) Object { return Object{kindPerson, id} }

// School is one of a city's schools.
func School(id uuid.UUID) Object { return Object{kindSchool, id} }

// Pairing is a tie between two schools.
func Pairing(id uuid.UUID) Object { return Object{kindPairing, id} }

// Fellow is somebody else, as far as the actor may know of them.
func Fellow(id uuid.UUID) Object { return Object{kindFellow, id} }

// Case is what was reported of one thing.
func Case(id uuid.UUID) Object { return Object{kindCase, id} }

// Deed is what a moderator did, or who keeps a class, with its reason.
func Deed(id uuid.UUID) Object { return Object{kindDeed, id} }

// Policy answers questions of access.
type Policy struct {
	db      *accessdb.Queries
	refused func(action Action, code string) // nil: nobody wants to know
	twoStep map[Role]bool                    // who can do nothing before signing in asks them for a code
}

// New makes a Policy that reads facts from db (a pool, or a transaction).
func New(db accessdb.DBTX) *Policy {
	return &Policy{db: accessdb.New(db), twoStep: map[Role]bool{Administrator: true}}
}

// Check returns nil when actor may do action to object now. Otherwise it returns a problem: unauthenticated (sign in
// first), forbidden, not_found (there is no such thing, or not for this reader's eyes), suspended, unconfirmed,
// two_step_needed, archived or locked; or the database's error.
func (p *Policy) Check(ctx context.Context, actor Actor, action Action, object Object) error {
	err := p.check(ctx, actor, action, object)
	p.tell(action, err)
	return err
}

// Tell makes f hear of every refusal, with its code; for the figures. Before the first question.
func (p *Policy) Tell(f func(action Action, code string)) { p.refused = f }

func (p *Policy) tell(action Action, err error) {
	var refusal *problem.Error
	if p.refused != nil && errors.As(err, &refusal) {
		p.refused(action, refusal.Code)
	}
}

func (p *Policy) check(ctx context.Context, actor Actor, action Action, object Object) error {
	rule, ok := rules[action]
	if !ok || rule.on != object.Kind {
		return noRule(action, object.Kind)
	}
	// In this order, so that no refusal tells of something that is not for the actor's eyes that it is there.
	if rule.needs >= person && actor.Visitor() {
		return problem.Unauthenticated()
	}
	f, err := p.facts(ctx, actor, object)
	if err != nil {
		return err
	}
	if err := f.demandTwoStep(action, rule); err != nil {
		return err
	}
	return rule.apply(actor, f)
}

// apply judges what is known; of the actor it is known that it is somebody where it has to be.
func (r rule) apply(actor Actor, f facts) error {
	if !f.there() || r.needs >= writer && f.onlyGranted() {
		return problem.NotFound()
	}
	if f.inClass && !f.open && !f.onlyGranted() && f.memberRole != Teacher {
		return NotOpen()
	}
	if r.needs >= writer {
		f.archived = f.archived && r.needs != tidier
		if err := mayWrite(actor, f); err != nil {
			return err
		}
	}
	return r.judge(actor, f)
}

func noRule(action Action, kind Kind) error {
	return problem.Internal(fmt.Errorf("access: no rule for %q on %q", action, kind))
}

// Alive returns nil when the actor's person and login still stand: what keeps an open socket open.
func (p *Policy) Alive(ctx context.Context, actor Actor) error {
	if actor.Visitor() {
		return nil
	}
	_, err := p.standing(ctx, actor)
	return err
}

// facts is all that a rule may look at.
type facts struct {
	role           Role // of the actor; "" for a visitor
	confirmed      bool
	suspended      bool
	twoStepMissing bool // the actor's role asks for the second step of signing in, which is not set up
	verified       bool // the actor's school, or an administrator, vouches for them
	publicPosting  bool // an adult, or a student whom their school vouches for and lets write in the public forum
	object         uuid.UUID
	own            bool // the actor is vouched for by the school that the object is, or by one of the pairing's
	opened         bool // the pairing was accepted by both schools and has not ended
	ended          bool // the pairing has

	inPairing bool   // the object belongs to a pairing's discussion
	discusses string // … in which the actor "speaks", or which they keep besides ("keeps"); "" for all others

	coordinated bool // the school that the object is, or is a student of, has a coordinator
	student     bool // the object is another person, and one
	taught      bool // … in a class in which the actor is a teacher
	inClass     bool // the object belongs to a class
	memberRole  Role // of the actor in that class; "" for no member
	muted       bool // the actor, by a teacher of the class; in one's own affairs, of any class
	quiet       bool // it is the actor's quiet hours
	archived    bool // of the class, as below
	classLocked bool
	open        bool // both schools' consent stands, and a verified teacher of each is in it
	paused      bool // it asks for a teacher in the room, and there is none
	granted     bool // the actor is staff and gave a reason for reading it, within the last hour

	about         uuid.UUID // whom a case or a deed is about, or the fellow
	theirRole     Role      // that person's, or a post's author's
	by            uuid.UUID // who did the deed
	upheld        bool      // … and a judge let it stand
	keepersDeed   bool      // … as one who keeps a class
	shared        bool      // the fellow is in a class with the actor
	kept          bool      // one of the two keeps a class that both are in
	forModerators bool      // the case or deed is no class's, or its teachers should not or did not decide about it
	aboutTeacher  bool      // … should not: it is about one of them
	forKeepers    bool      // the case has a report that is not about a teacher
	reported      bool      // by the actor
	alone         bool      // … beside whom there is no moderator who could decide it

	author  uuid.UUID
	locked  bool
	hidden  bool
	deleted bool
	held    bool
	buried  bool // the thread that the object is, or is in, is hidden
}

func (p *Policy) standing(ctx context.Context, actor Actor) (accessdb.StandingRow, error) {
	s, err := p.db.Standing(ctx, given(actor.Login), given(actor.Token), actor.Person)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return s, problem.Unauthenticated()
	case err != nil:
		return s, fmt.Errorf("reading a person's standing: %w", err)
	case s.Deleted || s.LoginEnded:
		return s, problem.Unauthenticated()
	}
	return s, nil
}

// given makes SQL's null of the zero id.
func given(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// taken makes the zero id of SQL's null.
func taken(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}

func (p *Policy) facts(ctx context.Context, actor Actor, object Object) (facts, error) {
	f := facts{object: object.ID}
	var person *uuid.UUID
	if !actor.Visitor() {
		s, err := p.standing(ctx, actor)
		if err != nil {
			return f, err
		}
		person = &actor.Person
		f.role, f.confirmed, f.suspended = Role(s.Role), s.Confirmed, s.Suspended
		f.verified, f.publicPosting = s.Verified, s.PublicPosting
		f.twoStepMissing = p.twoStep[f.role] && !s.TwoStep
	}
	var err error
	switch object.Kind {
	case kindBoard:
		var r accessdb.AboutBoardRow
		r, err = p.db.AboutBoard(ctx, person, object.ID)
		f.ofClass(accessdb.AboutClassRow{
			MemberRole: r.MemberRole, Muted: r.Muted, Quiet: r.Quiet, Archived: r.Archived, ClassLocked: r.ClassLocked, ClassOpen: r.ClassOpen, Paused: r.Paused,
		}, r.ClassID != nil)
		f.inPairing, f.ended, f.discusses = r.PairingID != nil, r.Ended, r.Discusses
	case kindThread:
		var r accessdb.AboutThreadRow
		r, err = p.db.AboutThread(ctx, person, object.ID)
		f.ofClass(accessdb.AboutClassRow{
			MemberRole: r.MemberRole, Muted: r.Muted, Quiet: r.Quiet, Archived: r.Archived, ClassLocked: r.ClassLocked, ClassOpen: r.ClassOpen, Paused: r.Paused,
		}, r.ClassID != nil)
		f.inPairing, f.ended, f.discusses = r.PairingID != nil, r.Ended, r.Discusses
		f.locked, f.hidden, f.buried, f.granted = r.Locked, r.Hidden, r.Hidden, r.Granted
		if r.AuthorID != nil {
			f.author = *r.AuthorID
		}
	case kindPost:
		var r accessdb.AboutPostRow
		r, err = p.db.AboutPost(ctx, person, object.ID)
		f.ofClass(accessdb.AboutClassRow{
			MemberRole: r.MemberRole, Muted: r.Muted, Quiet: r.Quiet, Archived: r.Archived, ClassLocked: r.ClassLocked, ClassOpen: r.ClassOpen, Paused: r.Paused,
		}, r.ClassID != nil)
		f.inPairing, f.ended, f.discusses = r.PairingID != nil, r.Ended, r.Discusses
		f.author, f.locked, f.hidden, f.deleted, f.held, f.buried = r.AuthorID, r.Locked, r.Hidden || r.ThreadHidden, r.Deleted, r.Held, r.ThreadHidden
		f.granted, f.theirRole = r.Granted, Role(r.AuthorRole)
	case kindClass:
		var r accessdb.AboutClassRow
		r, err = p.db.AboutClass(ctx, person, object.ID)
		f.ofClass(r, true)
	case kindSchool:
		var r accessdb.AboutSchoolRow
		r, err = p.db.AboutSchool(ctx, person, object.ID)
		f.own, f.coordinated = r.Own, r.Coordinated
	case kindPerson:
		if object.ID == actor.Person { // one's own affairs need to know little more
			f.muted, err = p.db.MutedSomewhere(ctx, actor.Person)
			break
		}
		var r accessdb.AboutPersonRow
		r, err = p.db.AboutPerson(ctx, person, object.ID)
		f.own, f.student, f.taught, f.coordinated = r.Own, r.Student, r.Taught, r.Coordinated
	case kindPairing:
		var r accessdb.AboutPairingRow
		r, err = p.db.AboutPairing(ctx, person, object.ID)
		f.own, f.opened, f.ended = r.Own, r.Opened, r.Ended
		if r.ProposedBy != nil {
			f.author = *r.ProposedBy
		}
	case kindFellow:
		var r accessdb.AboutFellowRow
		r, err = p.db.AboutFellow(ctx, person, object.ID)
		f.about, f.theirRole, f.shared, f.kept = object.ID, Role(r.TheirRole), r.Shared, r.Kept
	case kindCase:
		var r accessdb.AboutCaseRow
		r, err = p.db.AboutCase(ctx, person, object.ID)
		f.about, f.theirRole, f.forModerators = taken(r.PersonID), Role(r.TheirRole), r.ForModerators
		f.memberRole = Role(r.MemberRole)
		f.aboutTeacher, f.forKeepers, f.reported = r.AboutTeacher, r.ForKeepers, r.Reported
		f.alone = r.Alone
	case kindDeed:
		var r accessdb.AboutDeedRow
		r, err = p.db.AboutDeed(ctx, person, object.ID)
		f.by, f.about, f.theirRole, f.upheld = r.ActorID, taken(r.PersonID), Role(r.TheirRole), r.Upheld
		f.keepersDeed, f.memberRole, f.forModerators = r.ClassID != nil, Role(r.MemberRole), r.ForModerators
	}
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return f, problem.NotFound()
	case err != nil:
		return f, fmt.Errorf("reading facts about a %s: %w", object.Kind, err)
	}
	return f, nil
}

func (f *facts) ofClass(r accessdb.AboutClassRow, inClass bool) {
	f.inClass, f.memberRole, f.muted, f.quiet = inClass, Role(r.MemberRole), r.Muted, r.Quiet
	f.archived, f.classLocked, f.open, f.paused = r.Archived, r.ClassLocked, r.ClassOpen, r.Paused
}
