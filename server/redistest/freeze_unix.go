//go:build unix

package redistest

import "syscall"

// Freeze makes the server hang with its connections open, like a machine that swaps. Thaw ends that.
func (s *Server) Freeze() error { return s.signal(syscall.SIGSTOP) }

// Thaw lets a frozen server go on.
func (s *Server) Thaw() error { return s.signal(syscall.SIGCONT) }

func (s *Server) signal(signal syscall.Signal) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.process == nil {
		return nil
	}
	return s.process.Signal(signal)
}

// Freeze makes the server hang with its connections open until Thaw.
func (p *Private) Freeze() { p.t.Helper(); p.must(p.server.Freeze()) }

// Thaw lets a frozen server go on.
func (p *Private) Thaw() { p.t.Helper(); p.must(p.server.Thaw()) }

// Freeze makes a node of the cluster hang with its connections open until Thaw.
func (c *Cluster) Freeze(node int) { c.t.Helper(); c.must(c.nodes[node].Freeze()) }

// Thaw lets frozen nodes go on, and waits until the cluster is whole.
func (c *Cluster) Thaw(nodes ...int) {
	c.t.Helper()
	for _, n := range nodes {
		c.must(c.nodes[n].Thaw())
	}
	c.must(c.start())
}
