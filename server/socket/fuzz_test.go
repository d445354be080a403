package socket_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"tongchuang/server/apptest"
)

// FuzzFrame sends any text as a frame of somebody who is signed in, before and after the hello: whatever it is, the
// connection goes on, or is closed with a code of docs/protocol.md; each answer is JSON, and nothing is our fault.
func FuzzFrame(f *testing.F) {
	n := apptest.Start(f, loose)
	s := &stage{f, n, apptest.Seed(f, n.Pool)}
	for _, frame := range []string{
		`{"id":"1","do":"ping"}`,
		`{"id":"1","do":"hello","in":{"protocol":1,"language":"zh-Hant"}}`,
		`{"id":"1","do":"subscribe","in":{"topic":"` + s.world.ClassTopic + `","since":0,"epoch":"x"}}`,
		`{"id":"1","do":"subscribe","in":{"topic":"person:` + s.world.Student.ID.String() + `"}}`,
		`{"id":"1","do":"unsubscribe","in":{"topic":"class:x"}}`,
		`{"do":"signal","in":{"topic":"class:x","name":"typing","data":{}}}`,
		s.rawPost(`"# 你好\n\n> [x](http://example.org) \ud83d\ude00"`, `,"language":"zh"`),
		`{"id":"1","do":"post.edit","in":{"post":"` + s.world.Chat.String() + `","revision":1,"body":"x"}}`,
		`{"id":"1","do":"post.hide","in":{"post":"` + s.world.Chat.String() + `"}}`,
		`{"id":"1","do":"thread.history","in":{"thread":"` + s.world.Chat.String() + `","before":9007199254740993,"limit":-1}}`,
		`{"id":"1","do":"thread.create","in":{"board":"welcome","client_id":"` + s.world.Chat.String() + `","title":"\u0000","body":"x"}}`,
		`{"id":"1","do":"thread.read","in":{"thread":"` + s.world.Chat.String() + `","seq":-1}}`,
		`{"id":"\ud800","id":"2"}`, "{\"id\":\"\xff\"}", `[[[[`, ``, `null`, `{"id":null,"do":null,"in":null}`, `{"ID":"1"}`, "\u2028",
	} {
		f.Add([]byte(frame), true)
		f.Add([]byte(frame), false)
	}
	codes := map[int]bool{4000: true, 4001: true, 4003: true}
	f.Fuzz(func(t *testing.T, frame []byte, greeted bool) {
		if len(frame) > 200_000 {
			return
		}
		ws, _, err := websocket.DefaultDialer.Dial(apptest.SocketURL(n), bearer(s.world.Student.Token))
		if err != nil {
			t.Skip("the door is busy: ", err) // a person's twenty connections, when a test was given up
		}
		defer ws.Close()
		_ = ws.SetReadDeadline(time.Now().Add(patience))
		send := func(b []byte) {
			_ = ws.WriteMessage(websocket.TextMessage, b) // a close shows in reading
		}
		if greeted {
			send([]byte(`{"do":"hello","in":{"protocol":1}}`))
		}
		send(frame)
		const last = "the last one of this test"
		send([]byte(fmt.Sprintf(`{"id":"%s","do":"ping"}`, last)))
		for {
			_, raw, err := ws.ReadMessage()
			if err != nil {
				closed, ok := err.(*websocket.CloseError) //nolint:errorlint // it is not wrapped
				if !ok || !codes[closed.Code] {
					t.Fatalf("%q: ended with %v", frame, err)
				}
				return
			}
			var answer apptest.Frame
			if err := json.Unmarshal(raw, &answer); err != nil {
				t.Fatalf("%q: answered %q", frame, raw)
			}
			if answer.Error != nil && answer.Error.Status >= 500 {
				t.Fatalf("%q: %s", frame, raw)
			}
			if answer.ID != nil && *answer.ID == last {
				return
			}
		}
	})
}
