package account

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/audit"
	"tongchuang/server/jobs"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// DeleteAccount is the input of DeleteAccount.
type DeleteAccount struct {
	Password string `json:"password"`
	Posts    string `json:"posts" doc:"keep: they stay, without a name; delete: they are taken back"`
}

// DeleteAccount ends the account for good: name, address, password, logins, tokens and links are gone at once, the
// posts, if so chosen, soon after. Students ask for it (package rights). Problems: forbidden, invalid, too_many_tries, login_needed, last_administrator, unavailable.
func (s *Service) DeleteAccount(ctx context.Context, actor access.Actor, in DeleteAccount) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.ownByLogin(ctx, actor); err != nil {
		return none, err
	}
	if err := s.own(ctx, actor, access.DeleteOwn); err != nil {
		return none, err
	}
	if in.Posts != "keep" && in.Posts != "delete" {
		return none, problem.Invalid(problem.Wrong("posts", "enum", "Values", "keep, delete"))
	}
	p, err := s.person(ctx, actor.Person)
	if err != nil {
		return none, err
	}
	if err := s.proveOwn(ctx, actor, p, "password", in.Password); err != nil {
		return none, err
	}
	err = s.revoke(ctx, p.ID, func(ctx context.Context, tx *topic.Tx, db *accountdb.Queries) error {
		if access.Role(p.Role) == access.Administrator {
			if err := db.LockAdministrators(ctx); err != nil {
				return fmt.Errorf("look for other administrators: %w", err)
			}
			others, err := db.OtherAdministrators(ctx, p.ID)
			if err != nil {
				return fmt.Errorf("look for other administrators: %w", err)
			}
			if others == 0 {
				return LastAdministrator()
			}
		}
		for _, step := range []func() error{
			func() error { return db.Anonymise(ctx, p.ID) },
			func() error { _, err := db.EndLoginsBut(ctx, p.ID, uuid.Nil); return err },
			func() error { return db.RevokeTokensOf(ctx, p.ID) },
			func() error { return db.LeaveClasses(ctx, p.ID) },
			func() error { return db.DropLinksOf(ctx, p.ID) },
			func() error { return db.DropTwoStep(ctx, p.ID) },
			func() error { return db.DropRecoveryCodes(ctx, p.ID) },
			func() error { return db.DropSecondStepsOf(ctx, p.ID) },
			func() error { return db.DropIdentitiesOf(ctx, p.ID) },
			func() error { return db.DropRegistrationsOf(ctx, text(p.Email)) },
		} {
			if err := step(); err != nil {
				return fmt.Errorf("delete an account: %w", err)
			}
		}
		deed := audit.Entry{Actor: p.ID, Action: access.DeleteOwn, Object: access.Person(p.ID), Person: p.ID}
		if p.SchoolID != nil {
			deed.Schools = []uuid.UUID{*p.SchoolID}
		}
		if err := audit.Write(ctx, tx, deed); err != nil {
			return err
		}
		return jobs.Insert(ctx, tx, leavePosts{Person: p.ID, Delete: in.Posts == "delete"})
	})
	if err != nil {
		return none, err
	}
	return none, s.Sessions.end(ctx)
}

type leavePosts struct {
	Person uuid.UUID `json:"person"`
	Delete bool      `json:"delete"`
}

// Kind is the job's name in the database.
func (leavePosts) Kind() string { return "account_leave_posts" }

type postsLeaver struct {
	river.WorkerDefaults[leavePosts]
	posts Posts
}

// Work takes back what the person wrote, or the name from it.
func (w *postsLeaver) Work(ctx context.Context, job *river.Job[leavePosts]) error {
	leave := w.posts.ForgetAuthor
	if job.Args.Delete {
		leave = w.posts.DeletePostsOf
	}
	if err := leave(ctx, job.Args.Person); err != nil {
		return fmt.Errorf("leave the posts of a deleted account: %w", err)
	}
	return nil
}
