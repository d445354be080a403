// Package evenly spreads work that comes back every now and then over the time between: looking after six thousand
// things at once, every second, makes whoever comes in that moment wait for all of them.
package evenly

import "time"

// Round hands out all things there are, once in every period, in equal shares. It belongs to one goroutine.
type Round[T any] struct {
	// shares is how many a period has; least is what a share has at least while there is as much left.
	shares, least int

	at   int // the next share of the period
	size int
	rest []T
}

// NewRound makes a Round of so many shares a period, none smaller than least as long as as much is left.
func NewRound[T any](shares, least int) *Round[T] { return &Round[T]{shares: shares, least: least} }

// Every is the time from one share to the next, for a period.
func (r *Round[T]) Every(period time.Duration) time.Duration {
	return max(period/time.Duration(r.shares), time.Millisecond)
}

// Next gives the next share. At the beginning of a period, which first tells, all is asked what there is.
func (r *Round[T]) Next(all func() []T) (share []T, first bool) {
	first = r.at == 0
	if first {
		r.rest = all()
		r.size = max(r.least, (len(r.rest)+r.shares-1)/r.shares)
	}
	r.at = (r.at + 1) % r.shares
	n := min(r.size, len(r.rest))
	share, r.rest = r.rest[:n:n], r.rest[n:]
	return share, first
}
