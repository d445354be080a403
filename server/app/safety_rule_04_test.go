package app_test

import (
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/wire"
)

func TestRule04SomeoneOfUnknownAgeIsAMinor(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	// Who does not state to be an adult has no account.
	w.refused(nobody, "POST", "/api/register", map[string]any{
		"email": "young@example.org", "display_name": "Young", "language": "en", "time_zone": "UTC", "password": "share a window and a view", "adult": false,
	}, 422, "invalid")
	w.soon("a statement is kept with its time", `select adult_at is not null from person where id = $1`, w.Citizen.ID)
	w.soon("a student is none", `select adult_at is null from person where id = $1`, w.Student.ID)

	thread := func() wire.CreateThread {
		return wire.CreateThread{Board: "welcome", ClientID: uuid.New(), Title: "Hello", Body: "Hello"}
	}
	var said wire.Thread
	w.must(w.Citizen, "POST", "/api/threads", thread(), &said)
	post := func() wire.CreatePost { return wire.CreatePost{Thread: said.ID, ClientID: uuid.New(), Body: "Yes"} }

	unknown := w.Person("Of unknown age", access.Citizen, nil)
	w.must(unknown, "POST", "/api/posts", post(), nil)
	school := wire.AskForSchool{School: &w.Columbus, Role: "teacher", Why: "I teach there"}
	w.exec(`update person set adult_at = null where id = $1`, unknown.ID)
	w.refused(unknown, "POST", "/api/teacher-requests", school, 403, "forbidden")
	w.must(w.Citizen, "POST", "/api/teacher-requests", school, nil)
	w.refused(unknown, "POST", "/api/threads", thread(), 403, "forbidden")
	w.refused(unknown, "POST", "/api/posts", post(), 403, "forbidden")
	w.refused(w.Student, "POST", "/api/posts", post(), 403, "forbidden")

	// A school's permission is for those whom it vouches for.
	w.exec(`update school set public_posting = true where id = $1`, w.Columbus)
	w.must(w.Student, "POST", "/api/posts", post(), nil)
	w.exec(`update person set verified_at = null where id = $1`, w.Student.ID)
	w.refused(w.Student, "POST", "/api/posts", post(), 403, "forbidden")
}
