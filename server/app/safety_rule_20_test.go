package app_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"tongchuang/server/access"
	"tongchuang/server/rights"
	"tongchuang/server/wire"
)

func TestRule20AListOfThePeopleAffectedByABreachIsThereWithinTheHour(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	w.exec(`update person set display_name = '=HYPERLINK("http://evil.example")' where id = $1`, w.Student.ID)
	w.exec(`update person set deleted_at = now() - interval '3 days' where id = $1`, w.Outsider.ID)
	w.exec(`update person set created_at = now() - interval '10 days'`)
	admin := w.Person("Ada", access.Administrator, nil)
	w.exec(`update person set two_step_at = now() where id = $1`, admin.ID)
	since := time.Now().Add(-24 * time.Hour).UTC().Format(time.RFC3339)

	begun := time.Now()
	var all, class wire.Affected
	w.must(admin, "GET", "/api/rights/affected?since="+since, nil, &all)
	w.must(admin, "GET", "/api/rights/affected?since="+since+"&class="+w.Class.String(), nil, &class)
	if took := time.Since(begun); took > time.Minute {
		t.Errorf("the list took %s", took)
	}
	has := func(list wire.Affected, id string) bool {
		return slices.ContainsFunc(list.People, func(p wire.AffectedPerson) bool { return p.ID.String() == id })
	}
	if !has(all, w.Student.ID.String()) || !has(all, w.Citizen.ID.String()) || has(all, w.Outsider.ID.String()) {
		t.Errorf("affected are %+v", all.People)
	}
	if len(class.People) != 4 || has(class, w.Citizen.ID.String()) {
		t.Errorf("affected in the class are %+v", class.People)
	}
	w.refused(w.coordinator, "GET", "/api/rights/affected?since="+since, nil, 403, "forbidden")
	w.soon("that it was asked is in the audit log", `select count(*) = 2 from audit_entry where action = 'rights.affected' and actor_id = $1`, admin.ID)

	// For the command line, as a spreadsheet that computes nothing.
	var out bytes.Buffer
	if err := w.node.Affected(t.Context(), &out, rights.Breach{Since: time.Now().Add(-time.Hour), Until: time.Now()}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) != len(all.People)+1 {
		t.Fatalf("%d rows (%v)", len(rows), err)
	}
	for _, row := range rows[1:] {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") {
				t.Errorf("a cell is a formula: %q", cell)
			}
		}
	}
}
