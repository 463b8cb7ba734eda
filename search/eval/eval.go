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
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

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

	Line    int      `json:"-"` // in the file, from 1
	Missing []string `json:"-"` // of Relevant, what the FAQ does not have; see Against
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
		q.Line = n
		queries = append(queries, q)
	}
	return queries, lines.Err()
}

// Against are the queries with what they ask for and entries do not have noted in
// each (Missing). Such a query is measured as it is: in scope, and wrong if
// nothing else answers it.
func Against(queries []Query, entries []search.Entry) []Query {
	known := map[string]bool{}
	for _, e := range entries {
		known[e.ID] = true
	}
	noted := slices.Clone(queries)
	for i, q := range noted {
		noted[i].Missing = slices.DeleteFunc(slices.Clone(q.Relevant), func(id string) bool { return known[id] })
	}
	return noted
}

// hopeless reports that the FAQ has no entry that would be right.
func (q Query) hopeless() bool { return !q.OOS && len(q.Missing) == len(q.Relevant) }

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

// Run asks every query by itself, as the first of a conversation, one after the
// other: their durations count.
func Run(ctx context.Context, decide Decide, queries []Query) (_ Report, err error) {
	defer fault.Wrap(&err, "eval")
	outcomes, err := ask(ctx, decide, queries, 1)
	return Report{Measure(outcomes), outcomes}, err
}

// atOnce is how many queries are asked together where nobody looks at the clock.
var atOnce = runtime.GOMAXPROCS(0)

// ask gives the outcomes in the order of the queries, or the first error.
func ask(ctx context.Context, decide Decide, queries []Query, width int) ([]Outcome, error) {
	outcomes := make([]Outcome, len(queries))
	group, failed := errgroup.WithContext(ctx)
	group.SetLimit(width)
	for i, q := range queries {
		if failed.Err() != nil {
			break
		}
		group.Go(func() error {
			start := time.Now()
			d, err := decide(failed, search.Question{Text: q.Text, Lang: q.Lang})
			if err != nil {
				return fmt.Errorf("query %s: %w", q.ID, err)
			}
			outcomes[i] = Outcome{q, d, time.Since(start)}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return outcomes, ctx.Err()
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
	return ids[:min(len(ids), 10)]
}
