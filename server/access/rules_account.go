package access

import (
	"net/http"

	"tongchuang/server/problem"
)

// The actions of package account beyond one's own settings.
const (
	MakeToken    Action = "person.make_token"     // let a script act for oneself
	DeleteOwn    Action = "person.delete_own"     // end one's own account, at once
	ResetTwoStep Action = "person.reset_two_step" // take the second step from somebody who lost their phone
	FindTwoStep  Action = "person.find_two_step"  // … and find whose it is
	LeaveSchool  Action = "school.leave"          // end by oneself that it vouches for one
)

// accountRules are the rules of package account.
var accountRules = map[Action]rule{
	MakeToken:    {kindPerson, person, changingOneself},
	DeleteOwn:    {kindPerson, person, adultsThemselves},
	ResetTwoStep: {kindPerson, writer, administratorsOfOthers},
	FindTwoStep:  {kindInstallation, person, administrators},
	LeaveSchool:  {kindSchool, person, leavers},
}

// withoutTwoStep is what remains to somebody whose role asks for the second step and who has not set it up: the way to
// set it up, and out.
var withoutTwoStep = map[Action]bool{OwnAffairs: true, ChangeOwn: true, DeleteOwn: true}

// adultsThemselves: a student's school decides with them and their guardian (safety.md, rule 18), who ask for it; what was
// reported about them would be gone otherwise, and nobody would know.
func adultsThemselves(a Actor, f facts) error {
	if err := changingOneself(a, f); err != nil {
		return err
	}
	if f.role == Student {
		return problem.Forbidden()
	}
	return nil
}

// TwoStepNeeded: this role can do nothing before its sign-in asks for a code.
func TwoStepNeeded() *problem.Error { return problem.New(http.StatusForbidden, "two_step_needed") }

// RequireTwoStep adds roles to those (administrators) that have to set up the second step. Before the first question.
func (p *Policy) RequireTwoStep(roles ...Role) {
	for _, role := range roles {
		p.twoStep[role] = true
	}
}

// RequiresTwoStep tells whether a role has to set up the second step.
func (p *Policy) RequiresTwoStep(role Role) bool { return p.twoStep[role] }

// demandTwoStep refuses what a role may not do before the second step is set up. What everybody may read stays open, and
// is read as everybody reads it.
func (f *facts) demandTwoStep(action Action, r rule) error {
	switch {
	case !f.twoStepMissing || withoutTwoStep[action] || !f.there():
		return nil
	case r.needs >= person || f.inClass || f.inPairing:
		return TwoStepNeeded()
	}
	f.role = ""
	return nil
}

func administratorsOfOthers(a Actor, f facts) error {
	if f.object == a.Person || administrators(a, f) != nil {
		return problem.NotFound()
	}
	return nil
}

// leavers are a school's own staff, whatever else they may do now.
func leavers(a Actor, f facts) error {
	if err := ownStaff(a, f); err != nil {
		return err
	}
	return noReadOnlyToken(a, f)
}
