package search

import (
	"context"
	"slices"

	"deskbell/internal/fault"
	"deskbell/search/hear"
)

// The thresholds of every site and language, beside the one of an answer, which
// is calibrated.
const (
	personFrom     = 0.30 // lower than an answer: a mourner too many with a person is no harm
	suggestFrom    = 0.15 // below, an entry is noise
	maxSuggestions = 3
)

// Decide says what the visitor sees on a question. Nothing of the question is
// kept. A question is never an error; only a failing index is.
func (e *Engine) Decide(ctx context.Context, q Question) (d Decision, err error) {
	defer fault.Wrap(&err, "search: decide")
	g, release := e.acquire()
	defer release()
	h := hear.In(firstRunes(q.Text, maxQuestionRunes))
	if g.index == nil {
		d = decide(q, h, nil, nil, true)
		d.Lang = questionLang(q.Text)
		return d, nil
	}
	a := g.prepare(q)
	ranked, err := g.rank(ctx, a)
	if err != nil {
		return Decision{}, err
	}
	seen := map[string]bool{}
	for place := range g.seen(slices.Concat(q.Seen, q.Wrong)) {
		seen[g.entries[place].ID] = true
	}
	d = decide(q, h, ranked, seen, false)
	d.Lang, d.Reading = a.own, a.likeliest().reading
	return d, nil
}

// situation is all that a decision rests on.
type situation struct {
	wish      hear.Wish
	ifHuman   bool // asks whether a program answers: a question of its own, and never a miss
	empty     bool // there are no entries
	misses    int
	confident bool // the best entry answers, as far as can be known
	repeated  bool // it does, and it was shown before
	forPeople bool // the best entry is of a topic the owner gave to people
	offers    []Ranked
}

func decide(q Question, h hear.Heard, ranked []Ranked, seen map[string]bool, empty bool) Decision {
	var best Ranked
	if len(ranked) > 0 {
		best = ranked[0]
	}
	s := situation{wish: h.Wish, ifHuman: h.IfHuman, empty: empty, misses: q.Misses, offers: suggestions(ranked, seen)}
	s.confident = best.Confidence >= calibrated.answerFrom
	s.repeated = s.confident && seen[best.Entry.ID]
	s.forPeople = best.Confidence >= personFrom && best.Entry.PersonFirst() && !seen[best.Entry.ID]

	d := Decision{Confidence: best.Confidence, Ranked: ranked, AskedIfHuman: h.IfHuman}
	d.Verdict, d.Reason = s.decide()
	if (s.confident || s.forPeople) && !s.repeated {
		d.Entry = &best.Entry
	}
	if d.Miss() {
		d.Suggestions = s.offers
	}
	return d
}

// decide is promise 2 as a table, read from top to bottom: the first line that
// holds is the decision.
func (s situation) decide() (Verdict, Reason) {
	switch {
	case s.wish == hear.WantsPerson:
		return Person, AskedForPerson
	case s.wish == hear.IsUpset:
		return Person, Upset
	case s.empty:
		return Person, EmptyIndex
	case s.repeated:
		return Person, Repeated
	case s.forPeople:
		return Person, IsPersonFirst
	case s.confident:
		return Answer, Confident
	case s.ifHuman:
		return Person, NoMatch
	case s.misses > 0:
		return Person, SecondMiss
	case len(s.offers) > 0:
		return Suggest, Ambiguous
	default:
		return Person, NoMatch
	}
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
