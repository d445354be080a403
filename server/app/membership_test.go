package app_test

import (
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// A removal is over when the removed are let in again: who then leaves by choice is not brought back by it.
func TestWhoLeavesByChoiceIsNotBroughtBackByAnEarlierRemoval(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	class := "/api/classes/" + w.Class.String()
	removal := class + "/members/" + w.Student.ID.String() + "/removal"
	w.must(w.TeacherHefei, "POST", removal, map[string]any{"reason": "A bad day"}, nil)
	request := uuid.New()
	w.exec(`insert into join_request (id, class_id, school_id, person_id, name, language, time_zone, token_hash, expires_at)
		values ($1, $2, $3, $4, 'Tess', 'en', 'America/New_York', $5, now() + interval '1 day')`, request, w.Class, w.Columbus, w.Student.ID, request[:])
	w.must(w.Teacher, "POST", class+"/requests/"+request.String()+"/confirm", nil, nil)
	w.must(w.Student, "GET", class, nil, nil)
	w.must(w.Student, "POST", class+"/leave", map[string]any{}, nil)
	w.ask(w.TeacherHefei, "DELETE", removal, nil, nil)
	w.refused(w.Student, "GET", class, nil, 404, "not_found")
}

func TestWhoIsMutedMovesUpMuted(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	class := "/api/classes/" + w.Class.String()
	w.must(w.Teacher, "PUT", class+"/members/"+w.Student.ID.String()+"/mute", map[string]any{"for": "until_unmuted", "reason": "Again"}, nil)
	var made wire.ClassMade
	w.must(w.Teacher, "POST", class+"/move-up", map[string]any{"names": wire.Names{En: "Next year", ZhHans: "明年", ZhHant: "明年"},
		"members": []uuid.UUID{w.TeacherHefei.ID, w.Student.ID, w.StudentHefei.ID}}, &made)
	var standing wire.ClassStanding
	if w.must(w.Student, "GET", "/api/classes/"+made.Class.String()+"/standing", nil, &standing); standing.MayWrite || standing.Why != "muted" {
		t.Errorf("the muted student in the class of the new year: %+v", standing)
	}
	if w.must(w.StudentHefei, "GET", "/api/classes/"+made.Class.String()+"/standing", nil, &standing); !standing.MayWrite {
		t.Errorf("another student: %+v", standing)
	}
}
