package app_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/wire"
)

func TestRule18AGuardiansLinkIsMadeByTheCoordinatorAndOpensWhileTheSchoolVouchesForItsMaker(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	links := "/api/people/" + w.Student.ID.String() + "/guardian-links"
	w.refused(w.Teacher, "POST", links, nil, 404, "not_found")
	var mine wire.Rights
	if w.must(w.Teacher, "GET", "/api/rights", nil, &mine); len(mine.Students) != 0 {
		t.Errorf("a teacher is offered %+v", mine.Students)
	}
	token, _ := w.guardianOf(w.Student)
	w.must(nobody, "POST", "/api/guardian", wire.GuardianToken{Token: token}, nil)
	w.exec(`update person set verified_at = null where id = $1`, w.coordinator.ID)
	w.refused(nobody, "POST", "/api/guardian", wire.GuardianToken{Token: token}, 410, "rights.link_ended")
	w.refused(nobody, "POST", "/api/guardian/export", wire.GuardianToken{Token: token}, 410, "rights.link_ended")
	// A school without a coordinator has its teachers.
	w.must(w.Teacher, "POST", links, nil, nil)
	if w.must(w.Teacher, "GET", "/api/rights", nil, &mine); len(mine.Students) == 0 {
		t.Error("where the school has no coordinator, its teachers find no students")
	}
}

// A student reports and blocks whom they have to fear; a guardian asks for what the child need not read.
func TestRule18AnExportKeepsWhatAStudentAndAGuardianSayFromEachOther(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	const note, words, answer = "It is about somebody at home", "Please do not tell my child", "We do not tell the child"
	said := w.say(w.StudentHefei, "Something")
	w.must(w.Student, "POST", "/api/reports", wire.CreateReport{Object: "post", ID: said, Reason: "bullying", Note: note}, nil)
	w.exec(`insert into person_block (blocker_id, blocked_id) values ($1, $2)`, w.Student.ID, w.StudentHefei.ID)
	token, _ := w.guardianOf(w.Student)
	var view wire.GuardianView
	w.must(nobody, "POST", "/api/guardian/requests", wire.GuardianAsk{Token: token, Kind: "delete", Posts: "delete", Text: words}, &view)
	w.must(w.coordinator, "POST", "/api/rights/requests/"+view.Requests[0].ID.String()+"/decide", wire.DecideRights{Reason: answer}, nil)
	second, _ := w.guardianOf(w.Student)

	export := "/api/people/" + w.Student.ID.String() + "/export"
	holds := func(who, text string, has bool, word string) {
		t.Helper()
		if strings.Contains(text, word) != has {
			t.Errorf("%s: %q in it is %v", who, word, !has)
		}
	}
	blocked := w.StudentHefei.ID.String()
	own := unzip(t, w.must(w.Student, "POST", export, wire.ExportPerson{}, nil))["data.json"]
	for word, has := range map[string]bool{note: true, blocked: true, words: false, answer: false} {
		holds("the student", own, has, word)
	}
	school := unzip(t, w.must(w.coordinator, "POST", export, wire.ExportPerson{Reason: "The family asked"}, nil))["data.json"]
	for word, has := range map[string]bool{note: false, blocked: false, words: true} {
		holds("the school", school, has, word)
	}
	guardians := unzip(t, w.must(nobody, "POST", "/api/guardian/export", wire.GuardianToken{Token: token}, nil))["data.json"]
	for word, has := range map[string]bool{note: false, blocked: false, words: true} {
		holds("the guardian", guardians, has, word)
	}
	holds("another guardian", unzip(t, w.must(nobody, "POST", "/api/guardian/export", wire.GuardianToken{Token: second}, nil))["data.json"], false, words)
	holds("the student's page", string(w.must(w.Student, "GET", "/api/rights", nil, nil)), false, words)
}

func TestRule18WhatACoordinatorAsksForAboutAStudentIsDecidedBySomebodyElse(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	decide := func(id uuid.UUID) string { return "/api/rights/requests/" + id.String() + "/decide" }
	newest := func() (id uuid.UUID) {
		if err := w.node.Pool.QueryRow(t.Context(), `select id from rights_request order by created_at desc limit 1`).Scan(&id); err != nil {
			t.Fatal(err)
		}
		return id
	}
	ask := wire.AskRights{Person: &w.Student.ID, Kind: "correct", Name: "Tessa"}
	w.must(w.coordinator, "POST", "/api/rights/requests", ask, nil)
	// The school has no other coordinator: administrators decide. To others it is as if it were not there.
	w.refused(w.coordinator, "POST", decide(newest()), wire.DecideRights{Grant: true}, 404, "not_found")
	w.refused(w.coordinator, "POST", decide(uuid.New()), wire.DecideRights{Grant: true}, 404, "not_found")
	w.must(w.Person("Ada", access.Administrator, nil), "POST", decide(newest()), wire.DecideRights{Grant: true}, nil)

	other := w.Person("Mr Coordinator", access.Coordinator, &w.Columbus)
	w.must(w.coordinator, "POST", "/api/rights/requests", ask, nil)
	w.refused(w.coordinator, "POST", decide(newest()), wire.DecideRights{Grant: true}, 403, "rights.own_request")
	w.must(other, "POST", decide(newest()), wire.DecideRights{Grant: true}, nil)
}
