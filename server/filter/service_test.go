package filter

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/postgrestest"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// moderated is a Service with a moderator.
func moderated(t *testing.T) (*Service, access.Actor, *pgxpool.Pool) {
	t.Helper()
	pool := postgrestest.New(t)
	who := uuid.Must(uuid.NewV7())
	if _, err := pool.Exec(t.Context(), `insert into person (id, role, display_name) values ($1, 'moderator', 'Mo')`, who); err != nil {
		t.Fatal(err)
	}
	return NewService(Deps{Pool: pool, Policy: access.New(pool), Filter: New()}), access.Actor{Person: who}, pool
}

func lobster() wire.AddFilterWord {
	return wire.AddFilterWord{Pattern: "大龍蝦", Language: "zh", Tier: "hold", Kind: "other", Note: "an in-joke that hurts"}
}

func TestAWordIsKnownAtOnceHereAndSoonOnEveryNode(t *testing.T) {
	t.Parallel()
	s, moderator, pool := moderated(t)
	other := New()
	if err := other.Refresh(t.Context(), pool); err != nil {
		t.Fatal(err)
	}
	added, err := s.Add(t.Context(), moderator, lobster())
	if err != nil {
		t.Fatal(err)
	}
	if tier, _ := judged(s.Filter, "你这个大龙虾", inClass); tier != Hold {
		t.Errorf("here it is %q", tier)
	}
	if err := other.Refresh(t.Context(), pool); err != nil {
		t.Fatal(err)
	}
	if tier, _ := judged(other, "你这个大龙虾", inClass); tier != Hold {
		t.Errorf("on another node it is %q", tier)
	}
	changed := lobster()
	changed.Tier = "hint"
	if _, err := s.Change(t.Context(), moderator, wire.ChangeFilterWord{Word: *added.ID, Body: changed}); err != nil {
		t.Fatal(err)
	}
	if tier, _ := judged(s.Filter, "大龙虾", inClass); tier != Hint {
		t.Errorf("changed, it is %q", tier)
	}
	if _, err := s.Remove(t.Context(), moderator, wire.FilterWordRef{Word: *added.ID}); err != nil {
		t.Fatal(err)
	}
	if err := other.Refresh(t.Context(), pool); err != nil {
		t.Fatal(err)
	}
	for _, f := range []*Filter{s.Filter, other} {
		if tier, _ := judged(f, "大龙虾", inClass); tier != "" {
			t.Errorf("removed, it is %q", tier)
		}
	}
}

func TestEveryChangeOfTheListsIsWrittenDown(t *testing.T) {
	t.Parallel()
	s, moderator, pool := moderated(t)
	added, err := s.Add(t.Context(), moderator, lobster())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Remove(t.Context(), moderator, wire.FilterWordRef{Word: *added.ID}); err != nil {
		t.Fatal(err)
	}
	rows, err := pool.Query(t.Context(), `select data from audit_entry where action = 'filter.keep' and actor_id = $1 order by at`, moderator.Person)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var deeds []string
	for rows.Next() {
		var raw []byte
		var data struct{ Deed, Pattern string }
		if err := rows.Scan(&raw); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, &data); err != nil {
			t.Fatal(err)
		}
		deeds = append(deeds, data.Deed+" "+data.Pattern)
	}
	if got := strings.Join(deeds, ", "); got != "add 大龍蝦, remove 大龍蝦" {
		t.Errorf("the log has %q", got)
	}
}

func TestAnEntryThatWouldFlagEverythingOrStandsTwiceIsRefused(t *testing.T) {
	t.Parallel()
	s, moderator, _ := moderated(t)
	if _, err := s.Add(t.Context(), moderator, lobster()); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(w *wire.AddFilterWord){
		"filter.word_taken": func(w *wire.AddFilterWord) { w.Pattern = "大 龙虾"; w.Pattern = "大龙虾" },
		"pattern single":    func(w *wire.AddFilterWord) { w.Pattern = "性" },
		"pattern required":  func(w *wire.AddFilterWord) { w.Pattern = " \u200b* " },
		"pattern too_long":  func(w *wire.AddFilterWord) { w.Pattern = strings.Repeat("长", maxPattern+1) },
		"tier enum":         func(w *wire.AddFilterWord) { w.Tier = "burn" },
		"kind enum":         func(w *wire.AddFilterWord) { w.Kind = "boring" },
		"language enum":     func(w *wire.AddFilterWord) { w.Language = "fr" },
	} {
		w := lobster()
		change(&w)
		_, err := s.Add(t.Context(), moderator, w)
		p := problem.Of(err)
		got := p.Code
		for _, f := range p.Fields {
			got = f.Name + " " + f.Code
		}
		if err == nil || got != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Remove(t.Context(), moderator, wire.FilterWordRef{Word: uuid.New()}); problem.Of(err).Code != "not_found" {
		t.Errorf("removing nothing: %v", err)
	}
}

func TestATrialShowsWhatIsFoundAndWhere(t *testing.T) {
	t.Parallel()
	s, moderator, _ := moderated(t)
	got, err := s.Try(t.Context(), moderator, wire.TryFilter{Text: "Ｃａｌｌ me: 614-555-0123，你這個廢 物", Place: "forum"})
	if err != nil {
		t.Fatal(err)
	}
	if got.Tier != "hold" || len(got.Matches) != 2 || got.Matches[0].Kind != Contact || got.Matches[0].Tier != "hint" || got.Matches[1].Pattern != "废物" {
		t.Errorf("%+v", got)
	}
	if want := "call me: 614-555-0123,你这个废 物"; got.Normalised != want {
		t.Errorf("compared as %q", got.Normalised)
	}
	if hidden, err := s.Try(t.Context(), moderator, wire.TryFilter{Text: "**614**-**555**-**0134**"}); err != nil || hidden.Tier != "hold" || len(hidden.Kinds) != 1 {
		t.Errorf("what marks hide is tried as %+v, %v", hidden, err)
	}
	if clean, err := s.Try(t.Context(), moderator, wire.TryFilter{Text: "好"}); err != nil || clean.Tier != "none" {
		t.Errorf("%+v, %v", clean, err)
	}
}

func TestTheListsAreFollowedUntilTheEnd(t *testing.T) {
	t.Parallel()
	s, moderator, pool := moderated(t)
	if _, err := s.Add(t.Context(), moderator, lobster()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	other := New()
	other.Follow(ctx, pool) // returns
}
