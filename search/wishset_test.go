package search

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// said is a message of the shared sets. "escalate" went to a person without
// asking for one, so either reading is right.
type said struct{ Q, Label string }

// TestTheSharedMessages logs how many wishes are recognised. A false alarm
// costs a visitor the answer, a wish not seen costs one more click.
func TestTheSharedMessages(t *testing.T) {
	for _, set := range []struct {
		label string
		match func(words []string) bool
	}{
		{"human", func(w []string) bool { return personPatterns().match(w) }},
		{"upset", func(w []string) bool { return upsetPatterns().match(w) }},
	} {
		t.Run(set.label, func(t *testing.T) {
			var wishes, seen, others, alarms int
			for _, m := range sharedMessages(t, set.label) {
				hit := set.match(plainWords(m.Q))
				switch {
				case m.Label == set.label && hit:
					wishes, seen = wishes+1, seen+1
				case m.Label == set.label:
					wishes++
				case m.Label != "escalate" && hit:
					others, alarms = others+1, alarms+1
					t.Logf("false alarm: %s", m.Q)
				case m.Label != "escalate":
					others++
				}
			}
			t.Logf("%d of %d recognised, %d false alarms in %d", seen, wishes, alarms, others)
			if alarms*100 > others || seen*2 < wishes {
				t.Error("the patterns are broken")
			}
		})
	}
}

func sharedMessages(t *testing.T, label string) (all []said) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../shared/eval/handoff", label+".dev.jsonl"))
	if err != nil {
		t.Skip("skipped: no ../shared/eval here")
	}
	for line := range strings.Lines(string(data)) {
		var m said
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}
