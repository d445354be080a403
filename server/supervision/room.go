package supervision

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/supervision/supervisiondb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// How rooms are watched. A room whose class asks for a teacher is open until class.teacher_until, which every node with
// a teacher in it keeps moving on; so a node that dies closes its rooms by itself, after roomLasts at the latest.
const (
	roomEvery = 15 * time.Second // how often that is done
	roomLasts = 40 * time.Second // for how long: one renewal may fail
	roomGrace = 5 * time.Second  // a teacher who comes back so soon was not away: a page was reloaded, a tunnel crossed
	// roomSoon gathers those who come together, a class at the bell, into one statement.
	roomSoon = 100 * time.Millisecond
	// attendEvery is how exactly it is known until when a student was there whose node died.
	attendEvery = 5 * time.Minute
	roomTimeout = 5 * time.Second
)

// Rooms is what is asked of who is where: a hub.
type Rooms interface {
	// Here lists who is in the topics with this prefix on this node.
	Here(prefix string) map[topic.Name][]uuid.UUID
	// Present lists who is in the topic on all nodes.
	Present(name topic.Name) []wire.Person
}

// Watch keeps the rooms of this node: it notes who was there, and pauses and goes on with those that wait for a teacher.
// Heard is safe for concurrent use; Run runs once.
type Watch struct {
	service *Service
	rooms   Rooms
	pace    Pace
	poke    chan struct{}

	mu     sync.Mutex
	moved  map[move]struct{}        // who came or went and is not noted yet; guarded by mu
	left   map[topic.Name]time.Time // rooms that somebody left, and when to look again; guarded by mu
	noted  time.Time                // used by Run alone, as below
	before map[uuid.UUID]struct{}   // rooms that were this node's at the last round
}

// Pace is how patient a Watch is. What is zero is as above.
type Pace struct{ Every, Lasts, Grace time.Duration }

type move struct{ class, person uuid.UUID }

// NewWatch makes a Watch.
func NewWatch(s *Service, rooms Rooms, pace Pace) *Watch {
	if pace.Every == 0 {
		pace.Every = roomEvery
	}
	if pace.Lasts == 0 {
		pace.Lasts = roomLasts
	}
	if pace.Grace == 0 {
		pace.Grace = roomGrace
	}
	return &Watch{
		service: s, rooms: rooms, pace: pace, poke: make(chan struct{}, 1), noted: time.Now(),
		moved: map[move]struct{}{}, left: map[topic.Name]time.Time{}, before: map[uuid.UUID]struct{}{},
	}
}

// Heard takes in that somebody came to a topic of this node, or went. It returns at once.
func (w *Watch) Heard(name topic.Name, person uuid.UUID, here bool) {
	class, ok := classOf(name)
	if !ok {
		return
	}
	w.mu.Lock()
	w.moved[move{class, person}] = struct{}{}
	if !here {
		w.left[name] = time.Now().Add(w.pace.Grace)
	}
	w.mu.Unlock()
	select {
	case w.poke <- struct{}{}:
	default:
	}
}

func classOf(name topic.Name) (uuid.UUID, bool) {
	prefix, id, ok := name.Split()
	if !ok || prefix != "class" {
		return uuid.Nil, false
	}
	class, err := uuid.Parse(id)
	return class, err == nil
}

// Run watches until ctx is done.
func (w *Watch) Run(ctx context.Context) {
	timer := time.NewTimer(w.pace.Every)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			w.last(ctx)
			return
		case <-timer.C:
		case <-w.poke:
			select { // those who come together
			case <-time.After(roomSoon):
			case <-ctx.Done():
				continue
			}
		}
		if err := w.round(ctx); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "the rooms of classes could not be looked after", "error", err)
		}
		timer.Reset(w.next(time.Now()))
	}
}

// last notes those who went because the node leaves.
func (w *Watch) last(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), roomTimeout)
	defer cancel()
	if err := w.note(ctx, nil, w.noted); err != nil {
		slog.WarnContext(ctx, "who was in a class at the end was not noted", "error", err)
	}
}

// next is how long until the next round: the regular one, or the end of a grace.
func (w *Watch) next(now time.Time) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	wait := w.pace.Every
	for _, at := range w.left {
		wait = min(wait, max(at.Sub(now), time.Millisecond))
	}
	return wait
}

// round notes who was there, keeps rooms with a teacher open, pauses those that the last one left, and tells the rooms
// what has changed. Most rounds are two short statements.
func (w *Watch) round(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, roomTimeout)
	defer cancel()
	now := time.Now()
	here := w.rooms.Here("class")
	if err := w.note(ctx, here, now); err != nil {
		return err
	}
	var classes, people []uuid.UUID
	mine := map[uuid.UUID]struct{}{}
	for name, all := range here {
		class, ok := classOf(name)
		if !ok {
			continue
		}
		mine[class] = struct{}{}
		for _, p := range all {
			classes, people = append(classes, class), append(people, p)
		}
	}
	db := w.service.db
	if len(classes) > 0 {
		if err := db.RenewTeacher(ctx, w.pace.Lasts.Seconds(), classes, people); err != nil {
			return fmt.Errorf("keeping rooms open: %w", err)
		}
	}
	if err := w.end(ctx, now); err != nil {
		return err
	}
	// A room that was this node's a moment ago is told of its pause, too: its last reader may come back.
	rooms := mine
	for class := range w.before {
		rooms[class] = struct{}{}
	}
	err := w.tell(ctx, rooms)
	w.before = map[uuid.UUID]struct{}{}
	for name := range here {
		if class, ok := classOf(name); ok {
			w.before[class] = struct{}{}
		}
	}
	return err
}

// note writes down the students among those who came or went, and now and then all who are there.
func (w *Watch) note(ctx context.Context, here map[topic.Name][]uuid.UUID, now time.Time) error {
	w.mu.Lock()
	moved := w.moved
	w.moved = map[move]struct{}{}
	w.mu.Unlock()
	if now.Sub(w.noted) >= attendEvery {
		w.noted = now
		for name, all := range here {
			class, _ := classOf(name)
			for _, p := range all {
				moved[move{class, p}] = struct{}{}
			}
		}
	}
	if len(moved) == 0 {
		return nil
	}
	var classes, people []uuid.UUID
	for m := range moved {
		classes, people = append(classes, m.class), append(people, m.person)
	}
	if err := w.service.db.Attend(ctx, classes, people); err != nil {
		w.mu.Lock() // again with the next round
		for m := range moved {
			w.moved[m] = struct{}{}
		}
		w.mu.Unlock()
		return fmt.Errorf("noting who was in a class: %w", err)
	}
	return nil
}

// end closes the rooms that somebody left a grace ago and in which no teacher is now, on any node.
func (w *Watch) end(ctx context.Context, now time.Time) error {
	w.mu.Lock()
	var over []topic.Name
	for name, at := range w.left {
		if !at.After(now) {
			over = append(over, name)
			delete(w.left, name)
		}
	}
	w.mu.Unlock()
	var classes []uuid.UUID
	for _, name := range over {
		if slices.ContainsFunc(w.rooms.Present(name), func(p wire.Person) bool { return p.Role == "teacher" }) {
			continue
		}
		if class, ok := classOf(name); ok {
			classes = append(classes, class)
		}
	}
	if len(classes) == 0 {
		return nil
	}
	// Whoever came to another node within half a grace has just renewed it, and this node may not have heard yet.
	if err := w.service.db.EndTeacher(ctx, classes, (w.pace.Lasts - w.pace.Grace/2).Seconds()); err != nil {
		return fmt.Errorf("pausing rooms: %w", err)
	}
	return nil
}

// tell says in the topics of rooms that their pause has begun or ended. Several nodes may find the same: one tells.
func (w *Watch) tell(ctx context.Context, rooms map[uuid.UUID]struct{}) error {
	if len(rooms) == 0 {
		return nil
	}
	classes := make([]uuid.UUID, 0, len(rooms))
	for class := range rooms {
		classes = append(classes, class)
	}
	untold, err := w.service.db.Untold(ctx, classes)
	if err != nil {
		return fmt.Errorf("reading which rooms pause: %w", err)
	}
	for _, room := range untold {
		err := w.service.Log.InTx(ctx, []topic.Name{topic.Name(room.Topic)}, func(ctx context.Context, tx *topic.Tx) error {
			n, err := supervisiondb.New(tx).Tell(ctx, room.ID)
			if err != nil || n == 0 {
				return err
			}
			return changed(tx, room.Topic)
		})
		if err != nil {
			return fmt.Errorf("telling a room of its pause: %w", err)
		}
	}
	return nil
}
