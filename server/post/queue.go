package post

import (
	"context"
	"sync"

	"tongchuang/server/access"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// maxWaiting bounds the posts that wait for a commit; beyond it the database is too slow and senders are told.
const maxWaiting = 8192

// pending is a post that waits for its commit.
type pending struct {
	post        wire.Post // its author's name is known when it is stored
	actor       access.Actor
	languageSet bool
	found       Finding
	heldFor     string // why it waits for approval; "" when it does not
	hash        []byte
	topic       topic.Name
	done        chan outcome // capacity 1
}

type outcome struct {
	stored wire.PostStored
	err    error
}

func (p *pending) finish(stored wire.PostStored, err error) { p.done <- outcome{stored, err} }

func (p *pending) wait(ctx context.Context) (wire.PostStored, error) {
	select {
	case o := <-p.done:
		return o.stored, o.err
	case <-ctx.Done():
	}
	select {
	case o := <-p.done: // it was there before anybody asked
		return o.stored, o.err
	default:
		return wire.PostStored{}, problem.Unavailable().Because(ctx.Err())
	}
}

// queue keeps a line per topic and serves the lines in turn, so that one busy topic does not hold back the others.
// Safe for concurrent use.
type queue struct {
	mu     sync.Mutex
	lines  map[topic.Name][]*pending // guarded by mu, as all below
	turn   []topic.Name              // topics with a line, the next one first
	count  int
	closed bool
	ready  chan struct{} // capacity 1
}

func newQueue() *queue {
	return &queue{lines: map[topic.Name][]*pending{}, ready: make(chan struct{}, 1)}
}

// put adds a post to its topic's line. False: the queue is full, or closed.
func (q *queue) put(p *pending) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed || q.count >= maxWaiting {
		return false
	}
	if len(q.lines[p.topic]) == 0 {
		q.turn = append(q.turn, p.topic)
	}
	q.lines[p.topic] = append(q.lines[p.topic], p)
	q.count++
	select {
	case q.ready <- struct{}{}:
	default:
	}
	return true
}

// take gives at most `most` posts, one of each line in turn, each line in its order.
func (q *queue) take(most int) []*pending {
	q.mu.Lock()
	defer q.mu.Unlock()
	taken := make([]*pending, 0, min(most, q.count))
	for len(taken) < most && len(q.turn) > 0 {
		name := q.turn[0]
		q.turn = q.turn[1:]
		line := q.lines[name]
		taken = append(taken, line[0])
		if len(line) > 1 {
			q.lines[name] = line[1:]
			q.turn = append(q.turn, name)
		} else {
			delete(q.lines, name)
		}
	}
	q.count -= len(taken)
	if q.count > 0 {
		select {
		case q.ready <- struct{}{}:
		default:
		}
	}
	return taken
}

// close refuses further posts.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
}
