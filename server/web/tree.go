package web

import (
	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// deepest is how far replies step in; tongchuang.css knows as many levels. Deeper ones stay and say whom they answer.
const deepest = 4

// branch is a post with what was replied to it.
type branch struct {
	wire.Post
	Level   int
	Replies []*branch
	// To is the post that this one answers, where the page does not show it by its place: a deep one, or one whose
	// parent is on another page (then To is nil and Elsewhere set).
	To        *wire.Post
	Elsewhere bool
}

// tree makes the tree of a page's posts: roots and replies each by their number. A chain of replies of any length is
// walked without recursion and gives markup of bounded depth.
func tree(posts []wire.Post) []*branch {
	at := make(map[uuid.UUID]*branch, len(posts))
	host := make(map[uuid.UUID]*branch, len(posts)) // under whom a post's replies are put
	var roots []*branch
	for i := range posts {
		b := &branch{Post: posts[i]}
		at[b.ID] = b
		var under *branch
		if b.Parent != nil {
			if parent, ok := at[*b.Parent]; ok {
				under = host[parent.ID]
				if under != parent {
					b.To = &parent.Post
				}
			} else {
				b.Elsewhere = true
			}
		}
		if under == nil {
			roots = append(roots, b)
			host[b.ID] = b
			continue
		}
		b.Level = under.Level + 1
		under.Replies = append(under.Replies, b)
		if b.Level >= deepest {
			host[b.ID] = under // its replies follow it, side by side
		} else {
			host[b.ID] = b
		}
	}
	return roots
}
