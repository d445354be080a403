package socket_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// FuzzCursor resumes from anything at all: every event after it comes, in order, or the answer is a reset with a snapshot,
// or a refusal. Nothing is ever left out in silence.
func FuzzCursor(f *testing.F) {
	n := apptest.Start(f, loose)
	s := &stage{f, n, apptest.Seed(f, n.Pool)}
	const events = 3
	speaker := apptest.Hello(f, n, s.world.StudentHefei.Token)
	for range events {
		says(speaker, s.post("said"))
	}
	ws, _, err := websocket.DefaultDialer.Dial(apptest.SocketURL(n), bearer(s.world.Student.Token))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { ws.Close() })
	// A client of package apptest is its test's, and each input is a test of its own.
	next := func(t testing.TB, what string, is func(apptest.Frame) bool) (frame apptest.Frame) {
		t.Helper()
		_ = ws.SetReadDeadline(time.Now().Add(patience))
		for {
			_, raw, err := ws.ReadMessage()
			if err != nil {
				t.Fatalf("waiting for %s: %v", what, err)
			}
			frame = apptest.Frame{}
			if err := json.Unmarshal(raw, &frame); err != nil {
				t.Fatal(err)
			}
			if frame.Raw = raw; is(frame) {
				return frame
			}
		}
	}
	send := func(t testing.TB, frame string) {
		t.Helper()
		if err := ws.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
			t.Fatal(err)
		}
	}
	answers := func(f apptest.Frame) bool { return f.ID != nil }
	send(f, `{"id":"hello","do":"hello","in":{"protocol":1}}`)
	welcome := decode[wire.Welcome](f, next(f, "the welcome", answers))
	for _, since := range []string{
		"0", "1", "3", "4", "-0", "00", "-1", "1.0", "1e0", "9223372036854775807", "9223372036854775808", `"1"`, "null", "true", "[]", "{}", "",
	} {
		for _, epoch := range []string{"", "x", "\x00", "00000000-0000-4000-8000-000000000000"} {
			f.Add(since, epoch, false)
			f.Add(since, epoch, true)
		}
	}
	f.Fuzz(func(t *testing.T, since, epoch string, known bool) {
		if len(since)+len(epoch) > 10_000 {
			return
		}
		if known {
			epoch = welcome.Epoch
		}
		quoted, _ := json.Marshal(epoch) // what is no UTF-8 becomes some
		if err := json.Unmarshal(quoted, &epoch); err != nil {
			t.Fatal(err)
		}
		send(t, fmt.Sprintf(`{"id":"x","do":"subscribe","in":{"topic":"%s","since":%s,"epoch":%s}}`, s.world.ClassTopic, since, quoted))
		answer := next(t, "the answer", answers)
		if answer.Error != nil {
			if answer.Error.Status >= 500 {
				t.Fatalf("%q: %s", since, answer.Raw)
			}
			if cursor, err := strconv.ParseInt(since, 10, 64); err == nil && cursor >= 0 && strconv.FormatInt(cursor, 10) == since {
				t.Fatalf("%q is a cursor, and refused: %s", since, answer.Raw)
			}
			return
		}
		sub := decode[wire.Subscribed](t, answer)
		switch {
		case (sub.Reset != "" || sub.Seq == events) != (len(sub.Snapshot) > 0) && since == "null":
			t.Fatalf("%q: %s", since, answer.Raw)
		case sub.Reset != "" && (len(sub.Snapshot) == 0 || sub.Seq != events):
			t.Fatalf("a reset without what there is: %q: %s", since, answer.Raw)
		case sub.Seq < 0 || sub.Seq > events:
			t.Fatalf("%q: %s", since, answer.Raw)
		case sub.Reset == "" && len(sub.Snapshot) == 0 && epoch != welcome.Epoch:
			t.Fatalf("a cursor of another log is obeyed: %q, %q: %s", since, epoch, answer.Raw)
		}
		for seq := sub.Seq + 1; seq <= events; seq++ {
			if e := next(t, "an event", func(f apptest.Frame) bool { return f.Event != "" }); e.Seq != seq {
				t.Fatalf("%q: want %d, got %s", since, seq, e.Raw)
			}
		}
	})
}
