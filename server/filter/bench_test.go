package filter

import (
	"strings"
	"testing"
)

// posts are of the length that people write in a forum and a class.
var posts = map[string]string{
	"chat":    "大家好！今天我们去河边看了水质，pH 值是 7.2，你们那边呢？",
	"english": "Yesterday we walked along the river and counted eleven bridges; the oldest is from 1896, and it still carries trams. What do your bridges look like? I would love to see pictures of the one near your school, and to hear who built it.",
	"article": strings.Repeat("我们今天学习了 a new song about the river, 很好听。", 100),
	"email":   "Our teacher asked us to write an email to the museum, because they don't answer the phone. Who would like to help me with that email? We can meet at the library after school and write it.",
	"contact": "you can write to me at maya.rose@example.com, I read my mail every evening; my wechat is maya_2010",
	"names":   "We use WeChat at school, call it 微信; my phone is old, so I write with 13 others from the same street.",
}

func BenchmarkJudge(b *testing.B) {
	f := New()
	for name, text := range posts {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				f.Judge(text, inClass)
			}
		})
	}
}

func BenchmarkJudgeTheWorstSixtyKilobytes(b *testing.B) {
	f := New()
	for name, piece := range map[string]string{
		"at": "a@", "wechat": "wechat ", "digits": "1 ", "dots": "a.", "numerals": "一", "roads": "1 st ", "mail": "a at b ", "insults": "去死吧", "qq": "qq:", "marks": "a\u0301",
	} {
		text := strings.Repeat(piece, 60_000/len(piece))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f.Judge(text, inClass)
			}
		})
	}
}

func BenchmarkCompilingTheLists(b *testing.B) {
	for b.Loop() {
		newMatcher(defaults, nil)
	}
}
