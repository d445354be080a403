package rights

import (
	"regexp"
	"strings"
	"time"

	"tongchuang/server/i18n"
)

// reading is for whom an export's page is written: in which language, and by whose clock.
type reading struct {
	lang i18n.Language
	zone *time.Location
}

func (r reading) t(key string) string { return i18n.T(r.lang, key, nil) }

func (r reading) at(t time.Time) string { return i18n.FormatDateTime(r.lang, t, r.zone) }

var (
	instant = regexp.MustCompile(`^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$`)
	date    = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
)

// notice is a notice as its person's page of notices says it (client/src/lib/notice/sentence.ts): its parameters stand as
// they are, but for what the reader's side knows better: a clause of the standard, a reason of a report, a name in three
// forms, and moments.
func (r reading) notice(kind string, data map[string]string) string {
	key := "notice." + kind
	if !i18n.Has(key) {
		return r.t("notice.unknown")
	}
	form := map[i18n.Language]string{i18n.En: "En", i18n.ZhHans: "ZhHans", i18n.ZhHant: "ZhHant"}[r.lang]
	shown := map[string]any{}
	for name, value := range data {
		if short, ok := strings.CutSuffix(name, form); ok && short != "" {
			if _, known := data[short]; !known {
				shown[short] = value
			}
		}
		shown[name] = r.parameter(name, value)
	}
	return i18n.T(r.lang, key, shown)
}

func (r reading) parameter(name, value string) string {
	switch {
	case name == "Clause" && i18n.Has("standard.clause."+value):
		return r.t("standard.clause." + value)
	case name == "Reason" && i18n.Has("report.reason_"+value):
		return r.t("report.reason_" + value)
	case instant.MatchString(value):
		return r.moment(value)
	case date.MatchString(value):
		return r.day(value)
	}
	return value
}

// moment is a time to the minute, by the reader's clock; what never ends says so.
func (r reading) moment(text string) string {
	at, err := time.Parse(time.RFC3339, text)
	switch {
	case text == "infinity" || err == nil && at.Year() >= 9999:
		return r.t("export.forever")
	case err != nil:
		return text
	}
	return r.at(at)
}

// day is a day of the calendar, which is the same everywhere.
func (r reading) day(text string) string {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text
	}
	return i18n.FormatDate(r.lang, at, time.UTC)
}

// action is what was done, as the log of it has it.
func (r reading) action(action string) string {
	if key := "export.did." + action; i18n.Has(key) {
		return r.t(key)
	}
	return r.t("export.did_else")
}

// because is a reason as the log keeps it: what staff wrote, or a clause of the standard, or both.
func (r reading) because(reason string) string {
	head, rest, _ := strings.Cut(reason, ": ")
	for _, words := range []string{"standard.clause.", "report.reason_"} {
		switch {
		case i18n.Has(words + reason):
			return r.t(words + reason)
		case rest != "" && i18n.Has(words+head):
			return r.t(words+head) + " " + rest
		}
	}
	return reason
}
