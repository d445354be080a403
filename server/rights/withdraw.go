package rights

import (
	"context"
	"fmt"
	"maps"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/jobs"
	"tongchuang/server/notice"
	"tongchuang/server/rights/rightsdb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// withdraw ends the consent for one student in one class: in one transaction the membership is marked, the student's
// connections are told, and the student, the teachers and the school's coordinators have a notice; then what the student
// said is hidden, and a job sees to it that it is.
func (s *Service) withdraw(ctx context.Context, link rightsdb.OpenGuardianLinkRow, class uuid.UUID) error {
	keepers, err := s.db.KeepersOf(ctx, class, link.PersonID)
	if err != nil {
		return fmt.Errorf("reading who keeps a class: %w", err)
	}
	about, err := s.db.AboutWithdrawal(ctx, class, link.PersonID)
	if err != nil {
		return fmt.Errorf("reading a class: %w", err)
	}
	called := map[string]string{"ClassEn": about.NameEn, "ClassZhHans": about.NameZhHans, "ClassZhHant": about.NameZhHant}
	// Under the lock of the class's topic: what is said before is seen by who hides, what comes after is refused.
	names := append(notice.Topics(append(keepers, link.PersonID)...), topic.Of("class", class))
	err = s.Log.InTx(ctx, names, func(ctx context.Context, tx *topic.Tx) error {
		n, err := s.db.WithTx(tx).Withdraw(ctx, link.PersonID, class)
		if err != nil || n == 0 {
			return err
		}
		err = audit.Write(ctx, tx, audit.Entry{
			Action: access.WithdrawStudent, Object: access.Class(class), Class: class, Person: link.PersonID,
			Schools: []uuid.UUID{about.SchoolA, about.SchoolB}, Data: map[string]any{"by": byGuardian, "link": link.ID},
		})
		if err != nil {
			return err
		}
		if err := notice.Tell(ctx, tx, notice.Notice{Person: link.PersonID, Kind: "rights.own_withdrawn", Data: called, Link: "/classes"}); err != nil {
			return err
		}
		// Person lets an erasure find the name again (forgets).
		named := maps.Clone(called)
		named["Name"], named["Person"] = about.Name, link.PersonID.String()
		for _, keeper := range keepers {
			told := notice.Notice{Person: keeper, Kind: "rights.withdrew", Data: named, Link: "/classes/" + class.String() + "/consents"}
			if err := notice.Tell(ctx, tx, told); err != nil {
				return err
			}
		}
		if err := notice.AccessChanged(tx, link.PersonID); err != nil {
			return err
		}
		// Those who supervise the class look at it anew.
		if _, err := tx.Append(topic.Entry{Topic: topic.Of("class", class), Kind: wire.ClassChanged, Data: []byte("{}")}); err != nil {
			return err
		}
		return jobs.Insert(ctx, tx, hideWithdrawn{class, link.PersonID})
	})
	if err != nil {
		return err
	}
	return s.Posts.HidePostsIn(ctx, class, link.PersonID)
}

type hideWithdrawn struct {
	Class  uuid.UUID `json:"class"`
	Person uuid.UUID `json:"person"`
}

// Kind is the job's name in the database.
func (hideWithdrawn) Kind() string { return "rights_hide_withdrawn" }

type withdrawnHider struct {
	river.WorkerDefaults[hideWithdrawn]
	posts Posts
}

// Work hides what is left to hide, where the request that asked for it was cut off.
func (w *withdrawnHider) Work(ctx context.Context, job *river.Job[hideWithdrawn]) error {
	return w.posts.HidePostsIn(ctx, job.Args.Class, job.Args.Person)
}
