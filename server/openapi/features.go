package main

import "tongchuang/server/app"

// features lists what has operations and commands, with nothing behind them.
var features = app.Described
