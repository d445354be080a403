package access

// moderationRules are the rules of package moderation.
var moderationRules = map[Action]rule{}
