package socket_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// ping is a command of n bytes.
func pingOf(n int) string {
	const command = `{"id":"1","do":"ping"}`
	return command + strings.Repeat(" ", n-len(command))
}

func TestAFrameALittleTooLargeIsAnsweredAndTheConnectionLives(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	c := apptest.Hello(t, s.node, s.world.Student.Token)
	c.SendRaw(pingOf(wire.MaxFrameBytes))
	if f := c.Answer("1"); f.Error != nil {
		t.Errorf("of the largest size: %s", f.Raw)
	}
	for _, n := range []int{wire.MaxFrameBytes + 1, 4 * wire.MaxFrameBytes} {
		c.SendRaw(pingOf(n))
		if f := c.Answer(""); f.Error == nil || f.Error.Code != "frame.too_large" || f.Error.Status != 413 {
			t.Errorf("of %d bytes: %s", n, f.Raw)
		}
	}
	c.Must("ping", wire.Empty{}, nil)
	w.undisturbed()
}

func TestFramesThatBreakTheProtocolEndOnlyTheirOwnConnection(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	fine := []byte(`{"do":"ping"}`)
	unmasked := append(length(final|text, 0, uint64(len(fine))), fine...)
	fragments := masked(more|text, []byte("x"))
	fragments = append(fragments, bytes.Repeat(masked(more, []byte("x")), 4*wire.MaxFrameBytes)...)
	for what, c := range map[string]struct {
		bytes []byte
		code  int
	}{
		"far too large":                      {masked(final|text, bytes.Repeat([]byte("x"), 4*wire.MaxFrameBytes+1)), 1009},
		"far too large, in two":              {append(masked(more|text, bytes.Repeat([]byte("x"), 4*wire.MaxFrameBytes)), masked(final, []byte("x"))...), 1009},
		"a length of 2^63":                   {length(final|text, 0x80, 1<<63), 1009},
		"the longest length":                 {length(final|text, 0x80, 1<<64-1), 1009},
		"a length of 2^63-1":                 {append(length(final|text, 0x80, 1<<63-1), 0, 0, 0, 0), 1009},
		"a length of 2^63-1 after a part":    {append(masked(more|text, []byte("x")), append(length(final, 0x80, 1<<63-1), 0, 0, 0, 0)...), 1009},
		"fragments of a byte, without end":   {fragments, 1009},
		"unmasked":                           {unmasked, 1002},
		"the first reserved bit":             {masked(final|0x40|text, fine), 1002},
		"the second":                         {masked(final|0x20|text, fine), 1002},
		"the third":                          {masked(final|0x10|text, fine), 1002},
		"a reserved kind":                    {masked(final|0x03, fine), 1002},
		"a reserved kind of control":         {masked(final|0x0b, fine), 1002},
		"a part of nothing":                  {masked(final, fine), 1002},
		"a message within a message":         {append(masked(more|text, fine), masked(final|text, fine)...), 1002},
		"a long ping":                        {masked(final|pings, make([]byte, 126)), 1002},
		"a ping in parts":                    {masked(more|pings, fine), 1002},
		"a close with a code that is nobody": {masked(final|closes, []byte{0, 1}), 1002},
		"a close whose reason is not UTF-8":  {masked(final|closes, []byte{0x03, 0xe8, 0xff}), 1002},
		"a binary frame":                     {masked(final|octets, fine), 1003},
		"a close":                            {masked(final|closes, []byte{0x03, 0xe8}), 1000},
	} {
		r := s.greeted(s.world.Student.Token)
		r.pour(c.bytes)
		mustBe(t, what, r.closed(), c.code)
		r.Conn.Close()
	}
	w.undisturbed()
}

func TestNothingIsHeardAfterAClose(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	r := s.greeted(s.world.Student.Token)
	late := fmt.Sprintf(`{"do":"post.create","in":{"thread":"%s","client_id":"%s","body":"too late"}}`, s.world.Chat, s.world.Class)
	r.pour(append(masked(final|octets, nil), masked(final|text, []byte(late))...))
	mustBe(t, "after a binary frame", r.closed(), 1003)
	w.undisturbed()
}

func TestCompressionIsNotNegotiatedSoThatNothingCanInflate(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	r := s.open("", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x-webkit-deflate-frame")
	if e := r.answer.Header.Get("Sec-WebSocket-Extensions"); e != "" {
		t.Errorf("agreed on %q", e)
	}
	r.say(`{"id":"hello","do":"hello","in":{"protocol":1}}`)
	r.answered("hello")
	r.send(masked(final|0x40|text, []byte{0xca, 0xc9, 0x07, 0x00}))
	mustBe(t, "a compressed frame", r.closed(), 1002)
}

func TestAMessageInPartsWithPingsBetweenIsOneMessage(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	r := s.greeted("")
	command := `{"id":"parts","do":"ping"}`
	var b []byte
	for i := range len(command) {
		first, last := byte(more), i == len(command)-1
		if i == 0 {
			first |= text
		}
		if last {
			first |= final
		}
		b = append(b, masked(first, []byte(command[i:i+1]))...)
		if i%8 == 0 {
			b = append(b, masked(final|pings, []byte{byte(i)})...)
		}
	}
	r.send(b)
	answered := 0
	for {
		kind, payload, err := r.next()
		if err != nil {
			t.Fatal(err)
		}
		if kind == pongs {
			if len(payload) != 1 || int(payload[0]) != 8*answered {
				t.Fatalf("pong %v", payload)
			}
			answered++
		}
		if kind == text {
			if !strings.Contains(string(payload), `"parts"`) || answered != 4 {
				t.Fatalf("%d pongs, then %s", answered, payload)
			}
			return
		}
	}
}

func TestTextThatIsNotUTF8IsABadRequest(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	c := apptest.Hello(t, s.node, s.world.Student.Token)
	for _, bad := range []string{"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe4\xbd"} {
		for _, frame := range []string{
			`{"id":"bad","do":"ping","in":{"x":"` + bad + `"}}`,
			fmt.Sprintf(`{"id":"bad","do":"post.create","in":{"thread":"%s","client_id":"%s","body":"a%sb"}}`, s.world.Chat, s.world.Class, bad),
		} {
			c.SendRaw(frame)
			if f := c.Answer("bad"); f.Error == nil || f.Error.Code != "bad_request" {
				t.Errorf("%q: %s", frame, f.Raw)
			}
		}
		c.SendRaw(bad)
		if f := c.Answer(""); f.Error == nil || f.Error.Code != "bad_request" {
			t.Errorf("%q: %s", bad, f.Raw)
		}
		c.SendRaw(`{"id":"` + bad + `","do":"ping"}`)
		if f := c.Until("an answer", func(f apptest.Frame) bool { return f.ID != nil }); f.Error == nil || f.Error.Code != "bad_request" {
			t.Errorf("an id of %q: %s", bad, f.Raw)
		}
	}
	c.Must("ping", wire.Empty{}, nil)
	w.undisturbed()
}

func TestAnHonestPingIsAnsweredAndAFloodOfThemEnds(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	honest := apptest.Hello(t, s.node, s.world.Student.Token)
	heard := ""
	honest.Socket().SetPongHandler(func(data string) error { heard = data; return nil })
	if err := honest.Socket().WriteControl(websocket.PingMessage, []byte("你好"), time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	honest.Must("ping", wire.Empty{}, nil)
	if heard != "你好" {
		t.Errorf("pong %q", heard)
	}
	flood := s.greeted(s.world.Student.Token)
	flood.pour(bytes.Repeat(masked(final|pings, []byte("x")), 5000))
	mustBe(t, "a flood of pings", flood.closed(), 4003)
	w.undisturbed()
}
