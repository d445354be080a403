package post

import (
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// rows are a group's inserts, a column each.
type rows struct {
	ids, threads, parents, authors, clients []uuid.UUID
	seqs                                    []int64
	hashes                                  [][]byte
	bodies, htmls, languages, heldFor       []string
	languageSet                             []bool
	posts, last                             map[uuid.UUID]int64 // by thread: how many readers see, and the last one's seq
	replies                                 map[uuid.UUID]int32 // by parent
}

func newRows(n int) *rows {
	return &rows{ids: make([]uuid.UUID, 0, n), posts: map[uuid.UUID]int64{}, last: map[uuid.UUID]int64{}, replies: map[uuid.UUID]int32{}}
}

func (r *rows) add(p *pending) {
	parent := uuid.Nil
	shown := int64(1)
	if p.heldFor != "" {
		shown = 0
	}
	if p.post.Parent != nil {
		parent = *p.post.Parent
		if shown > 0 {
			r.replies[parent]++
		}
	}
	r.posts[p.post.Thread] += shown
	if shown > 0 {
		r.last[p.post.Thread] = p.post.Seq
	}
	r.ids = append(r.ids, p.post.ID)
	r.threads = append(r.threads, p.post.Thread)
	r.parents = append(r.parents, parent)
	r.authors = append(r.authors, p.post.Author.ID)
	r.clients = append(r.clients, *p.post.ClientID)
	r.seqs = append(r.seqs, p.post.Seq)
	r.hashes = append(r.hashes, p.hash)
	r.bodies = append(r.bodies, p.post.Body)
	r.htmls = append(r.htmls, p.post.HTML)
	r.languages = append(r.languages, p.post.Language)
	r.languageSet = append(r.languageSet, p.languageSet)
	r.heldFor = append(r.heldFor, p.heldFor)
}

// queue adds the statements to the batch. Parents in this very group are there by the time their replies are counted.
func (r *rows) queue(b *pgx.Batch, at time.Time) {
	if len(r.ids) == 0 {
		return
	}
	r.queuePosts(b, at)
	if len(r.replies) > 0 {
		r.queueReplies(b)
	}
}

func (r *rows) queuePosts(b *pgx.Batch, at time.Time) {
	threads := slices.Collect(maps.Keys(r.posts))
	counts, last := make([]int64, len(threads)), make([]int64, len(threads))
	for i, t := range threads {
		counts[i], last[i] = r.posts[t], r.last[t]
	}
	b.Queue(storePosts, r.ids, r.threads, r.seqs, r.parents, r.authors, r.clients, r.hashes, r.bodies, r.htmls, r.languages, r.languageSet, r.heldFor, at,
		threads, counts, last)
}

func (r *rows) queueReplies(b *pgx.Batch) {
	parents := slices.Collect(maps.Keys(r.replies))
	counts := make([]int32, len(parents))
	for i, p := range parents {
		counts[i] = r.replies[p]
	}
	b.Queue(countReplies, parents, counts)
}
