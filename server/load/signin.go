package load

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"

	"tongchuang/server/wire"
)

// Account signs in with a name and a password.
type Account struct{ Name, Password string }

// ErrNoClass: nobody of those who signed in is in a class.
var ErrNoClass = errors.New("load: none of these people is in a class")

// SignIn signs everybody in and gives the classes that they are in as rooms; each member has a seat in one class. It
// goes through each of them `times` times: so many connections share a person.
func SignIn(ctx context.Context, server string, accounts []Account, times int) ([]Room, error) {
	var members []member
	for _, a := range accounts {
		jar, err := cookiejar.New(nil)
		if err != nil {
			return nil, err
		}
		m := member{client: &http.Client{Jar: jar}}
		body, _ := json.Marshal(map[string]string{"name": a.Name, "password": a.Password}) // strings cannot fail
		if err := m.call(ctx, http.MethodPost, server, "/api/sign-in", body, nil); err != nil {
			return nil, fmt.Errorf("load: signing in as %s: %w", a.Name, err)
		}
		request, err := http.NewRequest(http.MethodGet, server, nil)
		if err != nil {
			return nil, err
		}
		var cookies []string
		for _, c := range jar.Cookies(request.URL) {
			cookies = append(cookies, c.Name+"="+c.Value)
		}
		m.seat.Cookie = strings.Join(cookies, "; ")
		members = append(members, m)
	}
	return roomsOf(ctx, server, members, times)
}

// Tokens reads access tokens, one a line, and gives the classes of their owners as SignIn does.
func Tokens(ctx context.Context, server string, r io.Reader, times int) ([]Room, error) {
	var members []member
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if token := strings.TrimSpace(lines.Text()); token != "" {
			members = append(members, member{client: http.DefaultClient, seat: Seat{Token: token}})
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("load: reading tokens: %w", err)
	}
	return roomsOf(ctx, server, members, times)
}

// member is a person who is signed in.
type member struct {
	client *http.Client
	seat   Seat
}

func (m member) call(ctx context.Context, method, server, path string, body []byte, out any) error {
	request, err := http.NewRequestWithContext(ctx, method, strings.TrimSuffix(server, "/")+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	if m.seat.Token != "" {
		request.Header.Set("Authorization", "Bearer "+m.seat.Token)
	}
	answer, err := m.client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 4<<20))
	switch {
	case err != nil:
		return err
	case answer.StatusCode >= 300:
		return fmt.Errorf("%s: %s", answer.Status, text[:min(len(text), 200)])
	case out == nil:
		return nil
	}
	return json.Unmarshal(text, out)
}

func roomsOf(ctx context.Context, server string, members []member, times int) ([]Room, error) {
	rooms := map[string]*Room{}
	var order []string
	for _, m := range members {
		var classes wire.Classes
		if err := m.call(ctx, http.MethodGet, server, "/api/classes", nil, &classes); err != nil {
			return nil, fmt.Errorf("load: reading somebody's classes: %w", err)
		}
		for _, c := range classes.Classes {
			if c.Over {
				continue
			}
			room := rooms[c.Topic]
			if room == nil {
				room = &Room{Topic: c.Topic, Thread: c.Chat.ID.String()}
				rooms[c.Topic], order = room, append(order, c.Topic)
			}
			for range times {
				room.Seats = append(room.Seats, m.seat)
			}
			break
		}
	}
	if len(order) == 0 {
		return nil, ErrNoClass
	}
	all := make([]Room, len(order))
	for i, topic := range order {
		all[i] = *rooms[topic]
	}
	return all, nil
}
