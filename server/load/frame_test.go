package load

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// serverFrame writes what a server would: unmasked.
func serverFrame(op byte, fin bool, payload string) []byte {
	b := appendFrame(nil, op, []byte(payload))
	mask := len(b) - len(payload) - 4
	b[1] &^= 0x80
	if !fin {
		b[0] &^= 0x80
	}
	return append(b[:mask:mask], payload...)
}

func TestFramesAreFoundWhereverAReadEnds(t *testing.T) {
	t.Parallel()
	said := []string{"", "short", strings.Repeat("x", 125), strings.Repeat("y", 126), strings.Repeat("z", 70_000)}
	var stream []byte
	for _, s := range said {
		stream = append(stream, serverFrame(opText, true, s)...)
	}
	for _, step := range []int{1, 2, 3, 7, 1000, len(stream)} {
		var heard []string
		var buffer []byte
		for from := 0; from < len(stream); from += step {
			buffer = append(buffer, stream[from:min(from+step, len(stream))]...)
			for {
				f, rest, ok := nextFrame(buffer)
				if !ok {
					break
				}
				if f.op != opText || !f.fin {
					t.Fatalf("reads of %d: op %d, fin %v", step, f.op, f.fin)
				}
				heard = append(heard, string(f.payload))
				buffer = bytes.Clone(rest)
			}
		}
		if strings.Join(heard, "|") != strings.Join(said, "|") || len(buffer) != 0 {
			t.Errorf("reads of %d: heard %d frames, %d bytes left over", step, len(heard), len(buffer))
		}
	}
}

func FuzzNextFrame(f *testing.F) {
	f.Add(serverFrame(opText, true, "hello"))
	f.Add([]byte{0x81, 127, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		for {
			got, rest, ok := nextFrame(b)
			if !ok {
				return
			}
			if len(rest)+len(got.payload) >= len(b) {
				t.Fatal("a frame without a header")
			}
			b = rest
		}
	})
}

// newListener makes a client of one room that follows it from 0.
func newListener() *client {
	r := &run{every: 1, recording: true}
	rm := &room{Room: Room{Topic: "class:1"}}
	c := &client{run: r, room: rm, begins: []byte(`{"topic":"class:1","seq":`), signal: []byte(`{"topic":"class:1","signal":"typing"`)}
	r.clients, rm.clients = []*client{c}, []*client{c}
	return c
}

func TestWhatIsMissingOrDoubledIsCounted(t *testing.T) {
	t.Parallel()
	c := newListener()
	for _, seq := range []string{"1", "2", "2", "5", "4", "6"} {
		c.take(serverFrame(opText, true, `{"topic":"class:1","seq":`+seq+`,"event":"post.created","data":{}}`), time.Now())
	}
	c.take(serverFrame(opText, true, `{"topic":"class:1","signal":"typing"}`), time.Now())
	c.take(serverFrame(opText, true, `{"topic":"class:1","signal":"presence"}`), time.Now())
	c.take(serverFrame(opText, true, `{"topic":"class:2","seq":9,"event":"post.created","data":{}}`), time.Now())
	c.take(serverFrame(opText, true, `{"topic":"class:1","closed":{"code":"not_found"}}`), time.Now())
	tally := c.run.tally
	if tally.delivered != 5 || tally.doubled != 2 || tally.missing != 1 || tally.closed != 1 {
		t.Errorf("%+v", tally)
	}
	if !strings.Contains(tally.firstBad, `"seq":2`) {
		t.Errorf("the first fault is %q", tally.firstBad)
	}
}

func TestAPostIsTimedFromItsOwnText(t *testing.T) {
	t.Parallel()
	c := newListener()
	sent := time.Unix(1_700_000_000, 42)
	c.take(serverFrame(opText, false, `{"topic":"class:1","seq":1,"event":"post.created","data":{"body":"t=17000000`), sent)
	c.take(serverFrame(opContinue, true, `00000000042 good morning"}}`), sent.Add(3*time.Millisecond))
	if got := c.run.tally.deliver.spread(); got.P50 != 3 || got.Samples != 1 {
		t.Errorf("%+v", got)
	}
}
