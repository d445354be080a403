package filter

import (
	"slices"
	"strings"

	"tongchuang/server/post"
)

// A name that holds an office is refused to who has none: these in any place, or as a word, or as the whole of it. All
// are compared folded, without what the eye passes over, and with digits read as letters.
var (
	offices      = foldedAll("moderator", "administrator", "版主", "管理员", "tongchuang", "同窗", "官方", "客服", "站长")
	officeWords  = wordSet("admin admins staff official")
	wholeOffices = wordSet("system support mod mods root help host team 系统")

	// staff of a school, whom a student could pass for
	schoolOffices     = foldedAll("teacher", "coordinator", "老师", "教师", "协调员", "校长", "班主任", "主任", "辅导员", "laoshi", "headmaster", "headmistress")
	schoolOfficeWords = wordSet("principal professor")

	// what staff is addressed by, before the name and behind it
	titles       = []string{"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "mister", "sir", "madam", "coach", "teacher"}
	titlesBehind = foldedAll("老师", "教师", "主任", "校长", "教授", "先生", "女士", "laoshi", "teacher")

	// in a name of two words these say where its bearer is found; of others children are fans
	meetingPlaces = wordSet("insta instagram ig snapchat snap wechat weixin vx wx whatsapp telegram kik skype")
)

func foldedAll(words ...string) []string {
	for i, w := range words {
		words[i] = foldedName(w)
	}
	return words
}

func foldedName(name string) string {
	var f folded
	f.fold(name)
	return string(trimSpaces(f.text))
}

// Name tells whether a student, or else somebody without an office, may be called so: a name is shown beside everything
// that its bearer says, and passes no teacher's eyes before. It must hold nothing that would hold a post, no office, and
// not be one of taken, in whatever disguise.
func (f *Filter) Name(name string, student bool, taken []string) bool {
	if found := f.Judge(name, post.Place{Class: true, Student: true}); found.Block || found.Hold {
		return false
	}
	is := foldedName(name)
	words := strings.FieldsFunc(is, func(r rune) bool { return r < 0x80 && !isWord(byte(r)) })
	if holdsOffice(is, words, offices, officeWords) || wholeOffices[squeeze(is)] || wholeOffices[deleeted(squeeze(is))] || student && holdsOffice(is, words, schoolOffices, schoolOfficeWords) {
		return false
	}
	if len(words) > 1 && slices.ContainsFunc(words, func(w string) bool { return meetingPlaces[w] }) {
		return false
	}
	for _, other := range taken {
		if passesFor(is, foldedName(other), student) {
			return false
		}
	}
	return true
}

// holdsOffice tells whether a name holds one of these, or has one of those for a word.
func holdsOffice(is string, words, these []string, those map[string]bool) bool {
	read := asLetters(squeeze(is))
	for _, office := range these {
		if strings.Contains(squeeze(is), office) || strings.Contains(read, asLetters(office)) {
			return true
		}
	}
	return slices.ContainsFunc(words, func(w string) bool {
		return those[w] || those[strings.TrimRight(w, "0123456789")] || those[deleeted(w)]
	})
}

// passesFor tells whether who is called so could be taken for somebody of the staff: by the same name, whatever they are
// addressed by, by one word of it behind such an address, or, in a class, by the family name alone.
func passesFor(is, staff string, student bool) bool {
	called, titled := untitled(is)
	name, _ := untitled(staff)
	if same(called, name) {
		return true
	}
	words := strings.Fields(name)
	if len(words) < 2 {
		return false
	}
	return titled && slices.ContainsFunc(words, func(w string) bool { return same(called, w) }) || student && same(called, words[len(words)-1])
}

func same(a, b string) bool {
	a, b = squeeze(a), squeeze(b)
	return a != "" && (a == b || asLetters(a) == asLetters(b))
}

// untitled takes off what a teacher is addressed by: Mrs. Carver is no other than Ms. Carver. It tells whether there was
// such.
func untitled(name string) (string, bool) {
	for _, title := range titles {
		rest, ok := strings.CutPrefix(name, title)
		if !ok {
			continue
		}
		if trimmed := strings.TrimLeft(rest, " ."); len(trimmed) < len(rest) && trimmed != "" {
			return trimmed, true
		}
	}
	for _, title := range titlesBehind {
		if rest, ok := strings.CutSuffix(name, title); ok && strings.TrimSpace(rest) != "" {
			return strings.TrimSpace(rest), true
		}
	}
	return name, false
}

// squeeze takes out what the eye passes over: spaces and points.
func squeeze(s string) string {
	return strings.NewReplacer(" ", "", ".", "", "·", "", "-", "", "_", "", "'", "").Replace(s)
}

// asLetters reads digits and signs as the letters that they look like (N0ra), and l as i.
func asLetters(s string) string {
	return strings.NewReplacer("0", "o", "1", "i", "l", "i", "|", "i", "!", "i", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t", "vv", "w", "rn", "m").Replace(s)
}

// deleeted is asLetters for comparing with words as they are written.
func deleeted(s string) string {
	return strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t").Replace(s)
}
