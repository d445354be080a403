package forum

import (
	"encoding/base64"
	"encoding/binary"
	"time"

	"github.com/google/uuid"
)

// cursor is a place in a board's list of threads, which is ordered by the time of the last post.
type cursor struct {
	at time.Time
	id uuid.UUID
}

// start is before the first thread.
var start = cursor{time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), uuid.Max}

// String is opaque to clients.
func (c cursor) String() string {
	b := binary.BigEndian.AppendUint64(nil, uint64(c.at.UnixMicro()))
	return base64.RawURLEncoding.EncodeToString(append(b, c.id[:]...))
}

// parseCursor reads what String wrote; the empty string is the start.
func parseCursor(s string) (cursor, bool) {
	if s == "" {
		return start, true
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || len(b) != 24 {
		return cursor{}, false
	}
	at := time.UnixMicro(int64(binary.BigEndian.Uint64(b)))
	if at.Year() < 2000 || at.Year() > 9999 {
		return cursor{}, false
	}
	return cursor{at, uuid.UUID(b[8:])}, true
}
