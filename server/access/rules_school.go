package access

// schoolRules are the rules of package school.
var schoolRules = map[Action]rule{}
