package search

import (
	"context"

	"deskbell/internal/fault"
)

// The thresholds of every site and language. From answerFrom on an answer is
// right about four times in five (mean of five sites, each unseen when fitted);
// below suggestFrom an entry is noise.
const (
	answerFrom     = 0.55
	suggestFrom    = 0.15
	maxSuggestions = 3
)

// Decide says what the visitor sees on a question. Nothing of the question is
// kept. A question is never an error; only a failing index is.
func (e *Engine) Decide(ctx context.Context, q Question) (d Decision, err error) {
	defer fault.Wrap(&err, "search: decide")
	g, release := e.acquire()
	defer release()
	if g.index == nil {
		return decide(q, wishOf(q.Text), nil, nil, true), nil
	}
	ranked, err := g.rank(ctx, q)
	if err != nil {
		return Decision{}, err
	}
	seen := map[string]bool{}
	for place := range g.seen(q.Seen) {
		seen[g.entries[place].ID] = true
	}
	return decide(q, wishOf(q.Text), ranked, seen, false), nil
}

// decide is promise 2 as a table read from top to bottom: the first line that
// holds is the decision.
func decide(q Question, w wish, ranked []Ranked, seen map[string]bool, empty bool) Decision {
	d := Decision{Ranked: ranked, Verdict: Person}
	var best Ranked
	if len(ranked) > 0 {
		best = ranked[0]
		d.Confidence = best.Confidence
	}
	confident := best.Confidence >= answerFrom
	repeated := confident && seen[best.Entry.ID]
	forPeople := best.Confidence >= suggestFrom && best.Entry.PersonFirst() && !seen[best.Entry.ID]

	switch {
	case w == wantsPerson:
		d.Reason = AskedForPerson
	case w == isUpset:
		d.Reason = Upset
	case empty:
		d.Reason = EmptyIndex
	case repeated:
		d.Reason = Repeated
	case forPeople:
		d.Reason = IsPersonFirst
	case confident:
		d.Verdict, d.Reason = Answer, Confident
	case q.Misses > 0:
		d.Reason = SecondMiss
	case len(suggestions(ranked, seen)) > 0:
		d.Verdict, d.Reason = Suggest, Ambiguous
	default:
		d.Reason = NoMatch
	}
	if (confident || forPeople) && !repeated {
		d.Entry = &best.Entry
	}
	if d.Miss() {
		d.Suggestions = suggestions(ranked, seen)
	}
	return d
}

// suggestions are the entries worth offering that were not shown before.
func suggestions(ranked []Ranked, seen map[string]bool) []Ranked {
	var few []Ranked
	for _, r := range ranked {
		if r.Confidence >= suggestFrom && !seen[r.Entry.ID] && len(few) < maxSuggestions {
			few = append(few, r)
		}
	}
	return few
}
