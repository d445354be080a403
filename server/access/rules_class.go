package access

// The actions of package class, and of those who keep one.
const (
	SuperviseClass Action = "class.supervise" // see all that was said in it
	ManageClass    Action = "class.manage"    // say who belongs to it and how it is kept
)

// classRules are the rules of package class.
var classRules = map[Action]rule{
	SuperviseClass: {kindClass, person, keepers},
	ManageClass:    {kindClass, writer, teachers},
}
