package app_test

var pairingPart = part{}
