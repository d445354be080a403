package password

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

func TestManySignInsFromOneAddressDoNotHoldBackOneFromElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := NewHasher(cheap, 1)
		release := h.Occupy()
		flood, elsewhere := InLine(t.Context(), "198.51.100.7"), InLine(t.Context(), "192.0.2.1")
		hashed := make(chan string, maxLine+1)
		hash := func(ctx context.Context, who string) {
			if err := h.turns.take(ctx); err != nil {
				t.Error(who, err)
				return
			}
			hashed <- who
			h.turns.give()
		}
		for range maxLine {
			go hash(flood, "flood")
		}
		synctest.Wait()
		if _, err := h.Hash(flood, "lantern on the river"); !errors.Is(err, ErrBusy) {
			t.Error("the line of one address has no end", err)
		}
		go hash(elsewhere, "elsewhere")
		synctest.Wait()
		release()
		synctest.Wait()
		if first, second := <-hashed, <-hashed; first != "flood" || second != "elsewhere" {
			t.Errorf("served: %s, %s", first, second)
		}
		if len(hashed) != maxLine-1 || h.turns.free != 1 || len(h.turns.lines) != 0 || len(h.turns.order) != 0 {
			t.Error(len(hashed), h.turns.free, h.turns.lines, h.turns.order)
		}
	})
}
