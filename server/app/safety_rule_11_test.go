package app_test

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// within is what the rule allows; a test's machine may be slow, the measured time is what counts.
const within = 2 * time.Second

// act decides the open case about a thing, and gives the deed.
func (s *standardWorld) act(by apptest.Person, id uuid.UUID, in map[string]any) wire.Deed {
	s.t.Helper()
	var deed wire.Deed
	s.must(by, http.MethodPost, s.caseOf(id)+"/deed", in, &deed)
	return deed
}

func TestRule11AHideAndABanOnOneNodeTakeEffectOnTheOtherWithinTwoSeconds(t *testing.T) {
	t.Parallel()
	a, b, world := twoNodes(t)
	s := newStandardWorld(t, a, world)
	bad := s.post(s.dora, s.thread, "Go back to where you came from")
	s.report(s.Citizen, wire.CreateReport{Object: "post", ID: bad, Reason: "attack"})
	reader, author := apptest.Hello(t, b, s.Citizen.Token), apptest.Hello(t, b, s.dora.Token)
	topic := "thread:" + s.thread.String()
	reader.Must("subscribe", wire.Subscribe{Topic: topic}, nil)
	begun := time.Now()
	s.act(s.shen, bad, map[string]any{"kind": "hide", "clause": "attacks", "note": "人身攻击"})
	gone := reader.Event(topic)
	if took := time.Since(begun); gone.Event != "post.hidden" || strings.Contains(string(gone.Raw), "Go back") || took > within {
		t.Errorf("after %v the reader got %s", took, gone.Raw)
	}
	var page wire.ThreadPage
	s.must(s.Citizen, http.MethodGet, "/api/threads/"+s.thread.String(), nil, &page)
	if raw, _ := json.Marshal(page); strings.Contains(string(raw), "Go back") {
		t.Error("the page still has the text")
	}

	// The author writes in a burst while the ban comes: what is sent after the answer is refused on every node.
	var banned sync.WaitGroup
	banned.Go(func() {
		s.report(s.Citizen, wire.CreateReport{Object: "person", ID: s.dora.ID, Reason: "attack"})
		s.act(s.nora, s.dora.ID, map[string]any{"kind": "ban", "clause": "attacks", "note": "Again and again"})
	})
	for range 10 {
		author.Do("post.create", wire.CreatePost{Thread: s.thread, ClientID: uuid.New(), Body: "more"})
	}
	banned.Wait()
	author.Refused("post.create", wire.CreatePost{Thread: s.thread, ClientID: uuid.New(), Body: "more"}, "suspended")
}

func TestRule11EveryDeedHasAReasonIsToldToItsAuthorAndAnotherModeratorDecidesTheAppeal(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	bad := s.post(s.dora, s.thread, "Nobody asked you")
	s.report(s.Citizen, wire.CreateReport{Object: "post", ID: bad, Reason: "attack"})
	path := s.caseOf(bad)
	for _, in := range []map[string]any{
		{"kind": "hide", "note": "why"}, {"kind": "hide", "clause": "attacks", "note": "  "}, {"kind": "suspend", "clause": "attacks", "note": "why"},
	} {
		if status := s.ask(s.shen, http.MethodPost, path+"/deed", in, nil); status != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", in, status)
		}
	}
	s.act(s.shen, bad, map[string]any{"kind": "hide", "clause": "attacks", "note": "对人不对事"})
	if status := s.ask(s.nora, http.MethodPost, path+"/deed", map[string]any{"kind": "dismiss", "note": "no"}, nil); status != http.StatusConflict {
		t.Errorf("a case that was decided: %d", status)
	}
	if told := s.told(s.Citizen); !slices.Contains(told, "report.acted") {
		t.Errorf("the reporter was told %v", told)
	}
	var notices wire.Notices
	s.must(s.dora, http.MethodGet, "/api/notices", nil, &notices)
	if len(notices.Notices) != 1 || notices.Notices[0].Kind != "moderation.hide" || notices.Notices[0].Data["Clause"] != "attacks" {
		t.Fatalf("the author was told %+v", notices.Notices)
	}
	deed := "/api/moderation/deeds/" + strings.TrimPrefix(notices.Notices[0].Link, "/notices/")
	var d wire.Deed
	s.must(s.dora, http.MethodGet, deed, nil, &d)
	if d.By != nil || d.Text == nil || d.Text.Body != "Nobody asked you" || !slices.Contains(d.May, "moderation.appeal") {
		t.Errorf("the author sees %+v", d)
	}
	s.must(s.dora, http.MethodPost, deed+"/appeal", map[string]any{"body": "I meant the weather"}, nil)
	if status := s.ask(s.dora, http.MethodPost, deed+"/appeal", map[string]any{"body": "Again"}, nil); status != http.StatusConflict {
		t.Errorf("a second appeal: %d", status)
	}
	overturn := map[string]any{"outcome": "overturned", "answer": "It was a joke"}
	if status := s.ask(s.shen, http.MethodPost, deed+"/judge", overturn, nil); status != http.StatusForbidden {
		t.Errorf("who acted decides: %d", status)
	}
	if _, err := s.node.Pool.Exec(context.Background(), `update appeal set decided_at = now(), decided_by = $1, outcome = 'upheld'`, s.shen.ID); err == nil {
		t.Error("the database lets the one who acted decide")
	}
	s.must(s.nora, http.MethodPost, deed+"/judge", overturn, nil)
	var back wire.Post
	s.must(s.Citizen, http.MethodGet, "/api/posts/"+bad.String(), nil, &back)
	if back.State != wire.PostVisible || back.Body != "Nobody asked you" {
		t.Errorf("after the appeal the post is %+v", back)
	}
	if told := s.told(s.dora); told[0] != "appeal.overturned" {
		t.Errorf("the author was told %v", told)
	}
}

func TestRule11ABannedPersonReadsWhyAndMayAppeal(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	s.report(s.Citizen, wire.CreateReport{Object: "person", ID: s.dora.ID, Reason: "spam"})
	deed := s.act(s.shen, s.dora.ID, map[string]any{"kind": "ban", "clause": "advertising", "note": "Only advertising"})
	if status := s.ask(s.dora, http.MethodPost, "/api/posts", wire.CreatePost{Thread: s.thread, ClientID: uuid.New(), Body: "more"}, nil); status != http.StatusForbidden {
		t.Errorf("a banned person writes: %d", status)
	}
	var notices wire.Notices
	s.must(s.dora, http.MethodGet, "/api/notices", nil, &notices)
	if notices.Suspended == nil || notices.Suspended.Until != nil || notices.Suspended.Clause != "advertising" {
		t.Errorf("why: %+v", notices.Suspended)
	}
	path := "/api/moderation/deeds/" + deed.ID.String()
	s.must(s.dora, http.MethodPost, path+"/appeal", map[string]any{"body": "It was my own shop's birthday"}, nil)
	s.must(s.nora, http.MethodPost, path+"/judge", map[string]any{"outcome": "overturned", "answer": "Too hard"}, nil)
	s.post(s.dora, s.thread, "Thank you")
}

func TestRule11AHiddenThreadIsOutOfSightWithItsTitleAndComesBack(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	s.report(s.dora, wire.CreateReport{Object: "thread", ID: s.thread, Reason: "spam"})
	deed := s.act(s.shen, s.thread, map[string]any{"kind": "hide", "clause": "advertising", "note": "Advertising"})
	if status := s.ask(s.dora, http.MethodGet, "/api/threads/"+s.thread.String(), nil, nil); status != http.StatusNotFound {
		t.Errorf("a hidden thread: %d", status)
	}
	var titles int
	count := func() int {
		if err := s.node.Pool.QueryRow(context.Background(), `select count(*) from event where data::text like '%Bridges%' or data::text like '%The first post%'`).Scan(&titles); err != nil {
			t.Fatal(err)
		}
		return titles
	}
	if n := count(); n != 0 {
		t.Errorf("%d events still say what was hidden", n)
	}
	s.must(s.nora, http.MethodPost, "/api/moderation/deeds/"+deed.ID.String()+"/undo", map[string]any{"note": "A mistake"}, nil)
	s.must(s.dora, http.MethodGet, "/api/threads/"+s.thread.String(), nil, nil)
	if n := count(); n == 0 {
		t.Error("the title did not come back")
	}
}
