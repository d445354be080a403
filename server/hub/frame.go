package hub

import (
	"bytes"
	"encoding/binary"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"tongchuang/server/topic"
)

// Frame is a text frame, encoded once and shared by all who get it. It is immutable.
type Frame struct {
	// Topic, Seq and Kind say which event it carries; Seq is 0 for anything that is not an event.
	Topic topic.Name
	Seq   int64
	Kind  string
	// Bytes is the frame's JSON.
	Bytes []byte
	// Encoded is Bytes as it travels: with the header of an unmasked text frame (RFC 6455, section 5.2). Of a run it is
	// several of them.
	Encoded []byte
	// Passing is set for signals: nobody misses one, so they are what a full queue leaves out first.
	Passing bool
	// Made is when this node knew of it.
	Made time.Time
}

// maxHeader is the longest header of an unmasked frame.
const maxHeader = 10

// NewFrame makes a frame that is not an event.
func NewFrame(bytes []byte) *Frame {
	encoded := append(appendHeader(make([]byte, 0, maxHeader+len(bytes)), len(bytes)), bytes...)
	return &Frame{Bytes: encoded[len(encoded)-len(bytes):], Encoded: encoded, Made: time.Now()}
}

// appendHeader appends the header of a text frame of n bytes that is whole and not masked.
func appendHeader(b []byte, n int) []byte {
	const finalText = 0x81
	switch {
	case n < 126:
		return append(b, finalText, byte(n))
	case n <= 0xffff:
		return binary.BigEndian.AppendUint16(append(b, finalText, 126), uint16(n))
	}
	return binary.BigEndian.AppendUint64(append(b, finalText, 127), uint64(n))
}

// newSignal makes the frame of a signal.
func newSignal(bytes []byte) *Frame {
	f := NewFrame(bytes)
	f.Passing = true
	return f
}

func newEventFrame(name topic.Name, seq int64, kind string, bytes []byte) *Frame {
	f := NewFrame(bytes)
	f.Topic, f.Seq, f.Kind = name, seq, kind
	return f
}

func frameOf(e *topic.Event) *Frame {
	return newEventFrame(e.Topic, e.Seq, e.Kind, e.AppendFrame(make([]byte, 0, len(e.Data)+160)))
}

// maxRun bounds a run in bytes: more is written by more than one system call anyway.
const maxRun = 64 << 10

// runs joins events that follow each other, each run for one write.
func runs(frames []*Frame) []*Frame {
	var all []*Frame
	for len(frames) > 0 {
		n, size := 1, len(frames[0].Encoded)
		for n < len(frames) && size+len(frames[n].Encoded) <= maxRun {
			size += len(frames[n].Encoded)
			n++
		}
		if n == 1 {
			all = append(all, frames[0])
		} else {
			last := frames[n-1]
			run := &Frame{Topic: last.Topic, Seq: last.Seq, Made: last.Made, Encoded: make([]byte, 0, size)}
			for _, f := range frames[:n] {
				run.Encoded = append(run.Encoded, f.Encoded...)
			}
			all = append(all, run)
		}
		frames = frames[n:]
	}
	return all
}

// What nodes tell each other about a topic begins with one of these.
const (
	saysEvent    = 'e' // seq (8 bytes, big endian), length of kind (1 byte), kind, frame
	saysSignal   = 's' // frame
	saysPresence = 'p' // JSON of announcement
	asksPresence = 'a' // nothing
)

func (f *Frame) message() []byte {
	b := make([]byte, 0, 10+len(f.Kind)+len(f.Bytes))
	b = append(b, saysEvent)
	b = binary.BigEndian.AppendUint64(b, uint64(f.Seq))
	b = append(b, byte(len(f.Kind)))
	b = append(b, f.Kind...)
	return append(b, f.Bytes...)
}

// speaksOf tells whether frame is JSON that begins as a frame about the topic does.
func speaksOf(name topic.Name, frame []byte) bool {
	rest, ok := bytes.CutPrefix(frame, []byte(`{"topic":"`))
	return ok && bytes.HasPrefix(rest, []byte(name)) && bytes.HasPrefix(rest[len(name):], []byte(`",`)) &&
		jsontext.Value(frame).IsValid()
}

// parseEvent reads what message wrote. ok is false for anything else: a poisoned message harms nobody.
func parseEvent(name topic.Name, m []byte) (f *Frame, ok bool) {
	if len(m) < 10 || m[0] != saysEvent {
		return nil, false
	}
	seq, n := int64(binary.BigEndian.Uint64(m[1:9])), int(m[9])
	if seq <= 0 || len(m) < 10+n+2 {
		return nil, false
	}
	kind, frame := string(m[10:10+n]), m[10+n:]
	begins := (&topic.Event{Topic: name, Seq: seq, Kind: kind}).AppendFrame(nil)
	begins = begins[:bytes.Index(begins, []byte(`,"at":`))]
	if !bytes.HasPrefix(frame, begins) || !speaksOf(name, frame) {
		return nil, false
	}
	return newEventFrame(name, seq, kind, frame), true
}
