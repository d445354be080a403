package app_test

var supervisionPart = part{}
