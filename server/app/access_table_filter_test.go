package app_test

var filterPart = part{}
