package language

import (
	"strings"
	"testing"
)

func TestALineOfChatGetsItsLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text      string
		preferred Tag
		want      Tag
	}{
		// English
		{"Hi everyone, what time is it in Hefei?", "", En},
		{"ok", ZhHans, En},
		{"lol", "", En},
		{"I", "", En},
		{"My favourite dish is 饺子, we make them together", ZhHans, En},
		{"Teacher said 加油 means add oil", "", En},
		{"naïve café", "", En},
		{"don't worry, it's fine", ZhHant, En},
		// simplified
		{"大家好，我叫李明，来自合肥", "", ZhHans},
		{"你们那边几点了？", "", ZhHans},
		{"我今天有个meeting", "", ZhHans},
		{"我们的project deadline是下周Friday", "", ZhHans},
		{"哈哈哈，这个好好玩lol", "", ZhHans},
		{"把文件传到 Google Drive 里吧", "", ZhHans},
		{"说", En, ZhHans},
		{"谢谢老师！", ZhHant, ZhHans},
		// traditional
		{"大家好，我叫陳怡君", "", ZhHant},
		{"你們那邊幾點了？", ZhHans, ZhHant},
		{"這個軟體很好用", "", ZhHant},
		{"說", ZhHans, ZhHant},
		{"我哋聽日見", "", ZhHant},
		// either script
		{"你好", "", Zh},
		{"你好", En, Zh},
		{"你好", ZhHans, ZhHans},
		{"你好", ZhHant, ZhHant},
		{"好", ZhHant, ZhHant},
		{"哈哈哈哈", "", Zh},
		{"早上好，大家", ZhHans, ZhHans},
		{"着急", ZhHant, ZhHant},
		{"说說", "", Zh},
		{"说說", ZhHant, ZhHant},
		// both languages
		{"Hello everyone, nice to meet you all! 大家好，很高兴认识你们大家！", "", Mixed},
		{"See you on Monday at eight.\n我们星期一八点见，别迟到了。", ZhHans, Mixed},
		{"歡迎來到我們的教室，請坐。 Welcome to our classroom, please sit down.", "", Mixed},
		// left out
		{"https://example.com/some/long/english/path 看这个", "", ZhHans},
		{"看这个：https://example.com/a-b-c?d=the+answer。很有意思", "", ZhHans},
		{"@Johnny_Appleseed @mary.jane 你们在吗", "", ZhHans},
		{"@王小明 are you there?", "", En},
		{"@王小明你们在吗", "", ZhHans},
		{"> I think we should start with the river project\n\n同意！我们先做河流的。", "", ZhHans},
		{"> 我们先做河流的项目\n\nI agree with that.", "", En},
		{"请运行 `git commit --all --message done` 然后告诉我", "", ZhHans},
		{"```\nfunc main() { println(\"hello world\") }\n```\n早上好", "", Zh},
		{"```\nfunc main() { println(\"hello world\") }\n```\n早上好", ZhHant, ZhHant},
		{"~~~~\n~~~\n说明\n~~~~\nhello there", "", En},
		{"写信到 long.english.address@mail.example.com 吧，谢谢", "", ZhHans},
		{"[河流项目](https://example.com/the/river/project/of/ours)", "", ZhHans},
		{"太好了 :D :P", "", Zh},
		{"&nbsp;&amp;你们", "", ZhHans},
		{"> 只有引用，没有别的", "", ZhHans},
		// no words
		{"", ZhHans, Undetermined},
		{" \n\t", "", Undetermined},
		{"👍👍🎉", ZhHans, Undetermined},
		{"12345", En, Undetermined},
		{"2026-11-23 10:30", "", Undetermined},
		{"……！？。", ZhHant, Undetermined},
		{"https://example.com", En, Undetermined},
		{"@mary", En, Undetermined},
		{":D", En, Undetermined},
		{"`code`", En, Undetermined},
		// other languages
		{"Привет, как дела?", En, Undetermined},
		{"こんにちは、元気ですか", ZhHans, Undetermined},
		{"今日は学校へ行きます", ZhHans, Undetermined},
		{"안녕하세요 여러분", "", Undetermined},
		{"שלום לכולם", "", Undetermined},
		{"བཀྲ་ཤིས་བདེ་ལེགས།", "", Undetermined},
		{"他们在优の良品买东西", "", ZhHans},
		{"Привет means hello in Russian, we learned it", "", En},
	} {
		if got := Detect(c.text, c.preferred); got.Tag != c.want {
			t.Errorf("%q by an author of %q is taken for %s (%+v), want %s", c.text, c.preferred, got.Tag, got, c.want)
		}
	}
}

func TestTheScriptOfAMixedTextIsKnown(t *testing.T) {
	t.Parallel()
	d := Detect("歡迎來到我們的教室，請坐。 Welcome to our classroom, please sit down.", "")
	if d.Tag != Mixed || d.Script != ZhHant {
		t.Errorf("%+v", d)
	}
	if d := Detect("only English", ZhHant); d.Script != "" {
		t.Errorf("a script without Chinese: %+v", d)
	}
}

func TestCharactersOfOneScriptAreTold(t *testing.T) {
	t.Parallel()
	for _, r := range "们说车这边为发龙东门马" {
		if !OnlySimplified(r) || OnlyTraditional(r) {
			t.Errorf("%c is not taken for simplified", r)
		}
	}
	for _, r := range "們說車這邊為發龍東門馬" {
		if OnlySimplified(r) || !OnlyTraditional(r) {
			t.Errorf("%c is not taken for traditional", r)
		}
	}
	for _, r := range "里后台着床群温只云好a1、🎉あ\U00020BB7" {
		if OnlySimplified(r) || OnlyTraditional(r) {
			t.Errorf("%c stands in both scripts or in none", r)
		}
	}
}

func TestOnlyOurTagsAreParsed(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"en", "zh", "zh-Hans", "zh-Hant", "mixed", "und"} {
		if got, ok := Parse(s); !ok || string(got) != s {
			t.Errorf("Parse(%q) = %q, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "fr", "ZH", "zh-TW"} {
		if _, ok := Parse(s); ok {
			t.Errorf("Parse(%q) is taken", s)
		}
	}
	if !Zh.Chinese() || !ZhHant.Chinese() || En.Chinese() || Mixed.Chinese() {
		t.Error("Chinese does not tell Chinese")
	}
}

func FuzzDetect(f *testing.F) {
	for _, s := range []string{"a`b``c", "[](", "<a", "@", "@好", "&a;", "> ", "```\n", "https://", "it's", "\xff\xed\xa0\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := Detect(s, "")
		if _, ok := Parse(string(d.Tag)); !ok || d.Han < 0 || d.Words < 0 || d.Han+d.Words+d.Other > len(s) {
			t.Fatalf("%q: %+v", s, d)
		}
	})
}

var sink Detection

func BenchmarkDetectALineOfChat(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		sink = Detect("我们的project deadline是下周Friday，别忘了", "")
	}
}

func BenchmarkDetectTheWorstTwentyKilobytes(b *testing.B) {
	for name, s := range map[string]string{
		"article": strings.Repeat("我们今天学习了 a new song about the river。", 400), "backticks": strings.Repeat("`a``b```", 2500),
		"brackets": strings.Repeat("](", 10000), "tags": strings.Repeat("<a ", 7000),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				sink = Detect(s, "")
			}
		})
	}
}
