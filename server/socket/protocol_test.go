package socket_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// rawPost is a post.create as it stands on the wire; its id is "x".
func (s *stage) rawPost(body string, more ...string) string {
	return fmt.Sprintf(`{"id":"x","do":"post.create","in":{"thread":"%s","client_id":"%s","body":%s%s}}`,
		s.world.Chat, uuid.New(), body, strings.Join(more, ""))
}

// stored counts the posts of the world.
func (s *stage) stored() (n int) {
	s.t.Helper()
	if err := s.node.Pool.QueryRow(s.t.Context(), `select count(*) from post`).Scan(&n); err != nil {
		s.t.Fatal(err)
	}
	return n
}

// answerOf gives the next answer of whatever id.
func answerOf(c *apptest.Client) apptest.Frame {
	return c.Until("an answer", func(f apptest.Frame) bool { return f.ID != nil })
}

func TestWhatIsNotTheProtocolIsABadRequestAndStoresNothing(t *testing.T) {
	t.Parallel()
	s := newStage(t, loose)
	w := s.witness()
	c := apptest.Hello(t, s.node, s.world.Student.Token)
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	for what, frame := range map[string]string{
		"nothing":                        ``,
		"no JSON":                        `hello`,
		"a list":                         `[]`,
		"a number":                       `1`,
		"two objects":                    `{"id":"x","do":"ping"}{"id":"x","do":"ping"}`,
		"half an object":                 `{"id":"x","do":"ping"`,
		"a comma too many":               `{"id":"x","do":"ping",}`,
		"a comment":                      `{"id":"x","do":"ping"/**/}`,
		"not a number":                   `{"id":"x","do":"ping","in":NaN}`,
		"10,000 deep":                    `{"id":"x","do":"ping","in":` + deep(10_000) + `}`,
		"30,000 deep":                    `{"id":"x","do":"ping","in":` + deep(30_000) + `}`,
		"60,000 deep and never closed":   `{"id":"x","do":"ping","in":` + strings.Repeat(`[`, 60_000),
		"deep objects":                   strings.Repeat(`{"":`, 10_001) + `1` + strings.Repeat(`}`, 10_001),
		"deep in a text's place":         s.rawPost(deep(9_000)),
		"a repeated name":                `{"id":"x","do":"ping","do":"ping"}`,
		"a repeated name, written twice": `{"id":"x","do":"ping","d\u006f":"ping"}`,
		"a repeated name inside":         s.rawPost(`"a"`, `,"body":"b"`),
		"a name in capitals":             `{"id":"x","DO":"ping"}`,
		"a variant beside the name":      `{"id":"x","do":"ping","Do":"hello"}`,
		"a name in capitals inside":      s.rawPost(`"a"`, `,"Body":"b"`),
		"a foreign name":                 `{"id":"x","do":"ping","as":"admin"}`,
		"a role":                         s.rawPost(`"a"`, `,"role":"teacher"`),
		"an author":                      s.rawPost(`"a"`, fmt.Sprintf(`,"author":{"id":"%s"}`, s.world.Teacher.ID)),
		"a place":                        s.rawPost(`"a"`, `,"seq":1`),
		"a lone surrogate":               s.rawPost(`"a\ud800b"`),
		"the other lone surrogate":       s.rawPost(`"\udc00"`),
		"surrogates the wrong way round": s.rawPost(`"\udc00\ud800"`),
		"a surrogate in a name":          `{"id":"x","do":"ping","\ud800":1}`,
		"a raw control character":        s.rawPost("\"a\nb\""),
		"a number for a text":            s.rawPost(`5`),
		"an object for a text":           s.rawPost(`{"x":1}`),
		"a number for an id":             `{"id":5,"do":"ping"}`,
		"a number for a command":         `{"id":"x","do":5}`,
		"a text for a number":            `{"id":"x","do":"hello","in":{"protocol":"1"}}`,
		"a fraction":                     `{"id":"x","do":"hello","in":{"protocol":1.5}}`,
		"a list for an input":            `{"id":"x","do":"post.create","in":[]}`,
		"a text for an input":            `{"id":"x","do":"subscribe","in":"class"}`,
		"half a UUID":                    `{"id":"x","do":"thread.history","in":{"thread":"0123","before":1}}`,
		"an id of 65 characters":         `{"id":"` + textOf(65) + `","do":"ping"}`,
		"an id of 65 Han characters":     `{"id":"` + strings.Repeat("窗", 65) + `","do":"ping"}`,
	} {
		c.SendRaw(frame)
		if f := answerOf(c); f.Error == nil || f.Error.Code != "bad_request" || f.Error.Status != 400 || f.Error.Title == "" {
			t.Errorf("%s: %.300s", what, f.Raw)
		}
	}
	c.Must("ping", wire.Empty{}, nil)
	if n := s.stored(); n != 0 {
		t.Errorf("%d posts were stored", n)
	}
	w.undisturbed()
}

func TestANulInATextIsRefusedBeforeTheDatabaseSeesIt(t *testing.T) {
	t.Parallel()
	s := newStage(t, loose)
	w := s.witness()
	c := apptest.Hello(t, s.node, s.world.Student.Token)
	for _, body := range []string{`"\u0000"`, `"a\u0000b"`, "\"你好\\u0000\""} {
		c.SendRaw(s.rawPost(body))
		if f := c.Answer("x"); f.Error == nil || f.Error.Status != 422 {
			t.Errorf("%s: %s", body, f.Raw)
		}
	}
	adult := apptest.Hello(t, s.node, s.world.Citizen.Token)
	for _, in := range []string{`"title":"a\u0000b","body":"fine"`, `"title":"fine","body":"a\u0000b"`} {
		adult.SendRaw(fmt.Sprintf(`{"id":"x","do":"thread.create","in":{"board":"welcome","client_id":"%s",%s}}`, uuid.New(), in))
		if f := adult.Answer("x"); f.Error == nil || f.Error.Status != 422 {
			t.Errorf("%s: %s", in, f.Raw)
		}
	}
	for _, frame := range []string{
		`{"id":"x","do":"thread.create","in":{"board":"wel\u0000come","client_id":"7f1c1f0e-3f0b-4a53-8d35-2a9c3f6f0001","title":"a","body":"b"}}`,
		`{"id":"x","do":"subscribe","in":{"topic":"class:\u0000"}}`,
		`{"id":"x","do":"subscribe","in":{"topic":"\u0000:x"}}`,
		`{"id":"x","do":"fly\u0000"}`,
	} {
		adult.SendRaw(frame)
		if f := adult.Answer("x"); f.Error == nil || f.Error.Status >= 500 {
			t.Errorf("%s: %s", frame, f.Raw)
		}
	}
	adult.SendRaw(`{"id":"\u0000","do":"ping"}`)
	if f := adult.Answer("\x00"); f.Error != nil {
		t.Errorf("an id is the client's own: %s", f.Raw)
	}
	if n := s.stored(); n != 0 {
		t.Errorf("%d posts were stored", n)
	}
	w.undisturbed()
}

func TestAnIDIsGivenBackAsItCame(t *testing.T) {
	t.Parallel()
	s := newStage(t, loose)
	c := apptest.Hello(t, s.node, "")
	for _, id := range []string{textOf(64), strings.Repeat("窗", 64), strings.Repeat("😀", 64), `<script>`, " ", "\u2028"} {
		c.SendRaw(fmt.Sprintf(`{"id":"%s","do":"ping"}`, id))
		if f := answerOf(c); f.Error != nil || *f.ID != id {
			t.Errorf("%q: %s", id, f.Raw)
		}
	}
	// The error of a frame that could not be understood finds its way, too.
	c.SendRaw(`{"id":"mine","do":"ping","foreign":1}`)
	if f := answerOf(c); f.Error == nil || *f.ID != "mine" {
		t.Errorf("%s", f.Raw)
	}
	// Without an id there is an answer only when something is wrong.
	c.SendRaw(`{"do":"ping"}`)
	c.SendRaw(`{"do":"fly"}`)
	if f := answerOf(c); f.Error == nil || f.Error.Code != "command.unknown" || *f.ID != "" {
		t.Errorf("%s", f.Raw)
	}
}

func TestAnUnknownCommandIsSaidToBeUnknown(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := apptest.Hello(t, s.node, "")
	for _, do := range []string{"fly", "", "PING", "post.create ", "post", textOf(60_000)} {
		c.Refused(do, wire.Empty{}, "command.unknown")
	}
}

func TestOneClientIDIsOneSendForEver(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	first, second := apptest.Hello(t, s.node, s.world.Student.Token), apptest.Hello(t, s.node, s.world.Student.Token)
	in := s.post("once")
	var stored, again wire.PostStored
	first.Must("post.create", in, &stored)
	second.Must("post.create", in, &again)
	if !reflect.DeepEqual(stored, again) {
		t.Errorf("%+v, then %+v", stored, again)
	}
	changed := in
	changed.Body = "something else"
	if p := second.Refused("post.create", changed, "conflict"); p.Status != 409 {
		t.Errorf("%+v", p)
	}
	// Another person's ids are another matter.
	other := in
	other.Body = "my own"
	apptest.Hello(t, s.node, s.world.StudentHefei.Token).Must("post.create", other, &again)
	if again.ID == stored.ID {
		t.Error("two people got one post")
	}
	if n := s.stored(); n != 2 {
		t.Errorf("%d posts", n)
	}
	w.last += 2
	w.listener.Event(s.world.ClassTopic)
	w.listener.Event(s.world.ClassTopic)
	w.undisturbed()
}

func TestNothingIsDoneBeforeTheHello(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	for _, frame := range []string{
		s.rawPost(`"too early"`), `{"id":"x","do":"ping"}`, `{"id":"x","do":""}`, `{"id":"x"}`,
		`{"id":"x","do":"subscribe","in":{"topic":"` + s.world.ClassTopic + `"}}`,
	} {
		c := apptest.Dial(t, s.node, s.world.Student.Token)
		c.SendRaw(frame)
		if f := c.Answer("x"); f.Error == nil || f.Error.Code != "hello.first" {
			t.Errorf("%s: %s", frame, f.Raw)
		}
		mustBe(t, frame, c.CloseCode(), 4000)
	}
	// A frame that cannot be read is only that: the hello may still come.
	c := apptest.Dial(t, s.node, s.world.Student.Token)
	c.SendRaw(`{`)
	if f := answerOf(c); f.Error == nil || f.Error.Code != "bad_request" {
		t.Errorf("%s", f.Raw)
	}
	c.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion}, nil)
	if n := s.stored(); n != 0 {
		t.Errorf("%d posts were stored", n)
	}
	w.undisturbed()
}

func TestAHelloMayComeAgainAndChangesTheLanguage(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := apptest.Dial(t, s.node, "")
	titles := map[string]bool{}
	for _, language := range []string{"en", "zh-Hans", "zh-Hant", "tlh", ""} {
		c.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion, Language: language}, nil)
		titles[c.Refused("fly", wire.Empty{}, "command.unknown").Title] = true
	}
	if len(titles) != 3 { // what is not known changes nothing
		t.Errorf("%v", titles)
	}
	c.Refused("hello", wire.Hello{Protocol: wire.ProtocolVersion + 1}, "hello.protocol")
	mustBe(t, "another protocol", c.CloseCode(), 4000)
}
