// Package notice tells people things in their own topic: what was decided about them (a notice, shown in their language
// by the catalogs' sentence notice.<kind>), and that their access has changed. Everything runs in the caller's
// transaction, which names the people's topics up front (Topics): what was decided and that it was told stand or fall
// together. Safe for concurrent use.
package notice

import (
	"context"
	"fmt"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"

	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Created is the kind of event of a new notice; its data is a wire.Notice.
const Created = "notice.created"

// Notice is one thing to tell one person.
type Notice struct {
	Person uuid.UUID
	Kind   string            // the catalogs' sentence notice.<kind>
	Data   map[string]string // its parameters
	Link   string            // a path of the client where it can be seen; "" for none
}

// Topics are the topics of people, to be named by a transaction that tells them something.
func Topics(people ...uuid.UUID) []topic.Name {
	names := make([]topic.Name, len(people))
	for i, p := range people {
		names[i] = topic.Of("person", p)
	}
	return names
}

const insert = `insert into notice (id, person_id, kind, data, link) values ($1, $2, $3, $4, $5) returning created_at`

// Tell keeps a notice and sends it to its person's open pages.
func Tell(ctx context.Context, tx *topic.Tx, n Notice) error {
	if n.Data == nil {
		n.Data = map[string]string{}
	}
	params, err := json.Marshal(n.Data, json.Deterministic(true))
	if err != nil {
		return fmt.Errorf("encoding a notice: %w", err)
	}
	id := uuid.Must(uuid.NewV7())
	var at time.Time
	if err := tx.QueryRow(ctx, insert, id, n.Person, n.Kind, params, n.Link).Scan(&at); err != nil {
		return fmt.Errorf("keeping a notice: %w", err)
	}
	data, err := json.Marshal(wire.Notice{ID: id, Kind: n.Kind, Data: n.Data, Link: n.Link, CreatedAt: at.UTC()}, json.Deterministic(true))
	if err != nil {
		return fmt.Errorf("encoding a notice: %w", err)
	}
	_, err = tx.Append(topic.Entry{Topic: topic.Of("person", n.Person), Kind: Created, Subject: id, Data: data})
	return err
}

// AccessChanged makes every open connection of these people, on all nodes, ask again what it may still follow.
func AccessChanged(tx *topic.Tx, people ...uuid.UUID) error {
	for _, name := range Topics(people...) {
		if _, err := tx.Append(topic.Entry{Topic: name, Kind: wire.AccessChanged, Data: []byte("{}")}); err != nil {
			return err
		}
	}
	return nil
}
