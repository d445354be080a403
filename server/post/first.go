package post

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// First is the first post of a thread that is being made, composed and not yet stored.
type First struct{ pending *pending }

// ComposeFirst checks and renders the first post of a thread. preferred is the author's own language. The
// caller has asked access.
func (s *Service) ComposeFirst(thread uuid.UUID, in wire.CreateThread, author wire.Person, preferred string) (First, error) {
	place := Place{Student: author.Role == string(access.Student)} // classes have no discussions of their own
	if s.filter != nil {
		if found := s.filter.Judge(in.Title, place); found.Block || found.Hold {
			return First{}, blocked() // a title cannot wait: the discussion is found by it
		}
	}
	p, err := s.draft(wire.CreatePost{Thread: thread, ClientID: in.ClientID, Body: in.Body, Language: in.Language}, author, preferred, place)
	if err != nil {
		return First{}, err
	}
	// The thread's id is new with every try; what was sent is a title and a text for a board.
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q", in.Board, in.Title, in.Language, in.Body)
	p.hash = h.Sum(nil)[:16]
	return First{p}, nil
}

// Language of the text.
func (f First) Language() string { return f.pending.post.Language }

// SameAs tells whether an earlier send with this hash was the same.
func (f First) SameAs(hash []byte) bool { return bytes.Equal(hash, f.pending.hash) }

// Store inserts the post and its event within a transaction that has locked name and inserted the thread.
func (f First) Store(ctx context.Context, tx *topic.Tx, name topic.Name) (wire.Post, error) {
	p := f.pending
	p.topic = name
	p.hold(false)
	if _, err := p.place(tx.Heads); err != nil {
		return wire.Post{}, err
	}
	rows, batch := newRows(1), &pgx.Batch{}
	rows.add(p)
	rows.queue(batch, tx.At())
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return wire.Post{}, fmt.Errorf("inserting a thread's first post: %w", err)
	}
	return p.post, nil
}
