package rights

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/postgres"
	"tongchuang/server/rights/rightsdb"
	"tongchuang/server/wire"
)

// linkHolds is how long a guardian's link opens.
const linkHolds = 30 * 24 * time.Hour

// hashToken needs no salt and no slowness: of 130 random bits none is likelier than another.
func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// MakeGuardianLink makes a link for a guardian of a student of the actor's school. Problems: not_found (no student of the
// own school), unauthenticated, read_only_token.
func (s *Service) MakeGuardianLink(ctx context.Context, actor access.Actor, in ofPerson) (wire.GuardianLink, error) {
	if err := s.Policy.Check(ctx, actor, access.GiveGuardian, access.Person(in.Person)); err != nil {
		return wire.GuardianLink{}, err
	}
	now, token := time.Now().UTC(), rand.Text()
	link := s.PublicURL.JoinPath("guardian")
	link.Fragment = token // no log and no Referer ever sees it
	out := wire.GuardianLink{ID: uuid.Must(uuid.NewV7()), URL: link.String(), MadeAt: now, ExpiresAt: now.Add(linkHolds)}
	err := postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		err := s.db.WithTx(tx).AddGuardianLink(ctx, rightsdb.AddGuardianLinkParams{
			ID: out.ID, PersonID: in.Person, TokenHash: hashToken(token), MadeBy: actor.Person, ExpiresAt: out.ExpiresAt,
		})
		if err != nil {
			return fmt.Errorf("keeping a guardian's link: %w", err)
		}
		return s.note(ctx, tx, actor, access.GiveGuardian, in.Person, "", map[string]any{"link": out.ID})
	})
	return out, err
}

// GuardianLinks lists a student's links, without their addresses.
func (s *Service) GuardianLinks(ctx context.Context, actor access.Actor, in ofPerson) (wire.GuardianLinks, error) {
	out := wire.GuardianLinks{Links: []wire.GuardianLink{}}
	if err := s.Policy.Check(ctx, actor, access.GiveGuardian, access.Person(in.Person)); err != nil {
		return out, err
	}
	rows, err := s.db.GuardianLinks(ctx, in.Person)
	if err != nil {
		return out, fmt.Errorf("reading guardians' links: %w", err)
	}
	for _, r := range rows {
		out.Links = append(out.Links, wire.GuardianLink{ID: r.ID, MadeAt: r.MadeAt, ExpiresAt: r.ExpiresAt, OpenedAt: r.OpenedAt, EndedAt: r.RevokedAt})
	}
	return out, nil
}

// EndGuardianLink ends a link at once. It may be repeated.
func (s *Service) EndGuardianLink(ctx context.Context, actor access.Actor, in ofLink) (wire.Empty, error) {
	none := wire.Empty{}
	student, err := s.db.GuardianLinkOf(ctx, in.Link)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		student = uuid.Nil // nobody's: the question of access is the same for what is not there
	case err != nil:
		return none, fmt.Errorf("looking for a guardian's link: %w", err)
	}
	if err := s.Policy.Check(ctx, actor, access.GiveGuardian, access.Person(student)); err != nil {
		return none, err
	}
	return none, postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		n, err := s.db.WithTx(tx).EndGuardianLink(ctx, in.Link)
		if err != nil || n == 0 {
			return err
		}
		return s.note(ctx, tx, actor, access.GiveGuardian, student, "", map[string]any{"link": in.Link, "ended": true})
	})
}

// note writes into the audit log what was done about a person; their school may read it.
func (s *Service) note(ctx context.Context, tx pgx.Tx, actor access.Actor, action access.Action, person uuid.UUID, reason string, data map[string]any) error {
	school, err := s.db.WithTx(tx).OwnSchool(ctx, person)
	if err != nil {
		return fmt.Errorf("reading a person's school: %w", err)
	}
	var schools []uuid.UUID
	if school != nil {
		schools = []uuid.UUID{*school}
	}
	return audit.Write(ctx, tx, audit.Entry{
		Actor: actor.Person, Action: action, Object: access.Person(person), Person: person, Schools: schools, Reason: reason, Data: data,
	})
}

// guardian opens a link: whose it is, until when. The problem is rights.link_ended.
func (s *Service) guardian(ctx context.Context, token string) (rightsdb.OpenGuardianLinkRow, error) {
	link, err := s.db.OpenGuardianLink(ctx, hashToken(token))
	if errors.Is(err, pgx.ErrNoRows) {
		return link, LinkEnded()
	}
	if err != nil {
		return link, fmt.Errorf("opening a guardian's link: %w", err)
	}
	return link, nil
}

// guardianPosts is how many of the student's posts the page shows.
const guardianPosts = 100

// GuardianOpen gives what a guardian's link shows. Problems: rights.link_ended.
func (s *Service) GuardianOpen(ctx context.Context, _ access.Actor, in wire.GuardianToken) (wire.GuardianView, error) {
	link, err := s.guardian(ctx, in.Token)
	if err != nil {
		return wire.GuardianView{}, err
	}
	return s.guardianView(ctx, link)
}

func (s *Service) guardianView(ctx context.Context, link rightsdb.OpenGuardianLinkRow) (wire.GuardianView, error) {
	out := wire.GuardianView{ExpiresAt: link.ExpiresAt, Classes: []wire.GuardianClass{}, Posts: []wire.GuardianPost{}}
	var err error
	if out.Requests, err = s.requests(ctx, "link", link.ID); err != nil {
		return out, err
	}
	p, err := s.db.Somebody(ctx, link.PersonID)
	if err != nil {
		return out, fmt.Errorf("reading a guardian's student: %w", err)
	}
	if out.Deleted = p.DeletedAt != nil; out.Deleted {
		return out, nil
	}
	out.Name, out.Language, out.Since = p.DisplayName, p.Language, p.CreatedAt
	out.School = wire.Names{En: p.SchoolEn, ZhHans: p.SchoolZhHans, ZhHant: p.SchoolZhHant}
	classes, err := s.db.ClassesOf(ctx, p.ID)
	if err != nil {
		return out, fmt.Errorf("reading a student's classes: %w", err)
	}
	for _, c := range classes {
		out.Classes = append(out.Classes, wire.GuardianClass{
			ID: c.ID, Names: wire.Names{En: c.NameEn, ZhHans: c.NameZhHans, ZhHant: c.NameZhHant},
			Nickname: c.Nickname, JoinedAt: c.JoinedAt, LeftAt: c.LeftAt, WithdrawnAt: c.WithdrawnAt,
		})
	}
	posts, err := s.db.PostsOf(ctx, p.ID, guardianPosts)
	if err != nil {
		return out, fmt.Errorf("reading a student's posts: %w", err)
	}
	for _, r := range posts {
		state := wire.PostVisible
		switch {
		case r.DeletedAt != nil:
			state = wire.PostDeleted
		case r.HiddenAt != nil:
			state = wire.PostHidden
		case r.HeldAt != nil:
			state = wire.PostHeld
		}
		out.Posts = append(out.Posts, wire.GuardianPost{ID: r.ID, Class: r.ClassID, Body: r.Body, Language: r.Language, State: state, CreatedAt: r.CreatedAt})
	}
	return out, nil
}

// GuardianAsk asks for a correction or a deletion. Problems: rights.link_ended, invalid, rights.too_many_requests.
func (s *Service) GuardianAsk(ctx context.Context, _ access.Actor, in wire.GuardianAsk) (wire.GuardianView, error) {
	link, err := s.guardian(ctx, in.Token)
	if err != nil {
		return wire.GuardianView{}, err
	}
	w := wish{person: link.PersonID, by: byGuardian, link: &link.ID, kind: in.Kind, name: in.Name, posts: in.Posts, text: in.Text}
	if err := s.ask(ctx, access.Actor{}, w); err != nil {
		return wire.GuardianView{}, err
	}
	return s.guardianView(ctx, link)
}

// GuardianWithdraw withdraws consent for the student in every class: what they said there is hidden at once, and they are
// no longer in (safety.md, rule 22). It may be repeated. Problems: rights.link_ended.
func (s *Service) GuardianWithdraw(ctx context.Context, _ access.Actor, in wire.GuardianToken) (wire.GuardianView, error) {
	link, err := s.guardian(ctx, in.Token)
	if err != nil {
		return wire.GuardianView{}, err
	}
	classes, err := s.db.ClassesOf(ctx, link.PersonID)
	if err != nil {
		return wire.GuardianView{}, fmt.Errorf("reading a student's classes: %w", err)
	}
	for _, c := range classes {
		if access.Role(c.Role) != access.Student {
			continue
		}
		if err := s.withdraw(ctx, link, c.ID); err != nil {
			return wire.GuardianView{}, err
		}
	}
	return s.guardianView(ctx, link)
}
