package search

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOwnersSeeHowTheWordsOfAQuestionWereRead(t *testing.T) {
	e := openEngine(t, []Entry{
		{ID: "wifi", Lang: "en", Question: "Where do I find the wifi password?"},
		{ID: "check", Lang: "en", Question: "Is an early check in possible?"},
	})
	for question, want := range map[string]Reading{
		"where is the pasword":           {TakenAs: []TakenAs{{"pasword", []string{"password"}}}},
		"wifi pass word please":          {TakenAs: []TakenAs{{"pass word", []string{"password"}}}},
		"earlier checkin with a unicorn": {Unknown: []string{"earlier", "unicorn"}, TakenAs: []TakenAs{{"checkin", []string{"check", "in"}}}},
		"where do i find it":             {},
	} {
		if diff := cmp.Diff(want, ask(t, e, Question{Text: question, Lang: "en"}).Reading); diff != "" {
			t.Errorf("%q: %s", question, diff)
		}
	}
}

// A text of words that are all nearly known costs no more than a sentence of them.
func TestOnlySoManyUnknownWordsAreGuessed(t *testing.T) {
	e := openEngine(t, []Entry{{ID: "wifi", Lang: "en", Question: "Where do I find the password?"}})
	var words []string
	for letter := 'a'; letter <= 'z'; letter++ {
		words = append(words, "password"+string(letter), "pass"+string(letter)+"word")
	}
	d := ask(t, e, Question{Text: strings.Join(words, " "), Lang: "en"})
	if got := len(d.Reading.TakenAs); got != maxGuessed {
		t.Errorf("%d words were guessed", got)
	}
}
