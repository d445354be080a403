package app_test

var classPart = part{}
