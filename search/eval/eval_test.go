package eval

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"deskbell/search"

	"github.com/google/go-cmp/cmp"
)

// outcome is a query with what was decided: ranked ids as in "a b c"; a verdict
// of answer shows the first.
func outcome(relevant, ranked string, confidence float64, verdict search.Verdict) Outcome {
	o := Outcome{Query: Query{ID: "q", Text: "x", Relevant: strings.Fields(relevant), OOS: relevant == ""}}
	o.Decision = search.Decision{Verdict: verdict, Confidence: confidence}
	for _, id := range strings.Fields(ranked) {
		o.Decision.Ranked = append(o.Decision.Ranked, search.Ranked{Entry: search.Entry{ID: id}})
	}
	if verdict == search.Answer {
		o.Decision.Entry = &o.Decision.Ranked[0].Entry
	}
	return o
}

// TestMetricsAreAsComputedByHand: the figures stand beside each case.
func TestMetricsAreAsComputedByHand(t *testing.T) {
	// In scope: right at 1 (answered), right at 2 (suggested), right at 11 (that
	// is: not at all; answered wrongly), one of two at 1 (answered). Out of
	// scope: one answered, one not.
	outcomes := []Outcome{
		outcome("a", "a b c", 0.9, search.Answer),
		outcome("b", "a b c", 0.5, search.Suggest),
		outcome("k", "a b c d e f g h i j k", 0.7, search.Answer),
		outcome("a z", "a b c", 0.8, search.Answer),
		outcome("", "a", 0.6, search.Answer),
		outcome("", "", 0.1, search.Person),
	}
	for i := range outcomes {
		outcomes[i].Took = time.Duration(i+1) * time.Millisecond
	}
	got := Measure(outcomes)
	want := Metrics{
		InScope: 4, OutOfScope: 2,
		P1:      2.0 / 4,
		MRR10:   (1 + 0.5 + 0 + 1) / 4,
		Recall5: (1 + 1 + 0 + 0.5) / 4,
		AnyAt3:  3.0 / 4,
		// 0.9, 0.7, 0.8 beat both; 0.5 beats 0.1 only: 7 of 8 pairs
		AUROC: 7.0 / 8,
		// by confidence: right, right, wrong, wrong, …: 2 of 2 at 0.8, never again
		Coverage95:  2.0 / 4,
		Precision:   2.0 / 4,
		Coverage:    2.0 / 4,
		OOSAnswered: 1.0 / 2,
		P50:         3 * time.Millisecond, P99: 6 * time.Millisecond,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
}

func TestAUROC(t *testing.T) {
	for _, tc := range []struct {
		in, out []float64
		want    float64
	}{
		{[]float64{0.9, 0.8}, []float64{0.1, 0.2}, 1},
		{[]float64{0.1}, []float64{0.9}, 0},
		{[]float64{0.5}, []float64{0.5}, 0.5},
		{[]float64{0.4, 0.6}, []float64{0.5}, 0.5},
		{nil, []float64{0.5}, math.NaN()},
	} {
		if got := auroc(confidences("a", tc.in), confidences("", tc.out)); got != tc.want && !(math.IsNaN(got) && math.IsNaN(tc.want)) {
			t.Errorf("%v %v: %v, want %v", tc.in, tc.out, got, tc.want)
		}
	}
}

func confidences(relevant string, values []float64) (all []Outcome) {
	for _, v := range values {
		all = append(all, outcome(relevant, "a", v, search.Suggest))
	}
	return all
}

func TestCoverageAtAPrecision(t *testing.T) {
	right := func(c float64) Outcome { return outcome("a", "a", c, search.Suggest) }
	wrong := func(c float64) Outcome { return outcome("b", "a", c, search.Suggest) }
	for _, tc := range []struct {
		name      string
		precision float64
		outcomes  []Outcome
		want      float64
	}{
		{"all right", 0.95, []Outcome{right(0.9), right(0.1)}, 1},
		{"the surest is wrong", 0.95, []Outcome{wrong(0.9), right(0.8), right(0.7)}, 0},
		{"it recovers further down", 0.75, []Outcome{right(0.9), wrong(0.8), right(0.7), right(0.6)}, 3.0 / 4},
		{"a tie is answered whole", 0.95, []Outcome{right(0.5), wrong(0.5)}, 0},
	} {
		if got := coverageAt(tc.precision, tc.outcomes, len(tc.outcomes)); got != tc.want {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}

func TestNothingToMeasureIsNoNumber(t *testing.T) {
	m := Measure(nil)
	for name, v := range map[string]float64{"P1": m.P1, "AUROC": m.AUROC, "Coverage95": m.Coverage95, "Precision": m.Precision, "OOSAnswered": m.OOSAnswered} {
		if !math.IsNaN(v) {
			t.Errorf("%s is %v", name, v)
		}
	}
	var text strings.Builder
	if err := (Report{Metrics: m}).WriteText(&text); err != nil || strings.Contains(text.String(), "NaN") {
		t.Errorf("%v\n%s", err, text.String())
	}
}

func TestPercentilesAreRealDurations(t *testing.T) {
	var outcomes []Outcome
	for i := range 100 {
		outcomes = append(outcomes, Outcome{Took: time.Duration(100 - i)})
	}
	for share, want := range map[float64]time.Duration{0.5: 50, 0.99: 99, 1: 100} {
		if got := percentile(outcomes, share); got != want {
			t.Errorf("%v: %v, want %v", share, got, want)
		}
	}
}

func TestQueriesAreReadOrRefusedByLine(t *testing.T) {
	got, err := ReadQueries(strings.NewReader(`{"id":"1","q":"A?","lang":"en","relevant":["a"],"oos":false}` + "\n\n" + `{"id":"2","q":"B?","relevant":[],"oos":true,"kind":"near"}`))
	want := []Query{{ID: "1", Text: "A?", Lang: "en", Relevant: []string{"a"}, Line: 1}, {ID: "2", Text: "B?", Relevant: []string{}, OOS: true, Kind: "near", Line: 3}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	for _, line := range []string{`{`, `{"relevant":["a"]}`, `{"q":"x"}`, `{"q":"x","relevant":["a"],"oos":true}`, strings.Repeat("x", 2<<20)} {
		_, err := ReadQueries(strings.NewReader("\n" + line))
		if err == nil || len(line) < 1<<20 && !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%.20q: %v", line, err)
		}
	}
}

func TestARunAsksEveryQueryAndWritesALineEach(t *testing.T) {
	queries := []Query{{ID: "1", Text: "A?", Lang: "en", Relevant: []string{"a"}}, {ID: "2", Text: "B?", OOS: true}}
	r, err := Run(context.Background(), func(_ context.Context, q search.Question) (search.Decision, error) {
		if q.Text == "A?" && q.Lang == "en" {
			return outcome("a", "b a", 0.25, search.Suggest).Decision, nil
		}
		return search.Decision{Verdict: search.Person}, nil
	}, queries)
	if err != nil {
		t.Fatal(err)
	}
	var run, text strings.Builder
	if err := errors.Join(r.WriteRun(&run), r.WriteText(&text)); err != nil {
		t.Fatal(err)
	}
	want := `{"id":"1","ranked":["b","a"],"score":0.25,"decision":"suggest"}` + "\n" + `{"id":"2","ranked":[],"score":0,"decision":"person"}` + "\n"
	if diff := cmp.Diff(want, run.String()); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(text.String(), `"A?" → b, want a`) || strings.Contains(text.String(), "B?") {
		t.Error(text.String())
	}
}

func TestARunEndsWithTheFirstError(t *testing.T) {
	_, err := Run(context.Background(), func(context.Context, search.Question) (search.Decision, error) {
		return search.Decision{}, errors.New("broken")
	}, []Query{{ID: "7", Text: "x", OOS: true}})
	if err == nil || !strings.Contains(err.Error(), "query 7") {
		t.Errorf("got %v", err)
	}
}

func TestTheWorstAreTheSurestMistakes(t *testing.T) {
	r := Report{Outcomes: []Outcome{
		outcome("a", "a", 0.99, search.Answer), outcome("a", "b", 0.2, search.Person), outcome("", "b", 0.9, search.Answer),
		outcome("", "b", 0.3, search.Suggest), outcome("a", "b a", 0.7, search.Answer),
	}}
	var got []float64
	for _, o := range r.Worst(2) {
		got = append(got, o.Decision.Confidence)
	}
	if diff := cmp.Diff([]float64{0.9, 0.7}, got); diff != "" || len(r.Worst(20)) != 3 {
		t.Error(diff, len(r.Worst(20)))
	}
}

func TestWhatTheFAQDoesNotHaveCountsAsWrong(t *testing.T) {
	entries := []search.Entry{{ID: "a"}}
	queries := Against([]Query{{ID: "1", Text: "x", Relevant: []string{"a", "gone"}}, {ID: "2", Text: "x", Relevant: []string{"gone"}}, {ID: "3", Text: "x", OOS: true}}, entries)
	var missing []string
	for _, q := range queries {
		missing = append(missing, q.ID+strings.Join(q.Missing, " "))
	}
	if diff := cmp.Diff([]string{"1gone", "2gone", "3"}, missing); diff != "" {
		t.Error(diff)
	}
	r, err := Run(t.Context(), func(context.Context, search.Question) (search.Decision, error) {
		return outcome("a", "a", 0.9, search.Answer).Decision, nil
	}, queries)
	var text strings.Builder
	err = errors.Join(err, r.WriteText(&text))
	if err != nil || r.Metrics.WithoutEntry != 1 || r.Metrics.P1 != 0.5 || !strings.Contains(text.String(), "without entry       1 ") {
		t.Errorf("%v %+v\n%s", err, r.Metrics, text.String())
	}
}

func TestOutOfScopeIsToldByItsKinds(t *testing.T) {
	out := func(kind string, verdict search.Verdict) Outcome {
		o := outcome("", "a", 0.5, verdict)
		o.Query.Kind = kind
		return o
	}
	m := Measure([]Outcome{out("near", search.Answer), out("near", search.Person), out("far", search.Person), out("", search.Answer)})
	if diff := cmp.Diff([]Kind{{"far", 1, 0}, {"near", 2, 0.5}}, m.OOSByKind); diff != "" {
		t.Error(diff)
	}
}

func TestALeanFAQKeepsTheFirstAlternatives(t *testing.T) {
	entries := []search.Entry{{ID: "a", Alternatives: []string{"1", "2", "3"}}, {ID: "b"}}
	lean := Lean(entries, 2)
	if diff := cmp.Diff([]string{"1", "2"}, lean[0].Alternatives); diff != "" || len(entries[0].Alternatives) != 3 {
		t.Error(diff)
	}
}
