package demo

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// A file of texts/ is one discussion. It begins with “board: <slug>” and “title: <title>” (the class's chat has
// neither); then each text stands below a line that says who wrote it and when:
//
//	@@ ruth 9d 13:05 en #1
//	@@ zhou 8d 01:30 zh-Hans #2 >1
//
// nine days before the day of loading began, at 13:05 UTC; the language that it must be taken for; its number in this
// file, which makes its id and therefore stays for ever; and the number of the text that it answers, if any.
//
//go:embed texts/*.md
var textFiles embed.FS

// chatName is the file of the class's chat.
const chatName = "class-chat"

// discussion is a file of texts.
type discussion struct {
	name  string
	board string // slug; "" for the class's chat
	title string
	texts []text
}

type text struct {
	name     string // of the file, and the number: unique
	number   int
	answers  int // number of another text, or 0
	author   person
	before   time.Duration // how long before the day of loading it was said
	language string        // that it must be taken for
	body     string
}

// client is the id of the send, by which a text is known again.
func (t text) client() uuid.UUID { return idOf("text", t.name) }

// readTexts gives all discussions, those that began first first.
func readTexts() ([]discussion, error) {
	files, err := textFiles.ReadDir("texts")
	if err != nil {
		return nil, fmt.Errorf("reading the example texts: %w", err)
	}
	var all []discussion
	for _, f := range files {
		source, err := textFiles.ReadFile("texts/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("reading the example texts: %w", err)
		}
		d, err := parse(strings.TrimSuffix(f.Name(), ".md"), string(source))
		if err != nil {
			return nil, fmt.Errorf("reading the example text %s: %w", f.Name(), err)
		}
		all = append(all, d)
	}
	slices.SortStableFunc(all, func(a, b discussion) int { return int(b.texts[0].before/time.Minute - a.texts[0].before/time.Minute) })
	return all, nil
}

var said = regexp.MustCompile(`(?m)^@@ ([a-z-]+) (\d+)d (\d\d):(\d\d) (\S+) #(\d+)(?: >(\d+))?\n`)

func parse(name, source string) (discussion, error) {
	d := discussion{name: name}
	marks := said.FindAllStringSubmatchIndex(source, -1)
	if len(marks) == 0 {
		return d, fmt.Errorf("nobody says anything")
	}
	for line := range strings.Lines(source[:marks[0][0]]) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "board":
			d.board = value
		case "title":
			d.title = value
		case "":
		default:
			return d, fmt.Errorf("what is %q", line)
		}
	}
	for i, at := range marks {
		end := len(source)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		field := func(n int) string {
			if at[2*n] < 0 {
				return "0"
			}
			return source[at[2*n]:at[2*n+1]]
		}
		number := func(n int) int {
			v, _ := strconv.Atoi(field(n)) // digits, says the expression
			return v
		}
		author := slices.IndexFunc(people, func(p person) bool { return p.signIn == field(1) })
		if author < 0 {
			return d, fmt.Errorf("who is %q", field(1))
		}
		d.texts = append(d.texts, text{
			name: name + "#" + field(6), number: number(6), answers: number(7), author: people[author], language: field(5),
			before: time.Duration(number(2))*24*time.Hour - time.Duration(number(3))*time.Hour - time.Duration(number(4))*time.Minute,
			body:   strings.TrimSpace(source[at[1]:end]),
		})
	}
	return d, nil
}
