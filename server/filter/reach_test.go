package filter

import (
	"slices"
	"testing"
)

// What somebody writes to be reached elsewhere, and what people in a class write that only looks like it, side by side.
func TestHowToBeReachedIsHeldAndWhatLooksLikeItIsNot(t *testing.T) {
	t.Parallel()
	f := New()
	for what, c := range map[string]struct{ held, free []string }{
		"a number in one piece": {
			[]string{"6145550134", "call or text 6145550134 tonight", "６１４５５５０１３４", "614\u200b555\u200b0134", "16145550134", "my cell 614555 0134", "六一四五五五零一三四", "13912345678", "我是17512345678", "我的號碼19912345678"},
			[]string{
				"pi is 3.14159265358979", "pi: 3141592653", "π 是 3141592653", "14159265358", "e = 2.7182818284, 2718281828", "2026112310", "2026122315", "1700000000", "the population is 8045311000 people", "人口 8045311000 人", "¥6145550134", "$6145550134",
				"ISBN 7115276536", "ISBN 2345678901", "2333333333", "66666666666", "8888888888", "5555555555哈哈", "1234567890", "9876543210", "12345678910", "我們班的總分是 2345 678", "20261124",
			},
		},
		"a digit at a time": {
			[]string{"6 1 4 5 5 5 0 1 3 4", "6-1-4-5-5-5-0-1-3-4", "614 - 555 - 0134", "1 3 9 1 2 3 4 5 6 7 8", "6.1.4.5.5.5.0.1.3.4"},
			[]string{
				"1 2 3 4 5 6 7 8 9 10", "10 9 8 7 6 5 4 3 2 1", "9 8 7 6 5 4 3 2 1 0", "21 23 25 27 29", "比分 21:19, 18:21, 21:17", "25 30 35 40 45 50", "3 1 4 1 5 9 2 6 5 3", "10:30 11:15 12:00 13:45",
				"2 4 6 8 10 12 14", "2026-11-24 10:30", "11/24/2026 14:30", "250 + 300 = 550, 4000 - 3000 = 1000",
			},
		},
		"numerals behind the word for a place": {
			[]string{"Q号一二三四五六七九八", "q号 九五二七八三一", "我微信一三八二二七六五", "QQ：八八二三四一七", "電話六二九零一二三四", "Q號：7654321"},
			[]string{"我们微信群有三五个人", "手机电话二三十块一个", "微信 2026-11-24 更新", "QQ 音乐里有一首歌", "一二三四五六七八九十，我们一起数", "電話是一八七六年發明的"},
		},
		"a name behind the word for a place": {
			[]string{"snap: maya_2010", "my snap is maya_2010", "ig: @maya.2010", "my ig is maya_rose", "抖音搜 maya_2010", "微信搜maya2010", "my insta: maya2010", "kik maya_2010", "小红书叫 rain2011", "微信號是 rainrain"},
			[]string{
				"oh snap, I forgot", "snap a photo of chart_2", "let's snap a picture", "WeChat is what we use, with stickers", "抖音很好看，你们有吗", "我在抖音上看到一只猫", "TikTok: dances are fun", "微信是什么？", "QQ 是 1999 年的", "is WhatsApp blocked there?",
				"用微信叫车很方便", "小紅書上有很多食譜",
			},
		},
		"a name before the word for a place": {
			[]string{"@maya_2010 on snap", "maya_2010 on insta", "find rain2011 on wechat", "I'm @maya.rose on my discord", "@maya on Telegram"},
			[]string{"I saw it on snap", "@maya is it on WeChat", "we chat on wechat", "people post photos on instagram", "our class on Discord", "@小雨 on my way"},
		},
		"digits in words, or in letters that look like them": {
			[]string{"my number is six one four five five five oh one three four", "sixonefour 5550134", "call me 6l4-555-Ol34", "614,555,0134", "614·555·0134"},
			[]string{
				"one two three four five six seven eight nine ten", "two of us, one of them, three four times", "250, 300, 4000", "12,345,678", "pages 12,13,14,15", "614 + 555 = 1169", "scores 21,18,21,17",
				"oh one more thing, zero", "I saw a one-eyed cat, two dogs, three birds, four fish, five ants", "the answer is two, not 3456789",
			},
		},
		"what children call the places": {
			[]string{
				"加v：maya2010x", "+v maya2010x", "V我 maya2010x", "加薇 maya2010x", "dy: maya2010x", "q 123456789", "扣我 123456789", "球球 123456789", "ig maya.2010", "find me on snap, maya2010", "discord: maya#1234",
				"roblox name MayaCoolGirl12", "we chat: maya2010x", "signal: maya.01", "小绿书找我 maya2010x", "my snap = maya_2", "instagram.com/maya.2010", "http://maya2010.carrd.co",
			},
			[]string{
				"q 2 asks about x", "Q1 2026 and Q2 2025", "v我50", "加v的时候", "dy/dx = 2", "signal 2 is red", "we chat about it", "球球 2 个", "我加q了", "instagram is fun", "ig is short for instagram",
			},
		},
		"an address with signs in brackets, in words, or cut off": {
			[]string{"maya[@]gmail[.]com", "maya爱特gmail点com", "m.a.y.a @ gmail", "maya2010 at gmail"},
			[]string{"I have an account at gmail", "look at yahoo", "meet @ home"},
		},
		"an address, a letter at a time": {
			[]string{"m a y a @ g m a i l . c o m", "m a y a 2 0 1 0 @ q q . c n", "write x y @ q q . c o m please"},
			[]string{"@ a b c", "a b c d e f g @ home", "f @ c e", "I @ you", "@maya @小雨 @tom", "x @ y . z"},
		},
	} {
		for _, text := range c.held {
			if tier, kinds := judged(f, text, inClass); tier != Hold || !slices.Contains(kinds, Contact) {
				t.Errorf("%s: %q is not held: %s %v", what, text, tier, kinds)
			}
			if tier, _ := judged(f, text, inForum); tier != Hint {
				t.Errorf("%s: for an adult in public %q is %q", what, text, tier)
			}
		}
		for _, text := range c.free {
			if tier, kinds := judged(f, text, inClass); tier != "" {
				t.Errorf("%s: %q is %s %v", what, text, tier, kinds)
			}
		}
	}
}

// Keys, flags and boxes have letters and digits in them, which must not keep a word apart, or hide in it.
func TestPicturesBetweenItsLettersDoNotDisguiseAWord(t *testing.T) {
	t.Parallel()
	f := New()
	for _, text := range []string{
		"f🆗u🆗c🆗k you", "fu1️⃣ck", "f#️⃣u#️⃣c#️⃣k", "fu🇨🇳ck", "f🅰️u🅰️c🅰️k", "f😀u😀c😀k", "fuℹ️ck", "🅵🆄🅲🅺", "🇫🇺🇨🇰 you", "you id👨‍👩‍👧iot",
		"去🆗死🆗吧", "去🇨🇳死吧", "廢🈚物", "去😂死😂吧", "脑👍🏽残", "去7️⃣死7️⃣吧", "加我微🆒信", "138😀0013😀8000",
	} {
		if tier, kinds := judged(f, text, inClass); tier != Hold {
			t.Errorf("%q: %s %v", text, tier, kinds)
		}
	}
	for _, text := range []string{
		"哈哈😂太好了👍", "I ❤️ NY", "we🎉won 3️⃣:1️⃣", "🇨🇳🇺🇸 friends", "好🆒，我们走吧", "step 1️⃣ then 2️⃣", "加油💪大家", "LA🌴trip", "©2026 our class", "去🏞️公园", "電影🎬很好看",
	} {
		if tier, kinds := judged(f, text, inClass); tier != "" {
			t.Errorf("%q: %s %v", text, tier, kinds)
		}
	}
	var l look
	l.read(f.matcher.Load(), "好 1️⃣去7️⃣死🆗吧 f🆗u🆗c🆗k")
	runes := []rune("好 1️⃣去7️⃣死🆗吧 f🆗u🆗c🆗k")
	var marked []string
	for _, m := range l.found {
		marked = append(marked, string(runes[m.Start:m.End]))
	}
	if !slices.Contains(marked, "去7️⃣死🆗吧") || !slices.Contains(marked, "f🆗u🆗c🆗k") {
		t.Errorf("marked are %q", marked)
	}
}
