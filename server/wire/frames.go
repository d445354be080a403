// Package wire is what travels: the socket's frames, the events of topics, and the shapes that HTTP answers and
// commands share. It has no behaviour beyond encoding, and imports no other room. docs/protocol.md describes it for
// strangers; the client's types are generated from it by way of OpenAPI.
package wire

import (
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/uuid"
)

// ProtocolVersion is the version a client names in its `hello`.
const ProtocolVersion = 1

// Limits of one connection, told in the answer to `hello`.
const (
	// MaxFrameBytes bounds one frame from a client (guarantees.md: messages ≤ 64 KiB).
	MaxFrameBytes = 64 << 10
	// HeartbeatSeconds is the longest silence in either direction (issue: ≤ 25 s).
	HeartbeatSeconds = 20
	// MaxSubscriptions bounds the topics of one connection.
	MaxSubscriptions = 200
	// FramesPerSecond and FrameBurst bound what a client may send, unless the settings say otherwise.
	FramesPerSecond, FrameBurst = 30, 90
	// VisitorsPerAddress bounds the open connections of visitors from one address to a node, unless the settings say
	// otherwise: a school of several hundred that looks at the forum before it signs in, in a tab or two each.
	VisitorsPerAddress = 1000
	// HelloSeconds is how long a connection may stay without a `hello`.
	HelloSeconds = 5
)

// Command is a frame from a client. Without an ID it is not answered (signals).
type Command struct {
	ID string         `json:"id,omitempty"`
	Do string         `json:"do"`
	In jsontext.Value `json:"in,omitzero"`
}

// Answer is the frame that answers the command with the same id: either OK or Error is set.
type Answer struct {
	ID    string         `json:"id"`
	OK    jsontext.Value `json:"ok,omitzero"`
	Error *Problem       `json:"error,omitempty"`
}

// Event is one entry of a topic's log, as sent to its subscribers. Seq has no gaps.
type Event struct {
	Topic string         `json:"topic"`
	Seq   int64          `json:"seq"`
	Event string         `json:"event"`
	At    time.Time      `json:"at"`
	Data  jsontext.Value `json:"data"`
}

// Signal is said in a topic and stored nowhere; it may be dropped.
type Signal struct {
	Topic  string         `json:"topic"`
	Signal string         `json:"signal"`
	From   *uuid.UUID     `json:"from,omitempty"`
	Data   jsontext.Value `json:"data,omitzero"`
}

// Closed tells that a subscription has ended without the client's asking.
type Closed struct {
	Topic  string   `json:"topic"`
	Closed *Problem `json:"closed"`
}

// Problem is an error for a reader, RFC 9457. Code is stable; Title is in the reader's language.
type Problem struct {
	Type       string         `json:"type" doc:"about:blank, or a page about this kind of problem"`
	Title      string         `json:"title" doc:"For people, in the reader's language"`
	Status     int            `json:"status"`
	Code       string         `json:"code" doc:"For programs; stable"`
	Fields     []ProblemField `json:"fields,omitempty"`
	RetryAfter int            `json:"retry_after,omitzero" doc:"Seconds after which another try makes sense"`
}

// ProblemField is what was wrong with one input.
type ProblemField struct {
	Name    string `json:"name"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Hello is the input of the command `hello`, the first frame of a connection.
type Hello struct {
	Protocol int    `json:"protocol"`
	Language string `json:"language,omitempty" doc:"Language of error messages: en, zh-Hans or zh-Hant"`
}

// Welcome answers `hello`.
type Welcome struct {
	Protocol         int       `json:"protocol"`
	Node             string    `json:"node"`
	Now              time.Time `json:"now"`
	Epoch            string    `json:"epoch" doc:"Epoch of all topics' logs; cursors of another epoch are reset"`
	HeartbeatSeconds int       `json:"heartbeat_seconds"`
	MaxFrameBytes    int       `json:"max_frame_bytes"`
	MaxSubscriptions int       `json:"max_subscriptions"`
}

// Subscribe is the input of the command `subscribe`. Without Since the answer brings a snapshot.
type Subscribe struct {
	Topic string `json:"topic"`
	Since *int64 `json:"since,omitempty" doc:"The seq of the last event the client has"`
	Epoch string `json:"epoch,omitempty" doc:"The epoch that Since belongs to"`
}

// Subscribed answers `subscribe`. The events after Seq follow as frames, without a gap.
type Subscribed struct {
	Topic    string         `json:"topic"`
	Epoch    string         `json:"epoch"`
	Seq      int64          `json:"seq" doc:"The position of the snapshot, or Since again"`
	Reset    string         `json:"reset,omitempty" doc:"Why a resume was not possible (epoch, ahead, too_old): forget what you have and take the snapshot"`
	Snapshot jsontext.Value `json:"snapshot,omitzero"`
	Present  []Person       `json:"present,omitempty" doc:"Who is here now, where the topic has presence"`
}

// Unsubscribe is the input of the command `unsubscribe`.
type Unsubscribe struct {
	Topic string `json:"topic"`
}

// SendSignal is the input of the command `signal`.
type SendSignal struct {
	Topic string         `json:"topic"`
	Name  string         `json:"name"`
	Data  jsontext.Value `json:"data,omitzero"`
}

// PresenceChange is the data of the signal `presence`.
type PresenceChange struct {
	Here []Person    `json:"here,omitempty"`
	Gone []uuid.UUID `json:"gone,omitempty"`
}

// AccessChanged is the kind of event in a person's topic that makes that person's connections ask again whether they
// may stay, and may follow what they follow. Whoever changes what a person may do appends it.
const AccessChanged = "access.changed"

// Empty is the answer of commands that have nothing to say beyond success.
type Empty struct{}
