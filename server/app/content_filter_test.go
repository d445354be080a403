package app_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// A row of the catalogue of abuse: 10,000 mentions. A name after an @ is text: nobody is told, nothing is looked up.
func TestTenThousandMentionsTellNobody(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	names := []string{"@" + r.StudentHefei.Name, "@" + r.Teacher.ID.String()[:4], "@a"}
	for _, name := range names {
		text := strings.Repeat(name, 20_000/len([]rune(name)))
		status, code := r.ask(r.Student, "POST", "/api/posts", wire.CreatePost{Thread: r.Chat, ClientID: uuid.New(), Body: text}, nil)
		if status != 200 && (status != 422 || !strings.HasPrefix(code, "post.")) {
			t.Errorf("%d mentions of %q: %d %s", strings.Count(text, "@"), name, status, code)
		}
	}
	var told int
	if err := r.node.Pool.QueryRow(context.Background(), `select count(*) from notice`).Scan(&told); err != nil || told != 0 {
		t.Errorf("%d people were told (%v)", told, err)
	}
}
