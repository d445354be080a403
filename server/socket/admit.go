package socket

import (
	"net/http"
	"net/netip"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/i18n"
	"tongchuang/server/limit"
	"tongchuang/server/problem"
)

// maxPerPerson bounds one person's connections to a node: a tab each, and forgotten ones.
const maxPerPerson = 20

// comeBackAfter is when to try again to whom a node refuses a connection, in seconds.
const comeBackAfter = 5

// holder is whose a connection is counted as: a person's, wherever they are, or that of all visitors from one address.
// Those of a school share one, which therefore never bounds who is signed in.
type holder struct {
	person  uuid.UUID
	visitor string // the address, of IPv6 the network that one customer has; "" for a person
}

func holderOf(r *http.Request, actor access.Actor) holder {
	if !actor.Visitor() {
		return holder{person: actor.Person}
	}
	from, err := netip.ParseAddrPort(r.RemoteAddr) // behind a proxy, as its header says (package web)
	if err != nil {
		return holder{visitor: r.RemoteAddr}
	}
	return holder{visitor: limit.Address(from.Addr())}
}

// TooManyConnections: one's own, or those of all visitors from this address.
func TooManyConnections() *problem.Error {
	return problem.New(http.StatusTooManyRequests, "connections.too_many").After(comeBackAfter)
}

// admit counts a connection in; a problem tells why not: connections.too_many, unavailable (the node is leaving).
func (s *Server) admit(by holder) *problem.Error {
	most := maxPerPerson
	if by.visitor != "" {
		most = s.VisitorsPerAddress
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.draining:
		return problem.Unavailable().After(comeBackAfter)
	case s.held[by] >= most:
		return TooManyConnections()
	}
	s.held[by]++
	s.running.Add(1)
	return nil
}

func (s *Server) dismiss(by holder) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held[by]--; s.held[by] <= 0 {
		delete(s.held, by)
	}
	s.running.Done()
}

// refuse answers a handshake before anything was upgraded.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, p *problem.Error) {
	who := "person"
	if access.FromContext(r.Context()).Visitor() {
		who = "visitor"
	}
	s.Figures.Refusals.WithLabelValues(p.Code, who).Inc()
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Retry-After", strconv.Itoa(p.RetryAfter))
	w.WriteHeader(p.Status)
	_ = json.MarshalWrite(w, p.Render(i18n.FromContext(r.Context()))) // the client is gone when it fails
}
