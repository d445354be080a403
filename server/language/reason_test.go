package language

import "testing"

func TestAReasonSaysSomethingInEveryScript(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"A mistake", "A parent asked about Tuesday", "It’s spam", "家长来信", "家長來信詢問週二的情況", "人身攻击", "report 核实", "A guardian wrote (Mrs. 王)",
	} {
		if !SaysSomething(text) {
			t.Errorf("%q is no reason", text)
		}
	}
	for _, text := range []string{
		"", "aaaaaaaaaa", "aaaaa aaaaa", "aaaaa bbbbb", "because", "test test test", "..........", "1234567890", "哈哈哈哈哈哈哈哈哈哈", "测试测试测试测试", "看一下", "ok 👍👍👍👍👍👍",
	} {
		if SaysSomething(text) {
			t.Errorf("%q is a reason", text)
		}
	}
}
