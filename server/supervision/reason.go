package supervision

import (
	"slices"

	"tongchuang/server/filter"
	"tongchuang/server/post"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// sayable refuses a reason that tells how to reach somebody elsewhere, or where they live. It is told to one person, a child
// of another school perhaps, and nobody else would have to see it (safety.md, rules 1 and 12).
func (s *Service) sayable(reason string) error {
	if reason == "" {
		return nil
	}
	kinds, _ := s.Filter.Explain(wire.Post{Body: reason}, post.Place{Class: true, Student: true})
	if slices.Contains(kinds, filter.Contact) || slices.Contains(kinds, filter.Private) {
		return problem.Invalid(problem.Wrong("reason", "contact"))
	}
	return nil
}
