package filter

import (
	"bytes"
	"unicode/utf8"
)

// manner is how people speak of a place of elsewhere, and so what is needed behind its word for the name of somebody.
type manner uint8

const (
	meets  manner = iota // where people write to each other: a name, and with a word between that says so, any
	talked               // of which people also speak without naming anybody: a name with a digit or a sign in it
	tied                 // a word of other meanings as well: only what is tied to it, by a sign, a comma, a word
	bound                // … by a sign alone
	counts               // … behind which a number stands, or nothing
)

// elsewhere are the words for places, and for names, by which people are found.
var elsewhere = map[manner]string{
	meets: "微信*|wechat*|weixin*|wei xin|薇信|威信|徽信|维信|卫星号|vx*|wx*|v信|微x|v x|w x|w.x|v.x|qq*|q q|q号|扣扣|企鹅号|whatsapp*|telegram*|电报号|line id*|lineid*|line号|我的line|instagram*|insta|" +
		"snapchat*|discord*|kik|my ig|ig|skype*|加v|v我|+v|加薇|加威|薇我|扣我|加q|小绿书*|绿泡泡|my snap|微号|wee chat|viber*|green app|my @|wxh",
	talked: "抖音*|小红书*|微博*|facebook*|kakao*|tiktok*|roblox*|fortnite*|minecraft*|twitter*|reddit*|twitch*|youtube*|bereal*|vsco|pinterest*|xbox|psn|steam|bilibili*|b站*|快手*|贴吧*|知乎*|王者*|原神*|蛋仔*|" +
		"游戏名*|游戏id*|用户名*|username*|user name|gamertag*|friend code|uid|我的世界*|薇|线上名*|网名*|app name|douyin*|xhs|小红薯*|ins|tg|tele|dc|sc|gmail",
	tied:   "snap|dy|signal|we chat",
	bound:  "v|微|threads|ign|line",
	counts: "q|球球|kou kou",
}

var manners = func() map[string]manner {
	by := map[string]manner{}
	for m, list := range elsewhere {
		for _, word := range splitCues(list) {
			folded, _, _ := foldPattern(word)
			by[folded] = m
		}
	}
	return by
}()

// allElsewhere is elsewhere as one list.
func allElsewhere() (all string) {
	for _, list := range elsewhere {
		all += list + "|"
	}
	return all[:len(all)-1]
}

// names looks for what somebody is called elsewhere, about the places of cues: behind the word for where that is, or
// before it.
func (l *look) names(f *folded, cued []hit) {
	for _, h := range cued {
		if h.entry.cue&(cueName|cueTag) == 0 {
			continue
		}
		if h.entry.cue&cueTag != 0 {
			if from := tagged(f.text, h.start); from >= 0 {
				l.add(f, from, h.start+tagLength, Match{Tier: Hold, Kind: Contact})
			}
			continue
		}
		word := h.start + len(h.entry.folded)
		is := manners[h.entry.folded]
		to := readName(f.text, h.start, word, is)
		l.steps += max(to, word) - h.start
		if to > 0 {
			l.add(f, h.start, to, Match{Tier: Hold, Kind: Contact})
		}
		if from := nameBefore(f.text, h.start); from >= 0 {
			l.add(f, from, word, Match{Tier: Hold, Kind: Contact})
		}
	}
}

const longestTie = 6 // bytes of two Han characters

var (
	tieWords = func() map[string]tie {
		all := map[string]tie{}
		for is, words := range map[tie]string{
			says:   "id number name names username user handle account acc acct tag nick nickname gamertag code 号 号码 账号 帐号 群 群号 名字 昵称",
			links:  "is called named 是 叫 就是 叫做",
			passes: "it its s are my the under as at on by talk us me find add search 为 搜 找 加 我 搜索 一样 同名 同号 也是 都是 的 上 里 加我 找我 搜我 联系 和 跟",
		} {
			for word := range wordSet(words) {
				all[word] |= is
			}
		}
		return all
	}()
	// before these words something is said of the place, and nobody is named
	notNames = wordSet("great better broken down not very good really working called used blocked banned where which when what that this there their about and because work works still only faster easy popular " +
		"allowed number account group groups please should would boring private public empty deleted hacked funny awesome stupid weird always never pretty quite under from full slow cool nice best dead gone here okay fine fun bad new old " +
		"like have with your they them some many more most just also than then today tomorrow school class chat photo picture video app game song music name user")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range bytes.Fields([]byte(words)) {
		set[string(word)] = true
	}
	return set
}

const (
	mostTies    = 8  // signs and words between a place and a name
	longestName = 32 // of anybody anywhere
	tagLength   = 5  // maya#1234
)

// tie is what one sign or word between a place and a name is.
type tie uint8

const (
	passes tie = 1 << iota // it says nothing
	commas                 // a comma: a name may follow, or the next thing
	signs                  // a sign that a name follows
	links                  // … a word: is, called
	says                   // … one for a name: id, username
)

// readName gives where a name ends that stands behind the word from start to word; 0 where there is none.
func readName(t []byte, start, word int, is manner) int {
	if to := ofPlace(t, word); to > 0 && is != counts && is != bound {
		return to
	}
	i, by := word, tie(0)
	if word-start == 3 && t[word-2] == '.' && word+1 < len(t) && t[word] == '.' { // w.x.maya2010
		i++
	}
	for n := 0; n < mostTies && i < len(t); n++ {
		next, is := readTie(t, i)
		if next == i {
			break
		}
		i, by = next, by|is
	}
	if i >= len(t) || start > 0 && t[start-1] == '_' {
		return 0
	}
	if t[i] == '@' && i+1 < len(t) {
		i, by = i+1, by|signs
	}
	at := i > word && t[i-1] == '@'
	if bytes.HasSuffix(t[start:word], []byte("id")) {
		by |= says // line id
	}
	first := start == 0 && i > word
	if is == tied && by&(commas|signs|links|says) == 0 && !first || is == bound && by&signs == 0 && !first {
		return 0
	}
	if isDigit(t[i]) || t[i] >= utf8.RuneSelf {
		return readNumberName(t, i, is == counts)
	}
	if is == counts || !isLetter(t[i]) || i > word && isWord(t[i-1]) {
		return 0
	}
	end, marked := readHandle(t, i)
	if i == word && !bytes.ContainsAny(t[i:end], "0123456789_") { // wxwidgets.texi
		marked = false
	}
	long := end - i
	switch {
	case marked && !version(t[i:end]) && (long >= 5 || is != tied && is != bound && long >= 4 || is == meets && long > 1):
		return end
	case long > longestName || notNames[string(t[i:end])]:
		return 0
	case at && by&commas == 0 && long >= 4 && (bytes.HasSuffix(t[:start], []byte("my ")) || bytes.HasSuffix(t[:start], []byte("me on "))):
		return end
	case is != meets && is != tied:
		return 0
	case i > word && long >= 5 && bytes.HasPrefix(t[start:], []byte("加")):
		return end
	}
	// A word that nothing in it tells to be a name: what is said before it has to.
	if is == meets && by&says != 0 && (long >= 5 || by&signs != 0) || is == meets && by&signs != 0 && by&commas == 0 && long >= 5 && (t[word] == ':' || t[word] == '=') {
		return end
	}
	mine := bytes.HasSuffix(t[:start], []byte("my ")) || bytes.HasPrefix(t[start:], []byte("my ")) || bytes.HasPrefix(t[start:], []byte("line")) && word-start > len("line")
	goesOn := end+1 < len(t) && t[end] == ' ' && isLetter(t[end+1])
	if mine && by&signs != 0 && long >= 3 || mine && by&links != 0 && long >= 5 && !goesOn {
		return end
	}
	return 0
}

// ofPlace reads the address of a page of somebody's behind the name of its place: instagram . com / maya, with spaces or
// not. It gives where it ends; 0 where there is none.
func ofPlace(t []byte, i int) int {
	if i == len(t) || t[i] != ' ' && t[i] != '.' {
		return 0
	}
	point := pointAt(t, i)
	if point == 0 || !bytes.HasPrefix(t[i+point:], []byte("com")) {
		return 0
	}
	i += point + len("com")
	for n := 0; n < 3 && i < len(t) && (t[i] == ' ' || t[i] == '/'); n++ {
		i++
	}
	if t[i-1] != '/' && (t[i-1] != ' ' || t[i-2] != '/') {
		return 0
	}
	if end, _ := readHandle(t, i); end > i && point > 1 {
		return end
	}
	return 0
}

// readTie reads one sign or word that ties a name to what stands before it; next is i where there is none.
func readTie(t []byte, i int) (next int, is tie) {
	c := t[i]
	switch {
	case c == ',':
		return i + 1, commas
	case c == ':' || c == '=' || c == '>':
		return i + 1, signs
	case c == ' ' || c == ')' || c == '(' || c == '-' || c == '~' || c == '|':
		return i + 1, passes
	case isLetter(c):
		if i > 0 && isLetter(t[i-1]) {
			return i, 0
		}
		end := i
		for end < len(t) && end-i < 10 && isLetter(t[end]) {
			end++
		}
		if end < len(t) && (isWord(t[end]) || t[end] == '_' || t[end] == '.' && end+1 < len(t) && isWord(t[end+1])) {
			return i, 0
		}
		if is := tieWords[string(t[i:end])]; is != 0 {
			return end, is
		}
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRune(t[i:])
		if isEmoji(r) {
			return i + size, signs
		}
		for length := min(len(t)-i, longestTie); length >= size; length -= size {
			if is := tieWords[string(t[i:i+length])]; is != 0 {
				return i + length, is
			}
		}
	}
	return i, 0
}

// readHandle reads what could be a name in Latin letters at i, and whether something in it marks it as one: a digit, a
// low line, a # with four digits, a point between two words, or that it is written a letter at a time.
func readHandle(t []byte, i int) (end int, marked bool) {
	for end = i; end < len(t) && end-i <= longestName && (isWord(t[end]) || bytes.IndexByte([]byte("_.-"), t[end]) >= 0); end++ {
		if isDigit(t[end]) || t[end] == '_' {
			marked = true
		}
	}
	for end > i && (t[end-1] == '.' || t[end-1] == '-') { // the end of a sentence
		end--
	}
	if marked {
		return end, true
	}
	if end+tagLength <= len(t) && tagged(t, end) >= 0 {
		return end + tagLength, true
	}
	if one, two, dotted := bytes.Cut(t[i:end], []byte(".")); dotted && len(one) > 2 && len(two) > 2 && !bytes.ContainsAny(two, ".-") && !zones[string(two)] && string(one) != "www" && !notNames[string(two)] && tieWords[string(two)] == 0 {
		return end, true
	}
	// m a y a 2 0 1 0 x, of which the first letters may stand together already
	at, letters, digits := end, 0, 0
	for at+1 < len(t) && t[at] == ' ' && isWord(t[at+1]) && (at+2 == len(t) || !isWord(t[at+2])) && letters < longestName {
		letters++
		if isDigit(t[at+1]) {
			digits++
		}
		at += 2
	}
	if letters >= 3 && (digits > 0 || letters >= 5) && (end-i == 1 || digits > 0) {
		return at, true
	}
	return end, false
}

// version tells v8.0.1 and such, which names no person.
func version(name []byte) bool {
	return name[0] == 'v' && len(bytes.Trim(name[1:], "0123456789.")) == 0
}

// readNumberName reads a number by which somebody is known, alone or a digit at a time, in either language's digits; not
// a day; whole: in one piece. It gives where it ends, 0 where it is none.
func readNumberName(t []byte, i int, whole bool) int {
	digits, end, gap, groups, first, later := 0, i, 0, 0, 0, 0
	chinese := false
	for i < len(t) && digits <= 15 {
		size, is := 1, isDigit(t[i])
		if t[i] >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRune(t[i:])
			is = numeral(r) >= 0
			chinese = chinese || is
		}
		switch {
		case is:
			if gap > 0 || groups == 0 {
				groups++
			}
			if digits, gap = digits+1, 0; groups == 1 {
				first++
			} else if groups == 2 {
				later++
			}
			end = i + size
		case gap == 0 && digits > 0 && (t[i] == ' ' || t[i] == '.' || t[i] == '-'):
			gap++
		default:
			if size == 1 && isWord(t[i]) && gap == 0 {
				return 0
			}
			i = len(t)
		}
		i += size
	}
	day := first == 4 && groups >= 3 && later <= 2
	if whole && first < fewestCalled || digits > 15 || day || digits < fewestCalled && !(groups == 1 && digits == 5 && !chinese) {
		return 0
	}
	return end
}

// tagged gives where a name begins that ends in # and four digits at i, as some places give them out; -1 where there is
// none, and where it is a thing that is numbered (bug #1234).
func tagged(t []byte, i int) int {
	if i < 4 || i+tagLength > len(t) || t[i] != '#' || i+tagLength < len(t) && isWord(t[i+tagLength]) {
		return -1
	}
	for _, c := range t[i+1 : i+tagLength] {
		if !isDigit(c) {
			return -1
		}
	}
	from := i
	for from > 0 && i-from < longestName && (isWord(t[from-1]) || t[from-1] == '_' || t[from-1] == '.') {
		from--
	}
	if i-from < 4 || from > 0 && t[from-1] == '/' || numberedThings[string(t[from:i])] {
		return -1
	}
	return from
}

var numberedThings = wordSet("bug issue room page item question task exercise number order lesson unit chapter slide problem group team table seat locker player ticket case version figure fig book house apt class test quiz level step " +
	"photo pic image day part note line card bus route flight track song video game round match commit pull request see")

// nameBefore gives where a name begins that is said to be in use at the place whose word stands at i; -1 where none is.
func nameBefore(t []byte, i int) int {
	if i < 6 || t[i-1] != ' ' {
		return -1
	}
	rest := bytes.TrimSuffix(t[:i-1], []byte(" my"))
	n := len(rest)
	if n < 6 || rest[n-3] != ' ' && rest[n-4] != ' ' {
		return -1
	}
	end := bytes.LastIndexByte(rest, ' ')
	switch string(rest[end+1:]) {
	case "on", "in", "at", "via":
	default:
		return -1
	}
	from, marked := end, false
	for from > 0 && end-from <= longestName && (isWord(rest[from-1]) || bytes.IndexByte([]byte("_.-"), rest[from-1]) >= 0) {
		from--
		marked = marked || isDigit(rest[from]) || rest[from] == '_'
	}
	if end-from < 3 || !isLetter(rest[from]) || version(rest[from:end]) {
		return -1
	}
	if from > 0 && rest[from-1] == '@' {
		return from - 1
	}
	if !marked {
		return -1
	}
	return from
}
