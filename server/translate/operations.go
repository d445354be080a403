package translate

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/riverqueue/river"

	"tongchuang/server/command"
	"tongchuang/server/jobs"
	"tongchuang/server/translate/translatedb"
	"tongchuang/server/wire"
)

// Commands registers nothing.
func (s *Service) Commands(*command.Set) {}

// Operations registers the HTTP operations.
func (s *Service) Operations(api huma.API) {
	command.Operation(api, huma.Operation{
		OperationID: "translate-text", Method: http.MethodPost, Path: "/api/translate", Tags: []string{"moderation"},
		Summary: "A text in another language, made by a machine, for those who keep the standard",
	}, command.OfBody[wire.TranslateText], s.Text)
}

// Jobs are what recurs: old answers are forgotten.
func (s *Service) Jobs() []jobs.Part {
	return []jobs.Part{jobs.Every(24*time.Hour, forgetTranslations{}, &forgetter{db: s.db})}
}

type forgetTranslations struct{}

// Kind is the job's name in the database.
func (forgetTranslations) Kind() string { return "translations_forget" }

type forgetter struct {
	river.WorkerDefaults[forgetTranslations]
	db *translatedb.Queries
}

// Work takes out the answers older than keepFor.
func (f *forgetter) Work(ctx context.Context, _ *river.Job[forgetTranslations]) error {
	if err := f.db.ForgetOld(ctx, time.Now().Add(-keepFor)); err != nil {
		return fmt.Errorf("forgetting old translations: %w", err)
	}
	return nil
}
