package socket_test

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/account/password"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

func TestATopicThatIsNotForOneIsNotThere(t *testing.T) {
	t.Parallel()
	s := newStage(t, loose)
	w := s.witness()
	chat := "thread:" + s.world.Chat.String()
	for who, token := range map[string]string{"an outsider": s.world.Outsider.Token, "a citizen": s.world.Citizen.Token, "a moderator": s.world.Moderator.Token, "a visitor": ""} {
		c := apptest.Hello(t, s.node, token)
		for _, name := range []string{
			s.world.ClassTopic, chat, "class:" + uuid.NewString(), "thread:" + uuid.NewString(), "board:" + uuid.NewString(),
			strings.ToUpper(s.world.ClassTopic), "class:" + strings.ToUpper(s.world.Class.String()), "class:{" + s.world.Class.String() + "}",
			s.world.ClassTopic + " ", "class:", ":", "", "class", "lesson:" + s.world.Class.String(), "class:" + textOf(60_000), "class:' or 1=1 --",
		} {
			f := c.Do("subscribe", wire.Subscribe{Topic: name})
			if f.Error == nil || f.Error.Code != "not_found" || f.Error.Status != 404 {
				t.Errorf("%s follows %.60s: %s", who, name, f.Raw)
			}
		}
		other := c.Do("subscribe", wire.Subscribe{Topic: "person:" + s.world.Teacher.ID.String()})
		if other.Error == nil || token != "" && other.Error.Code != "not_found" {
			t.Errorf("%s follows a teacher: %s", who, other.Raw)
		}
		for _, do := range []struct {
			name string
			in   any
		}{{"post.create", s.post("I was here")}, {"thread.history", wire.HistoryIn{Thread: s.world.Chat, Before: 100}}} {
			if f := c.Do(do.name, do.in); f.Error == nil || f.Error.Status != 404 && f.Error.Status != 401 {
				t.Errorf("%s: %s: %s", who, do.name, f.Raw)
			}
		}
	}
	if n := s.stored(); n != 0 {
		t.Errorf("%d posts were stored", n)
	}
	w.undisturbed()
}

func TestAReadingTokenFollowsAndDoesNotWrite(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	s.world.AddToken(s.world.Student, "tct_reads", "read")
	c := s.follow("tct_reads")
	c.Refused("post.create", s.post("by a script"), "read_only_token")
	c.Refused("signal", wire.SendSignal{Topic: s.world.ClassTopic, Name: "typing"}, "read_only_token")
	w.undisturbed()
	c.Event(s.world.ClassTopic)
}

func TestWhoLeavesTheClassHearsNothingFromThenOn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	c := s.follow(s.world.Student.Token)
	w.undisturbed()
	c.Event(s.world.ClassTopic)
	s.exec(`update class_member set left_at = now() where person_id = $1`, s.world.Student.ID)
	begun := time.Now()
	s.appends("person:"+s.world.Student.ID.String(), wire.AccessChanged, wire.Empty{})
	f := c.Until("the end of a subscription", func(f apptest.Frame) bool { return f.Closed != nil })
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	if f.Topic != s.world.ClassTopic || f.Closed.Code != "not_found" {
		t.Errorf("%s", f.Raw)
	}
	w.undisturbed()
	c.Refused("subscribe", wire.Subscribe{Topic: s.world.ClassTopic}, "not_found")
	c.Refused("post.create", s.post("still here"), "not_found")
	c.Refused("signal", wire.SendSignal{Topic: s.world.ClassTopic, Name: "typing"}, "subscription.none")
	// The answers came after what was said: had it been sent, it would be here.
	id := c.Send("ping", wire.Empty{})
	f = c.Until("an event or the answer", func(f apptest.Frame) bool { return f.Event != "" || f.ID != nil && *f.ID == id })
	if f.Event != "" {
		t.Errorf("heard afterwards: %s", f.Raw)
	}
}

func TestASuspendedPersonReadsOn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	c := s.follow(s.world.Student.Token)
	s.exec(`update person set suspended_until = now() + interval '1 hour' where id = $1`, s.world.Student.ID)
	s.appends("person:"+s.world.Student.ID.String(), wire.AccessChanged, wire.Empty{})
	c.Refused("post.create", s.post("no"), "suspended")
	w.undisturbed()
	c.Event(s.world.ClassTopic)
}

func TestManyChangesOfAccessAtOnceAreLookedAtTogether(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	c := s.follow(s.world.Student.Token)
	for range 200 {
		s.appends("person:"+s.world.Student.ID.String(), wire.AccessChanged, wire.Empty{})
	}
	w.undisturbed()
	c.Event(s.world.ClassTopic)
	s.exec(`update person set deleted_at = now() where id = $1`, s.world.Student.ID)
	s.appends("person:"+s.world.Student.ID.String(), wire.AccessChanged, wire.Empty{})
	mustBe(t, "whose account has ended", c.CloseCode(), 4001)
}

// browser is somebody who is signed in by a password.
type browser struct {
	*http.Client
	s *stage
}

func (s *stage) signIn(p apptest.Person) *browser {
	s.t.Helper()
	jar, _ := cookiejar.New(nil) // cannot fail
	b := &browser{&http.Client{Jar: jar, Transport: &http.Transport{DisableKeepAlives: true}}, s}
	if status := b.do(http.MethodPost, "/api/sign-in", `{"name":"`+p.ID.String()+`@example.org","password":"lantern on the river"}`); status != http.StatusOK {
		s.t.Fatalf("signing in: %d", status)
	}
	return b
}

// givePassword makes signIn possible.
func (s *stage) givePassword(p apptest.Person) {
	s.t.Helper()
	hash, err := password.NewHasher(password.Params{Memory: 8, Time: 1, Threads: 1}, 0).Hash(context.Background(), "lantern on the river")
	if err != nil {
		s.t.Fatal(err)
	}
	s.exec(`update person set email = id::text || '@example.org', email_confirmed_at = now(), password_hash = $2 where id = $1`, p.ID, hash)
}

func (b *browser) do(method, path, body string) int {
	b.s.t.Helper()
	request, err := http.NewRequest(method, b.s.node.URL+path, strings.NewReader(body))
	if err != nil {
		b.s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := b.Do(request)
	if err != nil {
		b.s.t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

// dial opens the page's socket.
func (b *browser) dial() *apptest.Client {
	b.s.t.Helper()
	page, _ := url.Parse(b.s.node.URL)
	var cookies []string
	for _, c := range b.Jar.Cookies(page) {
		cookies = append(cookies, c.Name+"="+c.Value)
	}
	c := apptest.DialWith(b.s.t, b.s.node, headers("Origin", b.s.node.URL, "Cookie", strings.Join(cookies, "; ")))
	c.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion}, nil)
	return c
}

func TestALoginThatEndsTakesItsSocketsAndNoOthers(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	s.givePassword(s.world.Student)
	school, home := s.signIn(s.world.Student), s.signIn(s.world.Student)
	var atSchool []*apptest.Client
	for range 3 {
		c := school.dial()
		c.Must("subscribe", wire.Subscribe{Topic: s.world.ClassTopic}, nil)
		atSchool = append(atSchool, c)
	}
	atHome := home.dial()
	atHome.Must("subscribe", wire.Subscribe{Topic: s.world.ClassTopic}, nil)
	begun := time.Now()
	if status := school.do(http.MethodPost, "/api/sign-out", ""); status != http.StatusOK {
		t.Fatal(status)
	}
	for _, c := range atSchool {
		mustBe(t, "whose login has ended", c.CloseCode(), 4001)
	}
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	w.undisturbed()
	atHome.Event(s.world.ClassTopic)
	atHome.Must("post.create", s.post("at home"), nil)
}

func TestATokenThatIsRevokedTakesItsSocketsAndNoOthers(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	s.world.AddToken(s.world.Student, "tct_lost", "write")
	lost, kept := s.follow("tct_lost"), s.follow(s.world.Student.Token)
	s.exec(`update access_token set revoked_at = now() where token_hash = sha256('tct_lost')`)
	lost.Refused("post.create", s.post("by whoever found it"), "unauthenticated")
	mustBe(t, "who wrote by a token that is revoked", lost.CloseCode(), 4001)

	s.world.AddToken(s.world.Student, "tct_lost_too", "write")
	lost = s.follow("tct_lost_too")
	s.exec(`update access_token set revoked_at = now() where token_hash = sha256('tct_lost_too')`)
	begun := time.Now()
	s.appends("person:"+s.world.Student.ID.String(), wire.AccessChanged, wire.Empty{})
	mustBe(t, "whose token is revoked", lost.CloseCode(), 4001)
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	w.undisturbed()
	kept.Event(s.world.ClassTopic)
}
