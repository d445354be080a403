package filter

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/filter/filterdb"
	"tongchuang/server/language"
	"tongchuang/server/markdown"
	"tongchuang/server/post"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// Policy is what this package asks of access.
type Policy interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
}

// Deps is what a Service stands on.
type Deps struct {
	Pool   *pgxpool.Pool
	Policy Policy
	Filter *Filter
}

// Service lets moderators see the lists, change the operator's, and try a text. Its methods are safe for concurrent use
// and ask access themselves.
type Service struct {
	Deps
	db *filterdb.Queries
}

// NewService makes a Service.
func NewService(d Deps) *Service { return &Service{d, filterdb.New(d.Pool)} }

const (
	maxPattern = 100 // code points: a sentence
	maxNote    = 500
	maxTried   = post.MaxCharacters
	maxOwn     = 5_000 // entries: some hundred milliseconds to compile
)

// WordTaken: there is an entry with this pattern, or one that is compared alike.
func WordTaken() *problem.Error { return problem.New(http.StatusConflict, "filter.word_taken") }

// Words gives the lists. Problems: unauthenticated, forbidden.
func (s *Service) Words(ctx context.Context, actor access.Actor, _ struct{}) (wire.FilterWords, error) {
	lists := wire.FilterWords{Own: []wire.FilterWord{}, Defaults: []wire.FilterWord{}, May: []string{}}
	if err := s.Policy.Check(ctx, actor, access.ReadFilters, access.Installation()); err != nil {
		return lists, err
	}
	rows, err := s.db.Words(ctx)
	if err != nil {
		return lists, fmt.Errorf("reading the filter's list: %w", err)
	}
	for _, r := range rows {
		lists.Own = append(lists.Own, wire.FilterWord{
			ID: &r.ID, Pattern: r.Pattern, Language: r.Language, Tier: r.Tier, Kind: r.Kind, Allow: r.Allow, Note: r.Note,
			AddedBy: r.AddedByName, AddedAt: &r.AddedAt,
		})
	}
	for _, e := range defaults {
		lists.Defaults = append(lists.Defaults, wire.FilterWord{
			Pattern: e.Pattern, Language: e.Language, Tier: string(e.Tier), Kind: e.Kind, Allow: e.Allow,
		})
	}
	may, err := access.Allowed(ctx, s.Policy, actor, access.Installation(), access.KeepFilters)
	lists.May = append(lists.May, may...)
	return lists, err
}

// Add adds an entry. Problems: access's; invalid; filter.word_taken; filter.full.
func (s *Service) Add(ctx context.Context, actor access.Actor, in wire.AddFilterWord) (wire.FilterWord, error) {
	if err := s.Policy.Check(ctx, actor, access.KeepFilters, access.Installation()); err != nil {
		return wire.FilterWord{}, err
	}
	folded, err := check(&in)
	if err != nil {
		return wire.FilterWord{}, err
	}
	word := wordOf(uuid.Must(uuid.NewV7()), in)
	err = s.change(ctx, func(ctx context.Context, db *filterdb.Queries, tx pgx.Tx) error {
		rows, err := db.Words(ctx)
		if err != nil {
			return fmt.Errorf("counting the filter's list: %w", err)
		}
		if len(rows) >= maxOwn {
			return problem.New(http.StatusConflict, "filter.full")
		}
		at, err := db.Add(ctx, filterdb.AddParams{
			ID: *word.ID, Pattern: in.Pattern, Folded: folded, Language: in.Language, Tier: in.Tier, Kind: in.Kind, Allow: in.Allow, Note: in.Note, AddedBy: &actor.Person,
		})
		if err != nil {
			return err
		}
		word.AddedAt = &at
		return s.record(ctx, tx, actor, "add", word)
	})
	return word, err
}

// Change replaces an entry of the operator's. Problems: as Add; not_found.
func (s *Service) Change(ctx context.Context, actor access.Actor, in wire.ChangeFilterWord) (wire.FilterWord, error) {
	if err := s.Policy.Check(ctx, actor, access.KeepFilters, access.Installation()); err != nil {
		return wire.FilterWord{}, err
	}
	folded, err := check(&in.Body)
	if err != nil {
		return wire.FilterWord{}, err
	}
	word := wordOf(in.Word, in.Body)
	err = s.change(ctx, func(ctx context.Context, db *filterdb.Queries, tx pgx.Tx) error {
		w := in.Body
		if _, err := db.Change(ctx, filterdb.ChangeParams{
			ID: in.Word, Pattern: w.Pattern, Folded: folded, Language: w.Language, Tier: w.Tier, Kind: w.Kind, Allow: w.Allow, Note: w.Note,
		}); err != nil {
			return err
		}
		return s.record(ctx, tx, actor, "change", word)
	})
	return word, err
}

// Remove takes an entry of the operator's out. Problems: access's; not_found.
func (s *Service) Remove(ctx context.Context, actor access.Actor, in wire.FilterWordRef) (wire.FilterWord, error) {
	if err := s.Policy.Check(ctx, actor, access.KeepFilters, access.Installation()); err != nil {
		return wire.FilterWord{}, err
	}
	var word wire.FilterWord
	err := s.change(ctx, func(ctx context.Context, db *filterdb.Queries, tx pgx.Tx) error {
		r, err := db.Remove(ctx, in.Word)
		if err != nil {
			return err
		}
		word = wire.FilterWord{ID: &r.ID, Pattern: r.Pattern, Language: r.Language, Tier: r.Tier, Kind: r.Kind, Allow: r.Allow, Note: r.Note, AddedAt: &r.AddedAt}
		return s.record(ctx, tx, actor, "remove", word)
	})
	return word, err
}

// Try tells what would become of a text. Nothing of it is kept. Problems: access's; post.empty, post.too_long,
// post.bad_text.
func (s *Service) Try(ctx context.Context, actor access.Actor, in wire.TryFilter) (wire.FilterTrial, error) {
	trial := wire.FilterTrial{Tier: "none"}
	if err := s.Policy.Check(ctx, actor, access.ReadFilters, access.Installation()); err != nil {
		return trial, err
	}
	if _, err := language.Body(in.Text, maxTried); err != nil {
		return trial, problem.Invalid(problem.Wrong("text", "required")).Because(err)
	}
	place, known := places[in.Place]
	if !known {
		return trial, problem.Invalid(problem.Wrong("place", "enum", "Values", "class, forum, student"))
	}
	var l look
	l.read(s.Filter.matcher.Load(), in.Text)
	trial.Normalised = string(trimSpaces(l.plain.text))
	trial.Kinds, trial.Matches = told(l.found, place)
	found := trial.Matches
	if html, err := markdown.Render(in.Text, markdown.Options{IDPrefix: "p-"}); err == nil {
		// A post is judged as it is read too; what only that has stands at no place of the source.
		l.read(s.Filter.matcher.Load(), markdown.Read(html))
		kinds, matches := told(l.found, place)
		found = append(slices.Clone(found), matches...)
		for _, kind := range kinds {
			if !slices.Contains(trial.Kinds, kind) {
				trial.Kinds = append(trial.Kinds, kind)
			}
		}
	}
	worst := len(tiers)
	for _, m := range found {
		worst = min(worst, slices.Index(tiers, Tier(m.Tier)))
	}
	if worst < len(tiers) {
		trial.Tier = string(tiers[worst])
	}
	return trial, nil
}

// told gives what was found as readers get it, by its place in the text.
func told(found []Match, place post.Place) (kinds []string, matches []wire.FilterMatch) {
	kinds, matches = []string{}, []wire.FilterMatch{}
	for _, m := range found {
		matches = append(matches, wire.FilterMatch{Start: m.Start, End: m.End, Pattern: m.Pattern, Tier: string(m.tierIn(place)), Kind: m.Kind})
		if !slices.Contains(kinds, m.Kind) {
			kinds = append(kinds, m.Kind)
		}
	}
	slices.SortStableFunc(matches, func(a, b wire.FilterMatch) int { return a.Start - b.Start })
	return kinds, matches
}

// tiers from the worst.
var tiers = []Tier{Block, Hold, Hint}

var places = map[string]post.Place{
	"": {Class: true, Student: true}, "class": {Class: true, Student: true}, "forum": {}, "student": {Student: true},
}

// check cleans an entry and gives its folded pattern.
func check(in *wire.AddFilterWord) (string, error) {
	var wrong []problem.Field
	pattern, err := language.Line(in.Pattern, maxPattern)
	var folded string
	if err == nil {
		folded, _, _ = foldPattern(pattern)
		if strings.HasSuffix(pattern, "*") {
			folded += "*"
		}
	}
	switch {
	case err != nil && language.CountCodePoints(in.Pattern) > maxPattern:
		wrong = append(wrong, problem.Wrong("pattern", "too_long", "Max", maxPattern))
	case err != nil || strings.Trim(folded, "*") == "":
		wrong = append(wrong, problem.Wrong("pattern", "required"))
	case language.CountCodePoints(strings.Trim(folded, "*")) < 2 && !in.Allow:
		// 2,622 of 2,673 alarms of raw lists on clean text came of one such entry, 性.
		wrong = append(wrong, problem.Wrong("pattern", "single"))
	}
	in.Pattern = pattern
	if in.Note = strings.TrimSpace(in.Note); in.Note != "" {
		if in.Note, err = language.Line(in.Note, maxNote); err != nil {
			wrong = append(wrong, problem.Wrong("note", "too_long", "Max", maxNote))
		}
	}
	if in.Language != "en" && in.Language != "zh" {
		wrong = append(wrong, problem.Wrong("language", "enum", "Values", "en, zh"))
	}
	if !slices.Contains(tiers, Tier(in.Tier)) {
		wrong = append(wrong, problem.Wrong("tier", "enum", "Values", "block, hold, hint"))
	}
	if !slices.Contains(kinds, in.Kind) {
		wrong = append(wrong, problem.Wrong("kind", "enum", "Values", strings.Join(kinds, ", ")))
	}
	if len(wrong) > 0 {
		return "", problem.Invalid(wrong...)
	}
	return folded, nil
}

func wordOf(id uuid.UUID, in wire.AddFilterWord) wire.FilterWord {
	return wire.FilterWord{ID: &id, Pattern: in.Pattern, Language: in.Language, Tier: in.Tier, Kind: in.Kind, Allow: in.Allow, Note: in.Note}
}

// change writes in a transaction, and takes what was written into this node's lists at once; the others ask for it.
func (s *Service) change(ctx context.Context, f func(context.Context, *filterdb.Queries, pgx.Tx) error) error {
	err := postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error { return f(ctx, filterdb.New(tx), tx) })
	var refused *pgconn.PgError
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return problem.NotFound()
	case errors.As(err, &refused) && refused.ConstraintName == "filter_word_folded_key":
		return WordTaken()
	case err != nil:
		return fmt.Errorf("changing the filter's list: %w", err)
	}
	return s.Filter.Refresh(ctx, s.Pool)
}

func (s *Service) record(ctx context.Context, tx pgx.Tx, actor access.Actor, deed string, w wire.FilterWord) error {
	return audit.Write(ctx, tx, audit.Entry{
		Actor: actor.Person, Action: access.KeepFilters, Object: access.Installation(), Reason: w.Note,
		Data: map[string]any{"deed": deed, "word": *w.ID, "pattern": w.Pattern, "language": w.Language, "tier": w.Tier, "kind": w.Kind, "allow": w.Allow},
	})
}
