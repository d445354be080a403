package moderation

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/post"
	"tongchuang/server/wire"
)

// evidence is what is reported, with what stands around it, as it is now: a later edit or deletion does not reach it.
func (s *Service) evidence(ctx context.Context, a about) (wire.Evidence, error) {
	e := wire.Evidence{TakenAt: time.Now().UTC(), Around: []wire.Post{}, Title: a.title, Board: a.board}
	if a.thread != uuid.Nil {
		e.Thread = &a.thread
	}
	if a.person != nil {
		p, err := s.shown(ctx, s.db, a.class, *a.person)
		if err != nil {
			return e, err
		}
		e.Person = p
	}
	var around []uuid.UUID
	var err error
	switch a.object {
	case aPost:
		around, err = s.db.Around(ctx, a.thread, a.seq)
	case aThread:
		around, err = s.db.FirstPosts(ctx, a.thread)
	case aPerson:
		around, err = s.db.LastPostsOf(ctx, a.id, a.class)
	}
	if err != nil {
		return e, fmt.Errorf("reading what stands around: %w", err)
	}
	ids := around
	if a.object == aPost {
		ids = append(ids, a.id)
	}
	texts, err := post.EvidenceIn(ctx, s.Pool, ids)
	if err != nil {
		return e, err
	}
	for i, t := range texts {
		p := t.Post
		p.ClientID = nil
		if a.object == aPost && p.ID == a.id || a.object == aThread && i == 0 {
			e.Post = &p
			continue
		}
		e.Around = append(e.Around, p)
	}
	return e, nil
}

// shown is a person as they are shown in a class, or in public.
func (s *Service) shown(ctx context.Context, db *moderationdb.Queries, class *uuid.UUID, person uuid.UUID) (*wire.Person, error) {
	r, err := db.ShownPerson(ctx, class, person)
	if err != nil {
		return nil, found(err, "reading a person")
	}
	return &wire.Person{ID: r.ID, Name: r.Name, Role: r.Role, School: r.SchoolID}, nil
}

// proofOf reads the evidence of a case: its first report's.
func proofOf(reports []moderationdb.CaseReportsRow) (*wire.Evidence, error) {
	if len(reports) == 0 {
		return nil, nil
	}
	var e wire.Evidence
	if err := json.Unmarshal(reports[0].Evidence, &e); err != nil {
		return nil, fmt.Errorf("decoding evidence: %w", err)
	}
	if e.Around == nil {
		e.Around = []wire.Post{}
	}
	return &e, nil
}
