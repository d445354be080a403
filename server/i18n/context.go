package i18n

import "context"

type contextKey struct{}

// WithLanguage puts the reader's language into ctx. Done once, at the door (web, socket).
func WithLanguage(ctx context.Context, l Language) context.Context {
	return context.WithValue(ctx, contextKey{}, l)
}

// FromContext gives the reader's language, English where none is set.
func FromContext(ctx context.Context) Language {
	if l, ok := ctx.Value(contextKey{}).(Language); ok {
		return l
	}
	return En
}
