package load

import (
	"errors"
	"io"
	"net"
	"os"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// readAtOnce is how much is read of one socket by one system call.
const readAtOnce = 256 << 10

// epoll reads plain sockets with one thread. Others (TLS) are read by a goroutine each.
type epoll struct {
	readers
	fd    int
	files []*os.File // keeps the descriptors open
	byFD  map[int32]*client
	added chan added
	done  chan struct{}
}

type added struct {
	c    *client
	file *os.File
	err  chan error
}

func newPoller(r *run) (poller, error) {
	raise(unix.RLIMIT_NOFILE)
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, err
	}
	e := &epoll{readers: readers{run: r}, fd: fd, byFD: map[int32]*client{}, added: make(chan added, connecting), done: make(chan struct{})}
	go e.loop()
	return e, nil
}

// raise takes as many open files as may be had.
func raise(what int) {
	var limit unix.Rlimit
	if unix.Getrlimit(what, &limit) == nil {
		limit.Cur = limit.Max
		_ = unix.Setrlimit(what, &limit)
	}
}

func (e *epoll) add(c *client) error {
	tcp, ok := c.conn.(*net.TCPConn)
	if !ok {
		return e.readers.add(c)
	}
	_ = tcp.SetNoDelay(true)
	file, err := tcp.File() // a descriptor of our own, which Go's own poller does not watch
	if err != nil {
		return err
	}
	tcp.Close()
	if err := unix.SetNonblock(int(file.Fd()), true); err != nil {
		return err
	}
	c.link = rawSocket(file.Fd())
	a := added{c, file, make(chan error, 1)}
	e.added <- a
	return <-a.err
}

// waitAtMost is how long the thread sleeps when nothing comes: new sockets and the end are noticed after it.
const waitAtMost = 5 // milliseconds

func (e *epoll) loop() {
	defer close(e.done)
	runtime.LockOSThread()
	events := make([]unix.EpollEvent, 512)
	buffer := make([]byte, readAtOnce)
	for {
		select {
		case a, open := <-e.added:
			if !open {
				return
			}
			a.err <- e.register(a)
			continue
		default:
		}
		n, err := unix.EpollWait(e.fd, events, waitAtMost)
		if err != nil && !errors.Is(err, unix.EINTR) {
			panic("epoll_wait: " + err.Error()) // only a mistake of this program can do that
		}
		for _, event := range events[:max(n, 0)] {
			buffer = e.readOnce(e.byFD[event.Fd], event.Fd, buffer)
		}
		e.run.rested()
	}
}

func (e *epoll) register(a added) error {
	fd := int32(a.file.Fd())
	e.files = append(e.files, a.file)
	e.byFD[fd] = a.c
	if len(a.c.rest) > 0 {
		e.run.read(a.c, a.c.rest)
	}
	return unix.EpollCtl(e.fd, unix.EPOLL_CTL_ADD, int(fd), &unix.EpollEvent{Events: unix.EPOLLIN, Fd: fd})
}

func (e *epoll) readOnce(c *client, fd int32, buffer []byte) []byte {
	if len(c.rest) > len(buffer)/2 { // a snapshot larger than the buffer
		buffer = make([]byte, 2*len(buffer))
	}
	kept := copy(buffer, c.rest)
	n, err := unix.Read(int(fd), buffer[kept:])
	switch {
	case errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.EINTR):
	case err != nil || n == 0:
		if err == nil {
			err = io.EOF
		}
		_ = unix.EpollCtl(e.fd, unix.EPOLL_CTL_DEL, int(fd), nil)
		e.run.broke(c, err)
	default:
		e.run.read(c, buffer[:kept+n])
	}
	return buffer
}

func (e *epoll) close() {
	close(e.added)
	<-e.done
	for _, f := range e.files {
		// Away at once: thousands of sockets in TIME_WAIT would take the next run's ports.
		_ = unix.SetsockoptLinger(int(f.Fd()), unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
		f.Close()
	}
	unix.Close(e.fd)
	e.readers.close()
}

// rawSocket writes to a descriptor that does not block, waiting where it must.
type rawSocket int

// Write implements io.Writer.
func (s rawSocket) Write(b []byte) (int, error) {
	written := 0
	for written < len(b) {
		n, err := unix.Write(int(s), b[written:])
		switch {
		case errors.Is(err, unix.EAGAIN):
			fds := []unix.PollFd{{Fd: int32(s), Events: unix.POLLOUT}}
			if n, err := unix.Poll(fds, int((10 * time.Second).Milliseconds())); err != nil && !errors.Is(err, unix.EINTR) || n == 0 && err == nil {
				return written, os.ErrDeadlineExceeded
			}
		case errors.Is(err, unix.EINTR):
		case err != nil:
			return written, err
		default:
			written += n
		}
	}
	return written, nil
}
