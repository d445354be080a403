package wire

import (
	"time"

	"github.com/google/uuid"
)

// FilterWord is an entry of the filter's lists.
type FilterWord struct {
	ID       *uuid.UUID `json:"id,omitempty" doc:"Absent for one that comes with the program"`
	Pattern  string     `json:"pattern" doc:"Compared without regard to case, marks, look-alikes and script. A Latin word stands for itself alone, unless a star follows it"`
	Language string     `json:"language" enum:"en,zh"`
	Tier     string     `json:"tier" enum:"block,hold,hint" doc:"block: not taken. hold: waits for somebody who keeps the place. hint: taken, and its author asked to look again"`
	Kind     string     `json:"kind" enum:"contact,private,abuse,threat,slur,profanity,sexual,distress,other"`
	Allow    bool       `json:"allow" doc:"What is found within this pattern is let pass"`
	Note     string     `json:"note,omitempty"`
	AddedBy  string     `json:"added_by,omitempty" doc:"A name"`
	AddedAt  *time.Time `json:"added_at,omitempty"`
}

// FilterWords are the lists: an operator's own, and those that come with the program.
type FilterWords struct {
	Own      []FilterWord `json:"own" nullable:"false"`
	Defaults []FilterWord `json:"defaults" nullable:"false" doc:"One of the operator's with the same pattern takes the place of one of these"`
	May      []string     `json:"may" nullable:"false" doc:"Actions of access that the reader may do here"`
}

// AddFilterWord is a new entry.
type AddFilterWord struct {
	Pattern  string `json:"pattern" maxLength:"100"`
	Language string `json:"language" enum:"en,zh"`
	Tier     string `json:"tier" enum:"block,hold,hint"`
	Kind     string `json:"kind" enum:"contact,private,abuse,threat,slur,profanity,sexual,distress,other"`
	Allow    bool   `json:"allow,omitempty"`
	Note     string `json:"note,omitempty" maxLength:"500"`
}

// FilterWordRef names an entry of the operator's.
type FilterWordRef struct {
	Word uuid.UUID `path:"word"`
}

// ChangeFilterWord replaces an entry.
type ChangeFilterWord struct {
	Word uuid.UUID     `path:"word"`
	Body AddFilterWord `json:"body"`
}

// TryFilter is a text to be tried against the lists as they are.
type TryFilter struct {
	Text  string `json:"text" maxLength:"20000"`
	Place string `json:"place,omitempty" enum:"class,forum,student" doc:"Where it would be said: in a class (also when absent), in the public forum by an adult, or there by a student"`
}

// FilterTrial is what would become of a text, and why.
type FilterTrial struct {
	Tier       string        `json:"tier" enum:"block,hold,hint,none"`
	Kinds      []string      `json:"kinds" nullable:"false"`
	Matches    []FilterMatch `json:"matches" nullable:"false" doc:"By their place in the text"`
	Normalised string        `json:"normalised" doc:"The text in the form in which it is compared"`
}

// FilterMatch is a piece of a text that was found.
type FilterMatch struct {
	Start   int    `json:"start" doc:"In code points, the first being 0"`
	End     int    `json:"end" doc:"Behind the last one"`
	Pattern string `json:"pattern,omitempty" doc:"Of the lists; absent for what was known by its shape: a number, an address"`
	Tier    string `json:"tier" enum:"block,hold,hint"`
	Kind    string `json:"kind" enum:"contact,private,abuse,threat,slur,profanity,sexual,distress,other"`
}

// TranslateText asks for a text in another language.
type TranslateText struct {
	Text string `json:"text" maxLength:"20000"`
	From string `json:"from" enum:"en,zh-Hans,zh-Hant,zh,mixed,und" doc:"mixed and und: paragraph by paragraph, as each is detected"`
	To   string `json:"to" enum:"en,zh-Hans,zh-Hant"`
}

// TranslatedText is a machine's translation.
type TranslatedText struct {
	Text   string `json:"text"`
	Engine string `json:"engine" doc:"What made it; empty where nothing had to be translated"`
}

// HeldPosts are the posts of the public forum that the lists hold, the oldest first. Those of a class wait for its
// teachers.
type HeldPosts struct {
	Held []HeldPost `json:"held" nullable:"false"`
	May  []string   `json:"may" nullable:"false" doc:"Actions of access that the reader may do here"`
}

// HeldPost is one of them, with what was found in it.
type HeldPost struct {
	Post    Post          `json:"post"`
	Title   string        `json:"title" doc:"Of the discussion"`
	Kinds   []string      `json:"kinds" nullable:"false" doc:"By the lists as they are now"`
	Matches []FilterMatch `json:"matches" nullable:"false"`
}
