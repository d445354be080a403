package access

// accountRules are the rules of package account.
var accountRules = map[Action]rule{}
