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
	if err := s.Forget(t.Context(), "hello"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Translate(t.Context(), "hello", "en", "zh-Hans"); err != nil || len(engine.asked) != 3 {
		t.Errorf("a text that was deleted is still known: %v, %v", engine.asked, err)
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
