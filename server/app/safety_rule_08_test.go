package app_test

import (
	"context"
	"io/fs"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"tongchuang/client"
	"tongchuang/server/apptest"
)

// ownPages are one of each way in which a page is made: by the client, by the server, by both, and none.
var ownPages = []string{"/", "/forum", "/boards/welcome", "/classes", "/sign-in", "/standard", "/settings", "/no/such/page", "/api/docs", "/api/openapi.json", "/api/boards"}

// Rule 8: a page loads from its own server alone.
func TestRule08NoPageMayLoadAnythingFromAnotherServer(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t)
	apptest.Seed(t, n.Pool)
	host := strings.TrimPrefix(n.URL, "http://")
	for _, page := range ownPages {
		answer, err := http.Get(n.URL + page)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		policy := map[string][]string{}
		for _, directive := range strings.Split(answer.Header.Get("Content-Security-Policy"), ";") {
			if words := strings.Fields(directive); len(words) > 0 {
				policy[words[0]] = words[1:]
			}
		}
		if !slices.Equal(policy["default-src"], []string{"'self'"}) {
			t.Errorf("%s: what is not named may come from %v", page, policy["default-src"])
		}
		for name, sources := range policy {
			for _, source := range sources {
				own := source == "'self'" || source == "'none'" || strings.HasPrefix(source, "'sha256-") ||
					name == "img-src" && (source == "data:" || source == "blob:") || name == "connect-src" && source == "ws://"+host
				if !own {
					t.Errorf("%s: %s lets %s in", page, name, source)
				}
			}
		}
		if got := answer.Header.Get("Referrer-Policy"); got != "same-origin" {
			t.Errorf("%s tells other servers where its readers come from: %q", page, got)
		}
		for _, cookie := range answer.Cookies() {
			t.Errorf("%s gives a visitor the cookie %s", page, cookie.Name)
		}
	}
}

// address finds where something else is spoken of; the names of XML's vocabularies and the links of Svelte's own error
// texts are names, nothing is loaded from there.
var (
	address   = regexp.MustCompile(`(?i)(?:https?:|["'(=])//([a-z0-9-]+(?:\.[a-z0-9-]+)+)`)
	onlyNames = []string{"www.w3.org", "svelte.dev"}
	// tracking is what is built by those who follow people about.
	tracking = regexp.MustCompile(`(?i)google-?analytics|googletagmanager|gtag\(|hm\.baidu|cnzz|umeng|facebook\.net|doubleclick|adsbygoogle|matomo|hotjar|sentry\.io|plausible|mixpanel|segment\.io|sendBeacon`)
)

func TestRule08TheBuiltClientSpeaksOfNoOtherServer(t *testing.T) {
	t.Parallel()
	if !tracking.MatchString("navigator.sendBeacon(x)") || !address.MatchString(`url(//cdn.example.org/f.woff2)`) {
		t.Fatal("the test would let a tracker pass")
	}
	built, ok := client.App()
	if !ok {
		t.Skip("the client is not built")
	}
	files := 0
	err := fs.WalkDir(built, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !regexp.MustCompile(`\.(js|css|html|svg|json|webmanifest)$`).MatchString(path) {
			return err
		}
		raw, err := fs.ReadFile(built, path)
		if err != nil {
			return err
		}
		files++
		for _, found := range address.FindAllStringSubmatch(string(raw), -1) {
			if !slices.Contains(onlyNames, strings.ToLower(found[1])) {
				t.Errorf("%s speaks of %s", path, found[1])
			}
		}
		if found := tracking.Find(raw); found != nil {
			t.Errorf("%s: %s", path, found)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 10 {
		t.Fatalf("only %d files were looked at", files)
	}
}

// profiling are columns that would follow what somebody reads, or make them come back.
var profiling = regexp.MustCompile(`(?i)(advert|^ads?_|_ads?$|tracking|tracker|streak|badge|points|score|karma|leaderboard|profiling|interests?$|segment|browser_fingerprint|device|clicks?|impressions?|page_?views?|visits$|dwell|referr?er|utm_|campaign)`)

func TestRule08TheSchemaFollowsNobodyAbout(t *testing.T) {
	t.Parallel()
	for _, caught := range []string{"login_streak", "page_views", "score", "device_id", "clicks", "referrer"} {
		if !profiling.MatchString(caught) {
			t.Errorf("the test would let %q pass", caught)
		}
	}
	n := apptest.Start(t)
	rows, err := n.Pool.Query(context.Background(), `select table_name, column_name from information_schema.columns where table_schema = 'public' and table_name not like 'river%'`)
	if err != nil {
		t.Fatal(err)
	}
	var table, column string
	if _, err := pgx.ForEachRow(rows, []any{&table, &column}, func() error {
		if profiling.MatchString(table) || profiling.MatchString(column) {
			t.Errorf("%s.%s", table, column)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
