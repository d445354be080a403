package account

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"

	"tongchuang/server/limit"
)

func TestANetworkOfIPv6CountsAsOneAddress(t *testing.T) {
	t.Parallel()
	key := func(s string) string { return limit.Address(netip.MustParseAddr(s)) }
	if key("2001:db8::1") != key("2001:db8::ffff:2") || key("2001:db8::1") == key("2001:db8:0:1::1") ||
		key("::ffff:192.0.2.1") != key("192.0.2.1") || key("192.0.2.1") == key("192.0.2.2") || key("fe80::1%eth0") != key("fe80::2") {
		t.Error("addresses are counted wrongly")
	}
}

// tries signs in by name from an address; right tells whether the password is. It reports whether the try counted.
func tries(t *testing.T, s *Service, from netip.Addr, account string, right bool) bool {
	t.Helper()
	ctx := context.WithValue(context.Background(), visitKey{}, &visit{address: from})
	counted, err := s.guess(ctx, account)
	if errors.Is(err, TooManyTries(1)) {
		return false
	}
	if err == nil && right {
		err = counted.forgive(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	return true
}

// The clocks are synctest's: an hour takes no time, and is an hour.
func TestAClassThatSignsInAtNineFromOneAddressWithTyposIsNeverHeldUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &Service{Deps: Deps{Limiter: limit.NewPauses()}}
		school := netip.MustParseAddr("192.0.2.1")
		for day := range 5 {
			for lesson := range 6 { // another class of thirty in every lesson, all of them in its first minute
				for student := range 30 {
					name := fmt.Sprintf("student-%d-%d", lesson, student)
					for typo := range student % 5 { // up to four, and everybody's first are in the same second
						if !tries(t, s, school, name, false) {
							t.Fatalf("day %d: typo %d of %s was held up", day, typo, name)
						}
					}
					if !tries(t, s, school, name, true) {
						t.Fatalf("day %d: %s was held up", day, name)
					}
				}
				time.Sleep(time.Hour)
			}
			time.Sleep(18 * time.Hour)
		}
	})
}

func TestAGuessOfOneAccountFromEverywhereIsHeldUpAndItsNeighboursAreNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &Service{Deps: Deps{Limiter: limit.NewPauses()}}
		guesses, address := 0, netip.MustParseAddr("198.18.0.0")
		for range 24 * 60 * 60 { // a whole day, every second from another address
			address = address.Next()
			if tries(t, s, address, "principal", false) {
				guesses++
			}
			time.Sleep(time.Second)
		}
		// Two minutes' pause each: far from what a list of likely passwords needs.
		if guesses > 24*30+40 {
			t.Errorf("%d guesses in a day", guesses)
		}
		if guesses < 30 {
			t.Errorf("%d guesses in a day: its owner, too, would be shut out", guesses)
		}
		if !tries(t, s, address, "neighbour", true) {
			t.Error("somebody else was held up")
		}
	})
}
