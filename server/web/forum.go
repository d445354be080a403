package web

import (
	"context"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// Forum is what the public pages read of the forum, always as a visitor: what is not for everyone's eyes is the problem
// not_found.
type Forum interface {
	// Boards gives the public boards in their order, each with its latest threads.
	Boards(ctx context.Context) ([]Board, error)
	// Board gives a page of a board's threads, latest first, from the cursor on; "" is the first page.
	Board(ctx context.Context, slug, cursor string) (BoardPage, error)
	// Thread gives a page of a thread's posts, from the cursor on; "" is the first page.
	Thread(ctx context.Context, id uuid.UUID, cursor string) (ThreadPage, error)
}

// Board is a section of the forum. Its name is in the catalogs: board.name.<slug>.
type Board struct {
	Slug    string
	Threads int
	Latest  []Thread
}

// Thread is a discussion as a list shows it.
type Thread struct {
	ID         uuid.UUID
	Board      string // slug
	Title      string
	Language   string // of the title
	Author     string // name as the public may see it; "" for none
	Posts      int
	CreatedAt  time.Time
	LastPostAt time.Time
	Locked     bool
}

// BoardPage is a page of a board's threads. Next is the cursor of the following page, "" on the last one.
type BoardPage struct {
	Board   Board
	Threads []Thread
	Next    string
}

// ThreadPage is a page of a thread's posts in their order. Next is the cursor of the following page, "" on the last.
type ThreadPage struct {
	Thread Thread
	Posts  []wire.Post
	Next   string
}
