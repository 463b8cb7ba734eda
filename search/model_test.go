package search

import (
	"math"
	"testing"
)

func TestTheCalibrationNamesOnlyWhatThereIs(t *testing.T) {
	if calibrated.answerFrom <= personFrom || calibrated.answerFrom >= 1 {
		t.Errorf("answers from %v", calibrated.answerFrom)
	}
	defer func() {
		if recover() == nil {
			t.Error("a weight for nothing was taken")
		}
	}()
	Numbers{Rank: Weights{"charm": 1}}.compile()
}

// More likeness never lowers a score or a confidence, more unknown words never
// raise one.
func TestNoEvidenceSpeaksAgainstItsNature(t *testing.T) {
	for i, w := range calibrated.rank {
		if w < 0 {
			t.Errorf("%s lowers the score", FeatureNames[i])
		}
	}
	for i, name := range EvidenceNames {
		for _, weights := range []Evidence{calibrated.about, calibrated.right} {
			switch w := weights[i]; {
			case i < FeatureCount && w < 0, i == margin && w < 0, i == lead && w < 0, i == unknown && w > 0:
				t.Errorf("%s weighs %v", name, w)
			}
		}
	}
}

func TestConfidenceIsAChanceAndBothHalvesHaveToHold(t *testing.T) {
	m := Numbers{About: Weights{"bias": 2}, Right: Weights{"bias": -1}}.compile()
	e := Evidence{bias: 1}
	if got, want := m.confidence(&e), logistic(2)*logistic(-1); math.Abs(got-want) > 1e-12 {
		t.Errorf("%v, want %v", got, want)
	}
	e[bestBoth] = 1
	if got := m.confidence(&e); got != wordForWord {
		t.Errorf("the owner's own phrasing has %v", got)
	}
}

func TestMarginAndLeadTellHowFarAheadAHitIs(t *testing.T) {
	scores := []float64{10, 8, 2}
	for at, want := range []float64{0.2, -0.2, -0.8} {
		if got := marginOf(scores, at); math.Abs(got-want) > 1e-12 {
			t.Errorf("margin of %d: %v, want %v", at, got, want)
		}
	}
	if marginOf([]float64{5}, 0) != 1 || leadOf([]float64{5}, 0) != 1 || marginOf([]float64{0, 0}, 0) != 0 {
		t.Error("one alone, or nothing")
	}
	if sum := leadOf(scores, 0) + leadOf(scores, 1) + leadOf(scores, 2); math.Abs(sum-1) > 1e-12 {
		t.Errorf("the leads sum up to %v", sum)
	}
}
