package account_test

import "testing"

func TestPupilsWhoGuessAtTheSchoolsAddressDoNotHoldTheTeacherUp(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("carver@example.org")
	h.member("pupil@example.org")
	teacher, pupil := h.signedIn("carver@example.org"), h.signedIn("pupil@example.org")
	teacher.post("/api/sign-out", nil).must(t)
	pupil.post("/api/sign-out", nil).must(t)
	wrong := m{"name": "carver@example.org", "password": other}
	for range 5 {
		pupil.post("/api/sign-in", wrong).want(t, 422, "account.wrong_credentials")
	}
	// Having signed in as oneself from a browser is no pass for another's account.
	pupil.post("/api/sign-in", wrong).want(t, 429, "account.too_many_tries")
	h.browser().post("/api/sign-in", wrong).want(t, 429, "account.too_many_tries")
	teacher.post("/api/sign-in", m{"name": "Carver@example.org", "password": good}).must(t)
	// Whoever sits at the teacher's browser has a bound as well.
	teacher.post("/api/sign-out", nil).must(t)
	for range 5 {
		teacher.post("/api/sign-in", wrong).want(t, 422, "account.wrong_credentials")
	}
	teacher.post("/api/sign-in", wrong).want(t, 429, "account.too_many_tries")
}
