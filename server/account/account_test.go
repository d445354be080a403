package account_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"go.uber.org/goleak"

	"tongchuang/server/account"
	"tongchuang/server/account/password"
	"tongchuang/server/account/vault"
	"tongchuang/server/jobs"
	"tongchuang/server/mail"
	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
	"tongchuang/server/web"
	"tongchuang/server/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	bound = 60 * time.Second
	good  = "lantern on the river"
	other = "seven quiet mountains"
)

// cheap costs: what is tested does not depend on them.
var cheap = password.Params{Memory: 8, Time: 1, Threads: 1}

// house is a server with everything around accounts, and what a test wants to know of it.
type house struct {
	t        *testing.T
	ctx      context.Context
	pool     *pgxpool.Pool
	accounts *account.Service
	hasher   *password.Hasher
	server   *httptest.Server
	letters  chan mail.Message
	deleted  chan uuid.UUID
	forgot   chan uuid.UUID
	queries  *atomic.Int64
	keys     string // folder of the key

	mu    sync.Mutex    // guards the following
	from  netip.Addr    // of the next requests
	fail  int           // letters that cannot be sent yet
	later time.Duration // by how much the clock of the codes is ahead
}

func (h *house) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return time.Now().Add(h.later)
}

// wait lets a time pass for the codes.
func (h *house) wait(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.later += d
}

// untold: nobody listens to the logs.
type untold struct{}

func (untold) Publish([]topic.Event) {}

func (h *house) Send(_ context.Context, m mail.Message) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.fail > 0 {
		h.fail--
		return errors.New("the mail server has gone")
	}
	h.letters <- m
	return nil
}

// told is how often the person's open connections were told to ask again whether they may stay.
func (h *house) told(person uuid.UUID) int {
	h.t.Helper()
	return h.count(`select count(*) from event e join topic t on t.id = e.topic_id where t.name = 'person:' || $1::text and e.kind = 'access.changed'`, person)
}

func (h *house) DeletePostsOf(_ context.Context, person uuid.UUID) error {
	h.deleted <- person
	return nil
}

func (h *house) ForgetAuthor(_ context.Context, person uuid.UUID) error {
	h.forgot <- person
	return nil
}

func (h *house) address(*http.Request) netip.Addr {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.from
}

func (h *house) standAt(address string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.from = netip.MustParseAddr(address)
}

// counter counts the statements that are sent to the database. Not the notification of a new job: the queue leaves that
// out when it has just sent one, whatever the job.
type counter struct{ n *atomic.Int64 }

func (c counter) TraceQueryStart(ctx context.Context, _ *pgx.Conn, d pgx.TraceQueryStartData) context.Context {
	if !strings.Contains(d.SQL, "pg_notify") {
		c.n.Add(1)
	}
	return ctx
}
func (counter) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

func build(t *testing.T, change ...func(*account.Deps)) *house {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), bound)
	t.Cleanup(cancel)
	h := &house{
		t: t, ctx: ctx, hasher: password.NewHasher(cheap, 4), letters: make(chan mail.Message, 200),
		deleted: make(chan uuid.UUID, 10), forgot: make(chan uuid.UUID, 10), queries: new(atomic.Int64), from: netip.MustParseAddr("192.0.2.1"),
	}
	config, err := pgxpool.ParseConfig(postgrestest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	config.ConnConfig.Tracer = counter{h.queries}
	if h.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.pool.Close)
	if err := jobs.Migrate(ctx, h.pool); err != nil {
		t.Fatal(err)
	}
	public, _ := url.Parse("http://localhost:8080")
	h.keys = t.TempDir()
	sealed, err := vault.New("", h.keys)
	if err != nil {
		t.Fatal(err)
	}
	deps := account.Deps{
		Pool: h.pool, PublicURL: public, Mail: h, Posts: h, Hasher: h.hasher, Address: h.address,
		Log: topic.NewLog(h.pool, untold{}), Vault: sealed, Now: h.now,
	}
	for _, c := range change {
		c(&deps)
	}
	h.accounts = account.New(deps)
	mux := http.NewServeMux()
	h.accounts.Operations(web.NewAPI(mux))
	for pattern, page := range h.accounts.Routes() {
		mux.Handle(pattern, page)
	}
	h.server = httptest.NewServer(h.accounts.Sessions.Middleware(mux))
	t.Cleanup(h.server.Close)
	return h
}

// work lets the jobs run until the test ends, and gives the ones that end.
func (h *house) work() <-chan *river.Event {
	h.t.Helper()
	parts := append(h.accounts.Jobs(), jobs.RetryAfter(func(int) time.Duration { return time.Millisecond }))
	q, err := jobs.New(h.pool, parts...)
	if err != nil {
		h.t.Fatal(err)
	}
	finished, forget := q.Finished()
	if err := q.Start(h.ctx); err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() {
		forget()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(h.ctx), bound)
		defer cancel()
		if err := q.Stop(ctx); err != nil {
			h.t.Error(err)
		}
	})
	return finished
}

// browser keeps cookies as one does.
type browser struct {
	h      *house
	client *http.Client
	header http.Header
}

func (h *house) browser() *browser {
	jar, _ := cookiejar.New(nil)
	return &browser{h, &http.Client{Jar: jar, Transport: h.server.Client().Transport}, http.Header{"User-Agent": {"test browser"}}}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
	code   string
	fields string // names and codes of what was wrong
}

func (b *browser) do(method, path string, in any) answer {
	b.h.t.Helper()
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			b.h.t.Fatal(err)
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(b.h.ctx, method, b.h.server.URL+path, body)
	if err != nil {
		b.h.t.Fatal(err)
	}
	r.Header = b.header.Clone()
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if host := b.header.Get("Host"); host != "" {
		r.Host = host
	}
	res, err := b.client.Do(r)
	if err != nil {
		b.h.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		b.h.t.Fatal(err)
	}
	a := answer{status: res.StatusCode, header: res.Header, body: string(raw)}
	if a.status >= 400 {
		var p wire.Problem
		if err := json.Unmarshal(raw, &p); err != nil {
			b.h.t.Fatalf("%s %s: %d %s", method, path, a.status, raw)
		}
		a.code = p.Code
		for _, f := range p.Fields {
			a.fields += f.Name + "=" + f.Code + " "
		}
		a.fields = strings.TrimSpace(a.fields)
	}
	return a
}

func (b *browser) post(path string, in any) answer {
	b.h.t.Helper()
	return b.do(http.MethodPost, path, in)
}
func (b *browser) get(path string) answer { b.h.t.Helper(); return b.do(http.MethodGet, path, nil) }

// must is for the steps that a test only passes through.
func (a answer) must(t *testing.T) answer {
	t.Helper()
	if a.status >= 300 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	return a
}

func (a answer) want(t *testing.T, status int, code string) answer {
	t.Helper()
	if a.status != status || a.code != code {
		t.Errorf("%d %q %s, want %d %q", a.status, a.code, a.body, status, code)
	}
	return a
}

type m map[string]any

func registration(email string) m {
	return m{"email": email, "display_name": "Chen Lu", "language": "en", "time_zone": "Asia/Shanghai", "password": good, "adult": true}
}

// letter waits for the next letter.
func (h *house) letter() mail.Message {
	h.t.Helper()
	select {
	case l := <-h.letters:
		return l
	case <-h.ctx.Done():
		h.t.Fatal("no letter came")
		return mail.Message{}
	}
}

var linkPattern = regexp.MustCompile(`http\S+#(\S+)`)

// token takes the token out of a letter's link.
func token(t *testing.T, body string) string {
	t.Helper()
	found := linkPattern.FindStringSubmatch(body)
	if found == nil {
		t.Fatalf("no link in %q", body)
	}
	return found[1]
}

// member makes an account without a letter.
func (h *house) member(email string) uuid.UUID {
	h.t.Helper()
	id := uuid.New()
	hash, err := h.hasher.Hash(h.ctx, good)
	if err == nil {
		_, err = h.pool.Exec(h.ctx, `insert into person (id, role, display_name, email, email_confirmed_at, password_hash, time_zone)
			values ($1, 'citizen', 'Chen Lu', $2, now(), $3, 'Asia/Shanghai')`, id, email, hash)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	return id
}

// signedIn gives a browser with a login.
func (h *house) signedIn(email string) *browser {
	h.t.Helper()
	b := h.browser()
	b.post("/api/sign-in", m{"name": email, "password": good}).must(h.t)
	return b
}

func (b *browser) isSignedIn() bool {
	b.h.t.Helper()
	var me account.Me
	if err := json.Unmarshal([]byte(b.get("/api/me").must(b.h.t).body), &me); err != nil {
		b.h.t.Fatal(err)
	}
	return me.Person != nil
}

func (h *house) count(query string, args ...any) int {
	h.t.Helper()
	var n int
	if err := h.pool.QueryRow(h.ctx, query, args...).Scan(&n); err != nil {
		h.t.Fatal(err)
	}
	return n
}

// jobs tells what the jobs that wait are about, with nothing that differs by itself.
func (h *house) jobs() string {
	h.t.Helper()
	var all string
	err := h.pool.QueryRow(h.ctx, `select coalesce(string_agg(kind || ' ' || (args->>'about'), ',' order by id), '') from river_job`).Scan(&all)
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}
