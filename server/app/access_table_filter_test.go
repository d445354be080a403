package app_test

import (
	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// filterPart is what everybody may do about the lists of words and about translations by a machine: they are for those
// who keep the standard. Without an engine, as here, there is no translation.
var filterPart = part{
	rows: `What is looked for in texts                                                    | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
list-filter-words          | —                | —                              | 401 401 401 401 | 403 403 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
held-posts                 | —                | held                           | 401 401 401 401 | 403 403 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
try-filter                 | —                | —                              | 401 401 401 401 | 403 403 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
add-filter-word            | —                | —                              | 401 401 401 401 | unc sus 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
change-filter-word         | —                | an entry of the lists          | 401 401 401 401 | unc sus 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
remove-filter-word         | —                | an entry of the lists          | 401 401 401 401 | unc sus 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
translate-text             | —                | —                              | 401 401 401 401 | unc sus 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
/moderation/filters        | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
`,
	operations: map[string]func(o object) asking{
		"list-filter-words":  none,
		"held-posts":         none,
		"try-filter":         func(object) asking { return asking{body: wire.TryFilter{Text: "A text"}} },
		"add-filter-word":    func(object) asking { return asking{body: aWord()} },
		"change-filter-word": func(o object) asking { return asking{path: []any{o.id}, body: aWord()} },
		"remove-filter-word": byID,
		"translate-text": func(object) asking {
			return asking{body: wire.TranslateText{Text: "A text", From: "en", To: "zh-Hans"}}
		},
	},
	objects: map[string]func(w *tableWorld, a *actor) object{
		"an entry of the lists": func(w *tableWorld, _ *actor) object {
			id := uuid.Must(uuid.NewV7())
			w.exec(`insert into filter_word (id, pattern, folded, language, tier, kind) values ($1, $2, $2, 'en', 'hint', 'other')`, id, id.String())
			return object{id: id}
		},
	},
	passes: map[string]string{"translate-text": "422 translate.none"},
}

func aWord() wire.AddFilterWord {
	return wire.AddFilterWord{Pattern: uuid.NewString(), Language: "en", Tier: "hint", Kind: "other"}
}
