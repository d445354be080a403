package filter

import "testing"

func TestNobodyIsCalledByAnOfficeByContactDetailsOrAsSomebodyOfTheStaff(t *testing.T) {
	t.Parallel()
	f := New()
	taken := []string{"Ms. Carver", "陈老师", "Nora"}
	for _, name := range []string{
		"Moderator", "the moderator", "管理员", "版主小王", "Tongchuang Team", "同窗", "Ms. Carver", "Mrs Carver", "ms carver", "Carver", "N o r a", "maya@example.org", "call 614-555-0134", "614,555,0134",
		"six one four 555 0134", "加v maya2010x", "insta: maya_2010", "fuck you",
	} {
		if f.Name(name, true, taken) || f.Name(name, false, taken) {
			t.Errorf("somebody may be called %q", name)
		}
	}
	for _, name := range []string{"陈老师", "Teacher Chen", "王校长", "班主任", "关主任"} {
		if f.Name(name, true, taken) {
			t.Errorf("a student may be called %q", name)
		}
	}
	for _, name := range []string{"Maya", "小雨", "Maya Carver", "Norah", "Adam", "Miss", "Drew", "Mx", "Missy Elliot", "2010", "Lele 乐乐", "one two"} {
		if !f.Name(name, true, taken) {
			t.Errorf("nobody may be called %q", name)
		}
	}
}
