package translate

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	// tries is how often a question is asked when the engine is busy.
	tries = 3
	// tryWithin bounds one try.
	tryWithin = 20 * time.Second
	// longestWait is as long as an engine's hint to come back later is obeyed; what lasts longer is a failure.
	longestWait = 10 * time.Second
	// maxAnswer bounds an answer: the longest post, thrice, with JSON's escapes.
	maxAnswer = 1 << 20
)

// service speaks JSON with one host.
type service struct {
	name   string
	base   *url.URL
	header http.Header // the key among it: never logged
	http   *http.Client
	wait   func(ctx context.Context, d time.Duration) error
}

func newService(name, base string) (service, error) {
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return service{}, errors.New("TRANSLATE_URL is not an address like https://translate.example.org")
	}
	u.Path = strings.TrimSuffix(u.Path, "/")
	return service{name: name, base: u, header: http.Header{}, wait: wait, http: &http.Client{
		Timeout: tryWithin,
		// Wherever a redirect leads, it is not the host that the operator named.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// failed is an answer that is none; what the engine says about it is told in its own words, cut short.
type failed struct {
	name   string
	status int
	says   string
}

func (f *failed) Error() string { return fmt.Sprintf("%s answered %d: %s", f.name, f.status, f.says) }

// ask posts a question and reads the answer. An engine that is busy (429, 529, 503) is asked again, when it says so.
func (s *service) ask(ctx context.Context, path string, question, answer any) error {
	body, err := json.Marshal(question)
	if err != nil {
		return fmt.Errorf("encoding a question to %s: %w", s.name, err)
	}
	for try := 1; ; try++ {
		status, raw, after, err := s.once(ctx, path, body)
		switch {
		case err != nil:
			return err
		case status == http.StatusOK:
			if err := json.Unmarshal(raw, answer); err != nil {
				return fmt.Errorf("%s answered with something that cannot be read: %w", s.name, err)
			}
			return nil
		}
		refusal := &failed{s.name, status, says(raw)}
		if status != http.StatusTooManyRequests && status != 529 && status != http.StatusServiceUnavailable || try == tries {
			return refusal
		}
		if after < 0 {
			after = time.Duration(try) * time.Second
		}
		if after > longestWait {
			return refusal
		}
		if err := s.wait(ctx, after); err != nil {
			return fmt.Errorf("waiting for %s: %w", s.name, err)
		}
	}
}

// once asks once; after is the engine's hint when to come back, negative for none.
func (s *service) once(ctx context.Context, path string, body []byte) (status int, raw []byte, after time.Duration, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.base.String()+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, 0, fmt.Errorf("asking %s: %w", s.name, err)
	}
	for name, values := range s.header {
		request.Header[name] = values
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	response, err := s.http.Do(request)
	if err != nil {
		var u *url.Error // names the address, which is the operator's own; the key is in no address
		if errors.As(err, &u) {
			err = u.Err
		}
		return 0, nil, 0, fmt.Errorf("asking %s: %w", s.name, err)
	}
	defer response.Body.Close()
	raw, err = io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	switch {
	case err != nil:
		return 0, nil, 0, fmt.Errorf("reading %s's answer: %w", s.name, err)
	case len(raw) > maxAnswer:
		return 0, nil, 0, fmt.Errorf("%s answered with over %d bytes", s.name, maxAnswer)
	}
	return response.StatusCode, raw, hint(response.Header.Get("Retry-After"), time.Now()), nil
}

// hint reads Retry-After: seconds, or a date (RFC 9110, section 10.2.3).
func hint(value string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(value); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return -1
}

// says takes the reason out of an error of any of the engines: {"error": "…"}, {"error": {"message"}}, {"message"}.
func says(raw []byte) string {
	var shape struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
	}
	text := ""
	if json.Unmarshal(raw, &shape) == nil {
		var nested struct {
			Message string `json:"message"`
		}
		switch {
		case shape.Message != "":
			text = shape.Message
		case json.Unmarshal(shape.Error, &text) == nil:
		case json.Unmarshal(shape.Error, &nested) == nil:
			text = nested.Message
		}
	}
	if runes := []rune(text); len(runes) > 200 {
		text = string(runes[:200])
	}
	return text
}
