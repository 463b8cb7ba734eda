package search

import (
	"slices"
	"strings"
	"testing"

	"deskbell/search/hear"
)

// TestEveryReasonHasItsCase is the contract of a decision: one question a reason.
func TestEveryReasonHasItsCase(t *testing.T) {
	full, empty := openEngine(t, stay), openEngine(t, nil)
	for _, tc := range []struct {
		name    string
		q       Question
		engine  *Engine
		verdict Verdict
		reason  Reason
		entry   string // "" for none
	}{
		{"an answer", Question{Text: "can i bring my dog"}, full, Answer, Confident, "dogs-en"},
		{"too little to be sure", Question{Text: "is there a parking fee"}, full, Suggest, Ambiguous, ""},
		{"nothing like it", Question{Text: "quantum chromodynamics"}, full, Person, NoMatch, ""},
		{"nothing said", Question{Text: "  "}, full, Person, NoMatch, ""},
		{"a wish for a person", Question{Text: "I want to talk to a human"}, full, Person, AskedForPerson, ""},
		{"a wish with a question", Question{Text: "Can I bring my dog? I want to talk to a human"}, empty, Person, AskedForPerson, ""},
		{"anger", Question{Text: "you are useless"}, full, Person, Upset, ""},
		{"a topic of people", Question{Text: "somebody used my card without my consent"}, full, Person, IsPersonFirst, "fraud"},
		{"the same again", Question{Text: "can i bring my dog", Seen: []string{"dogs-en"}}, full, Person, Repeated, ""},
		{"the same in another language", Question{Text: "can i bring my dog", Seen: []string{"dogs-de"}}, full, Person, Repeated, ""},
		{"a topic of people again", Question{Text: "somebody used my card without my consent", Seen: []string{"fraud"}}, full, Person, Repeated, ""},
		{"a second miss", Question{Text: "is there a parking fee", Misses: 1}, full, Person, SecondMiss, ""},
		{"a second miss with nothing like it", Question{Text: "quantum chromodynamics", Misses: 3}, full, Person, SecondMiss, ""},
		{"an answer after a miss", Question{Text: "can i bring my dog", Misses: 1}, full, Answer, Confident, "dogs-en"},
		{"no entries", Question{Text: "can i bring my dog"}, empty, Person, EmptyIndex, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := ask(t, tc.engine, tc.q)
			if d.Verdict != tc.verdict || d.Reason != tc.reason {
				t.Errorf("got %s, %s (%.2f)", d.Verdict, d.Reason, d.Confidence)
			}
			if got := idOf(d.Entry); got != tc.entry {
				t.Errorf("entry %q, want %q", got, tc.entry)
			}
		})
	}
}

func idOf(e *Entry) string {
	if e == nil {
		return ""
	}
	return e.ID
}

func TestAPersonComesFirstAndTheAnswerMayFollow(t *testing.T) {
	e := openEngine(t, stay)
	d := ask(t, e, Question{Text: "Where can I park my fucking car?"})
	if d.Verdict != Person || d.Reason != Upset || idOf(d.Entry) != "parking" {
		t.Fatalf("got %s, %s, %q (%.2f)", d.Verdict, d.Reason, idOf(d.Entry), d.Confidence)
	}
}

// TestAConversationNeverGoesInCircles plays every question again and again: no
// entry is shown twice, none of a group, neither as an answer nor suggested.
func TestAConversationNeverGoesInCircles(t *testing.T) {
	e := openEngine(t, stay)
	texts := []string{"my car", "dog", "hund", "wifi", "check in", "door code", "where", "can i", "card"}
	for _, entry := range stay {
		texts = append(texts, entry.Question)
	}
	for _, text := range texts {
		var seen []string
		for turn := range 6 {
			d := ask(t, e, Question{Text: text, Seen: seen, Misses: turn})
			for _, shown := range shownBy(d) {
				if slices.ContainsFunc(seen, func(id string) bool { return related(e, id, shown) }) {
					t.Fatalf("%q: %s is shown after %v", text, shown, seen)
				}
			}
			if turn > 0 && d.Verdict == Suggest {
				t.Fatalf("%q: asked to choose again", text)
			}
			if d.Entry != nil {
				seen = append(seen, d.Entry.ID)
			}
		}
	}
}

func shownBy(d Decision) (ids []string) {
	if d.Entry != nil {
		ids = append(ids, d.Entry.ID)
	}
	for _, s := range d.Suggestions {
		ids = append(ids, s.Entry.ID)
	}
	return ids
}

func related(e *Engine, a, b string) bool {
	x, _ := e.Entry(a)
	y, _ := e.Entry(b)
	return a == b || x.Group != "" && x.Group == y.Group
}

func TestSuggestionsAreFewUnseenAndWorthIt(t *testing.T) {
	var ranked []Ranked
	for i, c := range []float64{0.5, 0.4, 0.3, 0.2, 0.16, 0.1} {
		ranked = append(ranked, Ranked{Entry: Entry{ID: string(rune('a' + i))}, Confidence: c})
	}
	for _, tc := range []struct {
		seen map[string]bool
		want string
	}{
		{nil, "abc"},
		{map[string]bool{"a": true, "c": true}, "bde"},
		{map[string]bool{"a": true, "b": true, "c": true, "d": true, "e": true}, ""},
	} {
		d := decide(Question{}, hear.Heard{}, ranked, tc.seen, false)
		got := ""
		for _, s := range d.Suggestions {
			got += s.Entry.ID
		}
		if got != tc.want {
			t.Errorf("seen %v: %q, want %q", tc.seen, got, tc.want)
		}
	}
}

// TestToAskIfAHumanAnswersIsNoMiss covers what is found beside it, too: an entry
// that answers it, a topic of people, and nothing.
func TestToAskIfAHumanAnswersIsNoMiss(t *testing.T) {
	bot := Entry{ID: "bot"}
	fraud := Entry{ID: "fraud", Tags: []string{PersonFirst}}
	for _, tc := range []struct {
		name    string
		ranked  []Ranked
		seen    map[string]bool
		misses  int
		empty   bool
		verdict Verdict
		reason  Reason
		entry   string
	}{
		{name: "nothing found", verdict: Person, reason: NoMatch},
		{name: "after a miss", misses: 1, verdict: Person, reason: NoMatch},
		{name: "something vague", ranked: []Ranked{{Entry: bot, Confidence: 0.4}}, verdict: Person, reason: NoMatch},
		{name: "an entry on it", ranked: []Ranked{{Entry: bot, Confidence: 0.9}}, verdict: Answer, reason: Confident, entry: "bot"},
		{name: "that entry again", ranked: []Ranked{{Entry: bot, Confidence: 0.9}}, seen: map[string]bool{"bot": true}, verdict: Person, reason: Repeated},
		{name: "a topic of people", ranked: []Ranked{{Entry: fraud, Confidence: 0.4}}, verdict: Person, reason: IsPersonFirst, entry: "fraud"},
		{name: "no entries", empty: true, verdict: Person, reason: EmptyIndex},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := decide(Question{Misses: tc.misses}, hear.Heard{IfHuman: true}, tc.ranked, tc.seen, tc.empty)
			if d.Verdict != tc.verdict || d.Reason != tc.reason || idOf(d.Entry) != tc.entry {
				t.Errorf("got %s, %s, %q", d.Verdict, d.Reason, idOf(d.Entry))
			}
			if d.Miss() || len(d.Suggestions) > 0 || !d.AskedIfHuman {
				t.Errorf("miss %v, %d suggestions, said so %v", d.Miss(), len(d.Suggestions), d.AskedIfHuman)
			}
		})
	}
}

func TestMissesAreWhatTheContractCountsAsMisses(t *testing.T) {
	for reason, miss := range map[Reason]bool{
		Confident: false, Ambiguous: true, NoMatch: true, AskedForPerson: false, Upset: false,
		IsPersonFirst: false, Repeated: false, SecondMiss: true, EmptyIndex: true,
	} {
		if got := (Decision{Reason: reason}).Miss(); got != miss {
			t.Errorf("%s: %v", reason, got)
		}
	}
}

func TestAnyStringIsAQuestion(t *testing.T) {
	e := openEngine(t, stay)
	for _, text := range []string{
		"", "\x00", "\xff\xfe", `"`, `" OR NEAR( * ^ : - '`, "multi-agent", "ubuntu 20.04", "+dog -dog", "dog~2", "ask_en:dog", "/.*/", "[a TO z]", "*", "?",
		"(((((", `\`, "🙂", "a̐éö̲", "日本語の質問", "ไทย", strings.Repeat("a b ", 100), strings.Repeat("x", 100_000), strings.Repeat("(", 5000), "?!…", "\u00ad", "\u202edrow",
	} {
		d := ask(t, e, Question{Text: text, Lang: text, Scope: text, Page: text, Seen: []string{text}, Misses: -1})
		if d.Verdict == Answer && d.Confidence < calibrated.answerFrom || d.Verdict == "" {
			t.Errorf("%q: %+v", text, d)
		}
	}
}

// A long text of words that no entry has costs no more than a short one: only
// the weightiest are looked for among similar words.
func TestALongQuestionIsCutToItsWeightiestWords(t *testing.T) {
	e := openEngine(t, stay)
	g, release := e.acquire()
	defer release()
	a := g.prepare(Question{Text: "can I do it here with the " + strings.Join(numbered(60), " ")})
	if terms := a.wordings["en"].terms; len(terms) != maxTerms || len(a.grams) > maxGrams {
		t.Errorf("%d terms, %d grams", len(terms), len(a.grams))
	}
}
