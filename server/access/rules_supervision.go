package access

import "tongchuang/server/problem"

// The actions of package supervision.
const (
	MuteMember  Action = "class.mute"       // let somebody read only, for a while
	CorrectPost Action = "post.correct"     // put a teacher's words in the place of a student's
	ReadNotes   Action = "class.read_notes" // what teachers noted about students
)

// supervisionRules are the rules of package supervision. Approving, hiding and restoring are in textRules.
var supervisionRules = map[Action]rule{
	MuteMember:  {kindClass, writer, keepers},
	ReadNotes:   {kindClass, person, teachers},
	CorrectPost: {kindPost, tidier, correctors},
}

// correctors: teachers, in their class, of what is there to be read or waits.
func correctors(a Actor, f facts) error {
	switch {
	case !f.inClass || f.memberRole != Teacher || f.author == a.Person:
		return problem.Forbidden()
	case f.deleted || f.hidden:
		return problem.NotFound()
	}
	return nil
}
