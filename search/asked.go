package search

import (
	"cmp"
	"context"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	index "github.com/blevesearch/bleve_index_api"
)

const (
	maxQuestionRunes = 500 // the rest of a longer text is not looked at
	maxTerms         = 12  // the weightiest of a question; the cost of a search grows with them
	maxGrams         = 24
	maxFieldLangs    = 4   // languages searched when the question's is not clear
	functionWeight   = 0.3 // of a function word, beside one that carries matter
	respeltWeight    = 0.8 // of a word taken for a similar one
)

// term is a word of a question as a field's analyzer cuts it.
type term struct {
	text   string
	id     uint32 // hash of text
	weight float64
	known  bool // some entry has it, perhaps spelt otherwise
}

// asked is a question made ready for one generation.
type asked struct {
	text   string
	lang   string            // the language to answer in; "" unknown
	fields []string          // languages of the fields to search
	terms  map[string][]term // by language of the field, weightiest first
	grams  []string          // rarest first, at most maxGrams
	likes  []uint32          // ids of all grams, sorted
	scope  string
}

func (g *generation) prepare(ctx context.Context, r index.IndexReader, q Question) (*asked, error) {
	text := firstRunes(strings.ToValidUTF8(cleanLine(q.Text), " "), maxQuestionRunes)
	lang, fields := g.chooseLangs(text, q.Lang)
	a := &asked{text: text, lang: lang, fields: fields, terms: map[string][]term{}, scope: q.Scope}
	for _, f := range fields {
		terms, err := g.weigh(ctx, r, text, f)
		if err != nil {
			return nil, err
		}
		a.terms[f] = terms
	}
	grams := unique(analyze(gramAnalyzer, text))
	a.likes = idsOfTerms(grams)
	var err error
	a.grams, err = g.rarestGrams(ctx, r, grams)
	return a, err
}

// chooseLangs finds the language to answer in and the languages to search. A
// clear guess counts more than the client's word, which is the page's language.
func (g *generation) chooseLangs(text, believed string) (lang string, fields []string) {
	guess, sure := guessLang(text)
	believed = baseLang(believed)
	switch {
	case sure && g.answersIn(guess):
		return guess, []string{analyzed(guess)}
	case g.answersIn(believed):
		lang = believed
	case g.answersIn(guess):
		lang = guess
	}
	return lang, g.fieldsFrom(lang)
}

func (g *generation) answersIn(lang string) bool { return lang != "" && slices.Contains(g.langs, lang) }

// fieldsFrom are the index's languages, the given one first.
func (g *generation) fieldsFrom(lang string) []string {
	var fields []string
	if lang != "" {
		fields = append(fields, analyzed(lang))
	}
	for _, f := range analyzedLangs(g.snapshot) {
		if !slices.Contains(fields, f) && len(fields) < maxFieldLangs {
			fields = append(fields, f)
		}
	}
	return fields
}

// weigh cuts text for a field and keeps its weightiest terms.
func (g *generation) weigh(ctx context.Context, r index.IndexReader, text, field string) ([]term, error) {
	light := functionTerms(text, field)
	var terms []term
	for _, t := range unique(analyze(analyzerName(field), text)) {
		one, err := g.weighOne(ctx, r, t, field)
		if err != nil {
			return nil, err
		}
		if light[t] {
			one.weight *= functionWeight
		}
		terms = append(terms, one)
	}
	slices.SortStableFunc(terms, func(a, b term) int { return cmp.Compare(b.weight, a.weight) })
	return terms[:min(len(terms), maxTerms)], nil
}

func (g *generation) weighOne(ctx context.Context, r index.IndexReader, text, field string) (term, error) {
	n, err := g.frequency(ctx, r, text, field)
	if err != nil || n > 0 {
		return term{text: text, id: termID(text), weight: g.idf(n), known: n > 0}, err
	}
	respelt, err := respell(r, text, askField(field))
	if err != nil || respelt == "" {
		return term{text: text, id: termID(text), weight: g.idf(0)}, err
	}
	n, err = g.frequency(ctx, r, respelt, field)
	return term{text: respelt, id: termID(respelt), weight: respeltWeight * g.idf(n), known: true}, err
}

// frequency is the number of entries with a term in their phrasings; one that
// stands in answers only counts as rare, not as unknown.
func (g *generation) frequency(ctx context.Context, r index.IndexReader, text, field string) (uint64, error) {
	n, err := docCount(ctx, r, text, askField(field))
	if err != nil || n > 0 {
		return n, err
	}
	n, err = docCount(ctx, r, text, answerField(field))
	return min(n, 1), err
}

func docCount(ctx context.Context, r index.IndexReader, text, field string) (uint64, error) {
	tfr, err := r.TermFieldReader(ctx, []byte(text), field, false, false, false)
	if err != nil {
		return 0, err
	}
	defer tfr.Close()
	return tfr.Count(), nil
}

// idf is BM25's, of a term that n entries have.
func (g *generation) idf(n uint64) float64 {
	all := float64(len(g.entries))
	return math.Log(1 + (all-float64(n)+0.5)/(float64(n)+0.5))
}

func (g *generation) rarestGrams(ctx context.Context, r index.IndexReader, grams []string) ([]string, error) {
	counts := map[string]uint64{}
	var known []string
	for _, gram := range grams {
		n, err := docCount(ctx, r, gram, fieldGrams)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			counts[gram] = n
			known = append(known, gram)
		}
	}
	slices.SortStableFunc(known, func(a, b string) int { return cmp.Compare(counts[a], counts[b]) })
	return known[:min(len(known), maxGrams)], nil
}

// functionTerms are the terms that function words of the text become.
func functionTerms(text, lang string) map[string]bool {
	light := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), notInWord) {
		if isFunctionWord(w, lang) {
			for _, t := range analyze(analyzerName(lang), w) {
				light[t] = true
			}
		}
	}
	return light
}

func termID(text string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(text))
	return h.Sum32()
}

// idsOfTerms are the sorted, distinct ids of terms.
func idsOfTerms(terms []string) []uint32 {
	ids := make([]uint32, len(terms))
	for i, t := range terms {
		ids[i] = termID(t)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func unique(items []string) []string {
	seen := make(map[string]bool, len(items))
	return slices.DeleteFunc(items, func(s string) bool {
		known := seen[s]
		seen[s] = true
		return known
	})
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
