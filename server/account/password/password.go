// Package password keeps passwords: it refuses the ones that would be guessed (Check), and hashes the others with
// argon2id (Hasher) in the PHC string format, at a bounded number at once, because each hash takes its memory and time
// on purpose. Everything in it is safe for concurrent use.
package password

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Params are argon2id's costs.
type Params struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint8
}

// Standard is the OWASP Password Storage Cheat Sheet's first choice: 19 MiB, two passes, one lane.
var Standard = Params{Memory: 19 * 1024, Time: 2, Threads: 1}

const (
	saltBytes, keyBytes = 16, 32
	// wait bounds how long a hash waits for its turn: longer than that and the reader has gone.
	wait = 5 * time.Second
)

// ErrBusy: too many passwords are being hashed at once; try again.
var ErrBusy = errors.New("too many passwords are being hashed")

// ErrTooLong: nobody types this; it was not hashed.
var ErrTooLong = errors.New("the password is too long")

// Hasher hashes and verifies passwords.
type Hasher struct {
	params Params
	atOnce int
	turns  turns
	count  atomic.Int64
	dummy  string
}

// NewHasher makes a Hasher that works on at most atOnce passwords at a time; 0 means one for each processor.
func NewHasher(params Params, atOnce int) *Hasher {
	if atOnce <= 0 {
		atOnce = runtime.GOMAXPROCS(0)
	}
	h := &Hasher{params: params, atOnce: atOnce, turns: turns{free: atOnce, lines: map[string][]chan struct{}{}}}
	// Nobody knows a password for this: verifying against it takes as long as against a real one, and fails.
	h.dummy = params.phc(random(saltBytes), random(keyBytes))
	return h
}

// Count tells how many hashes were computed so far.
func (h *Hasher) Count() int64 { return h.count.Load() }

// Dummy is a hash that no password fits, for an account that does not exist.
func (h *Hasher) Dummy() string { return h.dummy }

// Hash gives the PHC string of a password. Errors: ErrTooLong, ErrBusy, or ctx's.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := random(saltBytes)
	key, err := h.key(ctx, password, salt, h.params, keyBytes)
	if err != nil {
		return "", err
	}
	return h.params.phc(salt, key), nil
}

// Verify tells whether password fits a PHC string, and whether that was made with other costs than today's, so that a
// new one should replace it. Errors: ErrTooLong, ErrBusy, ctx's, or a string that is none.
func (h *Hasher) Verify(ctx context.Context, phc, password string) (fits, stale bool, err error) {
	params, salt, want, err := parse(phc)
	if err != nil {
		return false, false, err
	}
	got, err := h.key(ctx, password, salt, params, uint32(len(want)))
	if err != nil {
		return false, false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1, params != h.params || len(want) != keyBytes, nil
}

func (h *Hasher) key(ctx context.Context, password string, salt []byte, p Params, length uint32) ([]byte, error) {
	if tooLong(password) {
		return nil, ErrTooLong
	}
	normal := norm.NFKC.String(password)
	if err := h.turns.take(ctx); err != nil {
		return nil, err
	}
	defer h.turns.give()
	h.count.Add(1)
	return argon2.IDKey([]byte(normal), salt, p.Time, p.Memory, p.Threads, length), nil
}

// phc is the format of https://github.com/P-H-C/phc-string-format.
func (p Params) phc(salt, key []byte) string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.Memory, p.Time, p.Threads, b64(salt), b64(key))
}

func parse(phc string) (p Params, salt, key []byte, err error) {
	parts := strings.Split(phc, "$")
	var version int
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return p, nil, nil, errors.New("this is no argon2id hash")
	}
	if _, err = fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return p, nil, nil, errors.New("this argon2id hash is of another version")
	}
	if _, err = fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.Memory, &p.Time, &p.Threads); err != nil {
		return p, nil, nil, errors.New("this argon2id hash has no costs")
	}
	salt, err = base64.RawStdEncoding.DecodeString(parts[4])
	if err == nil {
		key, err = base64.RawStdEncoding.DecodeString(parts[5])
	}
	if err != nil || len(salt) == 0 || len(key) < 16 || p.Time == 0 || p.Threads == 0 {
		return p, nil, nil, errors.New("this argon2id hash is damaged")
	}
	return p, salt, key, nil
}

// random never fails: crypto/rand stops the program rather than give bad numbers.
func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

// Occupy takes all turns until the returned function gives them back; for tests of what happens when it is busy.
func (h *Hasher) Occupy() (release func()) {
	for range h.atOnce {
		_ = h.turns.take(context.Background()) // waits for its turn, as everybody
	}
	return func() {
		for range h.atOnce {
			h.turns.give()
		}
	}
}
