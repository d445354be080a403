package class

import (
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/wire"
)

func TestOnlyAVerifiedTeacherOfThePairedSchoolsMakesAClass(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	in := InPairing[wire.NewClass]{Pairing: w.pairing, Body: wire.NewClass{Names: wire.Names{ZhHant: "新班"}}}
	unverified := w.person("teacher", &w.columbus)
	w.exec(`update person set verified_at = null where id = $1`, unverified.Person)
	for what, actor := range map[string]access.Actor{"a stranger": w.stranger, "unverified": unverified, "a student": w.person("student", &w.columbus)} {
		if _, err := w.Make(t.Context(), actor, in); err == nil {
			t.Errorf("%s made a class", what)
		}
	}
	for _, not := range []access.Actor{w.stranger, unverified, w.person("student", &w.hefei)} {
		in.Body.Teachers = []uuid.UUID{not.Person}
		_, err := w.Make(t.Context(), w.teacher, in)
		refused(t, err, "class.not_fit")
	}
	// A coordinator whom the school vouches for can be its teacher: at a small school there is nobody else.
	in.Body.Teachers = []uuid.UUID{w.person("coordinator", &w.columbus).Person}
	if _, err := w.Make(t.Context(), w.person("coordinator", &w.hefei), in); err != nil {
		t.Errorf("coordinators as teachers: %v", err)
	}
	in.Body.Teachers = nil
	made, err := w.Make(t.Context(), w.partner, in)
	if err != nil {
		t.Fatal(err)
	}
	if n := one[int](w, `select count(*) from class c join board b on b.class_id = c.id join thread t on t.board_id = b.id and t.kind = 'chat' join topic top on top.id = t.topic_id
		where c.id = $1 and top.name = 'class:' || c.id and name_en = '新班' and name_zh_hans = '新班' and not c.staffed and c.first_posts = 3 and c.quiet_hours`, made.Class); n != 1 {
		t.Error("the class is not what it should be")
	}
	w.exec(`update pairing set ended_at = now()`)
	_, err = w.Make(t.Context(), w.partner, in)
	refused(t, err, "not_open")
}

func TestAClassKeepsATeacherOfEachSchoolUnlessItIsMeantOtherwise(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if !w.membership(w.teacher).Open {
		t.Fatal("the class is not open")
	}
	_, err := w.Leave(t.Context(), w.teacher, OfClass[wire.LeaveClass]{Class: w.class})
	refused(t, err, "class.last_teacher")
	_, err = w.ChangeMember(t.Context(), w.teacher, OfMember[wire.ChangeMember]{Class: w.class, Person: w.teacher.Person, Body: wire.ChangeMember{Role: new("assistant")}})
	refused(t, err, "class.last_teacher")
	_, err = w.ChangeMember(t.Context(), w.partner, OfMember[wire.ChangeMember]{Class: w.class, Person: w.teacher.Person, Body: wire.ChangeMember{Role: new("assistant")}})
	refused(t, err, "class.other_school")
	colleague := w.person("teacher", &w.columbus)
	if _, err := w.AddStaff(t.Context(), w.partner, OfClass[wire.AddStaff]{Class: w.class, Body: wire.AddStaff{Person: colleague.Person, Role: "teacher"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Leave(t.Context(), w.teacher, OfClass[wire.LeaveClass]{Class: w.class}); err != nil {
		t.Fatal(err)
	}
	_, err = w.Class(t.Context(), w.teacher, wire.ClassRef{Class: w.class})
	refused(t, err, "not_found")
	if _, err := w.Leave(t.Context(), colleague, OfClass[wire.LeaveClass]{Class: w.class, Body: wire.LeaveClass{Anyway: true}}); err != nil {
		t.Fatal(err)
	}
	if w.membership(w.partner).Open {
		t.Error("the class is open without a teacher of one school")
	}
}

func TestNoStudentKeepsAClassAndNoAdultIsAStudentOfIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	student := w.students(w.teacher, 1)[0].Person
	role := func(person uuid.UUID, role string) error {
		_, err := w.ChangeMember(t.Context(), w.teacher, OfMember[wire.ChangeMember]{Class: w.class, Person: person, Body: wire.ChangeMember{Role: &role, GuestUntil: new(soon())}})
		return err
	}
	for _, to := range []string{"teacher", "assistant", "guest"} {
		refused(t, role(student, to), "class.not_fit")
	}
	refused(t, role(w.teacher.Person, "student"), "class.not_fit")
	guest := w.adult("gu@example.org")
	add := OfClass[wire.AddGuest]{Class: w.class, Body: wire.AddGuest{Name: " GU@example.org", Until: soon()}}
	w.invited(guest, add)
	refused(t, role(guest.Person, "teacher"), "class.not_fit")
	refused(t, role(guest.Person, "assistant"), "class.not_fit")
	w.exec(`update class_member set guest_until = now() - interval '1 second' where person_id = $1`, guest.Person)
	_, err := w.Class(t.Context(), guest, wire.ClassRef{Class: w.class}) // the last day is over
	refused(t, err, "not_found")
}

func TestANicknameIsCleanAndShownInTheClass(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	student := access.Actor{Person: w.students(w.teacher, 1)[0].Person}
	w.exec(`update class set quiet_hours = false where id = $1`, w.class) // the clock of the test is any
	choose := func(nickname string) error {
		_, err := w.ChooseNickname(t.Context(), student, OfClass[wire.ChooseNickname]{Class: w.class, Body: wire.ChooseNickname{Nickname: nickname}})
		return err
	}
	for _, bad := range []string{"=1+1", "аdmin", "𝓕𝓪𝓷𝓬𝔂"} {
		refused(t, choose(bad), "invalid")
	}
	if err := choose("Panda"); err != nil {
		t.Fatal(err)
	}
	page, err := w.Class(t.Context(), w.partner, wire.ClassRef{Class: w.class})
	if err != nil {
		t.Fatal(err)
	}
	shown := false
	for _, m := range page.Members {
		shown = shown || m.Person.Name == "Panda"
	}
	if !shown {
		t.Error("the nickname is not shown")
	}
	if role := one[string](w, `select role from class_member where person_id = $1`, student.Person); role != "student" {
		t.Error(role)
	}
}

func TestASchoolsStudentsAndTeachersAreRenamedByItsOwnTeachersAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	student := w.students(w.teacher, 1)[0].Person
	rename := func(by access.Actor, person uuid.UUID) error {
		_, err := w.ChangeMember(t.Context(), by, OfMember[wire.ChangeMember]{Class: w.class, Person: person, Body: wire.ChangeMember{Nickname: new("Panda")}})
		return err
	}
	for _, person := range []uuid.UUID{student, w.teacher.Person} {
		refused(t, rename(w.partner, person), "class.other_school")
		if n := one[string](w, `select nickname from class_member where person_id = $1`, person); n == "Panda" {
			t.Error("the other school's teacher renamed somebody")
		}
		if err := rename(w.teacher, person); err != nil {
			t.Error(err)
		}
		if err := rename(w.partner, person); err != nil { // what is so already, sent with another change
			t.Error(err)
		}
	}
}

func TestGroupsMixBothSchoolsEvenly(t *testing.T) {
	t.Parallel()
	a, b := newID(), newID()
	var people []classdb.PeopleRow
	for i := range 23 {
		school := &a
		if i%3 == 0 {
			school = &b
		}
		people = append(people, classdb.PeopleRow{PersonID: newID(), Role: "student", SchoolID: school})
	}
	people = append(people, classdb.PeopleRow{PersonID: newID(), Role: "teacher", SchoolID: &a})
	ofA := map[uuid.UUID]bool{}
	for _, p := range people {
		ofA[p.PersonID] = *p.SchoolID == a
	}
	for n := 1; n <= 12; n++ {
		groups := mixed(people, n, func(int, func(i, j int)) {})
		smallest, largest, fewest, most, all := 99, 0, 99, 0, 0
		for _, g := range groups {
			inA := 0
			for _, m := range g.Members {
				if ofA[m] {
					inA++
				}
			}
			smallest, largest, fewest, most = min(smallest, len(g.Members)), max(largest, len(g.Members)), min(fewest, inA), max(most, inA)
			all += len(g.Members)
		}
		if all != 23 || largest-smallest > 1 || most-fewest > 1 {
			t.Errorf("%d groups: %d–%d members, %d–%d of one school, %d in all", n, smallest, largest, fewest, most, all)
		}
	}
}

func TestGroupsHoldMembersOfTheClassAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ours, theirs := w.students(w.teacher, 4), w.students(w.partner, 4)
	out, err := w.MixGroups(t.Context(), w.teacher, OfClass[wire.MixGroups]{Class: w.class, Body: wire.MixGroups{Groups: 2}})
	if err != nil || len(out.Groups) != 2 || len(out.Groups[0].Members) != 4 {
		t.Fatalf("%+v %v", out, err)
	}
	save := func(groups ...wire.NewGroup) error {
		_, err := w.SaveGroups(t.Context(), w.partner, OfClass[wire.SaveGroups]{Class: w.class, Body: wire.SaveGroups{Groups: groups}})
		return err
	}
	refused(t, save(wire.NewGroup{Name: "Pandas", Members: []uuid.UUID{w.stranger.Person}}), "not_found")
	refused(t, save(wire.NewGroup{Name: "", Members: nil}), "invalid")
	refused(t, save(wire.NewGroup{Name: "A", Members: []uuid.UUID{ours[0].Person}}, wire.NewGroup{Name: "B", Members: []uuid.UUID{ours[0].Person}}), "invalid")
	if err := save(wire.NewGroup{Name: "Pandas 熊猫", Members: []uuid.UUID{ours[0].Person, theirs[0].Person}}); err != nil {
		t.Fatal(err)
	}
	student := access.Actor{Person: ours[0].Person}
	got, err := w.Groups(t.Context(), student, wire.ClassRef{Class: w.class})
	if err != nil || len(got.Groups) != 1 || len(got.Groups[0].Members) != 2 {
		t.Fatalf("%+v %v", got, err)
	}
	if _, err := w.Leave(t.Context(), student, OfClass[wire.LeaveClass]{Class: w.class}); err != nil {
		t.Fatal(err)
	}
	if got = mustGroups(w); len(got.Groups[0].Members) != 1 {
		t.Error("who left is still in a group")
	}
}

func mustGroups(w *world) wire.ClassGroups {
	w.t.Helper()
	g, err := w.Groups(w.t.Context(), w.teacher, wire.ClassRef{Class: w.class})
	if err != nil {
		w.t.Fatal(err)
	}
	return g
}
