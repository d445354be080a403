package access

// supervisionRules are the rules of package supervision.
var supervisionRules = map[Action]rule{}
