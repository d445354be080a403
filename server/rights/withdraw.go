package rights

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/jobs"
	"tongchuang/server/notice"
	"tongchuang/server/rights/rightsdb"
	"tongchuang/server/topic"
)

// withdraw ends the consent for one student in one class: in one transaction the membership is marked, the student's
// connections are told, the teachers too; then what the student said is hidden, and a job sees to it that it is.
func (s *Service) withdraw(ctx context.Context, link rightsdb.OpenGuardianLinkRow, class uuid.UUID) error {
	teachers, err := s.db.TeachersOf(ctx, class)
	if err != nil {
		return fmt.Errorf("reading a class's teachers: %w", err)
	}
	schools, err := s.db.SchoolsOfClass(ctx, class)
	if err != nil {
		return fmt.Errorf("reading a class's schools: %w", err)
	}
	// Under the lock of the class's topic: what is said before is seen by who hides, what comes after is refused.
	names := append(notice.Topics(append(teachers, link.PersonID)...), topic.Of("class", class))
	err = s.Log.InTx(ctx, names, func(ctx context.Context, tx *topic.Tx) error {
		n, err := s.db.WithTx(tx).Withdraw(ctx, link.PersonID, class)
		if err != nil || n == 0 {
			return err
		}
		err = audit.Write(ctx, tx, audit.Entry{
			Action: access.WithdrawStudent, Object: access.Class(class), Class: class, Person: link.PersonID,
			Schools: []uuid.UUID{schools.SchoolA, schools.SchoolB}, Data: map[string]any{"by": byGuardian, "link": link.ID},
		})
		if err != nil {
			return err
		}
		for _, teacher := range teachers {
			if err := notice.Tell(ctx, tx, notice.Notice{Person: teacher, Kind: "rights.withdrawn", Link: "/classes/" + class.String()}); err != nil {
				return err
			}
		}
		if err := notice.AccessChanged(tx, link.PersonID); err != nil {
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
