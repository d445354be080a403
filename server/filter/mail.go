package filter

import (
	"bytes"
	"unicode/utf8"
)

// How an address for mail is spelled out: the sign, the point, and those whose name says enough without one.
var (
	providers = map[string]bool{
		"gmail": true, "hotmail": true, "outlook": true, "icloud": true, "yahoo": true, "foxmail": true, "qq": true, "163": true, "126": true, "sina": true, "yeah": true, "aol": true, "protonmail": true, "googlemail": true,
	}
	zones = map[string]bool{
		"com": true, "cn": true, "net": true, "org": true, "edu": true, "gov": true, "io": true, "me": true, "co": true, "info": true, "hk": true, "tw": true, "uk": true, "us": true, "de": true, "fr": true, "ru": true,
	}
	signWords  = []string{"艾特", "爱特", "圈a", "小老鼠"}
	pointWords = []string{"点", "。", "dot"}
	// somebody's address stands behind these
	mailWords = []string{"邮箱", "邮箱地址", "邮箱号", "email", "e-mail", "mail", "email address", "e-mail address", "mail address"}
	// before “at gmail” these are no names
	notBefore = map[string]bool{
		"look": true, "looked": true, "looking": true, "am": true, "are": true, "is": true, "was": true, "be": true, "me": true, "account": true, "address": true, "work": true, "works": true, "meet": true, "and": true,
		"log": true, "sign": true, "google": true, "use": true, "using": true, "with": true, "the": true, "new": true, "not": true, "type": true, "what": true, "how": true, "why": true, "people": true,
	}
)

const (
	longestLocal = 64 // of an address, RFC 5321
	longestHost  = 80 // more than anybody spells out
)

// mails looks for addresses, written together, spelled out, or a letter at a time.
func (l *look) mails(f *folded) {
	t := f.text
	for i := 0; f.mails > 0 && i < len(t); i++ {
		if t[i] != '@' {
			continue
		}
		l.mailAt(f, i, i+1)
		if from, to, together := letterByLetter(t, i); together != nil && isAddress(together) {
			l.add(f, from, to, Match{Tier: Hold, Kind: Contact})
		}
	}
	for _, s := range l.around(f, cueMail|cueTheirs, nearMail, nearMail) {
		for i := s.from; i < s.to; i++ {
			l.steps++
			if length := signAt(t, i); length > 0 {
				l.mailAt(f, i, i+length)
			}
		}
	}
	for _, h := range l.cued {
		if h.entry.cue&(cueMail|cueTheirs) == 0 || !providers[h.entry.folded] {
			continue
		}
		if from, to := besideProvider(t, h.start, h.start+len(h.entry.folded)); to > 0 {
			l.add(f, from, to, Match{Tier: Hold, Kind: Contact})
		}
	}
}

const nearMail = 80 // bytes between a word of mail and the sign of an address

// signAt gives the length of a word for the sign of an address at i; 0 where there is none.
func signAt(t []byte, i int) int {
	switch c := t[i]; {
	case c == 'a':
		if i+2 < len(t) && t[i+1] == 't' && i > 0 && !isWord(t[i-1]) && !isWord(t[i+2]) {
			return 2
		}
		if i+1 < len(t) && i > 0 && (t[i-1] == '(' && t[i+1] == ')' || t[i-1] == '[' && t[i+1] == ']') {
			return 1
		}
	case c >= 0xE0:
		for _, word := range signWords {
			if len(t)-i >= len(word) && string(t[i:i+len(word)]) == word {
				return len(word)
			}
		}
	}
	return 0
}

// mailAt looks whether the sign or the word for it from sign to after stands in an address.
func (l *look) mailAt(f *folded, sign, after int) {
	t := f.text
	end, from := sign, 0
	for brackets := 0; end > 0 && brackets < 3 && (t[end-1] == ' ' || isBracket(t[end-1])); brackets++ {
		end--
	}
	for from = end; from > 0 && end-from < longestLocal && isLocal(t[from-1]); from-- {
	}
	for from < end && !isWord(t[from]) {
		from++
	}
	host := after
	for brackets := 0; host < len(t) && brackets < 3 && (t[host] == ' ' || isBracket(t[host])); brackets++ {
		host++
	}
	l.steps += host - from
	if from == end {
		return
	}
	is := false
	to, provider, zone, spelled := readHost(t, host)
	local, said := t[from:end], isWord(t[sign])
	apart := end < sign || host > after
	marked := bytes.IndexFunc(local, func(r rune) bool { return r >= '0' && r <= '9' || r == '.' || r == '_' }) >= 0
	// “at” is also where things are found: it at nasa.gov.
	found := said && after-sign == len("at") && !spelled && t[sign-1] == ' ' && host == after+1
	switch {
	case zone && !said && !apart:
		is = true
	case zone && found:
		is = len(local) > 2 && (marked || provider && !notBefore[string(local)] || from == 0 && to == len(t) && !notBefore[string(local)])
	case zone:
		is = len(local) > 1
	case provider && !said:
		is = len(local) > 2
	case provider:
		is = len(local) > 2 && (marked || !notBefore[string(local)] && from == 0 && to == len(t))
	}
	if !is && len(local) > 3 {
		is = namedMail(t[:from], said && t[sign] < utf8.RuneSelf)
		to = after
	}
	if is {
		l.add(f, from, to, Match{Tier: Hold, Kind: Contact})
	}
}

func isLocal(c byte) bool {
	return isWord(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-'
}

func isBracket(c byte) bool {
	switch c {
	case '[', ']', '(', ')', '{', '}', '<', '>', '-', '*', '_':
		return true
	}
	return false
}

// readHost reads what stands behind the sign: where it ends, whether that is somebody who keeps mail for everybody, and
// whether a zone ends it (.com), and whether a point in it is spelled out.
func readHost(t []byte, i int) (end int, provider, zone, spelled bool) {
	for start := i; ; {
		from := i
		for i < len(t) && i-start < longestHost && (isWord(t[i]) || t[i] == '-') {
			i++
		}
		label := string(t[from:i])
		switch {
		case label == "":
			return end, provider, zone, spelled
		case from == start:
			provider = providers[label]
			end = i
		case zones[label] || t[from-1] == '.' && len(label) >= 2 && len(label) <= 10 && isLetter(label[0]) && t[start-1] == '@':
			zone, end = true, i
		case t[from-1] != '.':
			return end, provider, zone, spelled
		}
		point := pointAt(t, i)
		if point == 0 {
			return end, provider, zone, spelled
		}
		spelled = spelled || point > 1
		i += point
	}
}

// pointAt gives the length of a point between two names of a host at i, with the spaces and brackets about it.
func pointAt(t []byte, i int) int {
	from := i
	for n := 0; i < len(t) && n < 3 && (t[i] == ' ' || isBracket(t[i])); n++ {
		i++
	}
	word := 0
	if i < len(t) && t[i] == '.' {
		word = 1
	}
	for _, w := range pointWords {
		if len(t)-i >= len(w) && string(t[i:i+len(w)]) == w && (w != "dot" || i > from && i+3 < len(t) && !isWord(t[i+3])) {
			word = len(w)
		}
	}
	if word == 0 {
		return 0
	}
	i += word
	for n := 0; i < len(t) && n < 3 && (t[i] == ' ' || isBracket(t[i])); n++ {
		i++
	}
	return i - from
}

// namedMail tells whether what stands before a name says that it is somebody's mail; said is whether the sign is the word
// “at”, which needs more of it: write an email someone at the museum reads.
func namedMail(before []byte, said bool) bool {
	rest := bytes.TrimRight(before, " ")
	tied := false
	for _, tie := range []string{":", "=", "is", "是"} {
		if cut, is := bytes.CutSuffix(rest, []byte(tie)); is && (tie != "is" || bytes.HasSuffix(cut, []byte(" "))) {
			rest, tied = bytes.TrimRight(cut, " "), true
			break
		}
	}
	if said && !tied {
		return false
	}
	for _, word := range mailWords {
		if bytes.HasSuffix(rest, []byte(word)) && (tied || word != "mail") {
			return true
		}
	}
	return false
}

// besideProvider looks for an address in which something else than a sign and a point stands about one who keeps mail
// for everybody, from start to end: maya🐒gmail🔴com, maya gmail com. It gives where it stands, or nothing.
func besideProvider(t []byte, start, end int) (from, to int) {
	const farthest = 12 // bytes: an emoji with its skin and joiners
	local := start
	for local > 0 && start-local < farthest && !isWord(t[local-1]) && t[local-1] != '.' {
		local--
	}
	if at := []byte(" at"); local < start && bytes.HasSuffix(t[:local], at) {
		local -= len(at)
	}
	for from = local; from > 0 && local-from < longestLocal && isLocal(t[from-1]); from-- {
	}
	zone := end
	for zone < len(t) && zone-end < farthest && !isWord(t[zone]) {
		zone++
	}
	if dot := []byte("dot "); bytes.HasPrefix(t[zone:], dot) {
		zone += len(dot)
	}
	to = zone
	for to < len(t) && isLetter(t[to]) {
		to++
	}
	sign, point := t[local:start], t[end:zone]
	if local == start || zone == end || local-from < 3 || !zones[string(t[zone:to])] || notBefore[string(t[from:local])] {
		return 0, 0
	}
	// “I go to gmail.com” has an address of somebody's neither.
	if (len(bytes.TrimLeft(sign, " ")) == 0 || len(sign) > 3 && sign[len(sign)-2] == 't') && bytes.Equal(point, []byte(".")) || bytes.ContainsAny(sign, "/:,;!?") {
		return 0, 0
	}
	return from, to
}

// isAddress tells whether all of t is one.
func isAddress(t []byte) bool {
	local, host, found := bytes.Cut(t, []byte("@"))
	if !found || len(local) == 0 || bytes.ContainsFunc(local, func(r rune) bool { return r >= utf8.RuneSelf || !isLocal(byte(r)) }) {
		return false
	}
	name, zone, found := bytes.Cut(host, []byte("."))
	if !found || len(name) == 0 {
		return false
	}
	if last := bytes.LastIndexByte(zone, '.'); last >= 0 {
		zone = zone[last+1:]
	}
	letters := 0
	for letters < len(zone) && isLetter(zone[letters]) {
		letters++
	}
	return letters >= 2 && letters <= 10
}

// letterByLetter gives what stands about the sign at i in single characters with one sign between all of them, without
// that; nil where this is nothing that could be an address.
func letterByLetter(t []byte, i int) (from, to int, together []byte) {
	if i == 0 || !separates(t[i-1]) {
		return 0, 0, nil
	}
	between := t[i-1]
	alone := func(j int) bool {
		return j >= 0 && j < len(t) && t[j] > ' ' && t[j] < 0x7F && (j == 0 || t[j-1] == between || t[j-1] == ' ') && (j+1 == len(t) || !isWord(t[j+1]))
	}
	from, to = i, i+1
	for i-from < longestHost && from > 1 && t[from-1] == between && alone(from-2) {
		from -= 2
	}
	for to-i < longestHost && to < len(t) && t[to] == between && alone(to+1) {
		to += 2
	}
	if i-from < 4 || to-i < 9 {
		return 0, 0, nil
	}
	for j := from; j < to; j += 2 {
		together = append(together, t[j])
	}
	return from, to, together
}
