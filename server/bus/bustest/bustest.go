// Package bustest is what every bus between nodes must do: one suite for the bus in memory and the one over Redis.
// What a bus may do (lose, repeat, reorder) is not tested here; on a good day it does none of it.
package bustest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/hub"
)

// Join adds a node to the network of one test; it ends with the test.
type Join func(receive func(name string, message []byte)) hub.Bus

// patience bounds the waiting for a message.
const patience = 20 * time.Second

// Run tests a kind of bus. open makes a network whose nodes hear of each other.
func Run(t *testing.T, open func(t *testing.T) Join) {
	for name, test := range map[string]func(*testing.T, Join){
		"the others hear, and the sender does not": others,
		"a topic's messages keep their order":      order,
		"messages arrive byte for byte":            exact,
		"only what is followed is heard":           followed,
		"followed again is heard again":            again,
		"everything at once":                       everything,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open(t))
		})
	}
}

// node keeps what it hears.
type node struct {
	hub.Bus
	mu      sync.Mutex
	changed *sync.Cond
	heard   map[string][][]byte
}

func join(j Join) *node {
	n := &node{heard: map[string][][]byte{}}
	n.changed = sync.NewCond(&n.mu)
	n.Bus = j(func(name string, message []byte) {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.heard[name] = append(n.heard[name], message)
		n.changed.Broadcast()
	})
	return n
}

func (n *node) follow(t *testing.T, names ...string) *node {
	t.Helper()
	for _, name := range names {
		if err := n.Follow(t.Context(), name); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// wait returns what was heard of a topic once it is at least so many messages.
func (n *node) wait(t *testing.T, name string, count int) [][]byte {
	t.Helper()
	late := time.AfterFunc(patience, n.changed.Broadcast)
	defer late.Stop()
	until := time.Now().Add(patience)
	n.mu.Lock()
	defer n.mu.Unlock()
	for len(n.heard[name]) < count {
		if time.Now().After(until) {
			t.Fatalf("heard %d of %d messages", len(n.heard[name]), count)
		}
		n.changed.Wait()
	}
	return n.heard[name]
}

func newName() string { return "test:" + uuid.NewString() }

func others(t *testing.T, j Join) {
	one, two, three := join(j), join(j), join(j)
	name := newName()
	for _, n := range []*node{one, two, three} {
		n.follow(t, name)
	}
	one.Publish(name, []byte("from one"))
	two.wait(t, name, 1)
	three.wait(t, name, 1)
	two.Publish(name, []byte("from two"))
	if got := one.wait(t, name, 1); string(got[0]) != "from two" {
		t.Errorf("the first heard %q", got)
	}
	if got := three.wait(t, name, 2); string(got[0]) != "from one" || string(got[1]) != "from two" {
		t.Errorf("the third heard %q", got)
	}
}

func order(t *testing.T, j Join) {
	one, two := join(j), join(j)
	names := []string{newName(), newName(), newName()}
	two.follow(t, names...)
	const count = 700
	for i := range uint64(count) {
		for _, name := range names {
			one.Publish(name, binary.BigEndian.AppendUint64(nil, i))
		}
	}
	for _, name := range names {
		for i, m := range two.wait(t, name, count) {
			if binary.BigEndian.Uint64(m) != uint64(i) {
				t.Fatalf("message %d came at place %d", binary.BigEndian.Uint64(m), i)
			}
		}
	}
}

func exact(t *testing.T, j Join) {
	one, two := join(j), join(j)
	name := newName()
	two.follow(t, name)
	every := make([]byte, 256)
	for i := range every {
		every[i] = byte(i)
	}
	messages := [][]byte{every, []byte("\r\n$-1\r\n"), []byte("同窗"), bytes.Repeat(every, 800), {0}, {}}
	for _, m := range messages {
		one.Publish(name, m)
	}
	for i, got := range two.wait(t, name, len(messages)) {
		if !bytes.Equal(got, messages[i]) {
			t.Errorf("message %d arrived changed: %d bytes of %d", i, len(got), len(messages[i]))
		}
	}
}

func followed(t *testing.T, j Join) {
	one, two := join(j), join(j)
	yes, no, last := newName(), newName(), newName()
	two.follow(t, yes, no, last)
	two.Unfollow(no)
	one.Publish(no, []byte("x"))
	one.Publish(newName(), []byte("x"))
	one.Publish(yes, []byte("x"))
	one.Publish(last, []byte("x"))
	two.wait(t, yes, 1)
	two.wait(t, last, 1)
	if len(two.heard) != 2 {
		t.Errorf("heard %v", two.heard)
	}
}

func again(t *testing.T, j Join) {
	one, two := join(j), join(j)
	name := newName()
	for i := range 20 {
		two.follow(t, name)
		one.Publish(name, []byte("x"))
		two.wait(t, name, i+1)
		two.Unfollow(name)
	}
}

// everything is for the race detector, and for the promise that nothing blocks.
func everything(t *testing.T, j Join) {
	nodes := []*node{join(j), join(j)}
	var names []string
	for range 10 {
		names = append(names, newName())
	}
	kept := newName()
	for _, n := range nodes {
		n.follow(t, kept)
	}
	var running sync.WaitGroup
	for _, n := range nodes {
		for i, name := range names {
			running.Go(func() {
				for k := range 20 {
					if err := n.Follow(t.Context(), name); err != nil {
						t.Error(err)
					}
					n.Publish(name, fmt.Appendf(nil, "%d %d", i, k))
					n.Publish(kept, []byte("x"))
					n.Unfollow(name)
				}
			})
		}
	}
	running.Wait()
	for _, n := range nodes {
		n.wait(t, kept, 20*len(names))
	}
}
