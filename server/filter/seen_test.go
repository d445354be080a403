package filter

import (
	"slices"
	"testing"

	"tongchuang/server/markdown"
	"tongchuang/server/post"
)

// judgedAsPosted judges a text as a post is: as it was written, and as it is read.
func judgedAsPosted(t *testing.T, f *Filter, text string, place post.Place) (Tier, []string) {
	t.Helper()
	tier, kinds := judged(f, text, place)
	html, err := markdown.Render(text, markdown.Options{IDPrefix: "p-", LineBreaks: place.Chat})
	if err != nil {
		t.Fatal(err)
	}
	if read, more := judged(f, markdown.Read(html), place); slices.Index(tiers, read) > slices.Index(tiers, tier) && tier == "" || read == Hold && tier == Hint {
		return read, more
	}
	return tier, kinds
}

// What was seen to be tried by those who wanted to be reached elsewhere, or to tell where they live. What only a person
// finds in a text is not here: Roman numerals, letters among the digits that are to be left out, a number over several
// posts, names told in sentences.
func TestWhatWasSeenToBeTriedWaitsForATeacher(t *testing.T) {
	t.Parallel()
	f := New()
	for what, lines := range map[string][]string{
		"numbers in groups": {
			"614 555 0134", "614.555.0134", "61 45 55 01 34", "614 5550 134", "614_555_0134", "614*555*0134", "614/555/0134", "614~555~0134", "(614)(555)(0134)", "614,555,0134", "614 + 555 + 0134", "614・555・0134", "614٫555٫0134",
			"6145550134th", "4310-555-416 backwards", "\u202e4310-555-416", "138-0013-8000", "电话 138 0013 8000", "我的号是 1380013 后面 8000", "0086 138 0013 8000", "+1 614 555 0134", "1-614-555-0134", "614‐555‐0134", "614—555—0134",
			"614-555-0134 3", "12 614-555-0134 7", "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 614-555-0134", "tel6145550134", "room 5: 6145550134", "614; 555; 0134", "my tel 555 0134", "tel 555 0134", "614 555 0134 (my tel)",
			"614=555=0134", "00 1 614 555 0134", "614...555...0134", "614’555’0134",
			"my number: 61, 45, 55, 01, 34", "phone 6,1,4,5,5,5,0,1,3,4", "my phone = 61455 50134", "我的电话 13 80 01 38 000", "手机：1380-0138-000",
		},
		"numbers in words": {
			"my number is six one four five five five oh one three four", "六一四五五五零一三四 打给我", "sixonefour 5550134", "six-1-four 555 zero134", "My digits: 6 1 4, then 5 5 5, then 0 1 3 4", "call me 6l4-555-Ol34",
			"一三八零零一三八零零零", "幺三八零零幺三八零零零", "壹叁捌零零壹叁捌零零零", "1三8零零1三8零0零", "138 0013 八零零零", "１３８零零壹３八零零零", "六百一十四 五百五十五 零一三四", "电话是六百一十四五百五十五一千零三十四", "six\none\nfour\n5\n5\n5\n0\n1\n3\n4",
			"my tel: five five five - 0134", "my number is six fourteen, five fifty five, oh one thirty four", "phone: six one four triple five zero one three four", "yī sān bā jiǔ èr yī sān bā jiǔ èr yī", "yao san ba ling ling yao san ba ling ling ling", "手机 一百三十八 零零一三 八千零一",
			"six one four, five five five, zero one three four", "six. one. four. five. five. five. zero. one. three. four.", "〡三八〇〇〡三八〇〇〇",
		},
		"numbers in other figures": {
			"⑥①④⑤⑤⑤⓪①③④", "6️⃣1️⃣4️⃣5️⃣5️⃣5️⃣0️⃣1️⃣3️⃣4️⃣", "𝟞𝟙𝟜𝟝𝟝𝟝𝟘𝟙𝟛𝟜", "६१४५५५०१३४", "６１４５５５０１３４", "㊅㊀㊃㊄㊄㊄⓪㊀㊂㊃", "㈥㈠㈣㈤㈤㈤⓪㈠㈢㈣", "⑴⑶⑻⑼⑵⑴⑶⑻⑼⑵⑴", "614😀555😀0134", "6\u200d1\u200d4\u200d5\u200d5\u200d5\u200d0\u200d1\u200d3\u200d4", "6\u03011\u03014\u03015550134",
			"614\u00ad555\u20600134", "%36%31%34-555-0134", "6145550134",
		},
		"numbers in marks": {
			"`614``555``0134`", "```\n614\n555\n0134\n```", "- 614\n- 555\n- 0134", "> 614\n> 555\n> 0134", "| 6 | 1 | 4 | 5 | 5 | 5 | 0 | 1 | 3 | 4 |\n|-|-|-|-|-|-|-|-|-|-|\n|a|", "| tel | 614 | 555 | 0134 |", "1. 6\n2. 1\n3. 4\n4. 5\n5. 5\n6. 5\n7. 0\n8. 1\n9. 3\n10. 4",
			"~~614~~555~~0134~~", "6&#x31;4 555 0134", "614&nbsp;555&nbsp;0134", "614&ensp;&shy;555&zwnj;0134", "614&#45;555&#45;0134", "\\614-555-0134", "6**1**4-555-0134", "`6`14-555-0134", "[614-555](x)-0134", "614[-](a)555[-](b)0134", "614-\n555-\n0134",
			"<!-- --> 614<b>555</b>0134", "614-555-<!-- -->0134", "614<br>555<br>0134", "![614](x) 555 0134", "![614-555-0134](http://a.b/c.png)", "![x](http://a.b/614-555-0134.png)", "![x](http://a.b/%36%31%34-%35%35%35-0134.png)", "![x](http://a.b/614&#45;555&#45;0134.png)",
			"[x](http://a.b \"614-555-0134\")", "[x](http://a.b?call=6145550134)", "[a](tel:6145550134)", "[x]: http://a.b/614-555-0134\n[x]",
		},
		"names at places of elsewhere": {
			"我在抖音叫 maya2010 搜我", "抖音号 maya2010x", "小红书号 123456789", "dy: maya2010x", "vx maya2010x", "➕v maya2010x", "➕V：maya2010x", "+v maya2010x", "加v：maya2010x", "V我 maya2010x", "v❤️maya2010x", "v: maya2010x", "v x : maya2010x", "加薇 maya2010x", "薇❤ maya2010x",
			"加我薇X", "微x：maya2010x", "威信 maya2010x", "卫星号 maya2010x", "绿泡泡 maya2010x", "小绿书找我 maya2010x", "微 信 号 ： m a y a 2 0 1 0 x", "w.x.maya2010x", "wеchat maya2010x", "weixin maya2010x", "wei xin: maya2010x", "we chat: maya2010x", "wee chat maya2010x", "wxid_abc123def", "vxmaya2010x",
			"加我 wx：ｍａｙａ２０１０ｘ", "微信：maya2010x", "V信maya2010x", "wx号maya2010x", "vх: maya2010x", "我微信和我的游戏名一样 maya2010", "my green app name: maya2010x", "企鹅号 123456789", "扣扣 123456789", "扣我 123456789", "球球 123456789", "q 123456789", "QQ：123456789", "Q Q 1 2 3 4 5 6 7 8 9",
			"add my q q  it is 123 456 789", "my insta is maya.2010", "insta → maya_2010", "ig maya.2010", "ig: maya.2010", "find me on snap, maya2010", "snap: maya2010", "snapchat username is the word maya then 2010", "my snap = maya twenty ten", "tiktok maya.dances", "discord: maya#1234", "maya#1234",
			"my discord is maya.2010", "add me on discord mayadances", "roblox name MayaCoolGirl12", "my roblox is MayaCoolGirl12", "fortnite MayaCoolGirl12", "telegram maya2010", "whatsapp me", "signal: maya.01", "B站搜 maya2010", "my username is maya2010", "原神 uid 123456789", "maya2010 on roblox",
			"douyin: maya2010x", "xhs: maya2010x", "小红薯号 maya2010x", "ins maya_2010", "sc: maya2010", "tg maya2010x", "tele maya2010", "add maya2010 on sc", "my @ is maya2010", "follow me on insta @mayarose", "my tiktok is @mayarose", "line id mayarose", "加v mayarose", "wxh: maya2010x",
			"twitter @maya_2010", "my steam is maya_2010", "line: maya_2010",
		},
		"pages of somebody's": {
			"t.me/maya2010", "wa.me/16145550134", "http://maya2010.carrd.co", "maya2010.carrd.co", "instagram.com/maya.2010", "https://www.instagram.com/maya.2010", "h t t p s : / / instagram . com / maya", "instagram dot com / maya", "https://snapchat.com/add/maya", "discord.gg/abcdef", "https://discord.gg/abcdef",
			"[x](https://instagram.com/maya2010 \"maya2010\")", "[x](http://instagram%2Ecom/maya)", "https://x.com/maya2010", "https://www.twitch.tv/maya", "https://space.bilibili.com/12345", "https://v.douyin.com/abc", "https://www.reddit.com/user/maya", "[a](weixin://dl/maya2010x)", "![x](https://instagram.com/maya2010)",
			"https://www.youtube.com/@maya", "https://maya.tumblr.com",
		},
		"addresses for mail": {
			"maya at gmail dot com", "maya (at) gmail (dot) com", "maya AT gmail.com", "maya at gmail", "m.a.y.a @ gmail", "maya🐒gmail🔴com", "maya爱特gmail点com", "maya圈a gmail 点 com", "maya艾特qq点com", "123456789 at qq", "moc.liamg@ayam read it backwards", "maya[@]gmail[.]com", "email: maya gmail com",
			"maya gmail com", "mayarose at outlook com", "gmail: maya.rose", "my mail is maya at the google one", "𝓂𝒶𝓎𝒶@𝑔𝓂𝒶𝒾𝓁.𝒸𝑜𝓂", "maya＠gmail．com", "maya@gmail。com", "maya＠ｇｍａｉｌ．ｃｏｍ", "mаyа@gmаil.cоm", "# maya\n@gmail.com", "[maya](mailto:maya@gmail.com)", "<a href=\"mailto:maya@gmail.com\">x</a>", "maya@g<b></b>mail.com", "maya\\@gmail\\.com",
			"maya&commat;gmail&period;com", "maya&#x40;gmail&#x2e;com", "maya%40gmail.com", "maya%40gmail%2ecom", "m-a-y-a-@-g-m-a-i-l-.-c-o-m", "m a y a @ g m a i l . c o m", "MAYA@GMAIL.COM", "maya gmail 点 com", "maya@gmail", "maya(a)gmail.com", "我的邮箱 maya2010 艾特 163",
		},
	} {
		for _, line := range lines {
			if tier, kinds := judgedAsPosted(t, f, line, inClass); tier != Hold || !slices.Contains(kinds, Contact) {
				t.Errorf("%s: %q is not held: %q %v", what, line, tier, kinds)
			}
		}
	}
	for _, line := range []string{
		"i live at 12 Elm Street, Columbus", "12 Elm St", "12 Elm Street, Columbus OH", "I live on Elm street number 12 next to the school", "我家在合肥市蜀山区长江西路100号3栋501", "住在长江路100号", "我住在12栋501", "我住12栋2单元501", "我家住在3号楼1203，来玩", "I live in apt 5B", "my home is apartment 12",
		"幸福街12号", "meet me at 12 Elm Street after school", "my password is hunter2",
	} {
		if tier, kinds := judgedAsPosted(t, f, line, inClass); tier != Hold || !slices.Contains(kinds, Private) {
			t.Errorf("%q is not held: %q %v", line, tier, kinds)
		}
	}
	if tier, _ := judged(f, "280 East Broad Street", inForum); tier != Hint {
		t.Errorf("an address that an adult says in public is %q", tier)
	}
}

// Emoji in words, tags, and pictures that are letters do not keep a word apart either.
func TestWordsForPicturesBetweenItsLettersDoNotDisguiseAWord(t *testing.T) {
	t.Parallel()
	f := New()
	for _, text := range []string{
		"f:heart:u:heart:c:heart:k you", "去[心]死[心]吧", "去[微笑]死[微笑]吧", "fu<b></b>ck", "f©u®c™k", "🅵😀🆄😀🅲😀🅺", "🇫😀🇺😀🇨😀🇰", "you id:monkey_face:iot", "f㊙️u㊙️c㊙️k", "废:x_x:物",
	} {
		if tier, kinds := judged(f, text, inClass); tier != Hold {
			t.Errorf("%q: %s %v", text, tier, kinds)
		}
	}
}
