package rights

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/i18n"
	"tongchuang/server/postgrestest"
)

// kept are the columns that name a person and stay when the person is erased, each with its reason. They hold an id, which
// leads to nobody any more.
var kept = map[string]string{
	"thread.author_id": "the discussion stays, without a name", "post.author_id": "what was written is left or deleted by choice",
	"post_revision.edited_by": "goes with the text", "consent.given_by": "what a school consented to", "consent.withdrawn_by": "the same",
	"student_consent.given_by": "who wrote a consent down", "student_consent.withdrawn_by": "the same",
	"moderation_case.person_id": "the record of what was decided", "moderation_case.claimed_by": "the same", "moderation_case.closed_by": "the same",
	"moderation_action.actor_id": "the same", "moderation_action.person_id": "the same", "moderation_action.undone_by": "the same", "appeal.decided_by": "the same",
	"staff_access.person_id": "staff's looks into classes are on record", "guardian_link.person_id": "the guardian still reads the answer", "guardian_link.made_by": "the same",
	"rights_request.asker_id": "the record of what was asked for", "rights_request.decided_by": "the same",
	"join_code.created_by": "an expired code", "join_request.decided_by": "who let somebody in", "teacher_request.decided_by": "the same",
	"class_note.author_id": "a teacher's note about others", "class_member.removed_by": "who took somebody out", "class.locked_by": "who locked a class, while it is locked",
	"filter_word.added_by": "who keeps the lists", "class_offer.offered_by": "what schools agreed", "pairing.proposed_by": "what schools agreed", "pairing_step.person_id": "the same",
}

// TestEveryColumnThatNamesAPersonIsForgottenOrKeptForAReason reads the schema: who adds a table is told here that an
// erasure has to reach it.
func TestEveryColumnThatNamesAPersonIsForgottenOrKeptForAReason(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	rows, err := pool.Query(context.Background(), `select c.conrelid::regclass::text, a.attname::text from pg_constraint c
		join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
		where c.contype = 'f' and c.confrelid = 'person'::regclass order by 1, 2`)
	if err != nil {
		t.Fatal(err)
	}
	var table, column string
	found := map[string]bool{}
	if _, err := pgx.ForEachRow(rows, []any{&table, &column}, func() error {
		name := table + "." + column
		found[name] = true
		words := regexp.MustCompile(`(update|from) ` + table + `\b.*\b` + column + `\b`)
		if kept[name] == "" && !slices.ContainsFunc(forgets, func(sql string) bool { return words.MatchString(strings.ReplaceAll(sql, "\n", " ")) }) {
			t.Errorf("%s names a person, and nobody says what becomes of it when the person is erased: see forgets and kept", name)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for name := range kept {
		if !found[name] {
			t.Errorf("%s is kept, and is not there", name)
		}
	}
}

func TestEveryPartOfAnExportHasItsNameAndPlace(t *testing.T) {
	t.Parallel()
	key := regexp.MustCompile(`'([a-z_]+)', `)
	for _, s := range sections {
		if !i18n.Has("rights.section_" + s.name) {
			t.Errorf("the section %s has no name", s.name)
		}
		for _, m := range key.FindAllStringSubmatch(s.query, -1) {
			if !slices.Contains(fieldOrder, m[1]) {
				t.Errorf("%s: the field %s has no place in fieldOrder", s.name, m[1])
			}
		}
	}
	for _, name := range fieldOrder {
		if !i18n.Has("rights.field_" + name) {
			t.Errorf("the field %s has no label", name)
		}
	}
	for _, l := range limits {
		if l.keep > 0 && !i18n.Has("rights.limit_"+l.key) {
			t.Errorf("the limit %s has no name", l.key)
		}
	}
}

func TestALimitCanBeShortenedAndNotLengthened(t *testing.T) {
	t.Parallel()
	got, err := ParseLimits("deleted_posts=7d, notices=90d")
	if err != nil || got["deleted_posts"] != 7*24*time.Hour || got["notices"] != 90*24*time.Hour || got["letters"] != 30*24*time.Hour {
		t.Errorf("limits are %v (%v)", got, err)
	}
	for _, wrong := range []string{"deleted_posts=31d", "nothing=1d", "notices=", "notices=-1d", "notices=5", "notices=5dd"} {
		if _, err := ParseLimits(wrong); err == nil {
			t.Errorf("%q was taken", wrong)
		}
	}
}
