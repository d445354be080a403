package problem

import (
	"tongchuang/server/i18n"
	"tongchuang/server/wire"
)

// Render gives the problem as it travels, its sentences in lang.
func (e *Error) Render(lang i18n.Language) wire.Problem {
	p := wire.Problem{
		Type: "about:blank", Title: i18n.T(lang, e.Key(), e.Params),
		Status: e.Status, Code: e.Code, RetryAfter: e.RetryAfter,
	}
	for _, f := range e.Fields {
		p.Fields = append(p.Fields, wire.ProblemField{Name: f.Name, Code: f.Code, Message: i18n.T(lang, f.Key(), f.Params)})
	}
	return p
}
