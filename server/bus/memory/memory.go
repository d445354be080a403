// Package memory is the bus of a single process: an Exchange joins the hubs that live in it. One node alone, the
// default installation, is an exchange of one, where nothing is ever sent. It is safe for concurrent use.
package memory

import (
	"context"
	"sync"
)

// Receive is called with each message of another node, in order per sender and topic. It must not block.
type Receive func(name string, message []byte)

// Exchange passes messages between its nodes.
type Exchange struct {
	mu    sync.RWMutex
	nodes []*Node // guarded by mu
}

// Node is one hub's place in an exchange. It satisfies hub.Bus.
type Node struct {
	exchange *Exchange
	receive  Receive
	mu       sync.RWMutex
	follows  map[string]bool // guarded by mu
}

// Node adds a node.
func (e *Exchange) Node(receive Receive) *Node {
	n := &Node{exchange: e, receive: receive, follows: map[string]bool{}}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.nodes = append(e.nodes, n)
	return n
}

// Publish gives the message to all other nodes that follow the topic.
func (n *Node) Publish(name string, message []byte) {
	n.exchange.mu.RLock()
	nodes := n.exchange.nodes // only ever appended to
	n.exchange.mu.RUnlock()
	for _, other := range nodes {
		if other != n && other.wants(name) {
			other.receive(name, message)
		}
	}
}

func (n *Node) wants(name string) bool {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.follows[name]
}

// Follow begins the receipt of a topic's messages.
func (n *Node) Follow(_ context.Context, name string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.follows[name] = true
	return nil
}

// Unfollow ends it.
func (n *Node) Unfollow(name string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.follows, name)
}
