// Package translate asks a machine for a text in another language, for those who keep the standard and have to understand
// what they judge. Engines are services that an operator names (TRANSLATE_ENGINE and its like); without one the answer is
// translate.none. Only the configured host is ever asked, redirects are not followed, and no key is ever logged. Answers
// are kept for some days by the hash of the text, and go with the text: the database forgets them when a post, an earlier
// text of it, a report or an appeal loses its words (migrations/00025). Safe for concurrent use.
package translate

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/language"
	"tongchuang/server/problem"
	"tongchuang/server/translate/translatedb"
	"tongchuang/server/wire"
)

// Engine is a service that translates texts of one language.
type Engine interface {
	// Name tells answers of different engines apart: the kind, and the model where there are several.
	Name() string
	// Translate gives text in the language to. from and to are language tags: en, zh-Hans, zh-Hant; from may be zh.
	// Errors: those below, or why there is no answer.
	Translate(ctx context.Context, text string, from, to language.Tag) (string, error)
}

// The errors that a reader is told.
var (
	// ErrQuota: the operator's account with the engine is used up.
	ErrQuota = errors.New("the quota is used up")
	// ErrTooLong: the engine does not take so much, or broke off.
	ErrTooLong = errors.New("the text is too long for the engine")
)

// keepFor is how long an answer is kept. It is short because not every text that is translated is one that is kept.
const keepFor = 7 * 24 * time.Hour

// within bounds one question with all its tries.
const within = 40 * time.Second

// Limiter says whether a person may ask once more now.
type Limiter interface {
	Allow(ctx context.Context, person uuid.UUID) bool
}

// Policy is what this package asks of access.
type Policy interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
}

// Deps is what a Service stands on.
type Deps struct {
	Pool   *pgxpool.Pool
	Policy Policy
	Limit  Limiter
	Engine Engine // nil: there is none
}

// Service translates texts.
type Service struct {
	Deps
	db *translatedb.Queries
}

// New makes a Service.
func New(d Deps) *Service { return &Service{d, translatedb.New(d.Pool)} }

// Enabled tells whether there is an engine.
func (s *Service) Enabled() bool { return s.Engine != nil }

// None: the operator has named no engine.
func None() *problem.Error { return problem.New(http.StatusUnprocessableEntity, "translate.none") }

// Text is the operation: a text in another language, for a moderator. Problems: access's; rate.translations; invalid;
// translate.none, translate.quota, translate.too_long, translate.failed.
func (s *Service) Text(ctx context.Context, actor access.Actor, in wire.TranslateText) (wire.TranslatedText, error) {
	if err := s.Policy.Check(ctx, actor, access.TranslateText, access.Installation()); err != nil {
		return wire.TranslatedText{}, err
	}
	if s.Engine == nil {
		return wire.TranslatedText{}, None()
	}
	if !s.Limit.Allow(ctx, actor.Person) {
		return wire.TranslatedText{}, problem.New(http.StatusTooManyRequests, "rate.translations").After(5)
	}
	text, err := s.Translate(ctx, in.Text, in.From, in.To)
	out := wire.TranslatedText{Text: text}
	if text != in.Text {
		out.Engine = s.Engine.Name()
	}
	return out, err
}

// Translate gives a text in another language: the whole at once when it is of one language, and else paragraph by
// paragraph, each as it is detected, for engines detect one language for all they are given. What is in the wanted
// language already, and what is in none, stays as it is. Problems: as Text's, but for access and rate.
func (s *Service) Translate(ctx context.Context, text, from, to string) (string, error) {
	if s.Engine == nil {
		return "", None()
	}
	source, ok := language.Parse(from)
	target, known := language.Parse(to)
	switch {
	case !ok:
		return "", problem.Invalid(problem.Wrong("from", "enum", "Values", "en, zh-Hans, zh-Hant, zh, mixed, und"))
	case !known || target != language.En && target != language.ZhHans && target != language.ZhHant:
		return "", problem.Invalid(problem.Wrong("to", "enum", "Values", "en, zh-Hans, zh-Hant"))
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	if source != language.Mixed && source != language.Undetermined {
		return s.one(ctx, text, source, target)
	}
	paragraphs := strings.Split(text, "\n")
	for i, p := range paragraphs {
		var err error
		if paragraphs[i], err = s.one(ctx, p, language.Detect(p, "").Tag, target); err != nil {
			return "", err
		}
	}
	return strings.Join(paragraphs, "\n"), nil
}

// one translates a text of one language.
func (s *Service) one(ctx context.Context, text string, from, to language.Tag) (string, error) {
	switch {
	case strings.TrimSpace(text) == "", from == to, from == language.Undetermined:
		return text, nil
	case from == language.Zh && to.Chinese():
		return text, nil
	case from == language.Mixed: // within a line: by what most of it is
		from = language.En
		if to == language.En {
			from = language.Zh
		}
	}
	hash := sha256.Sum256([]byte(text))
	kept, err := s.db.Cached(ctx, translatedb.CachedParams{TextHash: hash[:], Source: string(from), Target: string(to), Engine: s.Engine.Name(), Since: time.Now().Add(-keepFor)})
	if err == nil {
		return kept, nil
	}
	if !errors.Is(err, pgx.ErrNoRows) {
		return "", fmt.Errorf("looking for a translation that is kept: %w", err)
	}
	translated, err := s.Engine.Translate(ctx, text, from, to)
	if err != nil {
		return "", refused(err)
	}
	if err := s.db.Keep(ctx, translatedb.KeepParams{TextHash: hash[:], Source: string(from), Target: string(to), Engine: s.Engine.Name(), Translated: translated}); err != nil {
		slog.WarnContext(ctx, "keeping a translation failed", "error", err)
	}
	return translated, nil
}

func refused(err error) error {
	switch {
	case errors.Is(err, ErrQuota):
		return problem.New(http.StatusServiceUnavailable, "translate.quota").Because(err)
	case errors.Is(err, ErrTooLong):
		return problem.New(http.StatusUnprocessableEntity, "translate.too_long").Because(err)
	default:
		return problem.New(http.StatusBadGateway, "translate.failed").Because(err)
	}
}
