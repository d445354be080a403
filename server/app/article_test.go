package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// article is a long bilingual piece with headings, footnotes, a table and trailing spaces: whatever a careless store
// would change.
func article() string {
	var b strings.Builder
	b.WriteString("# Two rivers, one table　两条河，一张表\n\n")
	for i := 1; b.Len() < 20<<10; i++ {
		fmt.Fprintf(&b, "## Part %d　第%d部分\n\nWe measured the Scioto at seven in the morning, and wrote it down.[^en%d]  \nA line that ends in two spaces.\n\n", i, i, i)
		fmt.Fprintf(&b, "清晨七点，我们在南淝河边取了水样，“同窗”们轮流记录。[^zh%d] 全角标点，还有「引号」。\n\n", i)
		fmt.Fprintf(&b, "| place 地点 | pH |\n| --- | ---: |\n| upstream 上游 | 7.%d |\n\n", i%10)
		fmt.Fprintf(&b, "[^en%d]: Test kit no. %d.\n[^zh%d]: 试剂盒第 %d 号。\n\n", i, i, i, i)
	}
	return b.String()
}

func call(t *testing.T, method, url, token string, in, out any) int {
	t.Helper()
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequest(method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if out != nil && answer.StatusCode < 300 {
		if s, ok := out.(*string); ok {
			*s = string(raw)
		} else if err := json.Unmarshal(raw, out); err != nil {
			t.Fatalf("%s: %v", url, err)
		}
	}
	if answer.StatusCode >= 300 {
		t.Logf("%s %s: %s", method, url, raw)
	}
	return answer.StatusCode
}

func TestALongBilingualArticleComesBackByteForByte(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t)
	w := apptest.Seed(t, n.Pool)
	text := article()

	var made wire.Thread
	in := wire.CreateThread{Board: "articles", ClientID: uuid.New(), Title: "Two rivers 两条河", Body: text}
	if status := call(t, http.MethodPost, n.URL+"/api/threads", w.Citizen.Token, in, &made); status != http.StatusOK {
		t.Fatalf("posting: %d", status)
	}
	var page wire.ThreadPage
	call(t, http.MethodGet, n.URL+"/api/threads/"+made.ID.String(), "", nil, &page)
	if len(page.Posts) != 1 || page.Posts[0].Body != text {
		t.Error("the Markdown is not the one that was sent")
	}

	// A live reader gets the same.
	c := apptest.Hello(t, n, "")
	var sub wire.Subscribed
	c.Must("subscribe", wire.Subscribe{Topic: made.Topic}, &sub)
	var snapshot wire.ThreadPage
	if err := json.Unmarshal(sub.Snapshot, &snapshot); err != nil || snapshot.Posts[0].Body != text {
		t.Error("the snapshot's Markdown is not the one that was sent")
	}

	var html string
	call(t, http.MethodGet, n.URL+"/threads/"+made.ID.String(), "", nil, &html)
	for _, want := range []string{"Part 3", "第3部分", "试剂盒第 5 号", "upstream 上游", `<table`} {
		if !strings.Contains(html, want) {
			t.Errorf("the page without JavaScript lacks %q", want)
		}
	}

	// The same send again is the same thread; with another text it is a conflict.
	var again wire.Thread
	if call(t, http.MethodPost, n.URL+"/api/threads", w.Citizen.Token, in, &again); again.ID != made.ID {
		t.Error("the same send made a second thread")
	}
	in.Body += "!"
	if status := call(t, http.MethodPost, n.URL+"/api/threads", w.Citizen.Token, in, nil); status != http.StatusConflict {
		t.Errorf("another text under the same id: %d, want 409", status)
	}
}
