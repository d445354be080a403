package chaos

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// Config is what a run is like.
type Config struct {
	Program  string // the command tongchuang
	Dir      string // for data and logs; see OpenHouse
	Nodes    int
	Sockets  int
	Topics   int
	Rate     float64 // posts a second
	Duration time.Duration
	// Every is between which times one fault follows the end of another.
	Every [2]time.Duration
	// FaultScale shortens what lasts: 1 is as docs/guarantees.md says.
	FaultScale float64
	// CutAfterSend is the share of sends after which the client's line is cut, so that the answer is lost.
	CutAfterSend float64
	Seed         uint64
	// Only, when not empty, is what the names of all faults contain.
	Only string
	// Progress gets a line for each fault.
	Progress io.Writer
}

// Bounds on what a run waits for. Beyond convergeBound is a violation; the run goes on nevertheless.
const (
	convergeBound = 5 * time.Second
	settleBound   = 60 * time.Second
	// lastWait is the clients' longest wait between two tries: shorter than docs/protocol.md's, so that it is the
	// server's convergence that is measured and not their patience.
	lastWait = 2 * time.Second
)

type run struct {
	config  Config
	random  *rand.Rand // of the goroutine that makes faults
	house   *House
	ledger  *Ledger
	members []*member
	breaks  atomic.Int64

	mu    sync.Mutex
	codes map[string]int // what ended connections; guarded by mu
}

// member is one client with its line and its list.
type member struct {
	person  person
	client  *Client
	line    *line
	reports *Reports
}

// Run does it and reports. The error is of the harness; violations are in the report.
func Run(ctx context.Context, c Config) (*Report, error) {
	r := &run{config: c, random: rand.New(rand.NewPCG(c.Seed, c.Seed)), ledger: NewLedger(), codes: map[string]int{}}
	var err error
	if r.house, err = OpenHouse(ctx, c.Program, c.Dir, c.Nodes); err != nil {
		return nil, err
	}
	defer r.house.Close()
	people, err := seed(ctx, r.house.DB, c.Topics, c.Sockets)
	if err != nil {
		return nil, err
	}
	report := &Report{Config: c, Faults: map[string]int{}, Longest: map[string]time.Duration{}}

	living, leave := context.WithCancel(ctx)
	var clients, load sync.WaitGroup
	defer func() {
		leave()
		clients.Wait()
		for _, m := range r.members {
			m.line.bury()
		}
	}()
	for i := range people {
		r.enter(living, &clients, people[i], i)
	}
	if _, err := r.converge(ctx, settleBound); err != nil {
		return nil, fmt.Errorf("before the first fault: %w", err)
	}
	r.say("%d clients are there", len(r.members))

	posting, stop := context.WithTimeout(ctx, c.Duration)
	defer stop()
	load.Go(func() { r.post(posting) })
	err = r.disturb(posting, ctx, report)
	stop()
	load.Wait()
	if err != nil {
		return nil, err
	}
	if took, err := r.converge(ctx, settleBound); err != nil {
		r.violation("at the end, after %s: %v", took.Round(time.Millisecond), err)
	}
	leave()
	clients.Wait()
	if err := r.ledger.Compare(ctx, r.house.DB); err != nil {
		return nil, err
	}
	report.take(r)
	return report, nil
}

// enter makes a client live.
func (r *run) enter(ctx context.Context, clients *sync.WaitGroup, p person, i int) {
	topics := make([]string, len(p.rooms))
	for n, room := range p.rooms {
		topics[n] = room.topic
	}
	m := &member{person: p, line: new(line), reports: r.ledger.Reports(fmt.Sprintf("client %d", i), topics)}
	m.client = NewClient(ClientConfig{
		Node: r.node, Token: p.token, Topics: topics, FromStart: i%10 != 0, Observer: m.reports, Dial: m.line.dial, LongestWait: lastWait,
		Answered: func(s *Send, stored wire.PostStored, refused *wire.Problem) {
			r.ledger.Answered(p.id, s, stored, refused)
		},
		Sent: func(*Send) {
			if rand.Float64() < r.config.CutAfterSend {
				m.line.cut()
			}
		},
		Failed: r.failed,
	})
	r.members = append(r.members, m)
	clients.Go(func() {
		// Not all in the same moment: this is not the storm that is to be measured.
		select {
		case <-time.After(rand.N(time.Duration(r.config.Sockets) * 4 * time.Millisecond)):
		case <-ctx.Done():
			return
		}
		if err := m.client.Run(ctx); ctx.Err() == nil {
			r.violation("client %d was sent away for good: %v", i, err)
		}
	})
}

// node gives another node than the one that failed, as a balancer does.
func (r *run) node(failed string) string {
	for {
		n := r.house.nodes[rand.IntN(len(r.house.nodes))]
		if n.Socket() != failed || len(r.house.nodes) == 1 {
			return n.Socket()
		}
	}
}

func (r *run) failed(err error) {
	r.breaks.Add(1)
	code := "network"
	var e *Ending
	if errors.As(err, &e) {
		code = fmt.Sprint(e.Code)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.codes[code]++
}

// post is the load.
func (r *run) post(ctx context.Context) {
	tick := time.NewTicker(time.Duration(float64(time.Second) / r.config.Rate))
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		m := r.members[rand.IntN(len(r.members))]
		r.ledger.Posted()
		m.client.Post(m.person.rooms[rand.IntN(len(m.person.rooms))].thread, text())
	}
}

// text is a line of chat, sometimes a page.
func text() string {
	words := 1 + rand.IntN(30)
	if rand.IntN(50) == 0 {
		words = 800
	}
	return uuid.NewString() + strings.Repeat(" 同窗 words", words)
}

// disturb makes faults until posting ends, and measures after each how long it takes until all are where the database is.
func (r *run) disturb(posting, ctx context.Context, report *Report) error {
	kinds := slices.DeleteFunc(slices.Clone(faults), func(f fault) bool { return !strings.Contains(f.name, r.config.Only) })
	if len(kinds) == 0 {
		return fmt.Errorf("there is no fault %q", r.config.Only)
	}
	var deck []int
	for {
		wait := r.config.Every[0] + time.Duration(r.random.Float64()*float64(r.config.Every[1]-r.config.Every[0]))
		select {
		case <-time.After(wait):
		case <-posting.Done():
			return ctx.Err()
		}
		if len(deck) == 0 {
			deck = r.random.Perm(len(kinds))
		}
		f := kinds[deck[0]]
		deck = deck[1:]
		began := time.Now()
		if err := f.do(ctx, r); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		lasted := time.Since(began)
		took, err := r.converge(ctx, settleBound)
		if err != nil || took > convergeBound {
			r.violation("%s: it took %s to converge (%v)", f.name, took.Round(time.Millisecond), err)
		}
		report.Faults[f.name]++
		report.Longest[f.name] = max(report.Longest[f.name], took)
		r.say("%-28s lasted %7s, all converged %7s after", f.name, lasted.Round(time.Millisecond), took.Round(time.Millisecond))
	}
}

// converge waits until every post that was made before now is answered, and everyone has heard all that the database
// had then. It tells how long that took.
func (r *run) converge(ctx context.Context, bound time.Duration) (time.Duration, error) {
	began := time.Now()
	ctx, cancel := context.WithTimeout(ctx, bound)
	defer cancel()
	var heads map[string]int64
	for {
		state := ""
		if heads == nil {
			waiting := 0
			for _, m := range r.members {
				if oldest := m.client.Oldest(); !oldest.IsZero() && oldest.Before(began) {
					waiting++
				}
			}
			state = fmt.Sprintf("%d clients have posts that are not answered", waiting)
			if waiting == 0 {
				var err error
				if heads, err = Heads(ctx, r.house.DB); err != nil {
					heads = nil
				}
			}
		}
		if heads != nil {
			behind := 0
			for _, m := range r.members {
				behind += m.reports.Behind(heads)
			}
			if behind == 0 {
				return time.Since(began), nil
			}
			state = fmt.Sprintf("%d lists are behind", behind)
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return time.Since(began), errors.New(state)
		}
	}
}

func (r *run) violation(format string, args ...any) {
	r.ledger.mu.Lock()
	defer r.ledger.mu.Unlock()
	r.ledger.wrong(&r.ledger.count.Other, 1, format, args...)
}

func (r *run) say(format string, args ...any) {
	if r.config.Progress != nil {
		fmt.Fprintf(r.config.Progress, time.Now().Format("15:04:05 ")+format+"\n", args...)
	}
}
