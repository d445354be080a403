package translate_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/language"
	"tongchuang/server/postgrestest"
	"tongchuang/server/problem"
	"tongchuang/server/translate"
)

// upper translates by shouting, and remembers what it was asked.
type upper struct {
	mu    sync.Mutex
	asked []string
	fails error
}

func (*upper) Name() string { return "upper" }

func (u *upper) Translate(_ context.Context, text string, from, to language.Tag) (string, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.asked = append(u.asked, string(from)+">"+string(to)+":"+text)
	if u.fails != nil {
		return "", u.fails
	}
	return strings.ToUpper(text) + "!", nil
}

type unlimited struct{}

func (unlimited) Allow(context.Context, uuid.UUID) bool { return true }

func TestATextIsAskedForOnce(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	engine := &upper{}
	s := translate.New(translate.Deps{Pool: pool, Limit: unlimited{}, Engine: engine})
	for range 3 {
		got, err := s.Translate(t.Context(), "hello", "en", "zh-Hans")
		if err != nil || got != "HELLO!" {
			t.Fatalf("%q, %v", got, err)
		}
	}
	if len(engine.asked) != 1 {
		t.Errorf("asked %v", engine.asked)
	}
	if _, err := s.Translate(t.Context(), "hello", "en", "zh-Hant"); err != nil || len(engine.asked) != 2 {
		t.Errorf("another language is another answer: %v, %v", engine.asked, err)
	}
}

// A text that is erased takes its translations with it, in the same transaction, whichever node kept them.
func TestATranslationGoesWithItsText(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	author, thread, post, report := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	exec(`insert into person (id, role, display_name) values ($1, 'citizen', 'June')`, author)
	exec(`with top as (insert into topic (name) values ('thread:x') returning id)
		insert into thread (id, board_id, topic_id, title, language) select $1, (select id from board limit 1), id, 'x', 'en' from top`, thread)
	kept := func(text string) bool {
		t.Helper()
		var n int
		if err := pool.QueryRow(t.Context(), `select count(*) from translation_cache where translated like $1`, strings.ToUpper(text)+"%").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n > 0
	}
	engines := []*upper{{}, {}}
	nodes := []*translate.Service{
		translate.New(translate.Deps{Pool: pool, Limit: unlimited{}, Engine: engines[0]}),
		translate.New(translate.Deps{Pool: pool, Limit: unlimited{}, Engine: engines[1]}),
	}
	for name, c := range map[string]struct{ written, gone string }{
		"deleted":   {`update post set body = 'the secret' where id = $1`, `update post set deleted_at = now() where id = $1`},
		"erased":    {`update post set body = 'the secret', deleted_at = now() where id = $1`, `update post set body = '', html = '' where id = $1`},
		"corrected": {`update post set body = 'the secret', deleted_at = null where id = $1`, `update post set body = 'clean' where id = $1`},
		"by lines":  {`update post set body = E'你好，大家。\nthe secret', deleted_at = null where id = $1`, `update post set body = 'clean' where id = $1`},
		"an earlier text": {`insert into post_revision (post_id, revision, body, html, language, edited_by, edited_at)
			select id, 1, 'the secret', '', 'en', author_id, now() from post where id = $1`, `delete from post_revision where post_id = $1`},
		"evidence": {`update report set evidence = '{"post": {"body": "clean"}, "around": [{"body": "the secret"}]}' where object_id = $1`,
			`update report set evidence = '{}' where object_id = $1`},
		"a report": {`update report set note = 'the secret' where object_id = $1`, `update report set note = '' where object_id = $1`},
	} {
		exec(`insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language) values ($1, $2, 1, $3, gen_random_uuid(), '\x00', 'x', 'x', 'en')
			on conflict (id) do update set deleted_at = null, body = 'x'`, post, thread, author)
		exec(`insert into moderation_case (id, object, object_id, person_id) values ($1, 'post', $2, $3) on conflict do nothing`, report, post, author)
		exec(`insert into report (id, case_id, object, object_id, reporter_id, reason, evidence) values ($1, $1, 'post', $2, $3, 'attack', '{}') on conflict do nothing`, report, post, author)
		exec(c.written, post)
		// Each node is asked, and the second has what the first kept.
		asked := func() int { return len(engines[0].asked) + len(engines[1].asked) }
		before := asked()
		for _, node := range nodes {
			if got, err := node.Translate(t.Context(), "the secret", "en", "zh-Hans"); err != nil || got != "THE SECRET!" {
				t.Fatalf("%q, %v", got, err)
			}
		}
		if asked() != before+1 || !kept("the secret") {
			t.Errorf("%s: it is not kept to begin with", name)
		}
		if _, err := nodes[0].Translate(t.Context(), "what another said", "en", "zh-Hans"); err != nil {
			t.Fatal(err)
		}
		exec(c.gone, post)
		if kept("the secret") {
			t.Errorf("%s: the table still has its translation", name)
		}
		before = asked()
		for _, node := range nodes {
			if _, err := node.Translate(t.Context(), "the secret", "en", "zh-Hans"); err != nil {
				t.Fatal(err)
			}
		}
		if asked() != before+1 {
			t.Errorf("%s: a node still knew it", name)
		}
		if !kept("what another said") {
			t.Errorf("%s: another's translation went with it", name)
		}
		exec(`delete from translation_cache where translated like 'THE SECRET%'`)
	}
}

func TestAMixedTextIsTranslatedParagraphByParagraph(t *testing.T) {
	t.Parallel()
	engine := &upper{}
	s := translate.New(translate.Deps{Pool: postgrestest.New(t), Limit: unlimited{}, Engine: engine})
	text := "We went to the river today.\n\n我们今天去了河边，水很清。\n👍"
	got, err := s.Translate(t.Context(), text, "mixed", "en")
	if want := "We went to the river today.\n\n我们今天去了河边，水很清。!\n👍"; err != nil || got != want {
		t.Errorf("%q, %v", got, err)
	}
	if len(engine.asked) != 1 || !strings.HasPrefix(engine.asked[0], "zh-Hans>en:我们") {
		t.Errorf("asked %v", engine.asked)
	}
}

func TestAFailureIsToldByItsCodeAndNotKept(t *testing.T) {
	t.Parallel()
	engine := &upper{}
	s := translate.New(translate.Deps{Pool: postgrestest.New(t), Limit: unlimited{}, Engine: engine})
	for err, code := range map[error]string{translate.ErrQuota: "translate.quota", translate.ErrTooLong: "translate.too_long", errors.New("no route"): "translate.failed"} {
		engine.fails = err
		_, got := s.Translate(t.Context(), "hello", "en", "zh-Hans")
		if p := problem.Of(got); p.Code != code {
			t.Errorf("%v: %v", err, got)
		}
	}
	engine.fails = nil
	if got, err := s.Translate(t.Context(), "hello", "en", "zh-Hans"); err != nil || got != "HELLO!" {
		t.Errorf("%q, %v", got, err)
	}
	none := translate.New(translate.Deps{Pool: postgrestest.New(t)})
	if _, err := none.Translate(t.Context(), "hello", "en", "zh-Hans"); problem.Of(err).Code != "translate.none" {
		t.Errorf("without an engine: %v", err)
	}
}
