package demo

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/forum"
	"tongchuang/server/post"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// atOnce is how many discussions are written side by side; each waits for the commit of one text before the next.
const atOnce = 6

// unlimited: the limit is for people.
type unlimited struct{}

func (unlimited) Allow(context.Context, uuid.UUID) bool { return true }

// untold publishes nothing: the texts do not have their times yet, and whoever follows finds them in the log.
type untold struct{}

func (untold) Publish([]topic.Event) {}

// speaker writes what is not there yet.
type speaker struct {
	posts *post.Service
	forum *forum.Service
	there map[uuid.UUID]place // by client id; not written to while discussions are written
}

type place struct{ post, thread uuid.UUID }

// say writes the texts that are missing and tells how many those were.
func say(ctx context.Context, pool *pgxpool.Pool, discussions []discussion) (int, error) {
	log, policy := topic.NewLog(pool, untold{}), access.New(pool)
	posts := post.New(pool, log, policy, unlimited{}, nil)
	s := &speaker{posts: posts, forum: forum.New(forum.Deps{Pool: pool, Log: log, Policy: policy, Posts: posts})}
	var err error
	if s.there, err = alreadySaid(ctx, pool, discussions); err != nil {
		return 0, err
	}
	running, stop := context.WithCancel(ctx)
	var writer sync.WaitGroup
	writer.Go(func() { posts.Run(running) })
	defer writer.Wait()
	defer stop()
	return s.all(running, discussions)
}

func alreadySaid(ctx context.Context, pool *pgxpool.Pool, discussions []discussion) (map[uuid.UUID]place, error) {
	var clients, authors []uuid.UUID
	for _, d := range discussions {
		for _, t := range d.texts {
			clients, authors = append(clients, t.client()), append(authors, t.author.id())
		}
	}
	rows, err := pool.Query(ctx, `select p.client_id, p.id, p.thread_id from post p
join (select unnest($1::uuid[]) as client, unnest($2::uuid[]) as author) w on p.author_id = w.author and p.client_id = w.client`, clients, authors)
	if err != nil {
		return nil, fmt.Errorf("looking for example texts: %w", err)
	}
	there := map[uuid.UUID]place{}
	var client uuid.UUID
	var at place
	_, err = pgx.ForEachRow(rows, []any{&client, &at.post, &at.thread}, func() error {
		there[client] = at
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking for example texts: %w", err)
	}
	return there, nil
}

// all begins the discussions one after the other, which gives the boards' logs their order, and then lets them go on
// side by side.
func (s *speaker) all(ctx context.Context, discussions []discussion) (made int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		going sync.WaitGroup
		turns = make(chan struct{}, atOnce)
		mu    sync.Mutex
		fails []error // guarded by mu, as is made
	)
	began := make([]uuid.UUID, len(discussions))
	for i, d := range discussions {
		thread, fresh, err := s.begin(ctx, d)
		if err != nil {
			return made, fmt.Errorf("%s: %w", d.name, err)
		}
		began[i] = thread
		if fresh {
			made++
		}
	}
	for i, d := range discussions {
		if began[i] == uuid.Nil {
			continue
		}
		going.Go(func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			n, err := s.goOn(ctx, d, began[i])
			mu.Lock()
			defer mu.Unlock()
			made += n
			if err != nil {
				fails = append(fails, fmt.Errorf("%s: %w", d.name, err))
				cancel()
			}
		})
	}
	going.Wait()
	return made, errors.Join(fails...)
}

// begin gives a discussion's thread, made with its first text unless it was there. uuid.Nil: it cannot be made any more.
func (s *speaker) begin(ctx context.Context, d discussion) (thread uuid.UUID, fresh bool, err error) {
	if d.name == chatName {
		return chatID, false, nil
	}
	first := d.texts[0]
	if at, ok := s.there[first.client()]; ok {
		return at.thread, false, nil
	}
	t, err := s.forum.CreateThread(ctx, access.Actor{Person: first.author.id()}, wire.CreateThread{
		Board: d.board, ClientID: first.client(), Title: d.title, Body: first.body,
	})
	if refused(err) {
		return uuid.Nil, false, nil
	}
	return t.ID, err == nil, err
}

// goOn writes the rest of a discussion, each text after the one before.
func (s *speaker) goOn(ctx context.Context, d discussion, thread uuid.UUID) (made int, err error) {
	ids := make(map[int]uuid.UUID, len(d.texts))
	for i, t := range d.texts {
		if at, ok := s.there[t.client()]; ok {
			ids[t.number] = at.post
			continue
		}
		if i == 0 && d.name != chatName { // begin has just made it
			at, err := s.firstOf(ctx, thread)
			if err != nil {
				return made, err
			}
			ids[t.number] = at
			continue
		}
		in := wire.CreatePost{Thread: thread, ClientID: t.client(), Body: t.body}
		if t.answers > 0 {
			parent, ok := ids[t.answers]
			if !ok {
				continue // what it answers could not be said
			}
			in.Parent = &parent
		}
		stored, err := s.posts.Create(ctx, access.Actor{Person: t.author.id()}, in)
		if refused(err) {
			continue
		}
		if err != nil {
			return made, fmt.Errorf("text %d: %w", t.number, err)
		}
		ids[t.number] = stored.ID
		made++
	}
	return made, nil
}

func (s *speaker) firstOf(ctx context.Context, thread uuid.UUID) (uuid.UUID, error) {
	page, err := s.posts.Earlier(ctx, access.Actor{}, wire.HistoryIn{Thread: thread, Before: 2, Limit: 1})
	if err != nil || len(page.Posts) == 0 {
		return uuid.Nil, fmt.Errorf("reading what was just said: %w", err)
	}
	return page.Posts[0].ID, nil
}

// refused: since the first run somebody has locked or hidden the thread, suspended the author or ended the account.
// Then the text is left out.
func refused(err error) bool {
	var p *problem.Error
	if !errors.As(err, &p) {
		return false
	}
	switch p.Status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
		return true
	}
	return false
}
