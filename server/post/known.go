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
// the writer: of threads what never changes, of people what may be a little old and what each of their posts tells anew.
// Nothing of it decides about access. Safe for concurrent use.
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

// place is where r says something in t, as the filter has to know it.
func (t thread) place(r reader) Place { return Place{Class: t.class, Student: r.student, Chat: t.chat} }

// stranger stands for an author who has not been read yet: judged as strictly as anybody, and of no language. What comes
// of it holds for everybody, unless something was found or the text's script is open.
var stranger = reader{student: true}

const (
	// maxKnown bounds each of the maps: some megabytes.
	maxKnown = 20_000
	// knownFor is how old a person's language may be.
	knownFor = time.Minute
)

func newKnown() *known {
	return &known{threads: map[uuid.UUID]thread{}, people: map[uuid.UUID]reader{}}
}

// thread gives what is known of a thread, reading it when nothing is. pgx.ErrNoRows: there is no such thread.
func (k *known) thread(ctx context.Context, db *postdb.Queries, id uuid.UUID) (thread, error) {
	k.mu.Lock()
	t, there := k.threads[id]
	k.mu.Unlock()
	if there {
		return t, nil
	}
	w, err := db.Surroundings(ctx, id)
	if err != nil {
		return thread{}, err
	}
	t = thread{topic.Name(w.Topic), w.OfClass, w.Kind == "chat"}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.threads) >= maxKnown {
		clear(k.threads)
	}
	k.threads[id] = t
	return t, nil
}

// recall gives what is known of a person, if that is not too old.
func (k *known) recall(person uuid.UUID) (reader, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	r, there := k.people[person]
	return r, there && time.Since(r.read) < knownFor
}

// person gives what is known of one, reading it when nothing is. pgx.ErrNoRows: there is no such person.
func (k *known) person(ctx context.Context, db *postdb.Queries, id uuid.UUID) (reader, error) {
	if r, ok := k.recall(id); ok {
		return r, nil
	}
	w, err := db.Author(ctx, id)
	if err != nil {
		return reader{}, err
	}
	return k.note(id, w.Language, w.Role), nil
}

// note remembers what was just read of a person.
func (k *known) note(person uuid.UUID, language, role string) reader {
	r := reader{language, role == string(access.Student), time.Now()}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.people) >= maxKnown {
		clear(k.people)
	}
	k.people[person] = r
	return r
}
