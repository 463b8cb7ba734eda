// Package eval measures how well questions are answered: against a file of
// queries whose right entries are known. It takes any function that decides, so
// that every ranker is measured alike.
package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"deskbell/internal/fault"
	"deskbell/search"
)

// Query is one question with the entries that answer it.
type Query struct {
	ID       string   `json:"id"`
	Text     string   `json:"q"`
	Lang     string   `json:"lang"`
	Relevant []string `json:"relevant"` // entry ids
	OOS      bool     `json:"oos"`      // out of scope: no entry answers it
	Kind     string   `json:"kind"`     // the file's own note, such as "near"
}

// ReadQueries reads a query a line; an error names the line.
func ReadQueries(r io.Reader) ([]Query, error) {
	var queries []Query
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var q Query
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, fmt.Errorf("queries: line %d: %w", n, err)
		}
		if err := q.check(); err != nil {
			return nil, fmt.Errorf("queries: line %d: %w", n, err)
		}
		queries = append(queries, q)
	}
	return queries, lines.Err()
}

func (q Query) check() error {
	switch {
	case q.Text == "":
		return errors.New(`"q" is missing`)
	case q.OOS && len(q.Relevant) > 0:
		return errors.New("out of scope, yet with relevant entries")
	case !q.OOS && len(q.Relevant) == 0:
		return errors.New(`in scope, yet without "relevant"`)
	}
	return nil
}

// Outcome is what was decided on a query.
type Outcome struct {
	Query    Query
	Decision search.Decision
	Took     time.Duration
}

// Decide is the function that is measured, such as search.Engine.Decide.
type Decide func(ctx context.Context, q search.Question) (search.Decision, error)

// Run asks every query by itself, as the first of a conversation.
func Run(ctx context.Context, decide Decide, queries []Query) (_ Report, err error) {
	defer fault.Wrap(&err, "eval")
	r := Report{Outcomes: make([]Outcome, 0, len(queries))}
	for _, q := range queries {
		start := time.Now()
		d, err := decide(ctx, search.Question{Text: q.Text, Lang: q.Lang})
		if err != nil {
			return r, fmt.Errorf("query %s: %w", q.ID, err)
		}
		r.Outcomes = append(r.Outcomes, Outcome{q, d, time.Since(start)})
	}
	r.Metrics = Measure(r.Outcomes)
	return r, nil
}

// runLine is one query's line of a run file.
type runLine struct {
	ID       string         `json:"id"`
	Ranked   []string       `json:"ranked"` // entry ids, best first, up to 10
	Score    float64        `json:"score"`  // the confidence in the first
	Decision search.Verdict `json:"decision"`
}

// WriteRun writes a line a query, for measuring elsewhere.
func (r Report) WriteRun(w io.Writer) error {
	enc := json.NewEncoder(w)
	for _, o := range r.Outcomes {
		line := runLine{o.Query.ID, o.ids(), o.Decision.Confidence, o.Decision.Verdict}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// ids are never nil: a run file shows [] for nothing found.
func (o Outcome) ids() []string {
	ids := make([]string, len(o.Decision.Ranked))
	for i, r := range o.Decision.Ranked {
		ids[i] = r.Entry.ID
	}
	return ids
}
