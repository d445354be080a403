package main

import (
	"tongchuang/server/forum"
	"tongchuang/server/post"
	"tongchuang/server/web"
)

// features lists what has operations and commands, as app does, with nothing behind them.
func features() []web.Feature {
	return []web.Feature{new(forum.Service), new(post.Service)}
}
