package demo

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tongchuang/server/access"
	"tongchuang/server/account/password"
	"tongchuang/server/language"
)

func mustRead(t *testing.T) []discussion {
	t.Helper()
	discussions, err := readTexts()
	if err != nil {
		t.Fatal(err)
	}
	return discussions
}

func TestEveryTextIsTakenForTheLanguageItIsMeantToBe(t *testing.T) {
	t.Parallel()
	for _, d := range mustRead(t) {
		for _, said := range d.texts {
			preferred, _ := language.Parse(said.author.language)
			if got := language.Detect(said.body, preferred); string(got.Tag) != said.language {
				t.Errorf("%s is taken for %s, not %s (%+v)", said.name, got.Tag, said.language, got)
			}
		}
	}
}

// In a text of one form of Chinese a character of the other one is a slip of the pen, whatever the majority says.
func TestChineseTextsDoNotMixSimplifiedAndTraditional(t *testing.T) {
	t.Parallel()
	for _, d := range mustRead(t) {
		for _, said := range d.texts {
			for _, r := range said.body {
				got := language.Detect(strings.Repeat(string(r), 2), "").Script
				if (got == language.ZhHans && said.language == "zh-Hant") || (got == language.ZhHant && said.language == "zh-Hans") {
					t.Errorf("%s, which is %s, has a %q", said.name, said.language, r)
				}
			}
		}
	}
}

func TestNobodyAnswersWhatWasNotYetSaidAndNobodySpeaksOutOfTurn(t *testing.T) {
	t.Parallel()
	for _, d := range mustRead(t) {
		seen, last := map[int]bool{0: true}, time.Duration(1<<62)
		for _, said := range d.texts {
			if seen[said.number] {
				t.Errorf("%s stands there twice", said.name)
			}
			if !seen[said.answers] {
				t.Errorf("%s answers %d, which was not yet said", said.name, said.answers)
			}
			if said.before >= last || said.before <= 0 || said.before >= classAge {
				t.Errorf("%s is said at the wrong time: %v before today, the one above %v", said.name, said.before, last)
			}
			seen[said.number], last = true, said.before
		}
	}
}

// The public boards are for adults, the class's chat for its members (safety.md).
func TestStudentsSpeakInTheirClassAlone(t *testing.T) {
	t.Parallel()
	for _, d := range mustRead(t) {
		for _, said := range d.texts {
			if d.name != chatName && said.author.role == access.Student {
				t.Errorf("%s is a student's, on a public board", said.name)
			}
			if d.name == chatName && said.author.school == (school{}) {
				t.Errorf("%s is said in a class by somebody who is no member", said.name)
			}
		}
	}
}

// What would let people get in touch elsewhere: addresses, numbers, names on other services.
var contact = regexp.MustCompile(`(?i)\S@\w|\d{7,}|\+\d|\d{3}[- ]\d{4}|wechat|微信|whatsapp|telegram|qq|手机号|電話|电话号|e-?mail`)

func TestNoTextHasContactDetails(t *testing.T) {
	t.Parallel()
	for _, d := range mustRead(t) {
		for _, said := range d.texts {
			if found := contact.FindString(said.body); found != "" {
				t.Errorf("%s says %q", said.name, found)
			}
		}
	}
	if contact.FindString("加我微信") == "" || contact.FindString("call 555-0100") == "" || contact.FindString("a@b") == "" {
		t.Error("the expression finds nothing")
	}
}

func TestThereIsEnoughToReadInEachLanguage(t *testing.T) {
	t.Parallel()
	discussions := mustRead(t)
	begun, longest := map[string]int{}, 0
	for _, d := range discussions {
		if d.name == chatName {
			if len(d.texts) < 60 {
				t.Errorf("the class has only %d lines of chat", len(d.texts))
			}
			continue
		}
		begun[d.texts[0].language]++
		if n := len(d.texts); n < 3 || n > 12 {
			t.Errorf("%s has %d texts", d.name, n)
		}
		languages := map[string]bool{}
		for _, said := range d.texts {
			languages[said.language] = true
			longest = max(longest, len(said.body))
		}
		if len(languages) < 2 {
			t.Errorf("%s is in one language", d.name)
		}
	}
	for _, l := range []string{"en", "zh-Hans", "zh-Hant", "mixed"} {
		if begun[l] == 0 {
			t.Errorf("no discussion begins in %s: %v", l, begun)
		}
	}
	if len(discussions) < 15 || longest < 6000 {
		t.Errorf("%d discussions, the longest text has %d bytes", len(discussions), longest)
	}
}

func TestTheExamplePasswordIsOneThatAPersonMayChoose(t *testing.T) {
	t.Parallel()
	for _, p := range people {
		if why := password.Check(Password, p.name, p.signIn); why != password.Good {
			t.Errorf("for %s: %s", p.signIn, why)
		}
		if name, err := language.Name(p.name); err != nil || name != p.name {
			t.Errorf("%s cannot be called %q: %v", p.signIn, p.name, err)
		}
		if _, err := time.LoadLocation(p.zone); err != nil {
			t.Error(err)
		}
	}
	for _, pair := range pairs {
		if !slices.ContainsFunc(pair[:], func(c city) bool { return c.country == chinese }) {
			t.Errorf("%s has no sister in China", pair[0].en)
		}
		for _, c := range pair {
			if _, err := time.LoadLocation(c.zone); err != nil {
				t.Error(err)
			}
		}
	}
}
