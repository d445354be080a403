package vault

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestAKeyIsMadeOnceForItsOwnerAloneHoweverManyNeedItAtOnce(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	sealed := make([][]byte, 8)
	var wg sync.WaitGroup
	for i := range sealed {
		wg.Go(func() {
			v, err := New("", folder)
			if err == nil {
				sealed[i], err = v.Seal([]byte("secret"), "li")
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	v, _ := New("", folder)
	for i := range sealed {
		if plain, err := v.Open(sealed[i], "li"); err != nil || string(plain) != "secret" {
			t.Errorf("%q %v", plain, err)
		}
		if i > 0 && bytes.Equal(sealed[i], sealed[0]) {
			t.Error("the same text is sealed the same way twice")
		}
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 1 {
		t.Errorf("%v %v", files, err)
	}
	if info, err := os.Stat(filepath.Join(folder, fileName)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

func TestWhatIsSealedOpensForItsOwnerAlone(t *testing.T) {
	t.Parallel()
	v, err := New(strings.Repeat("k", minKey), "")
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := v.Seal([]byte("secret"), "li")
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(sealed)
	changed[len(changed)-1] ^= 1
	for what, try := range map[string]struct {
		sealed []byte
		owner  string
	}{"another owner": {sealed, "wu"}, "changed": {changed, "li"}, "cut": {sealed[:5], "li"}, "nothing": {nil, "li"}} {
		if _, err := v.Open(try.sealed, try.owner); !errors.Is(err, ErrSpoiled) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestAKeyThatIsTooShortIsRefusedWithItsName(t *testing.T) {
	t.Parallel()
	if _, err := New("short", ""); err == nil || !strings.Contains(err.Error(), "SECRET_KEY") {
		t.Error(err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	v, _ := New("", filepath.Join(file, "data"))
	if _, err := v.Seal(nil, ""); err == nil || !strings.Contains(err.Error(), "SECRET_KEY") {
		t.Error(err)
	}
}
