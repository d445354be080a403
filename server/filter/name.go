package filter

import (
	"strings"

	"tongchuang/server/post"
)

// offices are what only those are called who have the office, folded; a name that holds one is refused.
var offices = foldedAll("moderator", "administrator", "admin", "版主", "管理员")

// staff of a school, whom a student could pass for.
var schoolOffices = foldedAll("teacher", "coordinator", "老师", "协调员")

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
	for _, office := range offices {
		if is == office || len(office) > len("admin") && strings.Contains(is, office) {
			return false
		}
	}
	if student {
		for _, office := range schoolOffices {
			if strings.Contains(is, office) {
				return false
			}
		}
	}
	squeezed := squeeze(is)
	for _, other := range taken {
		if squeezed == squeeze(foldedName(other)) {
			return false
		}
	}
	return true
}

// squeeze takes out what the eye passes over: spaces and points.
func squeeze(s string) string {
	return strings.NewReplacer(" ", "", ".", "", "·", "", "-", "", "_", "").Replace(s)
}
