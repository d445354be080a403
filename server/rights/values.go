package rights

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"tongchuang/server/i18n"
)

// numbers are the fields that stand in data.json alone: they lead programs, and tell nobody anything.
var numbers = []string{"id", "post", "thread", "seq", "reply_to", "class_id", "pairing_id", "object_id", "revision", "person"}

// words are the beginnings of the catalogs' keys for a field's values, by section and field, or by field alone. The
// database bounds the values; a test compares the two.
var words = map[string]string{
	"profile.role":          "settings.role_",
	"memberships.role":      "members.role_",
	"school_requests.role":  "settings.role_",
	"school_requests.state": "export.state_",
	"requests.state":        "rights.state_",
	"requests.kind":         "rights.kind_",
	"requests.asked_by":     "export.by_",
	"requests.posts":        "rights.posts_",
	"measures.kind":         "moderation.did_",
	"pairing_steps.kind":    "export.step_",
	"appeals.outcome":       "export.outcome_",
	"own_consents.by":       "members.consent_by_",
	"reports.reason":        "report.reason_",
	"purpose":               "pairing.purpose_",
	"language":              "text.language_",
	"object":                "moderation.object_",
	"clause":                "standard.clause.",
	"scope":                 "settings.scope_",
	"subject":               "partner.subject_",
	"held_for":              "export.held_",
}

// said is a field's value in the reader's words; "" where it is not for people.
func (r reading) said(section, name string, raw json.RawMessage) (string, error) {
	if slices.Contains(numbers, name) || string(raw) == "null" || section == "audit" && name == "object" { // the action says what it is about
		return "", nil
	}
	switch raw[0] {
	case '{':
		if name == "data" {
			return "", nil // the parameters of the notice that is said already
		}
		return r.name(raw)
	case 't', 'f':
		return r.t("export." + map[byte]string{'t': "yes", 'f': "no"}[raw[0]]), nil
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return "", fmt.Errorf("%s.%s: a value for people is a text: %w", section, name, err)
	}
	if name == "clause" && text == "none" { // the kind says it; only some name a clause
		return "", nil
	}
	return r.text(section, name, text), nil
}

func (r reading) text(section, name, text string) string {
	switch {
	case text == "":
		return ""
	case isMoment(name):
		return r.moment(text)
	case name == "day":
		return r.day(text)
	case name == "user_agent":
		return r.device(text)
	case name == "reason" && section != "reports":
		return r.because(text)
	case section == "audit" && name == "by":
		if i18n.Has("settings.role_" + text) {
			return r.t("settings.role_" + text)
		}
		return r.t("export.by_" + text)
	case section == "identities" && name == "subject":
		return text
	}
	begins, ok := words[section+"."+name]
	if !ok {
		begins, ok = words[name]
	}
	switch {
	case !ok:
		return text
	case i18n.Has(begins + text):
		return r.t(begins + text)
	}
	return "" // undetermined languages, objects that need no name
}

func isMoment(name string) bool {
	return name == "at" || strings.HasSuffix(name, "_at") || name == "until" || strings.HasSuffix(name, "_until")
}

// name is the name of a school or a class, which has three forms, in the reader's.
func (r reading) name(raw json.RawMessage) (string, error) {
	var forms map[i18n.Language]string
	if err := json.Unmarshal(raw, &forms); err != nil {
		return "", fmt.Errorf("reading a name: %w", err)
	}
	if own := forms[r.lang]; own != "" {
		return own, nil
	}
	return forms[i18n.En], nil
}

// device is a browser as its owner would call it, after what it says of itself (client/src/lib/account/device.ts).
func (r reading) device(userAgent string) string {
	find := func(list [][2]string) string {
		for _, one := range list {
			if strings.Contains(userAgent, one[0]) {
				return one[1]
			}
		}
		return ""
	}
	browser, system := find(browsers), find(systems)
	switch {
	case browser == "" && system == "":
		return r.t("settings.device_unknown")
	case browser == "" || system == "":
		return browser + system
	}
	return i18n.T(r.lang, "settings.device", map[string]any{"Browser": browser, "System": system})
}

// In this order: each browser claims to be those below it as well.
var (
	browsers = [][2]string{
		{"MicroMessenger/", "WeChat"}, {"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"}, {"HuaweiBrowser/", "Huawei Browser"},
		{"MiuiBrowser/", "Mi Browser"}, {"QQBrowser/", "QQ Browser"}, {"UCBrowser/", "UC Browser"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
		{"Chrome/", "Chrome"}, {"CriOS/", "Chrome"}, {"Chromium/", "Chrome"}, {"Safari/", "Safari"},
	}
	systems = [][2]string{
		{"HarmonyOS", "HarmonyOS"}, {"Windows", "Windows"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"CrOS", "ChromeOS"},
		{"Macintosh", "macOS"}, {"Linux", "Linux"},
	}
)
