package app_test

// Administrators have the second step of signing in, which is why they may do what they do; in this table nobody else
// has it. What one without it may do stands in two_step_test.go.
var accountPart = part{
	rows: `Signing in by a code, and through a district                                  | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
second-step                | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
begin-two-step             | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  2on | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  log tok
confirm-two-step           | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  2on | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  log tok
renew-recovery-codes       | —                | —                              | 401 401 401 401 | 2of 2of 2of 2of 2of ok  | 2of 2of 2of 2of 2of | 2of 2of 2of 2of | 2of log tok
end-two-step               | —                | —                              | 401 401 401 401 | 2of 2of 2of 2of 2of ok  | 2of 2of 2of 2of 2of | 2of 2of 2of 2of | 2of log tok
reset-two-step             | —                | of somebody else               | 401 401 401 401 | unc sus 404 404 404 ok  | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
reset-two-step             | —                | of oneself                     | 401 401 401 401 | unc sus 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | sus 404 tok
list-two-step              | —                | —                              | 401 401 401 401 | 403 403 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
/settings/people           | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
leave-school               | —                | Columbus, to leave it          | 401 401 401 401 | 403 403 403 403 403 403 | 403 ok  403 403 ok  | 403 403 ok  403 | 403 403 403
list-ways-in               | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
begin-district             | —                | to sign in                     | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
begin-district             | —                | to connect                     | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  log tok
disconnect-district        | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  log tok
—                          | ping             | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/api/district/callback     | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
`,
	operations: map[string]func(o object) asking{
		"second-step":          func(object) asking { return asking{body: fields{"code": "none"}} },
		"begin-two-step":       func(object) asking { return asking{body: fields{"password": ""}} },
		"confirm-two-step":     func(object) asking { return asking{body: fields{"code": "none"}} },
		"renew-recovery-codes": func(object) asking { return asking{body: fields{"code": "none"}} },
		"end-two-step":         func(object) asking { return asking{body: fields{"password": "", "code": "none"}} },
		"reset-two-step": func(o object) asking {
			return asking{path: []any{o.id}, body: fields{"reason": "the table asks"}}
		},
		"list-two-step": none,
		"leave-school":  func(o object) asking { return asking{path: []any{o.id}, body: fields{"sure": false}} },
		"list-ways-in":  none,
		"begin-district": func(o object) asking {
			return asking{body: fields{"connect": o.board == "connect"}}
		},
		"disconnect-district": none,
	},
	commands: map[string]func(o object) any{"ping": func(object) any { return fields{} }},
	objects: map[string]func(w *tableWorld, a *actor) object{
		"of somebody else":      func(w *tableWorld, _ *actor) object { return object{id: w.classmate.ID} },
		"Columbus, to leave it": func(w *tableWorld, _ *actor) object { return object{id: w.Columbus} },
		"of oneself":            func(_ *tableWorld, a *actor) object { return object{id: a.self().ID} },
		"to sign in":            func(*tableWorld, *actor) object { return object{} },
		"to connect":            func(*tableWorld, *actor) object { return object{board: "connect"} },
	},
	passes: map[string]string{
		"second-step": "410 account.second_step_over", "confirm-two-step": "422 invalid", "renew-recovery-codes": "422 invalid",
		"end-two-step": "422 invalid", "reset-two-step": "409 account.two_step_off", "leave-school": "422 invalid",
		"begin-district": "409 account.district_off", "disconnect-district": "409 account.district_off", "/api/district/callback": "303 ",
	},
	refusals: map[string]string{"2on": "409 account.two_step_on", "2of": "409 account.two_step_off"},
}
