package post

import (
	"context"
	"sync"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/post/postdb"
	"tongchuang/server/topic"
)

// known remembers what a post needs before it is stored, so that most posts ask the database nothing on their way to
// the writer: of threads what never changes, of people what may be a little old. Nothing of it decides about access.
// Safe for concurrent use.
type known struct {
	mu      sync.Mutex
	threads map[uuid.UUID]thread // guarded by mu, as below
	people  map[uuid.UUID]reader
}

// thread is what never changes of one.
type thread struct {
	topic       topic.Name
	class, chat bool
}

// reader is somebody's own language, which decides about texts that could be of either, and whether they are a student.
type reader struct {
	language string
	student  bool
	read     time.Time
}

// surroundings of a post.
type surroundings struct {
	thread
	reader
}

// place is what the filter has to know of them.
func (s surroundings) place() Place {
	return Place{Class: s.class, Student: s.student, Chat: s.chat}
}

const (
	// maxKnown bounds each of the maps: some megabytes.
	maxKnown = 20_000
	// knownFor is how old a person's language may be.
	knownFor = time.Minute
)

func newKnown() *known {
	return &known{threads: map[uuid.UUID]thread{}, people: map[uuid.UUID]reader{}}
}

// of gives what is known, reading it when it is not. pgx.ErrNoRows: there is no such thread, or no such person.
func (k *known) of(ctx context.Context, db *postdb.Queries, person, threadID uuid.UUID) (surroundings, error) {
	now := time.Now()
	k.mu.Lock()
	t, there := k.threads[threadID]
	p, fresh := k.people[person]
	k.mu.Unlock()
	if there && fresh && now.Sub(p.read) < knownFor {
		return surroundings{t, p}, nil
	}
	w, err := db.Surroundings(ctx, person, threadID)
	if err != nil {
		return surroundings{}, err
	}
	t, p = thread{topic.Name(w.Topic), w.OfClass, w.Kind == "chat"}, reader{w.Language, w.Role == string(access.Student), now}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.threads) >= maxKnown {
		clear(k.threads)
	}
	if len(k.people) >= maxKnown {
		clear(k.people)
	}
	k.threads[threadID], k.people[person] = t, p
	return surroundings{t, p}, nil
}
