package widget

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/words"
)

// wordings are the sentences under which visitors asked to be called, by version and language. A ticket keeps
// its version: a sentence that was in use never changes here, another one gets a new handoff.CallWording.
var wordings = map[string]map[string]string{
	"2026-11": {
		"en": "We call once about this matter.",
		"de": "Wir rufen Sie einmal wegen dieses Anliegens an.",
	},
}

func TestTheSentenceOfACallHasItsVersion(t *testing.T) {
	now := map[string]string{}
	for _, lang := range words.Languages {
		now[lang] = words.In(lang).T("widget.call.wording")
	}
	if diff := cmp.Diff(wordings[handoff.CallWording], now); diff != "" {
		t.Errorf("the sentence is another than version %s, so it needs a new version:\n%s", handoff.CallWording, diff)
	}
}
