package topic

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Line is a connection kept for groups alone: nobody's reading stands before them, and their statements are planned
// before the first one comes. A connection's first group would otherwise take ten times as long as its second. It
// belongs to one goroutine; Close gives the connection back.
type Line struct {
	log    *Log
	warm   func(*pgx.Batch)
	conn   *pgxpool.Conn
	opened time.Time
	used   time.Time
}

// NewLine makes a Line. What warm queues is run on every new connection, in a transaction that is undone: the groups' own
// statements, about nothing.
func (l *Log) NewLine(warm func(*pgx.Batch)) *Line { return &Line{log: l, warm: warm} }

const (
	// idleFor is how long a connection may rest without being asked whether it still stands.
	idleFor = time.Second
	// lineAge is how old one becomes: a database behind a balancer moves, and so must who talks to it.
	lineAge = time.Hour
)

// linePlans hold for the whole connection. Arrays of another length would have every statement planned anew, which takes
// longer than to run it. The plans that are kept look up each row by an index: a table that is empty today, and quickest
// read whole, hashed or kept in memory, is not when its plan is still in use.
const linePlans = `select set_config('plan_cache_mode', 'force_generic_plan', false), set_config('enable_seqscan', 'off', false),
       set_config('enable_hashjoin', 'off', false), set_config('enable_mergejoin', 'off', false), set_config('enable_material', 'off', false)`

// Open takes a connection, if there is none, so that the first group need not.
func (l *Line) Open(ctx context.Context) error {
	_, err := l.open(ctx)
	return err
}

func (l *Line) open(ctx context.Context) (*pgx.Conn, error) {
	if l.conn != nil && (time.Since(l.opened) > lineAge || time.Since(l.used) > idleFor && l.conn.Ping(ctx) != nil) {
		l.Close()
	}
	if l.conn != nil {
		return l.conn.Conn(), nil
	}
	conn, err := l.log.pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	l.conn, l.opened, l.used = conn, time.Now(), time.Now()
	if err := l.prepare(ctx); err != nil {
		l.Close()
		return nil, fmt.Errorf("preparing it: %w", err)
	}
	return conn.Conn(), nil
}

func (l *Line) prepare(ctx context.Context) error {
	if _, err := l.conn.Exec(ctx, linePlans); err != nil {
		return err
	}
	b := &pgx.Batch{}
	b.Queue("begin")
	b.Queue(groupLock, []string{})
	l.warm(b)
	nothing := []int64{}
	b.Queue(groupAppend, nothing, nothing, []string{}, []uuid.UUID{}, [][]byte{}, nothing, nothing)
	b.Queue("rollback")
	return l.conn.SendBatch(ctx, b).Close()
}

// Close ends the connection: nobody else shall have one with its settings.
func (l *Line) Close() {
	if l.conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), givingUp)
	defer cancel()
	_ = l.conn.Conn().Close(ctx) // then the pool makes a new one in its place
	l.conn.Release()
	l.conn = nil
}

// givingUp bounds a farewell to a database that may be gone.
const givingUp = time.Second

// undo ends a transaction that failed. A connection that cannot even do that is given up.
func (l *Line) undo() {
	if l.conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), givingUp)
	defer cancel()
	if l.conn.Conn().IsClosed() {
		l.Close()
	} else if _, err := l.conn.Exec(ctx, "rollback"); err != nil {
		l.Close()
	}
}
