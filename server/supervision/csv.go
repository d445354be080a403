package supervision

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/i18n"
	"tongchuang/server/language"
	"tongchuang/server/wire"
)

// bom makes spreadsheet programs read UTF-8, which Chinese names need.
const bom = "\ufeff"

// AttendanceCSV is Attendance as a table for a spreadsheet: a line for each student, a column for each day on which
// anybody was there. No cell is a formula, whatever a name begins with.
func (s *Service) AttendanceCSV(ctx context.Context, actor access.Actor, in wire.AttendanceIn) ([]byte, error) {
	attendance, err := s.Attendance(ctx, actor, in)
	if err != nil {
		return nil, err
	}
	overview, err := s.Overview(ctx, actor, wire.ClassRef{Class: in.Class})
	if err != nil {
		return nil, err
	}
	var days []string
	there := map[uuid.UUID]map[string]bool{}
	for _, m := range attendance.Present {
		days = append(days, m.Day)
		if there[m.Person] == nil {
			there[m.Person] = map[string]bool{}
		}
		there[m.Person][m.Day] = true
	}
	slices.Sort(days)
	days = slices.Compact(days)
	reader := i18n.FromContext(ctx)
	schools := map[uuid.UUID]string{}
	for _, school := range overview.Schools {
		schools[school.ID] = inLanguage(school.Names, reader)
	}
	lines := [][]string{append([]string{i18n.T(reader, "supervision.csv_name", nil), i18n.T(reader, "supervision.csv_school", nil)}, days...)}
	for _, m := range overview.Members {
		if m.Role != string(access.Student) {
			continue
		}
		school := ""
		if m.Person.School != nil {
			school = schools[*m.Person.School]
		}
		line := []string{m.Person.Name, school}
		for _, d := range days {
			mark := ""
			if there[m.Person.ID][d] {
				mark = "1"
			}
			line = append(line, mark)
		}
		lines = append(lines, line)
	}
	var out bytes.Buffer
	out.WriteString(bom)
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	for _, line := range lines {
		for i, cell := range line {
			line[i] = language.Cell(cell)
		}
		if err := w.Write(line); err != nil {
			return nil, fmt.Errorf("writing CSV: %w", err)
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

func inLanguage(n wire.Names, l i18n.Language) string {
	switch string(l) {
	case "zh-Hans":
		return n.ZhHans
	case "zh-Hant":
		return n.ZhHant
	}
	return n.En
}
