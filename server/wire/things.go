package wire

import (
	"cmp"
	"time"

	"github.com/google/uuid"
)

// Names of a thing in the three forms; a reader of one form of Chinese reads both.
type Names struct {
	En     string `json:"en"`
	ZhHans string `json:"zh-Hans"`
	ZhHant string `json:"zh-Hant"`
}

// City is a place with a country, a time zone and its names.
type City struct {
	ID       uuid.UUID `json:"id"`
	Slug     string    `json:"slug"`
	Country  string    `json:"country" doc:"ISO 3166-1 alpha-2"`
	TimeZone string    `json:"time_zone" doc:"IANA name"`
	Names    Names     `json:"names"`
}

// School belongs to a city.
type School struct {
	ID    uuid.UUID `json:"id"`
	Names Names     `json:"names"`
	City  City      `json:"city"`
}

// Person is what others may see of a person: never an address, and of a student only what the class may see.
type Person struct {
	ID     uuid.UUID  `json:"id"`
	Name   string     `json:"name"`
	Role   string     `json:"role" enum:"citizen,student,teacher,coordinator,moderator,administrator"`
	School *uuid.UUID `json:"school,omitempty"`
}

// Post is one text: a forum reply, a line of class chat. Of a hidden or deleted post Body and HTML are empty.
type Post struct {
	ID         uuid.UUID  `json:"id"`
	Thread     uuid.UUID  `json:"thread"`
	Seq        int64      `json:"seq" doc:"Its place in the thread: the number of its event in the thread's topic"`
	Parent     *uuid.UUID `json:"parent,omitempty"`
	Author     Person     `json:"author"`
	ClientID   *uuid.UUID `json:"client_id,omitempty" doc:"The sender's own id of this send"`
	Body       string     `json:"body" doc:"Markdown, byte for byte as written"`
	HTML       string     `json:"html" doc:"Body, rendered and safe to show"`
	Language   string     `json:"language" enum:"en,zh-Hans,zh-Hant,zh,mixed,und"`
	State      string     `json:"state" enum:"visible,held,hidden,deleted"`
	HiddenFor  []string   `json:"hidden_for,omitempty" enum:"moderators,keepers,consent,account" doc:"Whose hiding covers it: moderators', that of those who keep the place (a class's teachers), or that of a consent withdrawn. It is shown when none does. account: it was deleted with its author's account, or before that"`
	Revision   int        `json:"revision" doc:"1, and one more with each edit"`
	ReplyCount int        `json:"reply_count"`
	CreatedAt  time.Time  `json:"created_at"`
	EditedAt   *time.Time `json:"edited_at,omitempty"`
	Corrected  bool       `json:"corrected,omitzero" doc:"The text is a teacher's correction; the author's own is among the earlier ones"`
}

// PostSaid is the data of post.created, post.edited and post.restored: a visible Post without what the event around it
// says already, since it goes to everybody who follows. Whole makes it a Post again.
type PostSaid struct {
	ID         uuid.UUID  `json:"id"`
	Thread     *uuid.UUID `json:"thread,omitempty" doc:"Absent in the thread's own topic"`
	Seq        int64      `json:"seq,omitzero" doc:"Its place in the thread; absent: the event's number"`
	Parent     *uuid.UUID `json:"parent,omitempty"`
	Author     Person     `json:"author"`
	ClientID   *uuid.UUID `json:"client_id,omitempty" doc:"The sender's own id of this send"`
	Body       string     `json:"body" doc:"Markdown, byte for byte as written"`
	HTML       *string    `json:"html,omitempty" doc:"Body, rendered and safe to show; absent: <p>, the body as it stands, </p> and a line feed"`
	Language   string     `json:"language" enum:"en,zh-Hans,zh-Hant,zh,mixed,und"`
	Revision   int        `json:"revision,omitzero" doc:"Absent: 1"`
	ReplyCount int        `json:"reply_count,omitzero" doc:"Absent: 0"`
	CreatedAt  *time.Time `json:"created_at,omitempty" doc:"Absent: the event's time"`
	EditedAt   *time.Time `json:"edited_at,omitempty"`
	Corrected  bool       `json:"corrected,omitzero"`
}

// Said is p as the event of number seq and time at tells it; own: in the topic of its thread.
func (p Post) Said(own bool, seq int64, at time.Time) PostSaid {
	s := PostSaid{
		ID: p.ID, Seq: p.Seq, Parent: p.Parent, Author: p.Author, ClientID: p.ClientID, Body: p.Body, Language: p.Language,
		Revision: p.Revision, ReplyCount: p.ReplyCount, EditedAt: p.EditedAt, Corrected: p.Corrected,
	}
	if !own {
		s.Thread = &p.Thread
	}
	if p.Seq == seq {
		s.Seq = 0
	}
	if p.Revision == 1 {
		s.Revision = 0
	}
	if !p.CreatedAt.Equal(at) {
		s.CreatedAt = &p.CreatedAt
	}
	if p.HTML != plain(p.Body) {
		s.HTML = &p.HTML
	}
	return s
}

// Whole is the Post that an event of number seq and time at tells of, in the topic of thread or of thread's class.
func (s PostSaid) Whole(thread uuid.UUID, seq int64, at time.Time) Post {
	p := Post{
		ID: s.ID, Thread: thread, Seq: cmp.Or(s.Seq, seq), Parent: s.Parent, Author: s.Author, ClientID: s.ClientID, Body: s.Body,
		HTML: plain(s.Body), Language: s.Language, State: PostVisible, Revision: cmp.Or(s.Revision, 1), ReplyCount: s.ReplyCount,
		CreatedAt: at, EditedAt: s.EditedAt, Corrected: s.Corrected,
	}
	if s.Thread != nil {
		p.Thread = *s.Thread
	}
	if s.HTML != nil {
		p.HTML = *s.HTML
	}
	if s.CreatedAt != nil {
		p.CreatedAt = *s.CreatedAt
	}
	return p
}

// plain is how a text is rendered that is a line of words.
func plain(body string) string { return "<p>" + body + "</p>\n" }

// States of a post.
const (
	PostVisible = "visible"
	PostHeld    = "held" // waits for approval: its author and those who keep the place can read it
	PostHidden  = "hidden"
	PostDeleted = "deleted"
)

// Whose hiding covers a post (Post.HiddenFor).
const (
	HiddenForModerators = "moderators"
	HiddenForKeepers    = "keepers"
	HiddenForConsent    = "consent"
	HiddenForAccount    = "account"
)

// PostGone is the data of post.held, post.hidden and post.deleted, and what remains of the post's earlier events.
type PostGone struct {
	ID        uuid.UUID  `json:"id"`
	Thread    uuid.UUID  `json:"thread"`
	Seq       int64      `json:"seq" doc:"The post's place, not the event's"`
	Parent    *uuid.UUID `json:"parent,omitempty"`
	State     string     `json:"state" enum:"held,hidden,deleted"`
	HiddenFor []string   `json:"hidden_for,omitempty" enum:"moderators,keepers,consent,account" doc:"As in Post"`
}

// CreatePost is the input of post.create. A send is identified by ClientID for ever: repeated with the same content
// it gives the same answer, with another content it is a conflict.
type CreatePost struct {
	Thread   uuid.UUID  `json:"thread"`
	Parent   *uuid.UUID `json:"parent,omitempty"`
	ClientID uuid.UUID  `json:"client_id"`
	Body     string     `json:"body" maxLength:"20000" doc:"Markdown; at most 20,000 characters and 60,000 bytes"`
	Language string     `json:"language,omitempty" enum:"en,zh-Hans,zh-Hant,zh,mixed" doc:"Where the author says it; detected otherwise"`
}

// PostStored acknowledges a post: it is committed.
type PostStored struct {
	ID        uuid.UUID `json:"id"`
	ClientID  uuid.UUID `json:"client_id"`
	Thread    uuid.UUID `json:"thread"`
	Seq       int64     `json:"seq"`
	CreatedAt time.Time `json:"created_at"`
	State     string    `json:"state" enum:"visible,held"`
	HeldFor   string    `json:"held_for,omitempty" enum:"first_posts,filter" doc:"Why it waits for approval"`
	Found     []string  `json:"found,omitempty" doc:"What its author should look at again, as kinds of findings: contact, private, abuse …"`
}

// PostRead is a post as a reader gets it. Its author gets also what waits for approval, and why.
type PostRead struct {
	Post
	HeldFor string   `json:"held_for,omitempty" enum:"first_posts,filter,report,media" doc:"To its author: why it waits for approval"`
	Found   []string `json:"found,omitempty" doc:"To its author: what should be looked at again, as kinds of findings"`
}

// PostEvidence is a post with everything that was said in it, whatever became of it: for those who keep the place.
type PostEvidence struct {
	Post      Post           `json:"post" doc:"With its text, in any state"`
	HeldFor   string         `json:"held_for,omitempty" enum:"first_posts,filter,report,media"`
	HiddenAt  *time.Time     `json:"hidden_at,omitempty"`
	DeletedAt *time.Time     `json:"deleted_at,omitempty"`
	Found     []string       `json:"found,omitempty" doc:"Kinds of what the filter finds by now in a post that waits"`
	Revisions []PostRevision `json:"revisions" doc:"Its earlier texts, oldest first"`
	Reads     string         `json:"reads,omitempty" enum:"en,zh-Hans,zh-Hant" doc:"The language of its author, who is told why it is hidden"`
	Alone     bool           `json:"alone,omitempty" doc:"It is the reader's own and waits in public, and there is nobody else who may approve it"`
}

// Notice tells one person something, by the catalogs' sentence notice.<kind>.
type Notice struct {
	ID        uuid.UUID         `json:"id"`
	Kind      string            `json:"kind"`
	Data      map[string]string `json:"data" doc:"The sentence's parameters"`
	Link      string            `json:"link,omitempty" doc:"A path of the client"`
	CreatedAt time.Time         `json:"created_at"`
	ReadAt    *time.Time        `json:"read_at,omitempty"`
}

// PostRef names a post.
type PostRef struct {
	Post uuid.UUID `json:"post" path:"post"`
}

// HidePost is the input of post.hide: what a teacher hides in a class, with a reason that its author is told.
type HidePost struct {
	Post   uuid.UUID `json:"post"`
	Clause string    `json:"clause" enum:"profanity,attacks,private,advertising,own,language,child" doc:"Of the posting standard; its author reads it in their own language"`
	Reason string    `json:"reason,omitempty" maxLength:"500" doc:"Told to its author too"`
}

// EditPost is the input of post.edit. Revision is the one that the author saw: when another edit came first, the
// answer is the conflict post.edited_meanwhile.
type EditPost struct {
	Post     uuid.UUID `json:"post"`
	Revision int       `json:"revision" minimum:"1"`
	Body     string    `json:"body" maxLength:"20000"`
	Language string    `json:"language,omitempty" enum:"en,zh-Hans,zh-Hant,zh,mixed" doc:"Where the author says it; detected otherwise"`
}

// PostRevision is an earlier text of a post.
type PostRevision struct {
	Revision   int       `json:"revision"`
	Body       string    `json:"body"`
	HTML       string    `json:"html"`
	Language   string    `json:"language"`
	ReplacedAt time.Time `json:"replaced_at"`
}

// PostHistory lists the texts that a post had before the present one, oldest first.
type PostHistory struct {
	Post      Post           `json:"post"`
	Revisions []PostRevision `json:"revisions"`
}

// PreviewPost is the input of post.preview.
type PreviewPost struct {
	Body     string `json:"body"`
	Language string `json:"language,omitempty" enum:"en,zh-Hans,zh-Hant,zh,mixed"`
	Chat     bool   `json:"chat,omitempty" doc:"Every line break shows, as in a chat"`
}

// Preview is how a text would be shown.
type Preview struct {
	HTML     string `json:"html"`
	Language string `json:"language"`
}
