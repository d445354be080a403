package hub

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/gorilla/websocket"

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
	// Prepared is Bytes ready to be written to any connection.
	Prepared *websocket.PreparedMessage
}

// NewFrame makes a frame that is not an event.
func NewFrame(bytes []byte) *Frame {
	p, err := websocket.NewPreparedMessage(websocket.TextMessage, bytes)
	if err != nil {
		// Only an unknown message type can fail.
		panic(fmt.Sprintf("preparing a text frame: %v", err))
	}
	return &Frame{Bytes: bytes, Prepared: p}
}

func newEventFrame(name topic.Name, seq int64, kind string, bytes []byte) *Frame {
	f := NewFrame(bytes)
	f.Topic, f.Seq, f.Kind = name, seq, kind
	return f
}

func frameOf(e *topic.Event) *Frame {
	return newEventFrame(e.Topic, e.Seq, e.Kind, e.AppendFrame(make([]byte, 0, len(e.Data)+160)))
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
