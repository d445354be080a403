package access

// filterRules are the rules of package filter.
var filterRules = map[Action]rule{}
