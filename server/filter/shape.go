package filter

import "regexp"

// cue is what a word in a text gives reason to look for.
type cue uint8

const (
	cueMail  cue = 1 << iota // an address for mail, spelled out
	cueName                  // what somebody is called elsewhere
	cuePhone                 // a number to call
	cueHome                  // somebody speaks of where they live
	cueRoad                  // a road, a house
)

// cues are the words. They are in the same machine as the lists, so that a text without one costs nothing more.
var cues = cueWords(map[cue]string{
	cueMail: "艾特|邮箱|(at)|[at]|{at}|dot com|dot cn|dot net|dot org|点com|点 com|点cn|gmail|hotmail|foxmail|e-mail|email",
	cueName: "微信*|wechat*|weixin*|薇信|威信|徽信|维信|卫星号|vx*|wx*|v信|qq*|扣扣|企鹅号|whatsapp*|telegram*|电报号|line id*|lineid*|instagram*|insta*|" +
		"snapchat*|discord*|kik|抖音*|小红书*|微博*|facebook*|skype*|kakao*|tiktok*|my ig",
	cuePhone: "电话|手机|手机号|打给我|号码|联系我|短信|call|phone|tel|mobile|cell|text me|number is|微信*|qq*|whatsapp*",
	cueHome:  "我住|我家|住在|住址|地址|i live|my home|my house|my address|we live",
	cueRoad:  "路|街|大道|巷|胡同|弄|小区|号楼|单元|street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|apt",
})

func cueWords(by map[cue]string) map[string]cue {
	words := map[string]cue{}
	for c, list := range by {
		for _, word := range regexp.MustCompile(`[^|]+`).FindAllString(list, -1) {
			words[word] |= c
		}
	}
	return words
}

// How things look in a folded text. Names elsewhere have a letter first and a digit, a sign or a naming word, or they
// would be any word.
var (
	mailPlain   = regexp.MustCompile(`[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}`)
	mailSpelled = regexp.MustCompile(`[a-z0-9][a-z0-9._+-]+ ?(?:@|艾特|[\[({<] ?at ?[\])}>]| at ) ?[a-z0-9-]+ ?(?:\.|。|点| dot |[\[({<] ?dot ?[\])}>]) ?(?:com|cn|net|org|edu|gov|io|me|co|info|hk|tw|uk|us|de|fr|ru)\b`)
	mailHalf    = regexp.MustCompile(`(?:邮箱|e-?mail)(?:地址|号| address)?(?: is|是|:| :)? ?[a-z0-9][a-z0-9._+-]{3,} ?(?:@|艾特| at )`)

	named = regexp.MustCompile(`(?:(?:微信|薇信|威信|徽信|维信|v信|qq|扣扣|抖音|小红书|微博)(?:号码?|id|账号|帐号|群号?)?|卫星号|企鹅号|电报号|\b(?:wechat|weixin|vx|wx|whats ?app|telegram|line id|lineid|instagram|insta|my ig|snapchat|discord|kik|facebook|skype|kakao(?: ?talk)?|tiktok|qq)(?: (?:id|number|name|username|handle|account)\b)?)` +
		`(?:[ :=,是为叫)→>-]|是| is\b){0,4}@?([a-z][a-z0-9_.-]*[0-9_][a-z0-9_.-]*|[0-9]{5,12}\b)`)
	namedPlainly = regexp.MustCompile(`(?:(?:微信|薇信|威信|徽信|v信|qq|扣扣)(?:号码?|id|账号|帐号)|(?:微信|薇信|威信|徽信|vx|wx)[:=]|\b(?:wechat|weixin|vx|whats ?app|telegram|line|instagram|insta|snapchat|discord|kik|skype|qq)(?: (?:id|number|username|handle)\b|:)|\bmy (?:wechat|weixin|vx|telegram|instagram|insta|ig|snapchat|discord|kik|skype|qq) is\b)` +
		`(?:[ :=是为叫]| is\b){0,3}@?([a-z][a-z0-9_.-]{4,24})`)
	notNames = regexp.MustCompile(`^(?:great|better|broken|down|not|very|good|really|working|called|used|blocked|banned|where|which|when|what|that|this|there|their|about|and|because|works?|still|only|faster|easy|popular|allowed|number|account|group|groups|please|should|would)$`)

	callNumber = regexp.MustCompile(`(?:电话|手机|手机号|号码|打给我|联系我|短信|微信|qq|whatsapp|\bcall(?: me)?|\bphone|\btel|\bmobile|\bcell|\btext me|\bnumber is)[^0-9一二三四五六七八九零〇]{0,12}$`)

	chineseRoad = regexp.MustCompile(`(?:路|街|大道|巷|胡同|弄) ?[0-9一二三四五六七八九十百]{1,5} ?(?:号|弄)|[0-9一二三四五六七八九十a-z]{1,4} ?(?:栋|幢|号楼|座) ?[0-9一二三四五六七八九十]{0,3} ?(?:单元)? ?[0-9一二三四五六七八九十零〇]{1,5} ?(?:室|房|户)`)
	englishRoad = regexp.MustCompile(`\b[0-9]{1,5} (?:[nsew]\.? |north |south |east |west )?[a-z0-9']+(?: [a-z']+){0,2} (?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court)\b`)
)

// shapes looks for what has a shape, where a cue for it stands; names elsewhere also where the cue was disguised.
func (l *look) shapes(seen, disguised cue) {
	f := &l.plain
	if f.digits >= 7 {
		numbers(f.text, func(n *number) {
			switch {
			case n.identity():
				l.add(f, n.start, n.end, Match{Tier: Hold, Kind: Private})
			case n.phone(), seen&cuePhone != 0 && len(n.digits) <= 15 && callNumber.Match(f.text[max(0, n.start-40):n.start]):
				l.add(f, n.start, n.end, Match{Tier: Hold, Kind: Contact})
			}
		})
	}
	if f.mails > 0 {
		l.each(f, mailPlain, Hold, Contact)
	}
	if f.mails > 0 || seen&cueMail != 0 {
		l.each(f, mailSpelled, Hold, Contact)
		l.each(f, mailHalf, Hold, Contact)
	}
	if seen&cueName != 0 {
		l.names(f)
	} else if disguised&cueName != 0 {
		l.names(&l.bare)
	}
	if seen&cueRoad != 0 {
		tier := Hint
		if seen&cueHome != 0 {
			tier = Hold
		}
		l.each(f, chineseRoad, tier, Private)
		l.each(f, englishRoad, tier, Private)
	}
}

// names looks for what somebody is called elsewhere.
func (l *look) names(f *folded) {
	l.each(f, named, Hold, Contact)
	for _, at := range namedPlainly.FindAllSubmatchIndex(f.text, -1) {
		if !notNames.Match(f.text[at[2]:at[3]]) {
			l.add(f, at[0], at[1], Match{Tier: Hold, Kind: Contact})
		}
	}
}

func (l *look) each(f *folded, shape *regexp.Regexp, tier Tier, kind string) {
	for _, at := range shape.FindAllIndex(f.text, -1) {
		l.add(f, at[0], at[1], Match{Tier: tier, Kind: kind})
	}
}
