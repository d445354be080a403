package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"tongchuang/server/demo"
	"tongchuang/server/load"
	"tongchuang/server/postgres"
)

// loadTest is `tongchuang load`: how many classes does my machine hold?
type loadTest struct {
	URL      []string      `arg:"" help:"The server, as http://localhost:8080; several nodes share the clients."`
	Mode     load.Mode     `help:"paced (posts at a steady rate), saturate, posts, signals, idle or history." default:"paced" enum:"paced,saturate,posts,signals,idle,history"`
	Rooms    int           `help:"Rooms to make up." default:"10"`
	Members  int           `help:"Members of each made-up room." default:"30"`
	Kind     load.Kind     `help:"classes or threads." default:"classes" enum:"classes,threads"`
	Rate     float64       `help:"Posts a second in each room." default:"1"`
	Window   int           `help:"Posts under way at once, in the modes that send as fast as they can." default:"64"`
	Posters  int           `help:"How many members of a room post, in those modes." default:"8"`
	Size     int           `help:"Bytes of a post's text." default:"110"`
	Warm     time.Duration `help:"Time before measuring." default:"2s"`
	Duration time.Duration `help:"Time of measuring." default:"10s"`
	Hold     time.Duration `help:"Idle: time before looking at the memory." default:"8s"`
	Pages    int           `help:"History: pages to read." default:"1000"`
	Posts    int           `help:"History: posts in the made-up thread." default:"10000"`

	DatabaseURL string `help:"The server's database, to fill with made-up people and rooms. Never one with real people. Default: the example accounts are used." env:"DATABASE_URL"`
	World       string `help:"File that keeps the made-up rooms, so that another run uses them again." type:"path"`
	Tokens      string `help:"File of access tokens, one a line: their owners' classes are used." type:"existingfile"`
	Connections int    `help:"Connections of each example account, or owner of a token; the server allows 20." default:"4"`

	PIDs         []int `help:"Processes of the server on this machine, to tell their CPU and memory." name:"pid"`
	DatabasePIDs []int `help:"First process of Postgres, for the same." name:"database-pid"`
	JSON         bool  `help:"Print the figures as JSON."`
}

// pupils are the example accounts of the example class.
var pupils = []string{"ms-carver", "maya", "theo", "june", "chen", "xiaoyu", "lele", "ahang"}

// Run connects, measures and prints. It fails when anything was lost, doubled, out of order or refused.
func (l loadTest) Run(ctx context.Context) error {
	rooms, err := l.rooms(ctx)
	if err != nil {
		return err
	}
	result, err := load.Run(ctx, load.Options{
		URLs: l.URL, Mode: l.Mode, Seats: rooms, Rate: l.Rate, Window: l.Window, Posters: l.Posters, Size: l.Size,
		Warm: l.Warm, Duration: l.Duration, Hold: l.Hold, Pages: l.Pages, Upto: int64(l.Posts),
		PIDs: l.PIDs, DatabasePIDs: l.DatabasePIDs,
	})
	if err != nil {
		return err
	}
	if l.JSON {
		if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
			return err
		}
	} else {
		result.Write(os.Stdout)
	}
	if !result.Faultless() {
		return errFaults
	}
	return nil
}

var errFaults = errors.New("there were faults")

func (l loadTest) rooms(ctx context.Context) ([]load.Room, error) {
	if l.World != "" {
		if text, err := os.ReadFile(l.World); err == nil {
			return l.kept(text)
		}
	}
	switch {
	case l.Tokens != "":
		f, err := os.Open(l.Tokens)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return load.Tokens(ctx, l.URL[0], f, l.Connections)
	case l.DatabaseURL == "":
		accounts := make([]load.Account, len(pupils))
		for i, name := range pupils {
			accounts[i] = load.Account{Name: name, Password: demo.Password}
		}
		return load.SignIn(ctx, l.URL[0], accounts, l.Connections)
	}
	pool, err := postgres.Open(ctx, l.DatabaseURL, postgres.PoolConfig{MaxConns: 2, ApplicationName: "tongchuang load"})
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	rooms, err := load.FillDatabase(ctx, pool, l.Kind, l.Rooms, l.Members)
	if err != nil {
		return nil, err
	}
	if l.Mode == load.History {
		if err := load.FillThread(ctx, pool, rooms[0], l.Posts); err != nil {
			return nil, err
		}
	}
	if l.World != "" {
		text, err := json.Marshal(rooms)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(l.World, text, 0o600); err != nil {
			return nil, err
		}
	}
	return l.fewer(rooms), nil
}

// kept reads the rooms of an earlier run.
func (l loadTest) kept(text []byte) ([]load.Room, error) {
	var rooms []load.Room
	if err := json.Unmarshal(text, &rooms); err != nil {
		return nil, fmt.Errorf("reading the rooms of %s: %w", l.World, err)
	}
	return l.fewer(rooms), nil
}

// fewer gives as many of the rooms and of their members as are asked for; a class has two teachers at least.
func (l loadTest) fewer(rooms []load.Room) []load.Room {
	rooms = rooms[:min(l.Rooms, len(rooms))]
	for i := range rooms {
		rooms[i].Seats = rooms[i].Seats[:min(l.Members, len(rooms[i].Seats))]
	}
	return rooms
}
