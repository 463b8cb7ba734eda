package hear

import (
	"encoding/json"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// said is a message of the shared sets. "escalate" went to a person without
// asking for one, so either reading is right; "hard" ones sound like a wish.
type said struct {
	ID, Q, Label string
	Hard         bool
}

// heldOut is the half of the messages that nobody looked at while writing
// patterns.
func (m said) heldOut() bool { return crc32.ChecksumIEEE([]byte(m.ID))%2 == 1 }

// wishCount counts one half of a set.
type wishCount struct{ wishes, seen, others, alarms, hard, hardAlarms int }

func (c *wishCount) add(m said, label string, hit bool) {
	one := 0
	if hit {
		one = 1
	}
	switch {
	case m.Label == label:
		c.wishes, c.seen = c.wishes+1, c.seen+one
	case m.Label != "escalate":
		c.others, c.alarms = c.others+1, c.alarms+one
		if m.Hard {
			c.hard, c.hardAlarms = c.hard+1, c.hardAlarms+one
		}
	}
}

func (c *wishCount) join(d wishCount) {
	c.wishes, c.seen = c.wishes+d.wishes, c.seen+d.seen
	c.others, c.alarms = c.others+d.others, c.alarms+d.alarms
	c.hard, c.hardAlarms = c.hard+d.hard, c.hardAlarms+d.hardAlarms
}

// TestTheSharedMessages logs how many wishes are recognised, on the half of the
// messages that was looked at and on the other. A false alarm costs a visitor
// the answer, a wish not seen costs one more click.
func TestTheSharedMessages(t *testing.T) {
	for _, set := range []struct {
		label     string
		leastSeen int // of 100
		hit       func(w Wish) bool
	}{
		{"human", 95, func(w Wish) bool { return w == WantsPerson }},
		{"upset", 70, func(w Wish) bool { return w == IsUpset }},
	} {
		t.Run(set.label, func(t *testing.T) {
			halves := map[bool]*wishCount{false: {}, true: {}}
			for _, m := range sharedMessages(t, "handoff/"+set.label+".dev.jsonl") {
				hit := set.hit(In(m.Q).Wish)
				halves[m.heldOut()].add(m, set.label, hit)
				switch {
				case m.heldOut() || m.Label == "escalate":
				case hit && m.Label != set.label:
					t.Logf("false alarm: %s", m.Q)
				case !hit && m.Label == set.label:
					t.Logf("not seen: %s", m.Q)
				}
			}
			all := *halves[false]
			all.join(*halves[true])
			if all.seen*100 < set.leastSeen*all.wishes {
				t.Errorf("%d of %d recognised", all.seen, all.wishes)
			}
			for heldOut, c := range halves {
				t.Logf("held out %v: %d of %d recognised, %d false alarms in %d, %d in %d hard ones", heldOut, c.seen, c.wishes, c.alarms, c.others, c.hardAlarms, c.hard)
				if c.alarms*100 > c.others || c.seen*100 < (set.leastSeen-3)*c.wishes || c.hardAlarms > 0 {
					t.Error("the patterns are broken")
				}
			}
		})
	}
}

// TestCalmMessagesAreLeftAlone counts what is heard in messages to five sites:
// nearly all are questions, a few are wishes or rude indeed.
func TestCalmMessagesAreLeftAlone(t *testing.T) {
	files, err := filepath.Glob("../../../shared/eval/*/queries.dev.jsonl")
	if err != nil || len(files) == 0 {
		t.Skip("skipped: no ../shared/eval here")
	}
	for _, file := range files {
		site := filepath.Base(filepath.Dir(file))
		counts := map[string]int{}
		messages := sharedMessages(t, site+"/queries.dev.jsonl")
		for _, m := range messages {
			got := In(m.Q).means()
			counts[got]++
			if got != "none" {
				t.Logf("%s: %s: %s", site, got, m.Q)
			}
		}
		t.Logf("%s: %v of %d", site, counts, len(messages))
		if counts["none"]*100 < 94*len(messages) {
			t.Errorf("%s: too much is heard", site)
		}
	}
}

func sharedMessages(t *testing.T, name string) (all []said) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../shared/eval", name))
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
