package access

import "tongchuang/server/problem"

// The actions of package school.
const (
	ListSchools        Action = "school.list"
	AskForSchool       Action = "school.ask"               // ask to be vouched for
	ReadAllRequests    Action = "school.read_all_requests" // everybody's who asks
	FoundSchool        Action = "school.found"             // accept one that is new
	AddCity            Action = "city.add"
	ReadSchool         Action = "school.read" // its names, terms and hours
	ReadSchoolRequests Action = "school.read_requests"
	EditSchool         Action = "school.edit"
	AcceptTeacher      Action = "school.accept" // vouch for a teacher
	RefuseTeacher      Action = "school.refuse"
	AppointCoordinator Action = "school.appoint" // vouch for a coordinator, or end it
	AskForCoordinator  Action = "school.ask_coordinator"
	ReadStaff          Action = "school.read_staff"
	WithdrawTeacher    Action = "school.withdraw" // no longer vouch for a teacher
	SearchPartners     Action = "partner.search"
	CompareHours       Action = "partner.compare"  // when two schools or classes are free at once
	DescribeClass      Action = "partner.describe" // say, for a school, which class looks for a partner
)

// schoolRules are the rules of package school.
var schoolRules = map[Action]rule{
	ListSchools:        {kindInstallation, person, everyone},
	AskForSchool:       {kindInstallation, writer, notVouchedFor},
	ReadAllRequests:    {kindInstallation, person, administrators},
	FoundSchool:        {kindInstallation, writer, administrators},
	AddCity:            {kindInstallation, writer, administrators},
	ReadSchool:         {kindSchool, person, anyStaff},
	ReadSchoolRequests: {kindSchool, person, coordinatorsOfTheSchool},
	EditSchool:         {kindSchool, writer, coordinatorsOfTheSchool},
	AcceptTeacher:      {kindSchool, writer, coordinatorsOfTheSchool},
	RefuseTeacher:      {kindSchool, writer, coordinatorsOfTheSchool},
	AppointCoordinator: {kindSchool, writer, administrators},
	AskForCoordinator:  {kindSchool, writer, describers},
	ReadStaff:          {kindSchool, person, staffOfTheSchool},
	WithdrawTeacher:    {kindSchool, writer, coordinatorsOfTheSchool},
	SearchPartners:     {kindInstallation, person, searchers},
	CompareHours:       {kindInstallation, person, anyStaff},
	DescribeClass:      {kindSchool, writer, describers},
}

// vouched: a teacher or coordinator whose school, or an administrator, says who they are.
func (f facts) vouched() bool {
	return f.verified && (f.role == Teacher || f.role == Coordinator)
}

// notVouchedFor may ask: adults who are nobody's staff. A student is a minor, and a moderator or administrator would lose
// that role by being accepted.
func notVouchedFor(_ Actor, f facts) error {
	switch f.role {
	case Citizen:
		if f.publicPosting { // known to be an adult (safety.md, rule 4)
			return nil
		}
	case Teacher, Coordinator:
		if !f.verified {
			return nil
		}
	}
	return problem.Forbidden()
}

func searchers(_ Actor, f facts) error {
	if !f.vouched() {
		return problem.Forbidden()
	}
	return nil
}

// anyStaff: those who could be its partners.
func anyStaff(_ Actor, f facts) error {
	if !f.vouched() && f.role != Administrator {
		return problem.Forbidden()
	}
	return nil
}

func staffOfTheSchool(_ Actor, f facts) error {
	if !(f.own && f.vouched()) && f.role != Administrator {
		return problem.Forbidden()
	}
	return nil
}

func describers(_ Actor, f facts) error {
	if !f.own || !f.vouched() {
		return problem.Forbidden()
	}
	return nil
}

func coordinatorsOfTheSchool(_ Actor, f facts) error {
	if !(f.own && f.role == Coordinator) && f.role != Administrator {
		return problem.Forbidden()
	}
	return nil
}
