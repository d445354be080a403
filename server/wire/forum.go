package wire

import (
	"time"

	"github.com/google/uuid"
)

// Board is a section of the public forum. Its names are in the catalogs, under board.name.<slug> and board.about.<slug>.
type Board struct {
	ID          uuid.UUID `json:"id"`
	Slug        string    `json:"slug"`
	ThreadCount int       `json:"thread_count"`
	Latest      []Thread  `json:"latest,omitempty" doc:"Threads written in last, in lists of boards"`
}

// Thread is a discussion, without its posts.
type Thread struct {
	ID          uuid.UUID `json:"id"`
	Board       string    `json:"board" doc:"The board's slug"`
	Topic       string    `json:"topic" doc:"To subscribe to"`
	Title       string    `json:"title"`
	Language    string    `json:"language"`
	Author      *Person   `json:"author,omitempty"`
	PostCount   int       `json:"post_count"`
	LastPostSeq int64     `json:"last_post_seq"`
	LastPostAt  time.Time `json:"last_post_at"`
	CreatedAt   time.Time `json:"created_at"`
	Locked      bool      `json:"locked,omitzero"`
	ReadSeq     *int64    `json:"read_seq,omitempty" doc:"How far the reader has read; absent for a visitor, and for a thread never opened"`
}

// Boards lists the public boards.
type Boards struct {
	Boards []Board `json:"boards"`
}

// BoardPageIn asks for a page of a board.
type BoardPageIn struct {
	Board string `path:"board" json:"board" doc:"The board's slug"`
	After string `query:"after" json:"after,omitempty" doc:"The cursor of the page before"`
	Limit int    `query:"limit" json:"limit,omitempty" minimum:"0" maximum:"100" doc:"Threads on the page; 30 where 0"`
}

// BoardPage is a page of a board's threads, those written in last first.
type BoardPage struct {
	Board   Board    `json:"board"`
	Threads []Thread `json:"threads"`
	Next    string   `json:"next,omitzero" doc:"Cursor of the page after; absent on the last"`
	Seq     int64    `json:"seq" doc:"Position of the board's topic at the time of reading: subscribe since it"`
	Epoch   string   `json:"epoch"`
	May     []string `json:"may" doc:"What the reader may do here: thread.create"`
}

// ThreadPageIn asks for a page of a thread.
type ThreadPageIn struct {
	Thread uuid.UUID `path:"thread" json:"thread"`
	After  int64     `query:"after" json:"after,omitempty" minimum:"0" doc:"The cursor of the page before"`
	Limit  int       `query:"limit" json:"limit,omitempty" minimum:"0" maximum:"100" doc:"Posts that answer no other on the page; 30 where 0. What answers them comes with them"`
}

// ThreadPage is a page of a thread's posts: some that answer no other, oldest first, each with all that stands below it.
type ThreadPage struct {
	Thread  Thread     `json:"thread"`
	Board   *Board     `json:"board,omitempty" doc:"Absent for a class's chat, and for what two schools discuss"`
	Pairing *uuid.UUID `json:"pairing,omitempty" doc:"Whose discussion it is"`
	Posts   []Post     `json:"posts" doc:"By seq; the tree is in their parents"`
	Next    int64      `json:"next,omitzero" doc:"Cursor of the page after; absent on the last"`
	Seq     int64      `json:"seq" doc:"Position of the thread's topic at the time of reading: subscribe since it"`
	Epoch   string     `json:"epoch"`
	May     []string   `json:"may" doc:"What the reader may do here: post.create, post.hide"`
}

// CreateThread is the input of thread.create: a title and the first post.
type CreateThread struct {
	Board    string    `json:"board" doc:"The board's slug"`
	ClientID uuid.UUID `json:"client_id" doc:"The sender's own id of this send, as of a post"`
	Title    string    `json:"title" maxLength:"200"`
	Body     string    `json:"body" maxLength:"20000"`
	Language string    `json:"language,omitempty" enum:"en,zh-Hans,zh-Hant,zh,mixed"`
}

// MarkRead is the input of thread.read: the reader has seen everything up to Seq.
type MarkRead struct {
	Thread uuid.UUID `json:"thread"`
	Seq    int64     `json:"seq" minimum:"0"`
}

// ReadMark is how far a person has read a thread; also the data of the signal `read` in the person's topic.
type ReadMark struct {
	Thread uuid.UUID `json:"thread"`
	Seq    int64     `json:"seq"`
}

// Class is a class of a pairing, as its members see it.
type Class struct {
	ID      uuid.UUID `json:"id"`
	Names   Names     `json:"names"`
	Topic   string    `json:"topic" doc:"To subscribe to: the chat and the class's events"`
	Chat    Thread    `json:"chat" doc:"The thread that the chat is"`
	Schools []School  `json:"schools" doc:"The two paired schools, each with its city"`
	Role    string    `json:"role" enum:"student,teacher,assistant,guest" doc:"Of the reader in this class"`
	Over    bool      `json:"over,omitzero"`
	Open    bool      `json:"open" doc:"Both schools consent, and a verified teacher of each is in it: its students read and write"`
	// PairingEnded is why, and since when, a class is closed whose schools are no longer paired.
	PairingEnded *time.Time `json:"pairing_ended,omitempty" doc:"When the pairing of its schools ended, and the class was closed with it"`
}

// Classes lists the reader's classes.
type Classes struct {
	Classes     []Class           `json:"classes"`
	Invitations []ClassInvitation `json:"invitations" nullable:"false" doc:"Classes that the reader is invited to as a guest, and has not answered"`
}

// ClassRef names a class.
type ClassRef struct {
	Class uuid.UUID `path:"class" json:"class"`
}

// ClassMember is a person in a class.
type ClassMember struct {
	Person Person `json:"person"`
	Role   string `json:"role" enum:"student,teacher,assistant,guest"`
}

// ClassPage is a class with its people and the latest of its chat; also the snapshot of the class's topic.
type ClassPage struct {
	Class   Class         `json:"class"`
	Members []ClassMember `json:"members"`
	Posts   []Post        `json:"posts" doc:"The latest, by seq"`
	Earlier bool          `json:"earlier" doc:"There are posts before these"`
	Seq     int64         `json:"seq"`
	Epoch   string        `json:"epoch"`
	May     []string      `json:"may" doc:"What the reader may do here: post.create, post.hide"`
}

// HistoryIn asks for the posts before a place in a thread.
type HistoryIn struct {
	Thread uuid.UUID `path:"thread" json:"thread"`
	Before int64     `query:"before" json:"before" minimum:"1" doc:"A post's seq"`
	Limit  int       `query:"limit" json:"limit,omitempty" minimum:"0" maximum:"200" doc:"50 where 0"`
}

// HistoryPage is the posts before a place in a thread, by seq.
type HistoryPage struct {
	Posts   []Post `json:"posts"`
	Earlier bool   `json:"earlier" doc:"There are posts before these"`
}

// Cities lists the cities.
type Cities struct {
	Cities       []City        `json:"cities"`
	Partnerships []Partnership `json:"partnerships"`
}

// Partnership is a tie between two cities.
type Partnership struct {
	ID   uuid.UUID   `json:"id"`
	Kind string      `json:"kind" enum:"sister_city,friendship_city"`
	Ends []uuid.UUID `json:"cities" doc:"The two cities' ids"`
}
