package app_test

import (
	"context"
	"regexp"
	"testing"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/postgrestest"
)

// forbidden are what a column's name must not speak of, in any of the ways in which such columns are called.
var forbidden = regexp.MustCompile(`(?i)(birth|born|dob$|^age$|^ages$|phone|mobile|^tel$|wechat|weixin|street|postal|postcode|zip|home_address|^address$|gender|^sex$|religion|ethnic|nationality|id_number|passport|guardian_(name|email|phone)|parent_(name|email|phone)|latitude|longitude|^ip$|ip_address|photo_url|picture_url)`)

func TestRule07TheSchemaHasNoBirthdatePhoneOrAddressOfAStudent(t *testing.T) {
	t.Parallel()
	for _, caught := range []string{"birthdate", "date_of_birth", "phone_number", "home_address", "age", "wechat_id", "ip_address", "guardian_email"} {
		if !forbidden.MatchString(caught) {
			t.Errorf("the test would let %q pass", caught)
		}
	}
	pool := postgrestest.New(t)
	rows, err := pool.Query(context.Background(), `select table_name || '.' || column_name, column_name from information_schema.columns
		where table_schema = 'public' and table_name not like 'river%' order by 1`)
	if err != nil {
		t.Fatal(err)
	}
	var column, name string
	n := 0
	if _, err := pgx.ForEachRow(rows, []any{&column, &name}, func() error {
		n++
		if forbidden.MatchString(name) {
			t.Errorf("%s: what is not kept cannot be lost", column)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if n < 100 {
		t.Fatalf("only %d columns were looked at", n)
	}
	// Nothing optional blocks the core use: a student is a name, a role and a school.
	_, err = pool.Exec(context.Background(), `insert into person (id, role, display_name) values (gen_random_uuid(), 'student', 'Nobody''s')`)
	if err != nil {
		t.Errorf("a student needs more than a name: %v", err)
	}
}
