package main

import (
	"context"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"deskbell/search"
	"deskbell/search/eval"
)

// feature is the place of a feature by its name.
func feature(name string) int { return slices.Index(search.FeatureNames[:], name) }

// telling is a site where one feature tells the right entry and another says nothing.
func telling(dice *rand.Rand, n int, useful, idle int) (s site) {
	for i := range n {
		q := question{Query: eval.Query{OOS: i%4 == 0}}
		for c := range 5 {
			var one search.Candidate
			one.Features[idle] = dice.Float64()
			one.Features[useful] = 0.6 * dice.Float64()
			right := c == 2 && !q.OOS
			if right {
				one.Features[useful] = 0.5 + 0.5*dice.Float64()
			}
			q.found, q.right = append(q.found, one), append(q.right, right)
		}
		s.asked = append(s.asked, q)
	}
	return s
}

func TestWhatTellsTheRightEntryGainsWeightAndWhatSaysNothingLosesIt(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 1))
	useful, idle := feature("best_words"), feature("centroid")
	rank := fitRank([]site{telling(dice, 200, useful, idle)})
	if rank[useful] < 2 || rank[idle] > 0.7 || rank[useful] < 5*rank[idle] {
		t.Errorf("useful %.2f, idle %.2f", rank[useful], rank[idle])
	}
	for i, w := range rank {
		if w < 0 {
			t.Errorf("%s weighs %v", search.FeatureNames[i], w)
		}
	}
}

// What is said with 70 % is right in about 70 %.
func TestConfidencesAreFrequencies(t *testing.T) {
	dice := rand.New(rand.NewPCG(2, 2))
	var tops []top
	for range 20_000 {
		var e search.Evidence
		e[feature("best_words")] = dice.Float64()
		e[search.EvidenceCount-1] = 1
		chance := 1 / (1 + math.Exp(-(4*e[feature("best_words")] - 2)))
		tops = append(tops, top{evidence: e, right: dice.Float64() < chance, weight: 1})
	}
	w := logistic(tops, func(t top) bool { return t.right })
	for _, at := range []float64{0.1, 0.5, 0.9} {
		want := 1 / (1 + math.Exp(-(4*at - 2)))
		got := 1 / (1 + math.Exp(-(w[feature("best_words")]*at + w[search.EvidenceCount-1])))
		if math.Abs(got-want) > 0.03 {
			t.Errorf("at %v: %.3f, want %.3f", at, got, want)
		}
	}
}

func outcomesOf(all ...eval.Outcome) outcomes { return outcomes{all: all} }

func said(confidence float64, kind string) eval.Outcome {
	o := eval.Outcome{Query: eval.Query{OOS: kind == "near" || kind == "far", Kind: kind}}
	o.Decision = search.Decision{Ranked: []search.Ranked{{Entry: search.Entry{ID: "right"}}}, Confidence: confidence}
	if !o.Query.OOS {
		o.Query.Relevant = []string{kind}
	}
	return o
}

func TestFiguresAreAsCountedByHand(t *testing.T) {
	o := outcomesOf(said(0.9, "right"), said(0.8, "right"), said(0.7, "near"), said(0.6, "right"), said(0.5, "wrong"), said(0.4, "far"))
	got := o.figures(0.55)
	want := search.Figures{P1: 0.75, Coverage95: 0.5, Precision: 0.75, Coverage: 0.75, OOSAnswered: 0.5}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if near := o.nearAnswered(0.55); near != 1 {
		t.Errorf("near: %v", near)
	}
	if f := o.figures(0.95); f.Precision != 1 || f.Coverage != 0 {
		t.Errorf("nothing answered: %+v", f)
	}
}

// The threshold is the lowest at which all sites but one in five are right often
// enough, and no site answers too much that is only near.
func TestTheThresholdReachesTheGoalOnUnseenSites(t *testing.T) {
	good := outcomesOf(said(0.9, "right"), said(0.35, "right"))
	noisy := outcomesOf(said(0.9, "wrong"), said(0.8, "wrong"))
	late := outcomesOf(said(0.9, "right"), said(0.615, "wrong"))
	near := outcomesOf(said(0.9, "right"), said(0.715, "near"))
	g := goal{right: 0.8, near: 0.12}
	for name, tc := range map[string]struct {
		sites []outcomes
		want  float64
	}{
		"all are right":                    {[]outcomes{good, good}, lowestThreshold},
		"one of five may miss it":          {[]outcomes{good, good, good, good, noisy}, lowestThreshold},
		"one of four may not":              {[]outcomes{good, good, good, noisy}, highestThreshold},
		"above the wrong one":              {[]outcomes{good, late}, 0.62},
		"above what is near, even on one":  {[]outcomes{good, good, good, good, near}, 0.72},
		"the one that misses it is near's": {[]outcomes{good, good, good, near}, 0.72},
	} {
		if got := g.threshold(tc.sites); math.Abs(got-tc.want) > 0.011 {
			t.Errorf("%s: %.2f, want %.2f", name, got, tc.want)
		}
	}
}

func TestACalibrationIsWrittenWithItsDateDataAndFigures(t *testing.T) {
	data, out := t.TempDir(), filepath.Join(t.TempDir(), "calibration.json")
	for _, name := range []string{"bakery", "garage"} {
		writeSite(t, filepath.Join(data, name), name)
	}
	if err := calibrate(context.Background(), data, out, goal{right: 0.8, near: 0.12}); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var m search.Model
	if err := json.Unmarshal(file, &m); err != nil {
		t.Fatal(err)
	}
	if m.Date == "" || strings.Join(m.Data, " ") != "bakery garage" || m.Figures["garage"].P1 < 0.9 || m.AnswerFrom == 0 || len(m.Rank) == 0 {
		t.Errorf("%+v", m)
	}
}

func writeSite(t *testing.T, dir, subject string) {
	t.Helper()
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	faq := `{"id":"hours","question":"When is the ` + subject + ` open?","lang":"en","alternatives":["opening hours"]}
{"id":"price","question":"What does the ` + subject + ` charge?","lang":"en","alternatives":["how expensive is it"]}
{"id":"where","question":"Where is the ` + subject + `?","lang":"en","alternatives":["your address"]}`
	queries := `{"id":"1","q":"opening hours please","lang":"en","relevant":["hours"]}
{"id":"2","q":"how expensive","lang":"en","relevant":["price"]}
{"id":"3","q":"which address","lang":"en","relevant":["where"]}
{"id":"4","q":"do you like football","lang":"en","oos":true}`
	for name, text := range map[string]string{"faq.jsonl": faq, "queries.jsonl": queries} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDataThatIsNotThereIsNamed(t *testing.T) {
	empty := t.TempDir()
	if err := calibrate(context.Background(), empty, "-", goal{}); err == nil || !strings.Contains(err.Error(), "--data") {
		t.Error(err)
	}
	if err := os.MkdirAll(filepath.Join(empty, "shop"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(empty, "shop", "faq.jsonl"), []byte(`{"id":"a","question":"A?"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := calibrate(context.Background(), empty, "-", goal{}); err == nil || !strings.Contains(err.Error(), "queries") {
		t.Error(err)
	}
}
