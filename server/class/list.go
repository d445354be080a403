package class

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tongchuang/server/access"
	"tongchuang/server/i18n"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

const (
	// maxList is how many students one list can have: more than any class.
	maxList = 200
	// maxListBytes bounds what is read of a file: two hundred lines of the longest names.
	maxListBytes = 64 << 10
)

// ReadList reads a list as a school has it, and tells line by line what cannot be used. Nothing is made yet.
// Problems: invalid, archived.
func (s *Service) ReadList(ctx context.Context, actor access.Actor, in OfClass[wire.StudentList]) (wire.StudentListRead, error) {
	out := wire.StudentListRead{Students: []wire.NewStudent{}, Wrong: []wire.ListLineWrong{}}
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return out, err
	}
	if _, err := s.ownSchool(ctx, actor, in.Class); err != nil {
		return out, err
	}
	text, wrong := listText(in.Body)
	if wrong != nil {
		return out, wrongs(wrong)
	}
	reader := i18n.FromContext(ctx)
	refuse := func(line int, row []string, f *problem.Field) {
		out.Wrong = append(out.Wrong, wire.ListLineWrong{Line: line, Text: shown(row), Code: f.Code, Message: lineMessage(reader, row, f)})
	}
	seen := map[string]int{} // in which line
	lines, err := listLines(text)
	if err != nil {
		return out, err
	}
	for _, l := range lines {
		student, wrong := studentOf(l.cells, string(reader))
		student.Line = l.number
		key := student.Name + "\n" + student.Nickname
		switch before := seen[key]; {
		case wrong != nil:
			refuse(l.number, l.cells, wrong)
		case before > 0:
			f := problem.Wrong("line", "duplicate", "Line", before)
			refuse(l.number, l.cells, &f)
		case len(out.Students) == maxList:
			f := problem.Wrong("line", "too_many", "Max", maxList)
			refuse(l.number, l.cells, &f)
			return out, nil
		default:
			seen[key] = l.number
			out.Students = append(out.Students, student)
		}
	}
	return out, nil
}

// listText decodes what was pasted or uploaded. Spreadsheets in China write GB18030, others UTF-8 with a mark in front.
func listText(in wire.StudentList) (string, *problem.Field) {
	raw, field := []byte(in.Text), "text"
	if len(in.File) > 0 {
		raw, field = in.File, "file"
	}
	if len(raw) > maxListBytes {
		f := problem.Wrong(field, "too_large", "Max", maxListBytes)
		return "", &f
	}
	raw = bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(raw) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			f := problem.Wrong(field, "format")
			return "", &f
		}
		raw = decoded
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		f := problem.Wrong(field, "required")
		return "", &f
	}
	if bytes.IndexByte(raw, 0) >= 0 { // a workbook, not a list
		f := problem.Wrong(field, "format")
		return "", &f
	}
	return string(raw), nil
}

type listLine struct {
	number int
	cells  []string
}

// listLines splits a list into lines and cells, by whichever of tab, semicolon and comma its first line has.
func listLines(text string) ([]listLine, error) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "，", ",", "；", ";").Replace(text)
	firstLine, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	r := csv.NewReader(strings.NewReader(text))
	for _, comma := range "\t;," {
		if strings.ContainsRune(firstLine, comma) {
			r.Comma = comma
			break
		}
	}
	r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = -1, true, r.Comma != '\t'
	var lines []listLine
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, problem.Invalid(problem.Wrong("text", "format")).Because(err)
		}
		number, _ := r.FieldPos(0)
		if strings.TrimSpace(strings.Join(cells, "")) == "" || len(lines) == 0 && isHeading(cells) {
			continue
		}
		if lines = append(lines, listLine{number, cells}); len(lines) > 2*maxList {
			return lines, nil
		}
	}
}

// isHeading knows the headings that schools write over a list.
func isHeading(cells []string) bool {
	switch strings.ToLower(strings.TrimSpace(cells[0])) {
	case "name", "student", "student name", "full name", "first name", "姓名", "名字", "学生", "學生", "学生姓名", "學生姓名":
		return true
	}
	return false
}

// studentOf reads one line: name, and perhaps nickname and language.
func studentOf(cells []string, language string) (wire.NewStudent, *problem.Field) {
	cell := func(i int) string {
		if i < len(cells) {
			return strings.TrimSpace(cells[i])
		}
		return ""
	}
	student := wire.NewStudent{Language: language}
	var wrong *problem.Field
	if student.Name, wrong = name("name", cell(0)); wrong != nil {
		return student, wrong
	}
	if cell(1) != "" {
		if student.Nickname, wrong = name("nickname", cell(1)); wrong != nil {
			return student, wrong
		}
	}
	if cell(2) != "" {
		l, ok := listLanguage(cell(2))
		if !ok {
			f := problem.Wrong("language", "language")
			return student, &f
		}
		student.Language = l
	}
	return student, nil
}

// listLanguage reads a language as people write it into a table.
func listLanguage(s string) (string, bool) {
	switch strings.ToLower(s) {
	case "en", "english", "英文", "英语", "英語":
		return string(i18n.En), true
	case "zh", "zh-hans", "zh-cn", "chinese", "中文", "简体", "简体中文", "汉语":
		return string(i18n.ZhHans), true
	case "zh-hant", "zh-tw", "zh-hk", "繁體", "繁体", "繁體中文", "正體中文":
		return string(i18n.ZhHant), true
	}
	return "", false
}

// lineKeys are the sentences for what can be wrong with a line, by column and code.
var lineKeys = map[string]string{
	"name.required":         "members.line_required",
	"name.too_long":         "members.line_too_long",
	"name.display_name":     "members.line_display_name",
	"nickname.required":     "members.line_nickname_required",
	"nickname.too_long":     "members.line_nickname_too_long",
	"nickname.display_name": "members.line_nickname_display_name",
	"language.language":     "members.line_language",
	"line.duplicate":        "members.line_duplicate",
	"line.too_many":         "members.line_too_many",
}

// lineMessage says what is wrong with a line and how to mend it: in which column, and what stands there.
func lineMessage(reader i18n.Language, cells []string, f *problem.Field) string {
	column := map[string]int{"name": 0, "nickname": 1, "language": 2}
	params := map[string]any{"Cell": ""}
	for k, v := range f.Params {
		params[k] = v
	}
	if i, ok := column[f.Name]; ok && i < len(cells) {
		params["Cell"] = shown(cells[i : i+1])
	}
	return i18n.T(reader, lineKeys[f.Name+"."+f.Code], params)
}

// shown is a line as it is shown to who pasted it: short.
func shown(cells []string) string {
	runes := []rune(strings.ToValidUTF8(strings.Join(cells, ", "), ""))
	if len(runes) > 80 {
		runes = append(runes[:79], '…')
	}
	return string(runes)
}
