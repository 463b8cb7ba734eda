package eval

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"deskbell/search"

	"github.com/google/go-cmp/cmp"
)

// named is an outcome of the query with this id.
func named(id string, o Outcome) Outcome {
	o.Query.ID = id
	return o
}

func report(outcomes ...Outcome) Report { return Report{Measure(outcomes), outcomes} }

func comparison() Comparison {
	right := func(id string, c float64) Outcome { return named(id, outcome("a", "a b", c, search.Answer)) }
	wrong := func(id string, c float64) Outcome { return named(id, outcome("a", "b a", c, search.Suggest)) }
	out := named("out", outcome("", "b", 0.2, search.Suggest))
	return Comparison{
		Before: report(wrong("better", 0.3), right("worse", 0.9), right("same", 0.9), wrong("best", 0.1), out),
		After:  report(right("better", 0.7), wrong("worse", 0.4), right("same", 0.8), right("best", 0.8), out),
		Names:  [2]string{"before", "after"},
	}
}

func TestAComparisonNamesWhatBecameRightAndWrong(t *testing.T) {
	gained, lost := comparison().Swaps()
	var got []string
	for _, s := range append(gained, lost...) {
		got = append(got, s.After.Query.ID)
	}
	if diff := cmp.Diff([]string{"best", "better", "worse"}, got); diff != "" || len(lost) != 1 {
		t.Error(diff, len(lost))
	}
}

func TestAComparisonIsReadAsATable(t *testing.T) {
	var text strings.Builder
	if err := comparison().WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"before", "after", "50.0 %", "75.0 %", "+25.0 points", "2 became right:", "1 became wrong:", `worse: "x": a → b`,
		"Of 4 questions in scope 2 became right and 1 became wrong (exact McNemar test: p = 1.000).", "may well be chance",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("it lacks %q:\n%s", want, text.String())
		}
	}
	if strings.Contains(text.String(), "without entry") {
		t.Error("it speaks of missing entries where none is missing")
	}
}

// The figures are those of the binomial distribution, computed by hand.
func TestChanceIsExact(t *testing.T) {
	for _, tc := range []struct {
		better, worse int
		want          float64
	}{
		{0, 0, 1},
		{1, 0, 1},
		{5, 0, 2.0 / 32},
		{0, 6, 2.0 / 64},
		{8, 2, 2 * (1 + 10 + 45) / 1024.0},
		{7, 7, 1},
		{900, 700, 6.4e-7}, // large numbers do not overflow
	} {
		if got := byChance(tc.better, tc.worse); math.Abs(got-tc.want) > 1e-6*max(1, tc.want) {
			t.Errorf("%d better, %d worse: %v, want %v", tc.better, tc.worse, got, tc.want)
		}
	}
}

func TestTheHintSaysWhatTheNumbersMean(t *testing.T) {
	many := func(n int, ranked string) (all []Outcome) {
		for range n {
			all = append(all, outcome("a", ranked, 0.5, search.Suggest))
		}
		return all
	}
	better := Comparison{Before: report(many(9, "b a")...), After: report(many(9, "a b")...)}
	worse := Comparison{Before: better.After, After: better.Before}
	same := Comparison{Before: better.After, After: better.After}
	for want, c := range map[string]Comparison{"it became better": better, "it became worse": worse, "No question's first entry": same} {
		if !strings.Contains(c.Hint(), want) {
			t.Errorf("got %q, want %q", c.Hint(), want)
		}
	}
}

func TestFiguresAsJSONHaveNullForNothing(t *testing.T) {
	var text strings.Builder
	if err := report(outcome("a", "a", 0.9, search.Answer)).WriteJSON(&text); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Metrics map[string]*float64
		Worst   []any
	}
	if err := json.Unmarshal([]byte(text.String()), &got); err != nil {
		t.Fatal(err)
	}
	if p := got.Metrics["p_at_1"]; p == nil || *p != 1 {
		t.Errorf("P@1 is %v", p)
	}
	if _, there := got.Metrics["auroc"]; !there || got.Metrics["auroc"] != nil || got.Worst == nil {
		t.Errorf("got %s", text.String())
	}
	text.Reset()
	if err := comparison().WriteJSON(&text); err != nil || !strings.Contains(text.String(), `"became_wrong"`) || !strings.Contains(text.String(), `"p_value": 1,`) {
		t.Errorf("%v %s", err, text.String())
	}
}
