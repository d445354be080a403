package access

import (
	"net/http"

	"tongchuang/server/problem"
)

// The actions of package pairing.
const (
	ListPairings    Action = "pairing.list"
	ProposePairing  Action = "pairing.propose"
	ReadPairing     Action = "pairing.read"
	DiscussPairing  Action = "pairing.discuss"
	AcceptPairing   Action = "pairing.accept"
	WithdrawPairing Action = "pairing.withdraw"
	EnterPairing    Action = "pairing.enter"   // read its discussion, with a reason that both schools see
	KeepConsent     Action = "pairing.consent" // give and withdraw the own school's consent
	// ConsentInClass is about one student of a class, by its teachers; CoordinateStudents and VouchForStudents about the
	// students of a school, by its coordinator, or by its coordinator and its teachers.
	ConsentInClass     Action = "class.consent"
	CoordinateStudents Action = "student.coordinate"
	VouchForStudents   Action = "student.vouch"
)

// pairingRules are the rules of package pairing.
var pairingRules = map[Action]rule{
	ListPairings:       {kindInstallation, person, staffAndAdministrators},
	ProposePairing:     {kindInstallation, writer, verifiedStaff},
	ReadPairing:        {kindPairing, person, pairingReaders},
	DiscussPairing:     {kindPairing, writer, pairingStaff},
	AcceptPairing:      {kindPairing, writer, pairingAcceptors},
	WithdrawPairing:    {kindPairing, writer, pairingEnders},
	EnterPairing:       {kindPairing, writer, pairingEntrants},
	KeepConsent:        {kindPairing, writer, pairingCoordinators},
	ConsentInClass:     {kindClass, person, consentingTeachers},
	CoordinateStudents: {kindSchool, writer, ownCoordinators},
	VouchForStudents:   {kindSchool, writer, ownStaff},
}

// PairingEnded: one of the schools withdrew; what was said can be read, nothing can be added.
func PairingEnded() *problem.Error { return problem.New(http.StatusConflict, "pairing.ended") }

func (f facts) staff() bool { return f.role == Teacher || f.role == Coordinator }

func verifiedStaff(_ Actor, f facts) error {
	if !f.verified || !f.staff() {
		return problem.Forbidden()
	}
	return nil
}

func staffAndAdministrators(a Actor, f facts) error {
	if f.role == Administrator {
		return nil
	}
	return verifiedStaff(a, f)
}

// pairingReaders: verified teachers and coordinators of the two schools, and administrators. For others it is not there.
func pairingReaders(_ Actor, f facts) error {
	if !(f.own && f.staff()) && f.role != Administrator {
		return problem.NotFound()
	}
	return nil
}

// pairingEntrants: moderators and administrators, who are told of pairings in a list of their own.
func pairingEntrants(a Actor, f facts) error {
	if f.moderates() {
		return nil
	}
	if err := pairingReaders(a, f); err != nil {
		return err
	}
	return problem.Forbidden()
}

// pairingStaff speak for their school as long as the pairing stands.
func pairingStaff(a Actor, f facts) error {
	if err := pairingReaders(a, f); err != nil {
		return err
	}
	switch {
	case !f.own:
		return problem.Forbidden()
	case f.ended:
		return PairingEnded()
	}
	return nil
}

// pairingAcceptors: the schools' coordinators; an administrator where a school has none (package pairing sees to that).
func pairingAcceptors(a Actor, f facts) error {
	if err := pairingReaders(a, f); err != nil {
		return err
	}
	switch {
	case f.role != Coordinator && f.role != Administrator:
		return problem.Forbidden()
	case f.ended:
		return PairingEnded()
	}
	return nil
}

// pairingEnders: the schools' coordinators, and who proposed it.
func pairingEnders(a Actor, f facts) error {
	if err := pairingReaders(a, f); err != nil {
		return err
	}
	if !f.own || (f.role != Coordinator && f.author != a.Person) {
		return problem.Forbidden()
	}
	return nil
}

// pairingCoordinators keep their school's consent, also after the end: what was given can always be taken back.
func pairingCoordinators(a Actor, f facts) error {
	if err := pairingReaders(a, f); err != nil {
		return err
	}
	if !f.own || f.role != Coordinator {
		return problem.Forbidden()
	}
	return nil
}

// consentingTeachers: the class's teachers, also after its end.
func consentingTeachers(a Actor, f facts) error {
	switch {
	case a.ReadOnly:
		return ReadOnlyToken()
	case f.suspended:
		return Suspended()
	}
	return teachers(a, f)
}

func ownCoordinators(_ Actor, f facts) error {
	if !f.own || f.role != Coordinator {
		return problem.Forbidden()
	}
	return nil
}

func ownStaff(_ Actor, f facts) error {
	if !f.own || !f.staff() {
		return problem.Forbidden()
	}
	return nil
}
