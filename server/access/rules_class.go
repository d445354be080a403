package access

import "tongchuang/server/problem"

// The actions of package class, and of those who keep one.
const (
	SuperviseClass  Action = "class.supervise"       // see all that was said in it
	ManageClass     Action = "class.manage"          // say who belongs to it and how it is kept
	ReadMembership  Action = "class.read_membership" // see who belongs to it, who waits, and how it is kept
	ExportClass     Action = "class.export"          // take a readable copy home
	LeaveClass      Action = "class.leave"
	CallOneself     Action = "class.call_oneself"     // choose one's own nickname in it
	MakeClass       Action = "pairing.make_class"     // and choose its teachers
	ExportClassesOf Action = "pairing.export_classes" // of every class of a pairing
	ContinueClass   Action = "class.continue"         // say for one's school that it goes on in another pairing, or not
	VouchForStudent Action = "school.vouch"           // say who a student of the school is
	JoinByCode      Action = "class.join"             // ask a teacher to be let in
	ReadJoining     Action = "class.read_joining"     // by the token that was given for it
	// AnswerInvitation is for whoever has one; to all others it is not there.
	AnswerInvitation Action = "class.answer_invitation"
)

// classRules are the rules of package class.
var classRules = map[Action]rule{
	SuperviseClass:   {kindClass, person, keepers},
	ManageClass:      {kindClass, writer, teachers},
	ReadMembership:   {kindClass, person, teachers},
	ExportClass:      {kindClass, person, teachers},
	LeaveClass:       {kindClass, person, noReadOnlyToken},
	CallOneself:      {kindClass, writer, speakers},
	MakeClass:        {kindPairing, person, teachersOfThePaired},
	ExportClassesOf:  {kindPairing, person, coordinatorsOfThePaired},
	ContinueClass:    {kindClass, writer, verifiedTeachers},
	VouchForStudent:  {kindSchool, writer, teachersOfTheSchool},
	JoinByCode:       {kindInstallation, nobody, joiners},
	ReadJoining:      {kindInstallation, nobody, everyone},
	AnswerInvitation: {kindInstallation, writer, everyone},
}

// teachersOfThePaired are those whom one of the two schools vouches for, once both have accepted. To all others it is not
// there, whatever else they may not do.
func teachersOfThePaired(a Actor, f facts) error {
	if !f.own || !f.role.Teaches() {
		return problem.NotFound()
	}
	if err := mayWrite(a, f); err != nil {
		return err
	}
	if !f.opened {
		return NotOpen()
	}
	return nil
}

// verifiedTeachers are those teachers of the class whom a school vouches for now. Which schools these are, the pairing says
// (MakeClass).
func verifiedTeachers(a Actor, f facts) error {
	if !f.vouched() {
		return problem.Forbidden()
	}
	return teachers(a, f)
}

// coordinatorsOfThePaired: to all others a class that is not theirs is not there.
func coordinatorsOfThePaired(_ Actor, f facts) error {
	if !f.own || f.role != Coordinator {
		return problem.NotFound()
	}
	return nil
}

// teachersOfTheSchool say who its students are (safety.md, rule 5), and nobody else's teachers do.
func teachersOfTheSchool(_ Actor, f facts) error {
	if !f.own || !f.role.Teaches() {
		return problem.Forbidden()
	}
	return nil
}

// joiners are students, and visitors who may be some. Adults come into a class by its teachers' invitation alone.
func joiners(a Actor, f facts) error {
	switch {
	case a.Visitor():
		return nil
	case f.role != Student:
		return problem.Forbidden()
	case f.suspended:
		return Suspended()
	}
	return noReadOnlyToken(a, f)
}
