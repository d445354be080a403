package class

import (
	"errors"
	"testing"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

func TestAClosedClassSaysToItsTeachersWhatIsMissingAndToAllThatItsPairingEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made, err := w.Make(t.Context(), w.teacher, InPairing[wire.NewClass]{Pairing: w.pairing, Body: wire.NewClass{Names: wire.Names{En: "New"}}})
	if err != nil {
		t.Fatal(err)
	}
	w.exec(`delete from consent where pairing_id = $1`, w.pairing)
	w.exec(`insert into consent (id, pairing_id, school_id, purpose, given_by, expires_at) values (gen_random_uuid(), $1, $2, 'chat', $3, now() + interval '1 day')`,
		w.pairing, w.columbus, w.teacher.Person)
	read := func() wire.ClassMembership {
		t.Helper()
		m, err := w.Membership(t.Context(), w.teacher, wire.ClassRef(made))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	if m := read(); m.Open || len(m.Lacking) != 1 || m.Lacking[0] != (wire.ClassLacking{School: w.hefei, Consent: true, Teacher: true}) {
		t.Errorf("without the other school: %+v", m.Lacking)
	}
	if _, err := w.AddStaff(t.Context(), w.teacher, OfClass[wire.AddStaff]{Class: made.Class, Body: wire.AddStaff{Person: w.partner.Person, Role: "teacher"}}); err != nil {
		t.Fatal(err)
	}
	if m := read(); len(m.Lacking) != 1 || m.Lacking[0] != (wire.ClassLacking{School: w.hefei, Consent: true}) {
		t.Errorf("with its teacher: %+v", m.Lacking)
	}
	w.exec(`insert into consent (id, pairing_id, school_id, purpose, given_by, expires_at) values (gen_random_uuid(), $1, $2, 'chat', $3, now() + interval '1 day')`,
		w.pairing, w.hefei, w.partner.Person)
	if m := read(); !m.Open || len(m.Lacking) != 0 {
		t.Errorf("nothing is missing: %+v", m.Lacking)
	}

	w.exec(`update pairing set ended_at = now() where id = $1`, w.pairing)
	next := newID()
	w.exec(`insert into pairing (id, school_a, school_b, opened_at) select $1, school_a, school_b, now() from pairing where id = $2`, next, w.pairing)
	if m := read(); m.Open || m.PairingEnded == nil || len(m.Lacking) != 0 || m.Successor == nil || *m.Successor != next {
		t.Errorf("its pairing ended and another is open: ended %v, successor %v", m.PairingEnded, m.Successor)
	}
	_, err = w.MoveUp(t.Context(), w.teacher, OfClass[wire.MoveUp]{Class: made.Class, Body: wire.MoveUp{Names: wire.Names{En: "Next year"}}})
	refused(t, err, "pairing.ended")
	student := w.person("student", &w.columbus)
	w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'student')`, made.Class, student.Person)
	for who, actor := range map[string]access.Actor{"teacher": w.teacher, "student": student} {
		list, err := w.Classes(t.Context(), actor, command.None{})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list.Classes {
			if c.ID == made.Class && (c.Open || c.PairingEnded == nil) {
				t.Errorf("the %s's list shows it as %+v", who, c)
			}
		}
	}
	_, err = w.Class(t.Context(), student, wire.ClassRef(made))
	refused(t, err, "not_open")
}

func TestANewPairingIsNoWayAroundAWithdrawnConsent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	student := w.person("student", &w.columbus)
	w.exec(`insert into class_member (class_id, person_id, role, withdrawn_at) values ($1, $2, 'student', now())`, w.class, student.Person)
	w.exec(`update pairing set ended_at = now()`)
	next, class := newID(), newID()
	w.exec(`insert into pairing (id, school_a, school_b, opened_at) select $1, school_a, school_b, now() from pairing where id = $2`, next, w.pairing)
	w.exec(`insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant) values ($1, $2, 'Next', '下', '下')`, class, next)
	w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'teacher'), ($1, $3, 'teacher')`, class, w.teacher.Person, w.partner.Person)
	request := newID()
	w.exec(`insert into join_request (id, class_id, school_id, person_id, name, language, time_zone, token_hash, expires_at)
		values ($1, $2, $3, $4, 'Tess', 'en', 'UTC', $5, now() + interval '1 day')`, request, class, w.columbus, student.Person, request[:])
	_, err := w.Confirm(t.Context(), w.teacher, RequestRef{Class: class, Request: request})
	refused(t, err, "class.consent_withdrawn")
}

func TestAClassWithoutAnyNameAsksForOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.Make(t.Context(), w.teacher, InPairing[wire.NewClass]{Pairing: w.pairing, Body: wire.NewClass{Names: wire.Names{En: "  "}}})
	refused(t, err, "invalid")
	var p *problem.Error
	if errors.As(err, &p) && (len(p.Fields) != 1 || p.Fields[0].Name != "names.en" || p.Fields[0].Code != "one_name") {
		t.Errorf("asked for %v", p.Fields)
	}
}
