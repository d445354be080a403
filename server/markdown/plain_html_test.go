package markdown

import "testing"

func TestWhatIsReadOfAPostIsWithoutMarksAndEntities(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"maya&#64;gmail&#46;com":   "maya@gmail.com",
		"**614**-**555**-**0134**": "614-555-0134",
		`614\-555\-0134`:           "614-555-0134",
		"微&#20449; maya":           "微信 maya",
		"f**uc**k":                 "fuck",
		"a < b & c > d":            "a < b & c > d",
		"# 河边\n\n我们 *走* 了\n\n- 一\n- 二":               "河边\n我们 走 了\n一\n二",
		"[write](mailto:maya&#64;example.org) to me": "write maya@example.org  to me",
		"https://example.org/a":                      "https://example.org/a",
		"<b>raw</b>":                                 "<b>raw</b>",
		"| a | b |\n|---|---|\n| 1 | 2 |":            "a\nb\n1\n2",
		"one[^1]\n\n[^1]: two":                       "one1\ntwo\u00a0↩\ufe0e",
	} {
		html, err := Render(source, Options{IDPrefix: "p-"})
		if err != nil {
			t.Fatal(err)
		}
		if got := Read(html); got != want {
			t.Errorf("%q is read as %q, want %q", source, got, want)
		}
	}
}
