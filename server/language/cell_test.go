package language

import "testing"

func TestNoCellOfAListIsAFormula(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\t=1": "'\t=1", "\rx": "'\rx", "＝1": "'＝1", "＠a": "'＠a", " =1": "' =1", "　=1": "'　=1",
		"": "", " ": " ", "Maya": "Maya", "小雨": "小雨", "1-2": "1-2", "a=b": "a=b",
	} {
		if got := Cell(cell); got != want {
			t.Errorf("%q: %q", cell, got)
		}
	}
}
