// Package topic is the durable log under everything live. A topic is a sequence of events numbered 1, 2, 3 … without
// gaps; a number is taken in the transaction that inserts the event, under a lock of the topic's row, so that commit
// order is number order. An event is committed first and published afterwards; whoever misses a publication reads the
// log. The package knows no feature: kinds and data are the features' own.
package topic

import (
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/uuid"
)

// Name of a topic: a prefix that says which feature it belongs to, a colon, and the id of what it is about.
type Name string

// Of makes the name of the topic about id.
func Of(prefix string, id uuid.UUID) Name { return Name(prefix + ":" + id.String()) }

// Split gives prefix and id. ok is false when the name has not the form of one.
func (n Name) Split() (prefix, id string, ok bool) {
	prefix, id, ok = strings.Cut(string(n), ":")
	return prefix, id, ok && prefix != "" && id != "" && len(n) <= 100
}

// Entry is what a feature appends.
type Entry struct {
	Topic   Name
	Kind    string
	Subject uuid.UUID // what it speaks of, for a later Redact; may be zero
	Data    jsontext.Value
}

// Event is an entry with its number and time of commit (to the microsecond). Immutable once published.
type Event struct {
	Topic   Name
	Seq     int64
	Kind    string
	Subject uuid.UUID
	At      time.Time
	Data    jsontext.Value
}

// AppendFrame appends the event as the JSON frame that clients get: wire.Event, built by hand because Data is JSON
// already and this runs for every event.
func (e *Event) AppendFrame(b []byte) []byte {
	b = append(b, `{"topic":"`...)
	b = append(b, e.Topic...)
	b = append(b, `","seq":`...)
	b = strconv.AppendInt(b, e.Seq, 10)
	b = append(b, `,"event":"`...)
	b = append(b, e.Kind...)
	b = append(b, `","at":"`...)
	b = e.At.UTC().AppendFormat(b, time.RFC3339Nano)
	b = append(b, `","data":`...)
	b = append(b, e.Data...)
	return append(b, '}')
}
