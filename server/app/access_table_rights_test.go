package app_test

var rightsPart = part{}
