package class

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/wire"
)

const (
	// codeLetters cannot be taken for each other on a blackboard: without 0 and O, 1, I and L.
	codeLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
	// codeLength makes 31^8, some 8.5·10^11 codes: at the most that guess.go lets through, all the guessers of the world
	// together try less than one in a million of them in a week.
	codeLength = 8
	// A code holds for a week where nobody says otherwise, and never for more than a month.
	codeDays, maxCodeDays = 7, 30
)

// newCode makes a code.
func newCode() string {
	return drawn(codeLetters, codeLength)
}

// drawn draws n letters, all equally likely.
func drawn(letters string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[below(len(letters))]
	}
	return string(b)
}

// below draws a number in [0, n), n ≤ 256, all equally likely.
func below(n int) int {
	var b [1]byte
	for {
		rand.Read(b[:]) // never fails (crypto/rand)
		if v := int(b[0]); v < 256-256%n {
			return v % n
		}
	}
}

// foldCode is a code as it is looked up: people write it small, in full width and with a dash or spaces.
func foldCode(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= 0xFF01 && r <= 0xFF5E {
			r -= 0xFEE0
		}
		if r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		if r < 0x80 && strings.ContainsRune(codeLetters, r) {
			b.WriteRune(r)
		} else if r != ' ' && r != '-' && r != 0x3000 && r != '\t' {
			b.WriteByte('?') // no code has it
		}
	}
	return b.String()
}

// codeHash is what is kept of a code. A code ends within a month, so that it needs no slow hash.
func codeHash(folded string) []byte {
	sum := sha256.Sum256([]byte("join code " + folded))
	return sum[:]
}

// NewCode makes the code by which students of the actor's own school ask to be let in; the one before ends.
// Problems: other_school, archived.
func (s *Service) NewCode(ctx context.Context, actor access.Actor, in OfClass[wire.NewJoinCode]) (wire.JoinCode, error) {
	var made wire.JoinCode
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return made, err
	}
	school, err := s.ownSchool(ctx, actor, in.Class)
	if err != nil {
		return made, err
	}
	err = s.changing(ctx, actor, in.Class, nil, func(ctx context.Context, c *change) error {
		made, err = c.newCode(ctx, school, in.Body.Days)
		return err
	})
	if err != nil {
		return wire.JoinCode{}, err
	}
	return made, nil
}

// newCode makes a school's code, for codeDays where days is 0, and ends the one before.
func (c *change) newCode(ctx context.Context, school uuid.UUID, days int) (wire.JoinCode, error) {
	if days <= 0 {
		days = codeDays
	}
	made := wire.JoinCode{Code: newCode(), School: school, ExpiresAt: time.Now().UTC().AddDate(0, 0, min(days, maxCodeDays))}
	if _, err := c.db.EndCode(ctx, c.class, school); err != nil {
		return made, fmt.Errorf("ending the code before: %w", err)
	}
	err := c.db.AddCode(ctx, classdb.AddCodeParams{
		ID: newID(), ClassID: c.class, SchoolID: school, CodeHash: codeHash(made.Code), CreatedBy: c.actor.Person, ExpiresAt: made.ExpiresAt,
	})
	if err != nil {
		return made, fmt.Errorf("keeping a code: %w", err)
	}
	return made, c.write(ctx, "class.new_code", uuid.Nil, "", map[string]any{"school": school, "until": made.ExpiresAt})
}

// EndCode ends the code of the actor's own school. Problems: other_school, archived.
func (s *Service) EndCode(ctx context.Context, actor access.Actor, in wire.ClassRef) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return none, err
	}
	school, err := s.ownSchool(ctx, actor, in.Class)
	if err != nil {
		return none, err
	}
	return none, s.changing(ctx, actor, in.Class, nil, func(ctx context.Context, c *change) error {
		n, err := c.db.EndCode(ctx, in.Class, school)
		if err != nil {
			return fmt.Errorf("ending a code: %w", err)
		}
		if n == 0 {
			return nil
		}
		return c.write(ctx, "class.end_code", uuid.Nil, "", map[string]any{"school": school})
	})
}
