package filter

import (
	"strings"
	"testing"
	"time"
)

// The worst that we could think of takes below 50 ms for 60 KB; a machine under load is slow, not wrong. What is
// quadratic takes minutes.
func TestNoTextIsExpensiveToJudge(t *testing.T) {
	t.Parallel()
	f := New()
	for _, piece := range []string{
		"a@", "@a", "a@b.", "wechat ", "微信", "微信:a", "1 ", "12-", "一", "1 st ", "a at b ", "去死吧", "qq:", "a.", "去*", "a\u0301", "f u ", "aaa", "4$", "1 main street ", "line id ", "电话1234567 ",
		"m-a-", "my number 1, ", "w.x.", "reverse 1 ", "614 then ", "maya gmail ", ":ab:", "<b>", "%41", "a#1234", "一百", "six ", "a@gmail ", "x at ", "[好]", "🅰😀", "v: ", "instagram . com ", "q 1", "614-555-", "call 1, ", "\u202e",
	} {
		text := strings.Repeat(piece, 60_000/len(piece))
		begun := time.Now()
		f.Judge(text, inClass)
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%q again and again takes %v", piece, took)
		}
	}
}

// One sign again and again, behind what makes the filter look closely.
func TestALongRunOfOneSignIsNotExpensiveToJudge(t *testing.T) {
	t.Parallel()
	f := New()
	for _, sign := range []string{"!", "1", "$", ".", " ", "-", "@", "f", "f ", "一", "*", "\n", "é", "😀"} {
		text := "fff f.u.n " + strings.Repeat(sign, 400_000/len(sign))
		begun := time.Now()
		f.Judge(text, inClass)
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("%q again and again takes %v", sign, took)
		}
	}
}
