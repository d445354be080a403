package filter

import (
	"bytes"
	"regexp"
)

// What somebody is called elsewhere stands behind the word for where that is, or before it. It has a letter first and a
// digit or a sign, or else a naming word before it, or it would be any word.
var (
	named = regexp.MustCompile(`^(?: ?talk)?(?:号码?|id|账号|帐号|群号?| (?:id|number|name|username|handle|account)\b)?(?:[ :=,是为叫搜找加)→>-]|搜索|名字|我| is\b){0,4}` +
		`@?(?:[a-z][a-z0-9_.-]*[0-9_][a-z0-9_.-]*|[a-z]{2,}#[0-9]{4}\b|[0-9]{5,12}\b|[0-9零〇一二两三四五六七八九幺](?:[ .-]?[0-9零〇一二两三四五六七八九幺]){5,14})`)
	namedPlainly = regexp.MustCompile(`^(?:号码?|id|账号|帐号| (?:id|number|username|handle)\b|[:=])(?:[ :=是为叫]| is\b){0,3}@?([a-z][a-z0-9_.-]{4,24})`)
	isNamed      = regexp.MustCompile(`^(?:[ :=是为叫]| is\b){1,3}@?([a-z][a-z0-9_.-]{4,24})`)
	linked       = regexp.MustCompile(`^(?: ?(?:name|user|username|handle))?(?: is\b| ?[:=,]| ?@)`)
	ofNumber     = regexp.MustCompile(`^[ :=]{0,2}[0-9]{6,11}\b`)
	nameOn       = regexp.MustCompile(`@?[a-z][a-z0-9_.-]{2,30} (?:on|in|at|via) (?:my )?$`)
	notNames     = regexp.MustCompile(`^(?:great|better|broken|down|not|very|good|really|working|called|used|blocked|banned|where|which|when|what|that|this|there|their|about|and|because|works?|still|only|faster|easy|popular|allowed|number|account|group|groups|please|should|would)$`)
	day          = regexp.MustCompile(`(?:19|20)[0-9]{2}[ .-][0-9]{1,2}[ .-][0-9]{1,2}$`)
)

// Of these places people also speak of without naming anybody: what is named there has a digit or a sign.
var talkedOf = map[string]bool{"抖音": true, "小红书": true, "微博": true, "facebook": true, "kakao": true, "tiktok": true}

// These are words of other meanings as well: only what is tied to them is a name.
var ambiguous = map[string]bool{"snap": true, "dy": true, "signal": true, "we chat": true}

// Behind these stands a number, or it is none.
var numbered = map[string]bool{"q": true, "球球": true}

// names looks for them about the places of cues.
func (l *look) names(f *folded, cued []hit) {
	for _, h := range cued {
		if h.entry.cue&cueName == 0 {
			continue
		}
		word := h.entry.folded
		behind := f.text[h.start+len(word) : min(len(f.text), h.start+len(word)+80)]
		if n := nameBehind(f.text[:h.start], behind, word); n > 0 {
			l.add(f, h.start, h.start+len(word)+n, Match{Tier: Hold, Kind: Contact})
		}
		if from := nameBefore(f.text, h.start); from >= 0 {
			l.add(f, from, h.start+len(word), Match{Tier: Hold, Kind: Contact})
		}
	}
}

// nameBehind gives the length of a name behind a word and what ties it to that; 0 where there is none.
func nameBehind(before, behind []byte, word string) int {
	if ambiguous[word] && !linked.Match(behind) || numbered[word] && !ofNumber.Match(behind) {
		return 0
	}
	if at := named.FindIndex(behind); at != nil && !day.Match(behind[:at[1]]) {
		return at[1]
	}
	if talkedOf[word] {
		return 0
	}
	at := []int(nil)
	if !ambiguous[word] {
		at = namedPlainly.FindSubmatchIndex(behind)
	}
	if at == nil && (bytes.HasSuffix(before, []byte("my ")) && bytes.HasPrefix(behind, []byte(" is")) || word == "my ig" || word == "line id" || word == "lineid") {
		at = isNamed.FindSubmatchIndex(behind)
	}
	if at == nil || notNames.Match(behind[at[2]:at[3]]) {
		return 0
	}
	return at[1]
}

// nameBefore gives where a name begins that is said to be in use at the place whose word stands at i; -1 where none is.
func nameBefore(t []byte, i int) int {
	if i < 6 || t[i-1] != ' ' {
		return -1
	}
	from := max(0, i-45)
	at := nameOn.FindIndex(t[from:i])
	if at == nil {
		return -1
	}
	name, _, _ := bytes.Cut(t[from+at[0]:i], []byte(" "))
	if name[0] != '@' && !bytes.ContainsAny(name, "0123456789_") {
		return -1
	}
	return from + at[0]
}
