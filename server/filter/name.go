package filter

import (
	"strings"

	"tongchuang/server/post"
)

// offices are what only those are called who have the office, folded; a name that holds one is refused.
var offices = foldedAll("moderator", "administrator", "admin", "版主", "管理员", "tongchuang", "同窗")

// staff of a school, whom a student could pass for.
var schoolOffices = foldedAll("teacher", "coordinator", "老师", "协调员", "校长", "班主任", "主任")

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
	called := squeeze(untitled(is))
	for _, other := range taken {
		if called == squeeze(untitled(foldedName(other))) {
			return false
		}
	}
	return true
}

// untitled takes off what a teacher is addressed by: Mrs. Carver is no other than Ms. Carver.
func untitled(name string) string {
	for _, title := range []string{"mr", "mrs", "ms", "miss", "mx", "dr", "prof"} {
		rest, ok := strings.CutPrefix(name, title)
		if !ok {
			continue
		}
		if trimmed := strings.TrimLeft(rest, " ."); len(trimmed) < len(rest) && trimmed != "" {
			return trimmed
		}
	}
	return name
}

// squeeze takes out what the eye passes over: spaces and points.
func squeeze(s string) string {
	return strings.NewReplacer(" ", "", ".", "", "·", "", "-", "", "_", "").Replace(s)
}
