package access

import (
	"net/http"

	"tongchuang/server/problem"
)

// The actions of package moderation.
const (
	ReportPost   Action = "post.report"
	ReportThread Action = "thread.report"
	ReportPerson Action = "person.report"
	BlockPerson  Action = "person.block"

	DecidePost    Action = "post.decide"       // about what was said in public, from its place in the thread
	ReadQueue     Action = "moderation.queue"  // the list of what waits
	ReadCase      Action = "moderation.read"   // one case, with its evidence
	AnswerCase    Action = "moderation.answer" // as a teacher of the class it happened in
	DecideCase    Action = "moderation.decide" // claim it, act on it, dismiss it
	ReadDeed      Action = "moderation.deed"   // what was done, and why
	UndoDeed      Action = "moderation.undo"   // take it back
	Appeal        Action = "moderation.appeal" // against what was done to oneself
	JudgeAppeal   Action = "moderation.judge"  // another's appeal against another's deed
	JudgeInClass  Action = "class.judge"       // list the appeals against what was decided in a class
	EnterClass    Action = "moderation.enter"  // read a class, with a reason that its schools see
	ReadAudit     Action = "audit.read"        // everything that was done
	ReadSchoolLog Action = "audit.read_school" // what was done in and to one's own school

	FindPeople       Action = "person.find" // by name, to read the log by
	FindSchoolPeople Action = "school.find" // … those of one's own school
)

// moderationRules are the rules of package moderation. For everybody else cases and deeds are not there.
var moderationRules = map[Action]rule{
	ReportPost:    {kindPost, person, reporters},
	ReportThread:  {kindThread, person, reporters},
	ReportPerson:  {kindFellow, person, acquainted},
	BlockPerson:   {kindFellow, person, blockers},
	DecidePost:    {kindPost, writer, deciders},
	ReadQueue:     {kindInstallation, person, moderators},
	ReadCase:      {kindCase, person, caseReaders},
	AnswerCase:    {kindCase, writer, caseAnswerers},
	DecideCase:    {kindCase, writer, caseDeciders},
	ReadDeed:      {kindDeed, person, deedReaders},
	UndoDeed:      {kindDeed, writer, deedKeepers},
	Appeal:        {kindDeed, person, appellants},
	JudgeAppeal:   {kindDeed, writer, appealJudges},
	JudgeInClass:  {kindClass, person, teachers},
	EnterClass:    {kindInstallation, writer, moderators},
	ReadAudit:     {kindInstallation, person, administrators},
	ReadSchoolLog: {kindSchool, person, schoolStaff},

	FindPeople:       {kindInstallation, writer, administrators},
	FindSchoolPeople: {kindSchool, writer, ownCoordinators},
}

// OwnDeed: who did it does not decide about the appeal against it.
func OwnDeed() *problem.Error { return problem.New(http.StatusForbidden, "appeal.own_deed") }

// OwnReport: who reported something does not decide about it, unless nobody else could; the audit log says so then.
func OwnReport() *problem.Error { return problem.New(http.StatusForbidden, "case.own_report") }

// HigherRole: staff are moderated by administrators, and nobody by themselves.
func HigherRole() *problem.Error { return problem.New(http.StatusForbidden, "moderation.higher_role") }

func (f facts) moderates() bool { return f.role == Moderator || f.role == Administrator }

func moderators(_ Actor, f facts) error {
	if !f.moderates() {
		return problem.Forbidden()
	}
	return nil
}

// reporters: whoever may read it, suspended people too.
func reporters(a Actor, f facts) error {
	if (f.hidden || f.deleted || f.held) && !f.keeps() {
		return problem.NotFound()
	}
	return noReadOnlyToken(a, f)
}

// acquainted: a student is known to those of their classes alone, and to those who keep the standard.
func acquainted(a Actor, f facts) error {
	if f.theirRole == Student && !f.shared && !f.moderates() || f.about == a.Person {
		return problem.NotFound()
	}
	return noReadOnlyToken(a, f)
}

// blockers: anybody. But in a class, who keeps it and whom it is kept for do not block each other.
func blockers(a Actor, f facts) error {
	if err := acquainted(a, f); err != nil {
		return err
	}
	if f.kept {
		return problem.New(http.StatusForbidden, "block.teacher")
	}
	return nil
}

// inTheirHands: the case is the actor's to know as a moderator. Nobody sees what was reported about themselves.
func inTheirHands(a Actor, f facts) bool {
	return f.moderates() && f.forModerators && f.about != a.Person
}

func caseReaders(a Actor, f facts) error {
	if inTheirHands(a, f) || caseTeachers(a, f) == nil {
		return nil
	}
	return problem.NotFound()
}

// caseTeachers: those who keep the class, as far as what was reported is for them: what is about a teacher is not.
func caseTeachers(a Actor, f facts) error {
	if f.memberRole != Teacher && f.memberRole != Assistant || f.about == a.Person || !f.forKeepers {
		return problem.NotFound()
	}
	return nil
}

// caseAnswerers: a class's teachers do not answer for a teacher.
func caseAnswerers(a Actor, f facts) error {
	if err := caseTeachers(a, f); err != nil {
		return err
	}
	if f.aboutTeacher {
		return problem.Forbidden()
	}
	return nil
}

func caseDeciders(a Actor, f facts) error {
	switch {
	case !inTheirHands(a, f):
		return problem.NotFound()
	case f.reported && !f.alone:
		return OwnReport()
	}
	return mayModerate(f)
}

// deciders: moderators, about what others said in public. What was said in a class is for its teachers, and comes to
// moderators as a case.
func deciders(a Actor, f facts) error {
	switch {
	case f.inClass || f.inPairing || !f.moderates():
		return problem.Forbidden()
	case f.author == a.Person && f.held:
		return OwnHeld()
	case f.author == a.Person:
		return HigherRole()
	}
	return mayModerate(f)
}

// mayModerate: whoever keeps the standard is kept to it by administrators.
func mayModerate(f facts) error {
	if (f.theirRole == Moderator || f.theirRole == Administrator) && f.role != Administrator {
		return HigherRole()
	}
	return nil
}

// deedReaders: whom it was done to; moderators, but what was decided in a class only when its teachers left an appeal
// against it waiting for a day; and these teachers.
func deedReaders(a Actor, f facts) error {
	if f.about == a.Person || f.moderates() && f.forModerators || f.keepersDeed && f.memberRole == Teacher {
		return nil
	}
	return problem.NotFound()
}

// deedKeepers: moderators. What was decided in a class is taken back there, or by who judges an appeal.
func deedKeepers(a Actor, f facts) error {
	switch {
	case !f.moderates() || f.keepersDeed:
		return problem.NotFound()
	case f.about == a.Person:
		return HigherRole()
	case f.upheld && f.by == a.Person: // a judge let it stand: it is taken back by another
		return OwnDeed()
	}
	return mayModerate(f)
}

func appellants(a Actor, f facts) error {
	if f.about != a.Person {
		return problem.NotFound()
	}
	return noReadOnlyToken(a, f)
}

// appealJudges: another than who did it. In a class another of its teachers, of either school; moderators when a day has
// passed.
func appealJudges(a Actor, f facts) error {
	switch {
	case f.keepersDeed && f.memberRole == Teacher:
		if f.by == a.Person || f.about == a.Person {
			return OwnDeed()
		}
		return nil
	case !f.moderates() || !f.forModerators:
		return problem.NotFound()
	case f.by == a.Person || f.about == a.Person:
		return OwnDeed()
	}
	return mayModerate(f)
}

// schoolStaff: the school's teachers and coordinators.
func schoolStaff(_ Actor, f facts) error {
	if !f.own || f.role != Teacher && f.role != Coordinator {
		return problem.Forbidden()
	}
	return nil
}
