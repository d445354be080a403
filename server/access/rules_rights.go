package access

import "tongchuang/server/problem"

// The actions of package rights.
const (
	ExportPerson    Action = "person.export"          // everything about somebody
	AskRights       Action = "person.ask"             // ask for a correction or the deletion of somebody's data
	GiveGuardian    Action = "person.guardian"        // make a guardian's link for a student, and end it
	DecideRights    Action = "school.decide_requests" // what guardians and students of a school ask for
	DecideOthers    Action = "rights.decide"          // the same for those without a school's coordinator
	ListAffected    Action = "rights.affected"        // whom a breach affects
	ReadRetention   Action = "rights.retention"       // what is kept how long
	WithdrawStudent Action = "person.withdraw"        // a guardian's deed, by a link alone: there is no rule
	SchoolStudents  Action = "school.students"        // who a school's students are, to make guardians' links for them
)

// rightsRules are the rules of package rights.
var rightsRules = map[Action]rule{
	ExportPerson:   {kindPerson, person, holders},
	AskRights:      {kindPerson, person, askers},
	GiveGuardian:   {kindPerson, writer, linkMakers},
	DecideRights:   {kindSchool, writer, coordinatorsOf},
	DecideOthers:   {kindInstallation, writer, administrators},
	ListAffected:   {kindInstallation, person, administrators},
	ReadRetention:  {kindInstallation, nobody, everyone},
	SchoolStudents: {kindSchool, person, staffOf},
}

// holders of a person's data: oneself, the coordinators of a student's school, and administrators. For everybody else
// the person is not there.
func holders(a Actor, f facts) error {
	if f.object != a.Person && f.role != Administrator && !(f.own && f.student && f.role == Coordinator) {
		return oneself(a, f)
	}
	return noReadOnlyToken(a, f)
}

// askers: oneself, and the staff of a student's school.
func askers(a Actor, f facts) error {
	if f.object == a.Person {
		return noReadOnlyToken(a, f)
	}
	return staffOfStudent(a, f)
}

// staffOfStudent: the coordinators of the student's school, and those of its teachers who teach the student.
func staffOfStudent(a Actor, f facts) error {
	if !f.own || !f.student || f.role != Coordinator && !(f.role == Teacher && f.taught) {
		return problem.NotFound()
	}
	return noReadOnlyToken(a, f)
}

// linkMakers: a guardian's link opens everything about a student. The school's coordinators make it; the student's
// teachers where the school has none.
func linkMakers(a Actor, f facts) error {
	if f.coordinated && f.role != Coordinator {
		return problem.NotFound()
	}
	return staffOfStudent(a, f)
}

func staffOf(_ Actor, f facts) error {
	if !f.own || f.role != Coordinator && (f.role != Teacher || f.coordinated) {
		return problem.NotFound()
	}
	return nil
}

func coordinatorsOf(a Actor, f facts) error {
	if !f.own || f.role != Coordinator {
		return problem.NotFound()
	}
	return noReadOnlyToken(a, f)
}
