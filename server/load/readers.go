package load

import "sync"

// readers reads each socket with a goroutine of its own: wherever epoll is not to be had, and for TLS.
type readers struct {
	run     *run
	running sync.WaitGroup
	mu      sync.Mutex
	clients []*client // guarded by mu
}

func (r *readers) add(c *client) error {
	c.link = c.conn
	r.mu.Lock()
	r.clients = append(r.clients, c)
	r.mu.Unlock()
	r.running.Go(func() { r.loop(c) })
	return nil
}

func (r *readers) loop(c *client) {
	buffer := make([]byte, 32<<10)
	if len(c.rest) > 0 {
		r.run.read(c, c.rest)
	}
	for {
		if len(c.rest) > len(buffer)/2 {
			buffer = make([]byte, 2*len(buffer))
		}
		kept := copy(buffer, c.rest)
		n, err := c.conn.Read(buffer[kept:])
		if n > 0 {
			r.run.read(c, buffer[:kept+n])
			r.run.rested()
		}
		if err != nil {
			r.run.broke(c, err)
			return
		}
	}
}

func (r *readers) close() {
	r.mu.Lock()
	for _, c := range r.clients {
		c.conn.Close()
	}
	r.mu.Unlock()
	r.running.Wait()
}
