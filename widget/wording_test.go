package widget

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/words"
)

// testdata/wordings holds the sentences under which visitors asked to be called, a file a version. A ticket keeps
// its version: a sentence that was in use never changes there, another one gets a new handoff.CallWording.
func TestTheSentenceOfACallHasItsVersion(t *testing.T) {
	now := map[string]string{"de, du": words.In("de").Informal().T("widget.call.wording")}
	for _, lang := range words.Languages {
		now[lang] = words.In(lang).T("widget.call.wording")
	}
	text, err := os.ReadFile(filepath.Join("testdata", "wordings", handoff.CallWording+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var then map[string]string
	if err := json.Unmarshal(text, &then); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(then, now); diff != "" {
		t.Errorf("the sentence is another than version %s, so it needs a new version:\n%s", handoff.CallWording, diff)
	}
}
