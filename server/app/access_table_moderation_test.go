package app_test

var moderationPart = part{}
