package filter

import "testing"

func TestNobodyIsCalledByAnOfficeByContactDetailsOrAsSomebodyOfTheStaff(t *testing.T) {
	t.Parallel()
	f := New()
	taken := []string{"Ms. Carver", "陈老师", "Nora", "Emily Stone", "关主任", "Chen Laoshi", "Grace"}
	for _, name := range []string{
		"Moderator", "the moderator", "m0derator", "M0d3rat0r Team", "管理员", "管理員", "版主小王", "Tongchuang Team", "Tongchuang", "Tong Chuang", "同窗", "同窗官方", "Admin", "adm1n", "Admin 2", "site admin", "Staff", "Support", "系统",
		"Ms. Carver", "Mrs. Carver", "Mrs Carver", "ms carver", "Carver", "C4rver", "Mr. Carver", "Dr Carver", "N o r a", "N0ra", "NORA", "Ｎｏｒａ", "Miss Nora", "Ms Stone", "Mrs. Emily", "Chen", "陈", "陳", "Grace", "Gr4ce",
		"maya@example.org", "call 614-555-0134", "614,555,0134", "six one four 555 0134", "614 + 555 + 0134", "加v maya2010x", "加v：maya2010x", "insta: maya_2010", "insta maya", "ig maya.2010", "maya#1234", "maya2010.carrd.co", "snap maya", "vx maya", "q 123456789",
		"maya gmail com", "maya🐒gmail🔴com", "fuck you", "f🆗u🆗c🆗k", "关主任",
	} {
		if f.Name(name, true, taken) {
			t.Errorf("a student may be called %q", name)
		}
		if f.Name(name, false, taken) {
			t.Errorf("somebody may be called %q", name)
		}
	}
	for _, name := range []string{"陈老师", "Teacher Chen", "王校长", "班主任", "李主任", "Wang laoshi", "Te4cher Li", "Principal Li", "Stone", "辅导员小张"} {
		if f.Name(name, true, taken) {
			t.Errorf("a student may be called %q", name)
		}
	}
}

// Children have these names, and the nicknames that children give each other.
func TestChildrenKeepTheirOwnNames(t *testing.T) {
	t.Parallel()
	f := New()
	taken := []string{"Ms. Carver", "陈老师", "Mr. Li", "Ada", "关主任", "Emily Stone", "Wang Fang"}
	for _, name := range []string{
		"Maya", "Theo", "June", "Nora Li", "Chen Chen", "Grace", "Grace Hopper", "Maya Carver", "Emily", "Norah", "Adam", "Miss", "Drew", "Mx", "Missy Elliot", "2010", "Lele 乐乐", "one two", "Ignacio", "Iggy", "Kiki", "Liam O'Connor", "Anne-Marie", "José",
		"Zoë", "Siobhán", "Muhammad", "Aaliyah", "Jean-Luc", "Mary Jane", "D'Angelo", "Seven", "Max 2", "Olivia07", "Leo the Lion", "Minecraft Lover", "Roblox fan", "TikTok Queen", "Snappy", "Discordia", "Dracula", "Mister Bean", "Sirius", "Coachella", "Profit",
		"Hostess", "Rooty", "Teamo", "Modesty", "Wang", "Fangfang", "Li Ming", "Adele",
		"小雨", "乐乐", "陈晨", "陈静", "李老三", "王小明", "欧阳娜娜", "张三", "陳怡君", "林志玲", "阿强", "小薇", "薇薇", "QQ糖", "小v", "皮卡丘", "奶茶不加糖", "一二三", "喜羊羊", "孙悟空", "加油鸭", "关关", "数学课代表", "小太阳☀️", "Xiao Ming", "Yuki 雪", "刘主席",
	} {
		if !f.Name(name, true, taken) {
			t.Errorf("no student may be called %q", name)
		}
		if !f.Name(name, false, taken) {
			t.Errorf("nobody may be called %q", name)
		}
	}
}
