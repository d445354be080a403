package rights

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/i18n"
)

// style is small and the file's own: the page opens from a disk, without any network, on a phone too, by day and by night.
const style = `:root{color-scheme:light dark;--soft:#55555f;--line:#d5d5dc}
body{font:1rem/1.65 system-ui,"PingFang SC","PingFang TC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:46rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere;color:#1b1b1f;background:#fff}
h1,h2{line-height:1.3}h2{margin:2.5rem 0 .5rem}
a{color:#1f55b5}
nav ul{padding:0;list-style:none;columns:14rem}
nav a{display:inline-block;padding-block:.25rem}
article{border-top:1px solid var(--line);padding:.75rem 0}
article>p{margin:0;white-space:pre-wrap}
dl{display:grid;gap:0 1rem;margin:.25rem 0 0}
dt{color:var(--soft);font-size:.875rem}
dd{margin:0 0 .35rem;white-space:pre-wrap}
.soft{color:var(--soft)}
@media(min-width:36rem){dl{grid-template-columns:11rem minmax(0,1fr)}}
@media(prefers-color-scheme:dark){:root{--soft:#b5b5c0;--line:#3a3a44}body{color:#ececf1;background:#17171b}a{color:#9cc2ff}}
@media print{nav{display:none}}`

// writeHTML writes the export for people, in the reader's language and by the clock of whom it is about: a heading for each
// section that has something, and below it what is kept, each with its labels. Numbers are in data.json alone.
func writeHTML(ctx context.Context, tx pgx.Tx, w *bufio.Writer, e exporting, lang i18n.Language) error {
	var zone, name string
	if err := tx.QueryRow(ctx, `select time_zone, display_name from person where id = $1`, e.person).Scan(&zone, &name); err != nil {
		return fmt.Errorf("reading whose export it is: %w", err)
	}
	counts, err := count(ctx, tx, e)
	if err != nil {
		return err
	}
	p := page{Writer: w, reading: reading{lang, time.UTC}}
	if at, err := time.LoadLocation(zone); err == nil {
		p.zone = at
	}
	p.head(name)
	p.contents(counts)
	p.WriteString("<main>\n")
	for i, s := range sections {
		if counts[i] == 0 {
			continue
		}
		fmt.Fprintf(w, "<section id=%q>\n<h2>%s</h2>\n", s.name, p.say("rights.section_"+s.name, nil))
		if err := each(ctx, tx, s, e, func(_ int, row json.RawMessage) error { return p.row(s.name, row) }); err != nil {
			return err
		}
		p.WriteString("</section>\n")
	}
	p.empty(counts)
	_, err = p.WriteString("</main>\n</html>\n")
	return err
}

// count tells how many rows each section has for this reader.
func count(ctx context.Context, tx pgx.Tx, e exporting) ([]int, error) {
	counts := make([]int, len(sections))
	for i, s := range sections {
		if err := tx.QueryRow(ctx, "with asked as (select $1::uuid, $2::text, $3::uuid) select count(*) from ("+s.query+") kept", e.person, e.reader(), e.link).Scan(&counts[i]); err != nil {
			return nil, fmt.Errorf("counting %s: %w", s.name, err)
		}
	}
	return counts, nil
}

// page is an export's page while it is written. Errors of the writer come with its flush.
type page struct {
	*bufio.Writer
	reading
}

func (p page) say(key string, data any) string { return html.EscapeString(i18n.T(p.lang, key, data)) }

func (p page) head(name string) {
	zone := strings.ReplaceAll(p.zone.String(), "_", " ")
	fmt.Fprintf(p, `<!doctype html>
<html lang=%q>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%[2]s</title>
<style>%s</style>
</head>
<body>
<header>
<h1>%[4]s</h1>
<p>%s</p>
<p class="soft">%s</p>
</header>
`, string(p.lang), p.say("rights.export_title", nil), style, p.say("export.title_of", map[string]any{"Name": cmp.Or(name, p.t("rights.somebody"))}),
		p.say("rights.export_lead", map[string]any{"When": p.at(time.Now())}), p.say("export.zone", map[string]any{"Zone": zone}))
}

// contents lead to the sections.
func (p page) contents(counts []int) {
	fmt.Fprintf(p, "<nav aria-label=\"%s\">\n<ul>\n", p.say("export.contents", nil))
	for i, s := range sections {
		if counts[i] > 0 {
			fmt.Fprintf(p, "<li><a href=\"#%s\">%s</a> <span class=\"soft\">%s</span></li>\n", s.name, p.say("rights.section_"+s.name, nil), i18n.FormatNumber(p.lang, counts[i]))
		}
	}
	p.WriteString("</ul>\n</nav>\n")
}

// empty names what nothing is kept of: that there is nothing is an answer too.
func (p page) empty(counts []int) {
	fmt.Fprintf(p, "<section id=\"empty\">\n<h2>%s</h2>\n<ul>\n", p.say("rights.section_empty", nil))
	for i, s := range sections {
		if counts[i] == 0 {
			fmt.Fprintf(p, "<li>%s</li>\n", p.say("rights.section_"+s.name, nil))
		}
	}
	p.WriteString("</ul>\n</section>\n")
}

// row writes what it says first, and then its fields, each with its label, without those that are not there.
func (p page) row(section string, raw json.RawMessage) error {
	fields, err := inOrder(raw)
	if err != nil {
		return err
	}
	lead, err := p.lead(section, fields)
	if err != nil {
		return err
	}
	p.WriteString("<article>\n")
	if lead.text != "" {
		lang := ""
		if lead.lang != "" {
			lang = fmt.Sprintf(" lang=%q", lead.lang)
		}
		fmt.Fprintf(p, "<p%s>%s</p>\n", lang, html.EscapeString(lead.text))
	}
	p.WriteString("<dl>\n")
	for _, f := range fields {
		if f.name == lead.instead {
			continue
		}
		said, err := p.said(section, f.name, f.raw)
		if err != nil {
			return err
		}
		if said != "" {
			fmt.Fprintf(p, "<dt>%s</dt><dd>%s</dd>\n", p.say("rights.field_"+f.name, nil), html.EscapeString(said))
		}
	}
	p.WriteString("</dl>\n</article>\n")
	return nil
}

// lead is what a row says first, in which language, and the field that it says.
type lead struct{ text, lang, instead string }

// lead of a notice and of the log are sentences; of what was written, the text.
func (p page) lead(section string, fields []field) (lead, error) {
	var row struct {
		Kind, Text, Language, Action string
		Data                         map[string]string
	}
	for _, f := range fields {
		into := map[string]any{"kind": &row.Kind, "text": &row.Text, "language": &row.Language, "action": &row.Action, "data": &row.Data}[f.name]
		if into == nil || string(f.raw) == "null" {
			continue
		}
		if err := json.Unmarshal(f.raw, into); err != nil {
			return lead{}, fmt.Errorf("%s.%s: %w", section, f.name, err)
		}
	}
	switch section {
	case "notices":
		return lead{p.notice(row.Kind, row.Data), "", "kind"}, nil
	case "audit":
		return lead{p.action(row.Action), "", "action"}, nil
	case "posts":
		if row.Language == "und" || row.Language == "mixed" {
			row.Language = ""
		}
		return lead{row.Text, row.Language, "text"}, nil
	case "earlier_texts", "notes":
		return lead{row.Text, "", "text"}, nil
	}
	return lead{}, nil
}

type field struct {
	name string
	raw  json.RawMessage
}

// inOrder gives a row's fields in fieldOrder: the database's own order of keys is not for people.
func inOrder(row json.RawMessage) ([]field, error) {
	var whole map[string]json.RawMessage
	if err := json.Unmarshal(row, &whole); err != nil {
		return nil, fmt.Errorf("reading a row: %w", err)
	}
	var all []field
	for _, name := range fieldOrder {
		raw, ok := whole[name]
		if !ok {
			continue
		}
		delete(whole, name)
		all = append(all, field{name, raw})
	}
	for name := range whole {
		return nil, fmt.Errorf("the field %q has no place in an export's page", name)
	}
	return all, nil
}

// fieldOrder is the order of the fields on the page; each has its label rights.field_<name>.
var fieldOrder = []string{
	"at", "name", "text", "title", "kind", "action", "role", "email", "sign_in_name", "school", "class", "nickname", "known_as", "purpose", "state", "outcome",
	"answer", "reason", "clause", "object", "by", "asked_by", "accepted", "posts", "language", "time_zone", "user_agent", "scope", "issuer", "subject", "data",
	"day", "first_at", "last_at", "created_at", "joined_at", "made_at", "given_at", "edited_at", "replaced_at", "seen_at", "read_at", "opened_at", "last_used_at",
	"verified_at", "adult_at", "two_step_at", "decided_at", "held_at", "held_for", "hidden_at", "deleted_at", "left_at", "muted_until", "suspended_until", "until",
	"removed_at", "removed_reason", "undone_at", "undone_why", "closed_at", "ended_at", "revoked_at", "withdrawn_at", "expires_at",
	"id", "post", "revision", "thread", "seq", "reply_to", "class_id", "pairing_id", "object_id", "person",
}
