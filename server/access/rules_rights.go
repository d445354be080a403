package access

// rightsRules are the rules of package rights.
var rightsRules = map[Action]rule{}
