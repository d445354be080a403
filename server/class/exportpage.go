package class

import (
	"encoding/csv"
	"html/template"
	"io"
	"time"

	"tongchuang/server/language"
	"tongchuang/server/wire"
)

// The page of an export: no script, no picture from elsewhere, readable in twenty years. Its few words are in both
// languages, for it is the same file for both schools; they are not the interface's, and stand here.
var exportPage = template.Must(template.New("export").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Class.En}} · {{.Class.ZhHans}}</title>
<style>
body{font:1rem/1.65 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:46rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere;color:#1b1b1f;background:#fff}
h1,h2{line-height:1.3}
article{border-top:1px solid #d5d5dc;padding:.75rem 0}
article.answer{margin-inline-start:1.5rem}
header p{margin:.2rem 0;color:#55555f;font-size:.875rem}
article header p:first-child{color:inherit;font-size:1rem;font-weight:600}
.gone{color:#55555f;font-style:normal}
pre{white-space:pre-wrap}
@media (prefers-color-scheme:dark){body{color:#ececf1;background:#17171b}article{border-color:#3a3a44}header p,.gone{color:#b5b5c0}a{color:#9cc2ff}}
</style>
</head>
<body>
<header>
<h1><span lang="en">{{.Class.En}}</span> · <span lang="zh-Hans">{{.Class.ZhHans}}</span></h1>
{{range .Schools}}<p><span lang="en">{{.Name.En}}, {{.City.En}}</span> · <span lang="zh-Hans">{{.Name.ZhHans}}，{{.City.ZhHans}}</span></p>
{{end}}<p><span lang="en">Began</span> · <span lang="zh-Hans">开始</span>: {{.Day .Began}}{{with .Archived}} — <span lang="en">archived</span> · <span lang="zh-Hans">归档</span>: {{$.Day .}}{{end}}</p>
</header>
<main>
{{range .Threads}}<section>
<h2>{{if eq .Kind "chat"}}<span lang="en">Chat</span> · <span lang="zh-Hans">聊天</span>{{else if .Title}}{{.Title}}{{else}}<span lang="en">A hidden thread</span> · <span lang="zh-Hans">已隐藏的主题</span>{{end}}</h2>
{{range .Posts}}<article id="p-{{.ID}}"{{if .Parent}} class="answer"{{end}}>
<header>
<p>{{if .Author}}{{.Author}}{{else}}—{{end}}</p>
<p>{{range $i, $part := $.Whose .}}{{if $i}} · {{end}}<span lang="en">{{$part.En}}</span> <span lang="zh-Hans">{{$part.ZhHans}}</span>{{end}}</p>
<p>{{range $i, $at := $.Times .At}}{{if $i}} · {{end}}<time datetime="{{$at.UTC}}"><span lang="en">{{$at.City.En}}</span> <span lang="zh-Hans">{{$at.City.ZhHans}}</span> {{$at.Text}}</time>{{end}}{{with .Parent}} · <a href="#p-{{.}}"><span lang="en">in answer to</span> <span lang="zh-Hans">回复</span> ↩</a>{{end}}</p>
</header>
{{if eq .State "visible"}}<div lang="{{$.Lang .Language}}">{{$.HTML .}}</div>
{{else if eq .State "hidden"}}<p class="gone"><span lang="en">[hidden]</span> <span lang="zh-Hans">[已隐藏]</span></p>
{{else if eq .State "held"}}<p class="gone"><span lang="en">[not approved]</span> <span lang="zh-Hans">[未通过审核]</span></p>
{{else}}<p class="gone"><span lang="en">[deleted]</span> <span lang="zh-Hans">[已删除]</span></p>
{{end}}</article>
{{else}}<p class="gone"><span lang="en">Nothing was said here.</span> <span lang="zh-Hans">这里没有内容。</span></p>
{{end}}</section>
{{end}}</main>
</body>
</html>
`))

func (e *exported) page(w io.Writer) error { return exportPage.Execute(w, e) }

// Day is for the page: a day that reads the same in both languages.
func (e *exported) Day(t any) string {
	switch t := t.(type) {
	case time.Time:
		return t.Format(time.DateOnly)
	case *time.Time:
		return t.Format(time.DateOnly)
	}
	return ""
}

type localTime struct {
	UTC  string
	City wire.Names
	Text string
}

// Times is for the page: one moment by the clocks of both cities.
func (e *exported) Times(t time.Time) []localTime {
	var all []localTime
	for _, s := range e.Schools {
		all = append(all, localTime{t.Format(time.RFC3339), s.City, t.In(s.zone).Format("2006-01-02 15:04")})
	}
	return all
}

// roles are what somebody is in a class, in the page's two languages.
var roles = map[string]wire.Names{
	"student":   {En: "Student", ZhHans: "学生"},
	"teacher":   {En: "Teacher", ZhHans: "老师"},
	"assistant": {En: "Assistant", ZhHans: "助教"},
	"guest":     {En: "Guest", ZhHans: "嘉宾"},
}

// Whose is for the page: the author's role and school, so that two of one name are told apart; nothing where they are not
// known any more.
func (e *exported) Whose(p exportedPost) []wire.Names {
	var parts []wire.Names
	if role, ok := roles[p.Role]; ok {
		parts = append(parts, role)
	}
	for _, s := range e.Schools {
		if p.school == s.id {
			parts = append(parts, s.Name)
		}
	}
	return parts
}

// Lang is for the page: undecided languages have no name there.
func (e *exported) Lang(l string) string {
	if l == "und" || l == "mixed" {
		return ""
	}
	return l
}

// HTML is for the page: a post's text as it was rendered and made safe when it was written (package markdown).
func (e *exported) HTML(p exportedPost) template.HTML { return template.HTML(p.html) } //nolint:gosec // sanitised once, by the one policy

// csv writes what was said for a spreadsheet.
func (e *exported) csv(w io.Writer) error {
	if _, err := io.WriteString(w, "\xEF\xBB\xBF"); err != nil { // or spreadsheets take Chinese for Latin-1
		return err
	}
	c := csv.NewWriter(w)
	rows := [][]string{{"at (UTC) 时间", "thread 主题", "author 作者", "role 身份", "school 学校", "language 语言", "state 状态", "text 内容"}}
	for _, t := range e.Threads {
		for _, p := range t.Posts {
			rows = append(rows, []string{p.At.Format(time.DateTime), t.Title, p.Author, p.Role, p.School, p.Language, p.State, p.Body})
		}
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = language.Cell(cell)
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
