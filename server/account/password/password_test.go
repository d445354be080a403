package password

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
)

// cheap costs make a hash take microseconds; what is tested does not depend on them.
var cheap = Params{Memory: 8, Time: 1, Threads: 1}

func TestAPasswordFitsItsHashAndNoOtherDoes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := NewHasher(Standard, 1)
	phc, err := h.Hash(ctx, "lantern on the river")
	if err != nil || !strings.HasPrefix(phc, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatal(phc, err)
	}
	for password, want := range map[string]bool{
		"lantern on the river": true, "ｌantern on the river": true, "lantern on the River": false, "": false,
	} {
		fits, stale, err := h.Verify(ctx, phc, password)
		if err != nil || fits != want || stale {
			t.Errorf("%q: %v %v %v", password, fits, stale, err)
		}
	}
	if fits, _, err := h.Verify(ctx, h.Dummy(), ""); fits || err != nil {
		t.Error("something fits the dummy", err)
	}
	for _, damaged := range []string{"", "x", "$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=8,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA", "$argon2id$v=19$m=8,t=1,p=1$$"} {
		if _, _, err := h.Verify(ctx, damaged, "x"); err == nil {
			t.Errorf("%q passes for a hash", damaged)
		}
	}
}

func TestAHashOfOldCostsIsToldToBeStale(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	phc, err := NewHasher(cheap, 1).Hash(ctx, "lantern on the river")
	if err != nil {
		t.Fatal(err)
	}
	if fits, stale, err := NewHasher(Params{16, 1, 1}, 1).Verify(ctx, phc, "lantern on the river"); !fits || !stale || err != nil {
		t.Error(fits, stale, err)
	}
}

func TestAMegabyteOfPasswordIsNotHashed(t *testing.T) {
	t.Parallel()
	h := NewHasher(cheap, 1)
	huge := strings.Repeat("密", 1<<20/3)
	if _, err := h.Hash(context.Background(), huge); !errors.Is(err, ErrTooLong) {
		t.Error(err)
	}
	if _, _, err := h.Verify(context.Background(), h.Dummy(), huge); !errors.Is(err, ErrTooLong) {
		t.Error(err)
	}
	if Check(huge) != TooLong || h.Count() != 0 {
		t.Error("a megabyte was hashed")
	}
}

func TestManyHashesAtOnceWaitForTheirTurn(t *testing.T) {
	t.Parallel()
	h := NewHasher(cheap, 2)
	release := h.Occupy() // two are being hashed
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := h.Hash(ctx, "lantern on the river"); !errors.Is(err, ErrBusy) || h.Count() != 0 {
		t.Fatal("a third one did not wait", err)
	}
	release()
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			if _, err := h.Hash(context.Background(), "lantern on the river"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if h.Count() != 50 || h.turns.free != 2 {
		t.Error(h.Count(), h.turns.free)
	}
}

func TestAPasswordThatWouldBeGuessedIsRefused(t *testing.T) {
	t.Parallel()
	for password, want := range map[string]Reason{
		"short":                       TooShort,
		"我爱这条河":                       TooShort,
		strings.Repeat("长江黄河", 51):    TooLong,
		"bad\x00password here":        NotText,
		"bad\xffpassword here":        NotText,
		"aaaaaaaaaaaa":                Simple,
		"abababababab":                Simple,
		"1234567890":                  Simple,
		"0987654321":                  Simple,
		"abcdefghijkl":                Simple,
		"qwertyuiop":                  Simple,
		"１２３４５６７８９０":                  Simple,
		"1qaz2wsx3edc":                Simple,
		"asdfghjkl123":                Simple,
		"password123":                 Known,
		"P@ssw0rd2024!":               Known,
		"Woaini1314520":               Known,
		"我爱中国123456":                  Known,
		"sunshine2024":                Known,
		"123princess":                 Known,
		"football football":           Known,
		"tongchuang2026":              Known,
		"iloveyou iloveyou":           Known,
		"my li.wei@home":              Personal,
		"LI WEI and the river":        Personal,
		"李明的长江和黄河水":                   TooShort,
		"李明的长江和黄河水流":                  Personal,
		"lantern on the river":        Good,
		"correct horse battery":       Good,
		"春眠不觉晓处处闻啼鸟":                  Good,
		"x7#Kq9!vLm2":                 Good,
		"sunshine over 7 green hills": Good,
	} {
		if got := Check(password, "li.wei", "Li Wei", "李明", "Bo"); got != want {
			t.Errorf("%q: %q, want %q", password, got, want)
		}
	}
}

func TestTheListOfKnownPasswordsIsThere(t *testing.T) {
	t.Parallel()
	if n := len(list()); n < 30_000 {
		t.Errorf("%d known passwords", n)
	}
}
