package app_test

var accountPart = part{}
