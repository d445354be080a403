package web

import "strings"

// clientPages are the pages that the client shows (client/src/routes; a test compares the two), besides those that the
// server writes itself. A star stands for one part of the path.
var clientPages = []string{
	"/partners", "/partners/*", "/school", "/school/requests",
	"/", "/about", "/boards/*", "/boards/*/new", "/classes", "/classes/*", "/confirm", "/first-administrator", "/forgot-password", "/forum",
	"/classes/*/archive", "/classes/*/consents", "/classes/*/members", "/classes/*/slips", "/classes/*/supervision", "/classes/new", "/join",
	"/moderation", "/moderation/*", "/moderation/appeals", "/moderation/audit", "/moderation/classes", "/moderation/log", "/notices", "/notices/*", "/notices/settings",
	"/guardian", "/rights",
	"/moderation/filters", "/new", "/outbox", "/pairings", "/pairings/*", "/pairings/new", "/register", "/reset-password", "/settings", "/settings/people", "/sign-in", "/standard", "/threads/*",
}

// clientShows tells whether the client has a page for a path; for all others the status is 404.
func clientShows(path string) bool {
	for _, page := range clientPages {
		if fits(page, path) {
			return true
		}
	}
	return false
}

func fits(page, path string) bool {
	want, have := strings.Split(page, "/"), strings.Split(strings.TrimSuffix(path, "/"), "/")
	if page == "/" {
		return path == "/"
	}
	if len(want) != len(have) {
		return false
	}
	for i := range want {
		if want[i] != have[i] && (want[i] != "*" || have[i] == "") {
			return false
		}
	}
	return true
}
