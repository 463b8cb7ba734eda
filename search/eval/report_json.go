package eval

import (
	"encoding/json"
	"io"
	"math"

	"deskbell/search"
)

// WriteJSON writes the report for scripts: the metrics and the worst misses.
func (r Report) WriteJSON(w io.Writer) error {
	return writeJSON(w, struct {
		Metrics Metrics `json:"metrics"`
		Worst   []miss  `json:"worst"`
	}{r.Metrics, misses(r.Worst(worst))})
}

// WriteJSON writes the comparison for scripts. Its p value is that of the exact
// McNemar test.
func (c Comparison) WriteJSON(w io.Writer) error {
	gained, lost := c.Swaps()
	return writeJSON(w, struct {
		Before Metrics `json:"before"`
		After  Metrics `json:"after"`
		P      float64 `json:"p_value"`
		Gained []miss  `json:"became_right"`
		Lost   []miss  `json:"became_wrong"`
	}{c.Before.Metrics, c.After.Metrics, byChance(len(gained), len(lost)), afterwards(gained), afterwards(lost)})
}

func afterwards(swaps []Swap) []miss {
	outcomes := make([]Outcome, len(swaps))
	for i, s := range swaps {
		outcomes[i] = s.After
	}
	return misses(outcomes)
}

// MarshalJSON gives every figure by its name; null where there was nothing to
// measure.
func (m Metrics) MarshalJSON() ([]byte, error) {
	all := map[string]*float64{}
	for _, f := range m.figures() {
		if all[f.key] = &f.value; math.IsNaN(f.value) {
			all[f.key] = nil
		}
	}
	return json.Marshal(all)
}

// miss is one question with what was found for it, in JSON.
type miss struct {
	ID         string         `json:"id"`
	Question   string         `json:"q"`
	Want       []string       `json:"relevant"`
	Ranked     []string       `json:"ranked"`
	Confidence float64        `json:"confidence"`
	Decision   search.Verdict `json:"decision"`
}

func misses(outcomes []Outcome) []miss {
	all := make([]miss, len(outcomes))
	for i, o := range outcomes {
		all[i] = miss{o.Query.ID, o.Query.Text, append([]string{}, o.Query.Relevant...), o.ids(), o.Decision.Confidence, o.Decision.Verdict}
	}
	return all
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
