package rights

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"time"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/i18n"
)

// style is small and the file's own: the page opens from a disk, without any network.
const style = `body{font:16px/1.6 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;margin:0 0 1rem;width:100%}th,td{text-align:start;vertical-align:top;padding:.2rem .6rem .2rem 0;overflow-wrap:anywhere}th{width:12rem;font-weight:600}td{white-space:pre-wrap}section>table{border-top:1px solid #999}`

// writeHTML writes the export for people, in the reader's language: a heading for each section, a table for each row.
func writeHTML(ctx context.Context, tx pgx.Tx, w *bufio.Writer, e exporting, lang i18n.Language) error {
	say := func(key string, data any) string { return html.EscapeString(i18n.T(lang, key, data)) }
	fmt.Fprintf(w, "<!doctype html>\n<html lang=%q>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<style>%s</style>\n<h1>%s</h1>\n<p>%s</p>\n",
		string(lang), say("rights.export_title", nil), style, say("rights.export_title", nil),
		say("rights.export_lead", map[string]any{"When": time.Now().UTC().Format("2006-01-02 15:04 UTC")}))
	for _, s := range sections {
		fmt.Fprintf(w, "<section>\n<h2>%s</h2>\n", say("rights.section_"+s.name, nil))
		some := false
		err := each(ctx, tx, s, e, func(_ int, row json.RawMessage) error {
			some = true
			return writeRow(w, row, say)
		})
		if err != nil {
			return err
		}
		if !some {
			fmt.Fprintf(w, "<p>%s</p>\n", say("rights.section_empty", nil))
		}
		if _, err := w.WriteString("</section>\n"); err != nil {
			return err
		}
	}
	return nil
}

// writeRow leaves out what is not there. The fields come in the order of the database's jsonb, which is always the same.
func writeRow(w *bufio.Writer, row json.RawMessage, say func(string, any) string) error {
	fields, err := inOrder(row)
	if err != nil {
		return err
	}
	w.WriteString("<table>\n")
	for _, f := range fields {
		if f.value == "" || f.value == "null" {
			continue
		}
		fmt.Fprintf(w, "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n", say("rights.field_"+f.name, nil), html.EscapeString(f.value))
	}
	_, err = w.WriteString("</table>\n")
	return err
}

type field struct{ name, value string }

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
		all = append(all, field{name, plain(raw)})
	}
	for name := range whole {
		return nil, fmt.Errorf("the field %q has no place in an export's page", name)
	}
	return all, nil
}

// plain is a value as people read it.
func plain(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	return string(raw)
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
