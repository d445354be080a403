package class

import (
	"errors"
	"fmt"
	"testing"

	"tongchuang/server/access"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// looks tries a code in a browser at the school's address.
func (w *world) looks(browser, code string) error {
	_, err := w.Look(w.by(browser), access.Actor{}, FromSomewhere[wire.JoinLook]{Body: wire.JoinLook{Code: code}, address: school})
	return err
}

func slowed(err error) bool {
	var p *problem.Error
	return errors.As(err, &p) && p.Code == "join.too_many_tries"
}

// wrong is a code that is none; they begin differently.
func wrong(i int) string {
	return fmt.Sprintf("%c%c222222", codeLetters[i%31], codeLetters[i/31%31])
}

func TestAClassmatesRightCodeIsTakenWhileSomebodyAtTheSchoolGuesses(t *testing.T) {
	t.Parallel()
	for what, guesser := range map[string]func(i int) string{
		"in one browser":                func(int) string { return "guesser" },
		"without a mark":                func(int) string { return "" },
		"in all browsers of an address": func(i int) string { return fmt.Sprint("guesser ", i%200) },
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			code := w.code(w.teacher)
			for _, beginning := range []string{"", code[:prefixLength]} { // the guesser may know how the code begins
				for i := range 150 {
					tried := wrong(i)
					if beginning != "" && i < 40 {
						tried = beginning + tried[prefixLength:]
					}
					if err := w.looks(guesser(i), tried); !slowed(err) {
						refused(t, err, "join.wrong_code")
					}
				}
			}
			for i := range 30 {
				pupil := fmt.Sprint("pupil ", i)
				if err := w.looks(pupil, code); err != nil {
					t.Fatalf("pupil %d: %v", i, err)
				}
				if _, err := w.asksFrom(pupil, school, code, pupil); err != nil {
					t.Fatalf("pupil %d: %v", i, err)
				}
			}
		})
	}
}

func TestAFreshMarkBuysTwoGuessesAndNotMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i := range 400 { // the address has none left
		_ = w.looks("", wrong(i))
	}
	looked := 0
	for i := range 20 {
		if !slowed(w.looks("fresh", wrong(400+i))) {
			looked++
		}
	}
	if looked != 2 {
		t.Errorf("%d guesses", looked)
	}
	// Whoever has many marks, of many addresses, is held by what is counted over all.
	looked = 0
	for i := range 2000 {
		if !slowed(w.looks(fmt.Sprint("mark ", i), wrong(i))) {
			looked++
		}
	}
	if looked > 620 {
		t.Errorf("%d guesses by 2000 marks", looked)
	}
}
