package account

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"tongchuang/server/limit"
	"tongchuang/server/problem"
)

const (
	// codePeriod is how long one code of the app stands, and codeSkew by how many periods a phone's clock may be off:
	// RFC 6238, 5.2.
	codePeriod = 30 * time.Second
	codeSkew   = 1
	codeDigits = 6
	secretSize = 20 // bytes: as long as the hash (RFC 4226, 4)

	recoveryCodes  = 10
	recoveryLength = 10 // letters and digits of base32: 50 bits, and the bound of tries before them
)

// codeBound slows the guessing of codes down, by person: who guesses knows the password already. Three of a million are
// right, so that at one try in fifteen minutes a guess takes years.
var codeBound = limit.Bound{Free: 5, Leak: 10 * time.Minute, First: 2 * time.Second, Most: 15 * time.Minute}

var base32Plain = base32.StdEncoding.WithPadding(base32.NoPadding)

// kindOfCode is what somebody gave as the second step.
type kindOfCode int

const (
	noCode kindOfCode = iota
	appCode
	recoveryCode
)

// takeCode judges a code of the app, or a recovery code, and uses it up. The problems are invalid (code) and
// too_many_tries.
func (s *Service) takeCode(ctx context.Context, person uuid.UUID, code string) (kindOfCode, error) {
	tries := &limited{limiter: s.Limiter}
	if err := tries.try(ctx, "code "+person.String(), codeBound); err != nil {
		return noCode, err
	}
	kind, err := s.judgeCode(ctx, person, foldCode(code))
	if err != nil {
		return noCode, err
	}
	if kind == noCode {
		return noCode, wrongCode()
	}
	return kind, tries.forgive(ctx)
}

func wrongCode() error { return problem.Invalid(problem.Wrong("code", "wrong_code")) }

func (s *Service) judgeCode(ctx context.Context, person uuid.UUID, code string) (kindOfCode, error) {
	switch len(code) {
	case codeDigits:
		return s.judgeAppCode(ctx, person, code)
	case recoveryLength:
		hash, err := s.Vault.MAC(code, person.String())
		if err != nil {
			return noCode, err
		}
		n, err := s.db.TakeRecoveryCode(ctx, person, hash)
		if err != nil || n == 0 {
			return noCode, err
		}
		return recoveryCode, nil
	}
	return noCode, nil
}

func (s *Service) judgeAppCode(ctx context.Context, person uuid.UUID, code string) (kindOfCode, error) {
	row, err := s.db.TwoStep(ctx, person)
	if errors.Is(err, pgx.ErrNoRows) {
		return noCode, nil
	}
	if err != nil {
		return noCode, fmt.Errorf("read the second step: %w", err)
	}
	secret, err := s.Vault.Open(row.Secret, person.String())
	if err != nil {
		return noCode, err
	}
	now := s.Now().Unix() / int64(codePeriod.Seconds())
	for step := now - codeSkew; step <= now+codeSkew; step++ {
		fits, err := hotp.ValidateCustom(code, uint64(step), base32Plain.EncodeToString(secret), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err != nil {
			return noCode, fmt.Errorf("judge a code: %w", err)
		}
		if !fits {
			continue
		}
		n, err := s.db.TakeStep(ctx, step, person)
		if err != nil || n == 0 { // it was taken before: whoever watched it being typed is late
			return noCode, err
		}
		return appCode, nil
	}
	return noCode, nil
}

// foldCode takes out what people put between the parts, and corrects what is read for something else: base32 has no
// 0, 1 and 8. A code of digits alone stays as it is.
func foldCode(code string) string {
	if len(code) > 100 {
		return ""
	}
	code = strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9' || r >= 'A' && r <= 'Z':
			return r
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= '０' && r <= '９': // an input method's wide digits
			return r - '０' + '0'
		}
		return -1
	}, code)
	if len(code) == recoveryLength {
		code = strings.NewReplacer("0", "O", "1", "I", "8", "B").Replace(code)
	}
	return code
}

// newRecoveryCodes makes codes as they are shown, and what is kept of them.
func (s *Service) newRecoveryCodes(person uuid.UUID) (shown []string, hashes [][]byte, err error) {
	for range recoveryCodes {
		code := rand.Text()[:recoveryLength]
		hash, err := s.Vault.MAC(code, person.String())
		if err != nil {
			return nil, nil, err
		}
		shown, hashes = append(shown, code[:5]+"-"+code[5:]), append(hashes, hash)
	}
	return shown, hashes, nil
}
