package search

import (
	"os"
	"regexp"
	"testing"
)

// TestTheSampleAnswersWhatTheDocsAsk asks what docs/embedding.md lets a script ask, so that who tries it on a new desk
// sees an answer.
func TestTheSampleAnswersWhatTheDocsAsk(t *testing.T) {
	text, err := os.ReadFile("../docs/embedding.md")
	if err != nil {
		t.Fatal(err)
	}
	asked := regexp.MustCompile(`Deskbell\.ask\("([^"]+)"\)`).FindSubmatch(text)
	if asked == nil {
		t.Fatal("docs/embedding.md asks nothing")
	}
	e := openEngine(t, sampleEntries(t))
	for lang, question := range map[string]string{"en": string(asked[1]), "de": "Sind Hunde willkommen?"} {
		d := ask(t, e, Question{Text: question, Lang: lang})
		if d.Verdict != Answer {
			t.Errorf("%q: %v, confidence %.2f, want an answer", question, d.Verdict, d.Confidence)
		} else if d.Entry.ID != "flat-dogs."+lang {
			t.Errorf("%q is answered by %s", question, d.Entry.ID)
		}
	}
}
