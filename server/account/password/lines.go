package password

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// maxLine bounds how many hashes of one address wait: two classes that sign in within the same second.
const maxLine = 64

type lineKey struct{}

// InLine puts what is hashed in ctx into the line of an address.
func InLine(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, lineKey{}, address)
}

// turns lets few hash at once. Who waits stands in a line for each address, and the lines are served in turn, so that many
// from one address do not hold back the others. Safe for concurrent use.
type turns struct {
	mu    sync.Mutex
	free  int                        // guarded by mu, as all below
	lines map[string][]chan struct{} // each of capacity 1
	order []string                   // addresses with a line, the next one first
}

// take waits for a turn, which is given back by give. Errors: ErrBusy.
func (t *turns) take(ctx context.Context) error {
	address, _ := ctx.Value(lineKey{}).(string)
	t.mu.Lock()
	if t.free > 0 {
		t.free--
		t.mu.Unlock()
		return nil
	}
	line := t.lines[address]
	if len(line) >= maxLine {
		t.mu.Unlock()
		return ErrBusy
	}
	if len(line) == 0 {
		t.order = append(t.order, address)
	}
	turn := make(chan struct{}, 1)
	t.lines[address] = append(line, turn)
	t.mu.Unlock()

	patience := time.NewTimer(wait)
	defer patience.Stop()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		t.leave(address, turn)
		return fmt.Errorf("%w: %w", ErrBusy, ctx.Err())
	case <-patience.C:
		t.leave(address, turn)
		return ErrBusy
	}
}

// leave ends waiting; a turn that came at that very moment goes to the next.
func (t *turns) leave(address string, turn chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	line := t.lines[address]
	at := slices.Index(line, turn)
	switch {
	case at < 0:
		t.next()
	case len(line) == 1:
		delete(t.lines, address)
		t.order = slices.DeleteFunc(t.order, func(a string) bool { return a == address })
	default:
		t.lines[address] = slices.Delete(line, at, at+1)
	}
}

// give gives a turn back.
func (t *turns) give() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.next()
}

// next hands a turn to the first of the next line. The caller holds mu.
func (t *turns) next() {
	if len(t.order) == 0 {
		t.free++
		return
	}
	address := t.order[0]
	t.order = t.order[1:]
	line := t.lines[address]
	line[0] <- struct{}{}
	if len(line) > 1 {
		t.lines[address] = line[1:]
		t.order = append(t.order, address)
	} else {
		delete(t.lines, address)
	}
}
