package class

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

const (
	// signInNameKey is the constraint that keeps sign-in names apart.
	signInNameKey = "person_sign_in_name_key"
	// nameTries is how often another name is drawn when somebody took the same one meanwhile.
	nameTries = 4
)

// A sign-in name is two words and a number, panda-river-42: easy to say, to type on any keyboard and to write down.
// Some 370,000 of them; they are no secret.
const (
	firstWords = "amber apple arctic autumn bamboo basil berry birch blossom breeze bright bronze candle canyon cedar cherry " +
		"citrus clever cloud clover coral cosmic cotton crystal daisy dawn desert dragon echo emerald ember fern " +
		"field forest garden ginger golden happy harbor hazel honey indigo island ivory jade jasmine jolly kind " +
		"lake lantern lemon lilac lotus lucky lunar mango maple marble meadow mellow misty moon morning olive"
	secondWords = "badger bear beaver bee bird bison bridge brook camel canoe cat comet crane cricket deer dolphin " +
		"drum duck eagle falcon finch fish flute fox gecko giraffe goose hare hawk hedgehog heron horse " +
		"kite koala lark leaf lion lizard llama lynx magpie moose mouse nest otter owl panda parrot " +
		"pebble penguin piano pony rabbit raven river robin seal sparrow star swan tiger turtle whale wren"
)

var first, second = strings.Fields(firstWords), strings.Fields(secondWords)

func newSignInName() string {
	return fmt.Sprintf("%s-%s-%d", first[below(len(first))], second[below(len(second))], 10+below(90))
}

// freeSignInNames draws n different names that nobody has.
func (s *Service) freeSignInNames(ctx context.Context, n int) ([]string, error) {
	var free []string
	for len(free) < n {
		drawn := make([]string, n-len(free)+2)
		for i := range drawn {
			drawn[i] = newSignInName()
		}
		taken, err := s.db.TakenSignInNames(ctx, drawn)
		if err != nil {
			return nil, fmt.Errorf("looking for free sign-in names: %w", err)
		}
		for _, name := range drawn {
			if len(free) < n && !slices.Contains(taken, name) && !slices.Contains(free, name) {
				free = append(free, name)
			}
		}
	}
	return free, nil
}

// A sign-in code is spoken syllables and two digits, bano-fike-moda-47: letters and digits that every keyboard and every
// input method gives, the same to a reader of English and of pinyin. Each syllable is one of 14·5, each digit one of 8:
// 6·log2(70) + 2·log2(8) = 42.8 bits, less what is left out below.
const (
	codeConsonants = "bdfghklmnprstw"
	codeVowels     = "aeiou"
	codeDigits     = "23456789"
)

// unsaid are pairs of syllables that no child is to get.
var unsaid = []string{"kaka", "kuku", "pipi", "popo", "puta", "peni", "nige", "niga", "fuku", "fuka", "fuki", "shit", "tite", "tits", "dik", "gei", "homo", "paki", "rape", "sita", "siba", "bita", "tama", "made", "hore", "nude"}

func newSignInCode() string {
	var parts []string
	for len(parts) < 3 {
		part := ""
		for range 2 {
			part += string(codeConsonants[below(len(codeConsonants))]) + string(codeVowels[below(len(codeVowels))])
		}
		if !slices.ContainsFunc(unsaid, func(u string) bool { return strings.Contains(part, u) }) {
			parts = append(parts, part)
		}
	}
	return strings.Join(append(parts, drawn(codeDigits, 2)), "-")
}
