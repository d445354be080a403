package app_test

var schoolPart = part{}
