package search

import (
	"path/filepath"
	"testing"
)

// relevanceCount is what became of a file's questions.
type relevanceCount struct {
	known, right, answered, wrong int // that an entry answers: first, shown as the answer, another shown so
	strange, silent               int // that none answers: not answered
}

// TestQuestionsFindTheirEntries asks what testdata/relevance.*.txt asks, on a page
// in the language of the line. A file says itself how many have to be right, so
// that one line more that is not found does no harm and a worse ranker does.
// Every miss is logged.
func TestQuestionsFindTheirEntries(t *testing.T) {
	files, err := filepath.Glob("testdata/relevance.*.txt")
	if err != nil || len(files) < 3 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			f := readRelevance(t, name)
			e := openEngine(t, f.entries)
			var n relevanceCount
			for _, c := range f.cases {
				n.add(t, c, ask(t, e, Question{Text: c.text, Lang: c.lang}))
			}
			right, silent := float64(n.right)/float64(n.known), float64(n.silent)/float64(n.strange)
			t.Logf("%.1f %% right (%d of %d; %d answered rightly, %d wrongly), %.1f %% silent (%d of %d)",
				100*right, n.right, n.known, n.answered, n.wrong, 100*silent, n.silent, n.strange)
			if right < f.right {
				t.Errorf("%.1f %% right, want %.1f %%", 100*right, 100*f.right)
			}
			if silent < f.silent {
				t.Errorf("%.1f %% silent, want %.1f %%", 100*silent, 100*f.silent)
			}
		})
	}
}

func (n *relevanceCount) add(t *testing.T, c relevanceCase, d Decision) {
	t.Helper()
	answered := d.Verdict == Answer
	if c.want == "?" {
		n.strange++
		if !answered {
			n.silent++
		} else {
			t.Logf("%d: %q is answered by %s (%.2f)", c.line, c.text, d.Entry.ID, d.Confidence)
		}
		return
	}
	n.known++
	if len(d.Ranked) > 0 && c.meant(d.Ranked[0].Entry) {
		n.right++
		if answered {
			n.answered++
		}
		return
	}
	if answered {
		n.wrong++
	}
	t.Logf("%d: %q finds %v (%s, %.2f), want %s", c.line, c.text, firstIDs(d), d.Verdict, d.Confidence, c.want)
}

// meant reports the entry that was wanted, or one of the group that was.
func (c relevanceCase) meant(e Entry) bool { return c.want == e.ID || c.want == e.Group }

func firstIDs(d Decision) []string {
	ids := rankedIDs(d)
	return ids[:min(len(ids), 3)]
}
