package web

import (
	"context"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// Forum is what the public pages read (package forum). They always ask as a visitor: what is not for everyone's eyes is
// the problem not_found, whoever has signed in, so that no page or cache ever holds it.
type Forum interface {
	Boards(ctx context.Context, actor access.Actor, in command.None) (wire.Boards, error)
	Board(ctx context.Context, actor access.Actor, in wire.BoardPageIn) (wire.BoardPage, error)
	Thread(ctx context.Context, actor access.Actor, in wire.ThreadPageIn) (wire.ThreadPage, error)
}

var visitor access.Actor

// publicName is how a person is named on a public page, "" for not at all. Students do not write in the public forum;
// should one ever get there, their name still does not (safety.md, 6).
func publicName(p *wire.Person) string {
	if p == nil || p.Role == string(access.Student) {
		return ""
	}
	return p.Name
}
