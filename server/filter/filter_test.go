package filter

import (
	"slices"
	"testing"

	"tongchuang/server/post"
)

var inClass, inForum = post.Place{Class: true, Student: true, Chat: true}, post.Place{}

// judged says what is done about a text: the worst tier, or "".
func judged(f *Filter, text string, place post.Place) (Tier, []string) {
	found := f.Judge(text, place)
	switch {
	case found.Block:
		return Block, found.Kinds
	case found.Hold:
		return Hold, found.Kinds
	case len(found.Kinds) > 0:
		return Hint, found.Kinds
	}
	return "", nil
}

func TestAnAttackIsHeldHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	f := New()
	for _, c := range []struct {
		text string
		tier Tier
		kind string
	}{
		{"你去死吧", Block, Threat},
		{"去死吧！", Hold, Threat},
		{"去 死 吧", Hold, Threat},
		{"去*死*吧", Hold, Threat},
		{"去\u200b死\u2060吧", Hold, Threat},
		{"你這個廢物", Hold, Abuse},
		{"廢 物", Hold, Abuse},
		{"腦殘", Hold, Abuse},
		{"脑.残", Hold, Abuse},
		{"傻Ｂ", Hold, Abuse},
		{"NMSL", Hold, Abuse},
		{"n m s l", Hold, Abuse},
		{"滾回去", Hold, Abuse},
		{"You idiot!", Hold, Abuse},
		{"Y0u 1d10t", Hold, Abuse},
		{"yоu іdіоt", Hold, Abuse}, // Cyrillic
		{"ｙｏｕ　ｉｄｉｏｔ", Hold, Abuse},
		{"𝓎𝑜𝓊 𝒾𝒹𝒾𝑜𝓉", Hold, Abuse},
		{"you íd̷i̷ö̶t", Hold, Abuse},
		{"f.u.c.k you", Hold, Profanity},
		{"f u c k", Hold, Profanity},
		{"fuuuuuck", Hold, Profanity},
		{"FU\u00adCK", Hold, Profanity},
		{"🅵🆄🅲🅺", Hold, Profanity},
		{"sh!t", Hint, Profanity},
		{"$hit happens", Hint, Profanity},
		{"go   kill\nyourself", Block, Threat},
		{"K Y S", Block, Threat},
		{"I’ll kill you", Hold, Threat},
		{"我不想活了", Hold, Distress},
		{"i want to kill myself", Hold, Distress},
		{"别理他，闭嘴", Hint, Abuse},
	} {
		if tier, kinds := judged(f, c.text, inClass); tier != c.tier || !slices.Contains(kinds, c.kind) {
			t.Errorf("%q: %s %v, want %s for %s", c.text, tier, kinds, c.tier, c.kind)
		}
	}
}

func TestInnocentWordsAreLeftAlone(t *testing.T) {
	t.Parallel()
	f := New()
	for _, text := range []string{
		"Scunthorpe has a class of assassins in Essex, a classic assessment",
		"I skilled your selfie", "Dickens wrote about the cockpit of a Hancock",
		"我们在研究废物利用和固体废物的处理", "這些廢物回收以後可以做肥料", "他患有脑部疾病", "做爱心早餐", "她来自残疾人学校",
		"人工智能用神经网络", "这是一次性交流活动", "树立威信号召大家", "妈妈的手艺很好", "我操场上见你", "想死你们了！",
		"See you at 7.30 on 2026-11-24, room 301", "The population is 8,650,000 and 1,380,013,800 in 2020",
		"1920 1080 720", "ISBN 978-3-16-148410-0", "2026-11-23 10:30:00", "v1.2.3-4567890", "0x1234567890ab",
		"一二三四五六七，七六五四三二一，我们一起数", "We use WeChat at school and it is great", "我们用微信聊天，很方便",
		"my teacher says WhatsApp is blocked in China", "a b c d e f g, that is the alphabet song",
		"@maya and @小雨, are you there? @mary.jane", "meet at the park at noon", "Is there a dot at the end?",
		"我们家住在合肥，你们呢？", "I live in Columbus, near a river", "11月3号下午2点", "我坐3路公交车去学校",
		"3 + 4 = 7 and 10 / 2 = 5", "哈哈哈哈哈哈哈", "sooooo good!!!", "C3PO and R2D2", "ok ok ok", "好 的 好 的",
	} {
		if tier, kinds := judged(f, text, inClass); tier != "" {
			t.Errorf("%q: %s %v", text, tier, kinds)
		}
	}
}

func TestContactDetailsAreFoundInEitherLanguageHoweverTheyAreHidden(t *testing.T) {
	t.Parallel()
	f := New()
	for _, text := range []string{
		"13800138000", "我的手机：138 0013 8000", "+86 138-0013-8000", "１３８００１３８０００", "一三八零零一三八零零零", "幺三八〇〇幺三八〇〇〇",
		"1 3 8 0 0 1 3 8 0 0 0", "壹叁捌零零壹叁捌零零零", "①③⑧00①③⑧000", "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", "0551-62901234", "0912-345-678",
		"Call me: 614-555-0123", "(614) 555-0123", "614.555.0123", "+1 614 555 0123", "1-614-555-0123", "call me 6145550123", "+44 20 7946 0958",
		"tom@example.com", "tom＠example。com", "tom @ example . com", "tom (at) example (dot) com", "tom at example dot com", "小明xm艾特qq点com", "我的邮箱 xiaoming艾特163",
		"微信号：abc_123", "加我微信 abc12345", "我的VX: lily2010", "v信 lily2010", "薇信lily2010", "wechat id lilyrose", "my wechat is lilyrose", "微 信：lily2010",
		"QQ 123456789", "我的扣扣123456789", "qq群：7654321", "WhatsApp +1 (614) 555-0123", "my insta is lily.rose_9", "Telegram: @lilyrose", "add me on snap", "snapchat lily_9",
		"add me on discord lily#1234", "https://t.me/lilyrose", "chat.whatsapp.com/AbCdEf", "discord.gg/abc", "加我微信吧", "掃碼加我", "留個聯繫方式", "Line ID: lily99",
		"微信同号 13800138000", "w e c h a t: lily_2010",
	} {
		if tier, kinds := judged(f, text, inClass); tier != Hold || !slices.Contains(kinds, Contact) {
			t.Errorf("%q is not held in a class: %s %v", text, tier, kinds)
		}
	}
}

func TestPrivateDataAreHeld(t *testing.T) {
	t.Parallel()
	f := New()
	for _, text := range []string{
		"11010519491231002X", "身份证 110105 19491231 002x", "１１０１０５１９４９１２３１００２Ｘ",
		"我家在长江路 100 号 3 栋 201 室", "我住在幸福街12号", "地址：合肥市徽州大道三十八号", "I live at 120 East Main Street", "my home is 4 Elm St",
	} {
		if tier, kinds := judged(f, text, inClass); tier != Hold || !slices.Contains(kinds, Private) {
			t.Errorf("%q: %s %v", text, tier, kinds)
		}
	}
	if tier, _ := judged(f, "110105194912310021", inClass); tier != "" {
		t.Errorf("a number with another check is held: %s", tier)
	}
	if tier, _ := judged(f, "The museum is at 280 East Broad Street", inClass); tier != Hint {
		t.Errorf("a public address is %q", tier)
	}
}

func TestAnAdultInPublicIsRemindedOfTheirContactDetailsAndAStudentHeld(t *testing.T) {
	t.Parallel()
	f := New()
	text := "Write to me: tom@example.com, or 614-555-0123"
	for _, c := range []struct {
		place post.Place
		want  Tier
	}{{inForum, Hint}, {post.Place{Student: true}, Hold}, {post.Place{Class: true}, Hold}} {
		if tier, _ := judged(f, text, c.place); tier != c.want {
			t.Errorf("%+v: %s", c.place, tier)
		}
	}
	if tier, _ := judged(f, "11010519491231002X", inForum); tier != Hold {
		t.Errorf("an identity number in public is %q", tier)
	}
}

func TestAMatchPointsIntoTheTextAsItWasWritten(t *testing.T) {
	t.Parallel()
	f := New()
	for text, want := range map[string]string{
		"哎呀😀，去 死 吧，你":               "去 死 吧",
		"Well — ｙｏｕ　ｉｄｉｏｔ!":         "ｙｏｕ　ｉｄｉｏｔ",
		"e\u0301e\u0301 FU\u00adCK": "FU\u00adCK",
		"我的号码：①③⑧00138000？":         "①③⑧00138000",
	} {
		var l look
		l.read(f.matcher.Load(), text)
		runes := []rune(text)
		ok := false
		for _, m := range l.found {
			ok = ok || string(runes[m.Start:m.End]) == want
		}
		if !ok {
			t.Errorf("%q: %+v does not mark %q", text, l.found, want)
		}
	}
}

func TestAnOperatorsEntryTakesThePlaceOfTheProgramsOwn(t *testing.T) {
	t.Parallel()
	f := New()
	f.use([]Entry{
		{Pattern: "龙虾", Language: "zh", Tier: Hold, Kind: Other},
		{Pattern: "龙虾节", Language: "zh", Tier: Hint, Kind: Other, Allow: true},
		{Pattern: "Shut Up", Language: "en", Tier: Hint, Kind: Other, Allow: true},
	})
	for text, want := range map[string]Tier{"我爱龍蝦": Hold, "龍蝦節快樂": "", "shut up": "", "you idiot": Hold} {
		if tier, _ := judged(f, text, inClass); tier != want {
			t.Errorf("%q: %q, want %q", text, tier, want)
		}
	}
}

// Whatever is written: what is found stands in it, and twice the text takes no more than about twice the steps. The steps
// are those of what looks at shapes; the machine of the lists takes one for each byte.
func FuzzJudge(f *testing.F) {
	for _, s := range []string{
		"f.u.c.k", "1️⃣3️⃣8", "去 死 吧", "@@@", "a.", ".a", "\xff", "一", "11010519491231002x", "微信", "1 2 3 4 5 6 7", "614 + 555 + 0134", "六百一十四 五百五十五", "six one four", "my digits: 6 1 4, then 5 5 5", "maya🐒gmail🔴com",
		"m-a-y-a-@-g-m-a-i-l-.-c-o-m", "%36%31%34", "backwards 4310-555-416", "\u202e4310", "w.x.maya2010", "v: maya_2", "maya#1234", "instagram . com / maya", "q 123456", "<b>1</b>", ":heart:", "[微笑]", "我住在12栋501", "12 Elm St", "apt 5b i live", "maya at gmail", "maya(a)gmail.com", "tel6145550134",
	} {
		f.Add(s)
	}
	filter := New()
	f.Fuzz(func(t *testing.T, s string) {
		var l look
		l.read(filter.matcher.Load(), s)
		length := len([]rune(s))
		for _, m := range l.found {
			if m.Start < 0 || m.End <= m.Start || m.End > length {
				t.Fatalf("%q: %+v", s, m)
			}
		}
		few := 2_000 + 20*len(s) // what is looked at only if there is enough of it, and what two halves make where they meet
		once := l.steps + l.number.steps
		l.read(filter.matcher.Load(), s+s)
		if twice := l.steps + l.number.steps; twice > 3*once+few {
			t.Fatalf("%q takes %d steps, twice of it %d", s, once, twice)
		}
	})
}
