package class

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"tongchuang/server/class/classdb"
)

const (
	// maxWaiting is how many wait at once for one school of a class; a code that got about does not bury its teacher.
	maxWaiting = 80
	// maxOfBrowser is how many of them come from one browser: a computer that goes from hand to hand along a row, while
	// the teacher has not looked yet.
	maxOfBrowser = 10
)

// Browsers tells apart the browsers in which nobody is signed in. Safe for concurrent use.
type Browsers interface {
	// Mark makes the browser that asks known from now on. An address gets so many marks and no more; then it has none.
	Mark(ctx context.Context) error
	// Browser gives its mark; "" for none.
	Browser(ctx context.Context) string
}

// Fingerprints hide what is only ever compared. Safe for concurrent use.
type Fingerprints interface {
	// MAC gives the same for the same text and purpose, and is made by nobody without the installation's key.
	MAC(text, purpose string) ([]byte, error)
}

// browser gives the mark of the browser that asks; "" for none.
func (s *Service) browser(ctx context.Context) string {
	if s.Browsers == nil {
		return ""
	}
	return s.Browsers.Browser(ctx)
}

// crowd keeps with a request from which browser and address it came, for as long as it waits.
func (s *Service) crowd(ctx context.Context, r *classdb.AddRequestParams, address string) (err error) {
	if s.Fingerprints == nil {
		return nil
	}
	if browser := s.browser(ctx); browser != "" {
		if r.AskedBy, err = s.Fingerprints.MAC(browser, "asking from a browser"); err != nil {
			return fmt.Errorf("hiding a browser's mark: %w", err)
		}
	}
	if r.AskedFrom, err = s.Fingerprints.MAC(address, "asking from an address"); err != nil {
		return fmt.Errorf("hiding an address: %w", err)
	}
	return nil
}

// giveWay tells which of those who wait, the oldest first, makes room for one more; Nil where there is room without.
// false: nobody does, and it is full.
//
// Whoever knows a code can ask under any name, and false requests look like true ones. What tells them apart is that they
// come in a crowd. So the oldest of one browser's give way to that browser's newest. Where all places are taken, the
// oldest of the largest crowd at one address gives way to somebody of a smaller one; and of the largest crowd of one
// browser, where both are at the same address: a pupil's many requests do not keep out the class that shares the
// school's address. Requests of browsers without a mark are one crowd. A crowd never grows at the cost of a smaller one.
func giveWay(waiting []classdb.CrowdRow, browser, address []byte) (uuid.UUID, bool) {
	one := classdb.CrowdRow{AskedBy: browser, AskedFrom: address}
	own := crowdOf(waiting, one)
	if browser != nil && own.browser >= maxOfBrowser {
		oldest := slices.IndexFunc(waiting, func(r classdb.CrowdRow) bool { return bytes.Equal(r.AskedBy, browser) })
		return waiting[oldest].ID, true
	}
	if len(waiting) < maxWaiting {
		return uuid.Nil, true
	}
	largest := slices.MaxFunc(waiting, func(a, b classdb.CrowdRow) int { // the first of equals: the oldest
		of, than := crowdOf(waiting, a), crowdOf(waiting, b)
		return cmp.Or(cmp.Compare(of.address, than.address), cmp.Compare(of.browser, than.browser))
	})
	size := crowdOf(waiting, largest)
	if bytes.Equal(largest.AskedFrom, address) {
		return largest.ID, size.browser > own.browser+1
	}
	return largest.ID, size.address > own.address+1
}

// crowdSize is how many wait who came from the same address, and from the same browser there.
type crowdSize struct{ address, browser int }

func crowdOf(waiting []classdb.CrowdRow, one classdb.CrowdRow) (size crowdSize) {
	for _, r := range waiting {
		if bytes.Equal(r.AskedFrom, one.AskedFrom) {
			size.address++
			if bytes.Equal(r.AskedBy, one.AskedBy) && (r.AskedBy == nil) == (one.AskedBy == nil) {
				size.browser++
			}
		}
	}
	return size
}
