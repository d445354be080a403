package post

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/post/postdb"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// ApproveIn shows a post that was held, and counts it among its author's approved ones, as HideIn does.
func ApproveIn(ctx context.Context, tx *topic.Tx, name topic.Name, id uuid.UUID) (wire.Post, error) {
	return changeIn(ctx, tx, name, id, Restored, approved(id))
}

// CorrectIn replaces a student's text by a teacher's, as HideIn does; the student's own is kept among the earlier ones,
// for the author and those who keep the place, and is in no event any more. The post says that it was corrected. What a
// filter finds in it does not hold it up: a teacher wrote it.
func CorrectIn(ctx context.Context, tx *topic.Tx, name topic.Name, editor uuid.UUID, in wire.CorrectPost) (wire.Post, error) {
	corrected := false
	p, err := changeIn(ctx, tx, name, in.Post, Edited, func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error) {
		w, err := db.Writing(ctx, nil, row.AuthorID, row.ThreadID)
		if err != nil {
			return false, fmt.Errorf("reading a thread to correct in: %w", err)
		}
		text, err := compose(in.Post, in.Body, "", w.Language, w.Kind == "chat")
		switch {
		case err != nil:
			return false, err
		case row.DeletedAt != nil || row.HiddenAt != nil:
			return false, problem.NotFound()
		case row.Body == text.body:
			return false, nil
		case int(row.Revision) != in.Revision:
			return false, problem.New(http.StatusConflict, "post.edited_meanwhile")
		}
		if err := db.KeepRevision(ctx, editor, in.Post); err != nil {
			return false, fmt.Errorf("keeping an earlier text: %w", err)
		}
		if err := db.HoldRevisions(ctx, in.Post); err != nil {
			return false, fmt.Errorf("keeping earlier texts from readers: %w", err)
		}
		corrected = true
		return true, db.Change(ctx, postdb.ChangeParams{
			ID: in.Post, Body: text.body, Html: text.html, Language: text.language, LanguageSet: text.languageSet,
		})
	})
	if err != nil || !corrected || p.State != wire.PostVisible {
		return p, err
	}
	return p, redact(ctx, tx, name, p.ID, p.Said(isOwn(name, p.Thread), 0, time.Time{}))
}
