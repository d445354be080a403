// Package i18n says things to people in their language: it chooses one of the interface's languages for a
// reader, looks texts up in the catalogs of locales/ and writes dates and numbers the way the reader's browser
// would. It knows nothing of the texts that people write; package language does. Everything in it is safe for
// concurrent use.
package i18n

import (
	"strings"

	"golang.org/x/text/language"
)

// Language is a language of the interface, as a BCP 47 tag that fits `<html lang>`.
type Language string

// The languages that have a catalog.
const (
	En     Language = "en"
	ZhHans Language = "zh-Hans"
	ZhHant Language = "zh-Hant"
)

// supported is in the order of the matcher's tags below: Match uses the index that the matcher returns, because
// the tag it returns carries extensions (`zh-Hant-u-rg-hkzzzz`).
var (
	supported = [...]Language{En, ZhHans, ZhHant}
	matcher   = language.NewMatcher([]language.Tag{language.English, language.SimplifiedChinese, language.TraditionalChinese})
)

// maxAcceptLanguage bounds, in bytes, what is read of one Accept-Language header. Browsers send under 200; the
// languages a person prefers most stand first.
const maxAcceptLanguage = 512

// Languages lists the interface's languages in the order in which a chooser shows them. The caller owns the slice.
func Languages() []Language {
	return append([]Language(nil), supported[:]...)
}

// Parse reads a language's tag as it stands in a form, a cookie or a row, in any case of letters. It reports
// false for everything that is not exactly one of Languages: use Match to negotiate.
func Parse(s string) (Language, bool) {
	for _, l := range supported {
		if strings.EqualFold(s, string(l)) {
			return l, true
		}
	}
	return En, false
}

// Match chooses the interface's language for a reader: the first of preferred (a person's setting, a cookie)
// that names a language we have or one near to it, else the best of the Accept-Language header, else English.
// Regions decide the script where the tag does not: zh-TW, zh-HK and zh-MO are read in traditional
// characters, other zh in simplified ones. What cannot be parsed is skipped.
func Match(acceptLanguage string, preferred ...string) Language {
	for _, p := range preferred {
		if l, ok := Parse(p); ok {
			return l
		}
		if l, ok := match(p); ok {
			return l
		}
	}
	l, _ := match(acceptLanguage)
	return l
}

// match negotiates one header's value; false when nothing in it is near to a language we have.
func match(header string) (Language, bool) {
	tags := parseTags(header)
	if len(tags) == 0 {
		return En, false
	}
	_, i, confidence := matcher.Match(tags...)
	if confidence == language.No {
		return En, false
	}
	return supported[i], true
}

// parseTags reads a header, cut to maxAcceptLanguage at a comma. One bad element must not cost a reader the
// good ones beside it, so a header that fails as a whole is read by its elements.
func parseTags(header string) []language.Tag {
	if len(header) > maxAcceptLanguage {
		header = header[:maxAcceptLanguage]
		cut := strings.LastIndexByte(header, ',')
		if cut < 0 {
			return nil
		}
		header = header[:cut]
	}
	tags, _, err := language.ParseAcceptLanguage(header)
	if err == nil {
		return tags
	}
	tags = nil
	for element := range strings.SplitSeq(header, ",") {
		if one, _, err := language.ParseAcceptLanguage(element); err == nil {
			tags = append(tags, one...)
		}
	}
	return tags
}
