package app_test

import "maps"

// part is what one feature adds to the table of access, in a file of its own.
type part struct {
	rows       string // with the heading of the columns, as in accessTable
	operations map[string]func(o object) asking
	commands   map[string]func(o object) any
	objects    map[string]func(w *tableWorld, a *actor) object
	passes     map[string]string
	refusals   map[string]string
}

var parts = []part{schoolPart, pairingPart, discussionPart, classPart, supervisionPart, moderationPart, filterPart, rightsPart, accountPart}

func init() {
	for _, p := range parts {
		maps.Copy(operations, p.operations)
		maps.Copy(commands, p.commands)
		maps.Copy(objects, p.objects)
		maps.Copy(passes, p.passes)
		maps.Copy(refusals, p.refusals)
	}
}

// wholeTable is the table with all its parts.
func wholeTable() string {
	whole := accessTable
	for _, p := range parts {
		whole += "\n" + p.rows
	}
	return whole
}
