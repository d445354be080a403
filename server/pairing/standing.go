package pairing

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"tongchuang/server/jobs"
	"tongchuang/server/notice"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/topic"
)

const (
	// standingEvery is how late the end of a consent is noticed that nobody withdrew: it ends by the clock alone.
	standingEvery = time.Minute
	// standing is the channel on which the database says that a class has lost, or got, a verified teacher of a school.
	standing = "class_standing"
	// watchPause is between two tries to listen; meanwhile the job above looks.
	watchPause = 2 * time.Second
)

// TellChanged tells the members of every class that opened or closed since they were told. On several nodes at once it
// tells each once.
func (s *Service) TellChanged(ctx context.Context) error {
	if err := s.db.NoteOpenClasses(ctx); err != nil {
		return fmt.Errorf("noting which classes are open: %w", err)
	}
	classes, err := s.db.ChangedClasses(ctx)
	if err != nil {
		return fmt.Errorf("looking for classes that opened or closed: %w", err)
	}
	for _, class := range classes {
		if err := s.tellClass(ctx, class); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) tellClass(ctx context.Context, class uuid.UUID) error {
	for range attempts {
		named, err := s.db.MembersOf(ctx, []uuid.UUID{class})
		if err != nil {
			return fmt.Errorf("listing a class's members: %w", err)
		}
		err = s.Log.InTx(ctx, notice.Topics(named...), func(ctx context.Context, tx *topic.Tx) error {
			db := pairingdb.New(tx)
			n, err := db.TellClass(ctx, class)
			if err != nil || n == 0 {
				return err
			}
			members, err := db.MembersOf(ctx, []uuid.UUID{class})
			if err != nil {
				return err
			}
			if !within(members, named) {
				return errAgain
			}
			return notice.AccessChanged(tx, members...)
		})
		if !errors.Is(err, errAgain) {
			return err
		}
	}
	return errAgain
}

func within[T comparable](some, all []T) bool {
	known := make(map[T]bool, len(all))
	for _, x := range all {
		known[x] = true
	}
	for _, x := range some {
		if !known[x] {
			return false
		}
	}
	return true
}

// Watch tells a class's members, as soon as the database says so, that it has closed because a school's only verified
// teacher left it or is no longer vouched for (safety.md, rule 1), whoever did that and wherever; and a school's staff what
// the other said about their pairing. It returns when ctx is
// done. It has a connection of its own: those of the pool are for work.
func (s *Service) Watch(ctx context.Context) {
	for ctx.Err() == nil {
		if err := s.listen(ctx); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "listening to the standing of classes broke", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(watchPause):
		}
	}
}

func (s *Service) listen(ctx context.Context) error {
	conn, err := pgx.ConnectConfig(ctx, s.Pool.Config().ConnConfig.Copy())
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	for _, channel := range []string{standing, saidOf} {
		if _, err := conn.Exec(ctx, "listen "+channel); err != nil {
			return err
		}
	}
	for {
		// Once at first as well: what happened while nobody listened.
		if err := s.tellAll(ctx); err != nil {
			return err
		}
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return err
		}
	}
}

func (s *Service) tellAll(ctx context.Context) error {
	if err := s.TellChanged(ctx); err != nil {
		return err
	}
	return s.TellSaid(ctx)
}

// look is the job that finds what changed by the clock, and what was said while nobody listened.
type look struct{}

// Kind is the job's name in the database.
func (look) Kind() string { return "pairing_standing" }

type looker struct {
	river.WorkerDefaults[look]
	service *Service
}

// Work tells those whose classes opened or closed.
func (w *looker) Work(ctx context.Context, _ *river.Job[look]) error {
	return w.service.tellAll(ctx)
}

// Jobs is what the feature does later.
func (s *Service) Jobs() []jobs.Part {
	return []jobs.Part{
		jobs.Every(standingEvery, look{}, &looker{service: s}),
		jobs.Every(remindEvery, remind{}, &reminder{service: s}),
		jobs.Work(&hider{service: s}),
		jobs.Work(&letterWriter{service: s}),
	}
}
