package access

// pairingRules are the rules of package pairing.
var pairingRules = map[Action]rule{}
