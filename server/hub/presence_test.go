package hub_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/bus/memory"
	"tongchuang/server/hub"
	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func person(name string) *wire.Person {
	return &wire.Person{ID: uuid.New(), Name: name, Role: "student"}
}

// roster is who is present by what an ear was told.
func roster(e *ear, from []wire.Person) map[uuid.UUID]bool {
	here := map[uuid.UUID]bool{}
	for _, p := range from {
		here[p.ID] = true
	}
	for _, s := range e.signals {
		var change wire.PresenceChange
		if s.Signal != "presence" || json.Unmarshal(s.Data, &change) != nil {
			continue
		}
		for _, p := range change.Here {
			here[p.ID] = true
		}
		for _, id := range change.Gone {
			delete(here, id)
		}
	}
	return here
}

// sees waits until the ear has been told of exactly these people.
func (e *ear) sees(t *testing.T, from []wire.Person, people ...*wire.Person) {
	t.Helper()
	e.wait(t, fmt.Sprintf("%d people", len(people)), func() bool {
		here := roster(e, from)
		for _, p := range people {
			if !here[p.ID] {
				return false
			}
		}
		return len(here) == len(people)
	})
}

func names(people []wire.Person) []string {
	var list []string
	for _, p := range people {
		list = append(list, p.Name)
	}
	return list
}

func TestEveryoneSeesWhoIsHereOnAllNodes(t *testing.T) {
	t.Parallel()
	pool, exchange := postgrestest.New(t), new(memory.Exchange)
	one := newNode(t, pool, exchange, hub.Config{}, nil)
	other := newNode(t, pool, exchange, hub.Config{}, nil)
	name := newName()
	mei, ada := person("Mei"), person("Ada")
	meis, _ := one.listen(t, name, mei)
	adas, adaHere := other.listen(t, name, ada)
	_, secondTab := other.listen(t, name, ada)
	meis.sees(t, []wire.Person{*mei}, mei, ada)
	for _, n := range []*node{one, other} {
		if got := names(n.Present(name)); !slices.Equal(got, []string{"Ada", "Mei"}) {
			t.Errorf("present: %v", got)
		}
	}
	adaHere.Leave()
	if got := names(one.Present(name)); !slices.Equal(got, []string{"Ada", "Mei"}) {
		t.Errorf("with one of two tabs closed: %v", got)
	}
	secondTab.Leave()
	meis.sees(t, []wire.Person{*mei}, mei)
	if got := one.Present(name); len(got) != 1 {
		t.Errorf("present: %v", got)
	}
	if len(roster(adas, nil)) != 0 {
		t.Error("Ada was told of herself")
	}
}

func TestThePeopleOfANodeThatDiedAreGone(t *testing.T) {
	t.Parallel()
	pool, exchange := postgrestest.New(t), new(memory.Exchange)
	c := hub.Config{PresenceEvery: 10 * time.Millisecond, PresenceLasts: 200 * time.Millisecond}
	living, dying := newNode(t, pool, exchange, c, nil), newNode(t, pool, exchange, c, nil)
	name := newName()
	mei, ada := person("Mei"), person("Ada")
	meis, _ := living.listen(t, name, mei)
	dying.listen(t, name, ada)
	meis.sees(t, nil, ada)
	dying.end()
	meis.sees(t, nil)
}

func TestWhoeverIsSaidToBeHereAgainAndAgainStays(t *testing.T) {
	t.Parallel()
	pool, exchange := postgrestest.New(t), new(memory.Exchange)
	c := hub.Config{PresenceEvery: 5 * time.Millisecond, PresenceLasts: 3 * time.Second}
	one, other := newNode(t, pool, exchange, c, nil), newNode(t, pool, exchange, c, unreliably(5))
	name := newName()
	mei, ada := person("Mei"), person("Ada")
	meis, _ := one.listen(t, name, mei)
	other.listen(t, name, ada) // the first announcement may be lost; the next ones tell
	meis.sees(t, nil, ada)
}

func TestAPersonWhoComesBetweenTheRosterAndTheFirstLiveFrameIsSeen(t *testing.T) {
	t.Parallel()
	n := newNode(t, postgrestest.New(t), new(memory.Exchange), hub.Config{}, nil)
	name := newName()
	mei, ada := person("Mei"), person("Ada")
	e := newEar()
	m, err := n.Join(t.Context(), name, e, mei)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Leave()
	present := n.Present(name) // what the answer to `subscribe` says
	n.listen(t, name, ada)
	if len(e.signals) != 0 {
		t.Error("something was sent before CatchUp")
	}
	if err := m.CatchUp(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	e.sees(t, present, mei, ada)
}

func TestAnAnnouncementThatComesLateBringsNobodyBack(t *testing.T) {
	t.Parallel()
	n := newNode(t, postgrestest.New(t), new(memory.Exchange), hub.Config{}, nil)
	name := newName()
	e, _ := n.listen(t, name, nil)
	ada := person("Ada")
	announce(t, n, name, 1, *ada)
	announce(t, n, name, 3)
	announce(t, n, name, 2, *ada)
	if got := n.Present(name); len(got) != 0 {
		t.Errorf("present: %v", got)
	}
	e.sees(t, nil)
	announce(t, n, name, 4, *ada)
	e.sees(t, nil, ada)
}

func announce(t *testing.T, n *node, name topic.Name, number int64, people ...wire.Person) {
	t.Helper()
	message, err := json.Marshal(map[string]any{"node": "elsewhere", "number": number, "people": people})
	if err != nil {
		t.Fatal(err)
	}
	n.Receive(string(name), append([]byte{'p'}, message...))
}

func TestASignalReachesTheListenersOfAllNodes(t *testing.T) {
	t.Parallel()
	pool, exchange := postgrestest.New(t), new(memory.Exchange)
	one, other := newNode(t, pool, exchange, hub.Config{}, nil), newNode(t, pool, exchange, hub.Config{}, nil)
	name := newName()
	here, _ := one.listen(t, name, nil)
	there, _ := other.listen(t, name, nil)
	frame, err := json.Marshal(wire.Signal{Topic: string(name), Signal: "typing"})
	if err != nil {
		t.Fatal(err)
	}
	one.Signal(name, frame)
	for _, e := range []*ear{here, there} {
		e.wait(t, "the signal", func() bool { return len(e.signals) == 1 && e.signals[0].Signal == "typing" })
	}
}
