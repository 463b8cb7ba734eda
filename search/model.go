package search

import (
	_ "embed"
	"encoding/json"
	"fmt"
)

// Model is the numbers that ranking and confidence rest on: one set for every
// site and language. search/calibrate makes them from questions whose right
// entries are known.
type Model struct {
	Date    string             `json:"date"`    // when it was made
	Data    []string           `json:"data"`    // from which sets
	Figures map[string]Figures `json:"figures"` // what it reached, by set
	Numbers
}

// Numbers are the weights.
type Numbers struct {
	Rank       Weights `json:"rank"`        // of the features in the score
	About      Weights `json:"about"`       // of the evidence that the question is one for this FAQ
	Right      Weights `json:"right"`       // of the evidence that, if so, this is the entry
	AnswerFrom float64 `json:"answer_from"` // the confidence from which on an entry is the answer
}

// Weights are by the names of features or evidence.
type Weights map[string]float64

// Figures are of a set that the weights had not seen: shares between 0 and 1.
type Figures struct {
	P1          float64 `json:"p1"`           // the first entry is right
	Coverage95  float64 `json:"coverage_95"`  // answered rightly where 95 % of the answers are right
	Precision   float64 `json:"precision"`    // of the answers
	Coverage    float64 `json:"coverage"`     // answered rightly
	OOSAnswered float64 `json:"oos_answered"` // answered although no entry answers it
}

//go:embed calibration.json
var calibrationFile []byte

// calibrated is the model in use.
var calibrated = mustModel(calibrationFile)

// model is a Model ready to compute with.
type model struct {
	rank         Features
	about, right Evidence
	answerFrom   float64
}

func mustModel(file []byte) *model {
	var m Model
	if err := json.Unmarshal(file, &m); err != nil {
		panic("search: calibration.json: " + err.Error())
	}
	return m.Numbers.compile()
}

func (n Numbers) compile() *model {
	m := &model{answerFrom: n.AnswerFrom}
	n.Rank.into(m.rank[:], FeatureNames[:])
	n.About.into(m.about[:], EvidenceNames)
	n.Right.into(m.right[:], EvidenceNames)
	return m
}

// into puts weights at their places. A name that nothing has is a programming
// error that the first test finds.
func (w Weights) into(values []float64, names []string) {
	known := 0
	for i, name := range names {
		if v, ok := w[name]; ok {
			values[i] = v
			known++
		}
	}
	if known != len(w) {
		panic(fmt.Sprintf("search: calibration has weights without evidence: %v", w))
	}
}

// score puts candidates in order.
func (m *model) score(f *Features) (sum float64) {
	for i, v := range f {
		sum += m.rank[i] * v
	}
	return sum
}

// confidence is the probability that the hit answers the question: that the
// question is one for this FAQ, and that, if so, this is its entry. Both rest on
// the same evidence and weigh it differently.
func (m *model) confidence(e *Evidence) float64 {
	var about, right float64
	for i, v := range e {
		about += m.about[i] * v
		right += m.right[i] * v
	}
	p := logistic(about) * logistic(right)
	if e[bestBoth] > 0.999 {
		return max(p, wordForWord)
	}
	return p
}

// Compiled are the weights of ranking by their places, and the confidence in a
// hit that they give.
func (n Numbers) Compiled() (rank Features, confidence func(*Evidence) float64) {
	m := n.compile()
	return m.rank, m.confidence
}
