package app_test

import (
	"html"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"tongchuang/server/wire"
)

// A guardian reads the page of an export: it says everything in words of the reader's language, and by the student's clock.
// What the program calls things stands in data.json alone.
func TestRule18AnExportIsReadableForAGuardianInEveryScript(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	said := w.say(w.Student, "It floods in spring")
	class := "/api/classes/" + w.Class.String()
	w.must(w.Teacher, "POST", "/api/posts/"+said.String()+"/hide", map[string]string{"clause": "private", "reason": "Not here"}, nil)
	w.must(w.Teacher, "PUT", class+"/members/"+w.Student.ID.String()+"/mute", map[string]string{"for": "until_unmuted", "reason": "A while"}, nil)
	token, _ := w.guardianOf(w.Student)
	w.must(nobody, "POST", "/api/guardian/requests", wire.GuardianAsk{Token: token, Kind: "correct", Name: "Tessa", Posts: "keep", Text: "Her name"}, nil)
	w.exec(`update person set time_zone = 'Asia/Shanghai' where id = $1`, w.Student.ID)

	shown := func(language string) string {
		t.Helper()
		r, err := http.NewRequest("POST", w.node.URL+"/api/guardian/export", strings.NewReader(`{"token":"`+token+`"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept-Language", language)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		raw, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%d %s %v", answer.StatusCode, raw, err)
		}
		return unzip(t, raw)["index.html"]
	}
	machine := regexp.MustCompile(`\d{4}-\d\d-\d\d|T\d\d:\d\d|[0-9a-f]{8}-[0-9a-f]{4}-|\{|\b[a-z]+\.[a-z]+_[a-z_]+\b|zh-Hans|infinity|no value|export\.|rights\.`)
	english := regexp.MustCompile(`\b(student|attack|private|self|guardian|correct|hide|chat|true|false|null)\b`)
	for language, want := range map[string][]string{
		"en":      {"A teacher hid a message", "No one's private data.", "Student", "Asia/Shanghai", "Hidden", "A guardian", "without an end"},
		"zh-Hans": {"老师隐藏了一条消息", "不得泄露任何人的隐私。", "学生", "更正姓名", "监护人", "无期限"},
		"zh-Hant": {"老師隱藏了一則訊息", "學生", "更正姓名", "監護人", "無期限"},
	} {
		page := shown(language)
		if !strings.Contains(page, `<html lang="`+language+`">`) || !strings.Contains(page, "width=device-width") || !strings.Contains(page, "prefers-color-scheme:dark") {
			t.Errorf("%s: %.300s", language, page)
		}
		_, body, _ := strings.Cut(page, "<main>")
		text := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, "\n"))
		for _, one := range want {
			if !strings.Contains(html.UnescapeString(page), one) {
				t.Errorf("%s does not say %q:\n%s", language, one, text)
			}
		}
		found := machine.FindAllString(text, -1)
		if language != "en" {
			found = append(found, english.FindAllString(text, -1)...)
		}
		if len(found) > 0 {
			t.Errorf("%s holds what only the program understands: %q\n%s", language, found, text)
		}
		if strings.Count(page, "<h1>") != 1 || strings.Count(page, "<h2>") < 5 {
			t.Errorf("%s has no headings for its sections", language)
		}
	}
}
