package account_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"tongchuang/server/account"
)

// standing is what of an account a revocation may end.
const standing = `select concat_ws(' ', (select count(*) from login where ended_at is null), (select count(*) from access_token where revoked_at is null),
	(select count(*) from one_time_link where used_at is null), (select count(*) from person where deleted_at is null),
	(select count(*) from person where two_step_at is not null), (select string_agg(password_hash, ' ' order by id) from person),
	(select count(*) from event))`

// Open connections are told by an event. Were it not of the same transaction, a node that dies between the two would
// leave them open, and hearing.
func TestARevocationAndItsNewsStandOrFallTogether(t *testing.T) {
	t.Parallel()
	const li = "li@example.org"
	for name, prepare := range map[string]func(*house, *browser) (deed func() answer){
		"a login": func(h *house, b *browser) func() answer {
			h.signedIn(li)
			var all account.Logins
			if err := json.Unmarshal([]byte(b.get("/api/logins").must(h.t).body), &all); err != nil {
				h.t.Fatal(err)
			}
			for _, l := range all.Logins {
				if !l.Current {
					return func() answer { return b.do(http.MethodDelete, "/api/logins/"+l.ID.String(), nil) }
				}
			}
			h.t.Fatal("no other login")
			return nil
		},
		"the other logins": func(h *house, b *browser) func() answer {
			h.signedIn(li)
			return func() answer { return b.post("/api/logins/end-others", nil) }
		},
		"this login": func(_ *house, b *browser) func() answer {
			return func() answer { return b.post("/api/sign-out", nil) }
		},
		"a login that another takes the place of": func(_ *house, b *browser) func() answer {
			return func() answer { return b.post("/api/sign-in", m{"name": li, "password": good}) }
		},
		"an access token": func(h *house, b *browser) func() answer {
			var made account.NewAccessToken
			if err := json.Unmarshal([]byte(b.post("/api/access-tokens", m{"name": "x", "scope": "read", "password": good}).must(h.t).body), &made); err != nil {
				h.t.Fatal(err)
			}
			return func() answer { return b.do(http.MethodDelete, "/api/access-tokens/"+made.ID.String(), nil) }
		},
		"a password": func(_ *house, b *browser) func() answer {
			return func() answer {
				return b.post("/api/password/change", m{"old_password": good, "password": other})
			}
		},
		"a forgotten password": func(h *house, b *browser) func() answer {
			h.work()
			b.post("/api/password/request-reset", m{"email": li}).must(h.t)
			link := token(h.t, h.letter().Body)
			return func() answer { return b.post("/api/password/reset", m{"token": link, "password": other}) }
		},
		"an account": func(_ *house, b *browser) func() answer {
			return func() answer { return b.post("/api/me/delete", m{"password": good, "posts": "keep"}) }
		},
		"a second step that begins": func(h *house, b *browser) func() answer {
			p := phone{h, read[account.TwoStepSecret](h.t, b.post("/api/two-step/begin", m{"password": good})).Secret}
			return func() answer { return b.post("/api/two-step/confirm", m{"code": p.code()}) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := build(t)
			person := h.member(li)
			deed := prepare(h, h.signedIn(li))
			h.exec(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'the commit fails'; end $$`)
			h.exec(`create constraint trigger refuse after insert on event deferrable initially deferred for each row execute function refuse()`)
			before := h.text(standing)
			if a := deed(); a.status < 500 {
				t.Errorf("the answer is %d %s", a.status, a.body)
			}
			if after := h.text(standing); after != before {
				t.Errorf("the commit failed, and there is\n%s where there was\n%s", after, before)
			}
			h.exec(`drop trigger refuse on event`)
			h.wait(30 * time.Second) // a code of the app is taken once
			deed().must(t)
			if h.told(person) != 1 || h.text(standing) == before {
				t.Errorf("told %d times; there is %s", h.told(person), h.text(standing))
			}
		})
	}
}

func (h *house) exec(sql string) {
	h.t.Helper()
	if _, err := h.pool.Exec(h.ctx, sql); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) text(query string) (s string) {
	h.t.Helper()
	if err := h.pool.QueryRow(h.ctx, query).Scan(&s); err != nil {
		h.t.Fatal(err)
	}
	return s
}
