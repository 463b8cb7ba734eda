package search

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"

	"deskbell/search/language"
)

const (
	maxQuestionRunes = 500 // the rest of a longer text is not looked at
	maxTerms         = 30  // the weightiest of a question are compared,
	maxGuessed       = 30  // unknown words may be looked for among similar ones
	maxSearched      = 12  // these searched for: the cost of a search grows with them
	maxGrams         = 200 // the weightiest, likewise
)

// What another spelling of a word counts, of one that stands there so.
const (
	respeltWeight  = 0.8
	compoundWeight = 0.6
)

// term is a word of a question.
type term struct {
	text     string
	form     string // as the FAQ writes it, or the visitor if it does not
	id       uint32
	known    bool // some entry has it, perhaps spelt otherwise
	function bool
	weight   float32
}

// wording is a question cut the way a language's fields are.
type wording struct {
	terms  []term // weightiest first, each once, at most maxTerms
	pairs  []uint32
	length float32 // of the vector of weights
	total  float32 // sum of the weights
	unsure float32 // of these, those of words that no entry has
	matter int     // terms that are more than function words
	words  int     // all words

	reading Reading
}

// asked is a question made ready for one generation.
type asked struct {
	text       string
	own        string              // the language it is surely asked in; "" if unclear
	lang       string              // the language to answer in; "" unknown
	sure       bool                // it is the question's, not only the page's
	fields     []string            // languages of the fields to search
	read       []string            // languages of the phrasings to compare with
	wordings   map[string]*wording // by these
	grams      []uint32
	gramLength float32
	scope      string
	page       string   // its path
	wrong      []string // entries that the visitor called beside the point
}

func (g *generation) prepare(q Question) *asked {
	text := firstRunes(strings.ToValidUTF8(cleanLine(q.Text), " "), maxQuestionRunes)
	a := &asked{text: text, wordings: map[string]*wording{}, scope: q.Scope, page: pathOf(q.Page), wrong: q.Wrong}
	guess, sure := language.Guess(text)
	if sure {
		a.own = guess
	}
	a.lang, a.sure = g.chooseLang(guess, sure, q.Lang)
	a.fields = g.fieldsFor(a.lang, a.sure)
	a.read = g.phrasedIn(a.own, a.fields)
	others := g.book.languagesBut(a.read)
	for i, lang := range a.read {
		if i > 0 {
			others = nil // a word counts once
		}
		a.wordings[lang] = g.book.wording(text, lang, others)
	}
	a.addGrams(g.book)
	return a
}

func (p *phrasebook) languagesBut(read []string) []string {
	if len(p.lexicons) <= len(read) {
		return nil
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(p.lexicons)), func(lang string) bool { return slices.Contains(read, lang) })
}

// wording cuts and weighs a question for a language. A word that it does not
// have may be one of the others.
func (p *phrasebook) wording(text, lang string, others []string) *wording {
	lex := p.lexicons[lang]
	if lex == nil {
		return &wording{}
	}
	r := reader{book: p, lex: lex, lang: lang, others: others, left: maxGuessed}
	tokens := language.Cut(lang, text)
	w := &wording{words: len(tokens)}
	met := map[string]bool{}
	var before term
	for len(tokens) > 0 {
		read, taken := r.read(tokens)
		w.reading.add(tokens[:taken], read)
		tokens = tokens[taken:]
		if before.known && read[0].known {
			w.pairs = append(w.pairs, fold32(hashPair(before.id, read[0].id), p.pairs.keys()))
		}
		before = read[len(read)-1]
		for _, one := range read {
			if !met[one.text] {
				met[one.text] = true
				w.terms = append(w.terms, one)
			}
		}
	}
	w.weigh()
	return w
}

// weigh keeps the weightiest terms and adds them up.
func (w *wording) weigh() {
	slices.SortStableFunc(w.terms, func(a, b term) int { return cmp.Compare(b.weight, a.weight) })
	w.terms = w.terms[:min(len(w.terms), maxTerms)]
	for _, t := range w.terms {
		w.length += t.weight * t.weight
		w.total += t.weight
		if !t.known {
			w.unsure += t.weight
		}
		if !t.function {
			w.matter++
		}
	}
	w.length = sqrt(w.length)
	slices.Sort(w.pairs)
	w.pairs = slices.Compact(w.pairs)
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// addGrams keeps the question's weightiest grams.
func (a *asked) addGrams(p *phrasebook) {
	a.grams = gramKeysOf(a.text, p.grams.keys())
	a.weighGrams(p)
}

func (a *asked) weighGrams(p *phrasebook) {
	if len(a.grams) > maxGrams {
		slices.SortStableFunc(a.grams, func(x, y uint32) int { return cmp.Compare(p.gramWeights[y], p.gramWeights[x]) })
		a.grams = a.grams[:maxGrams]
	}
	for _, key := range a.grams {
		a.gramLength += p.gramWeights[key] * p.gramWeights[key]
	}
	a.gramLength = sqrt(a.gramLength)
}

// likeliest is the wording whose words the FAQ knows best.
func (a *asked) likeliest() *wording {
	var best *wording
	for _, lang := range a.read {
		if w := a.wordings[lang]; best == nil || w.unknownShare() < best.unknownShare() {
			best = w
		}
	}
	return best
}

func (w *wording) unknownShare() float64 {
	if w.total == 0 {
		return 1
	}
	return float64(w.unsure / w.total)
}

const (
	muchMatter = 6
	manyWords  = 40
)

func (w *wording) circumstances() Circumstances {
	return Circumstances{
		Unknown: w.unknownShare(), Matter: min(1, float64(w.matter)/muchMatter), Words: min(1, float64(w.words)/manyWords),
	}
}

// pathOf is the path of a page's address, "" where there is none.
func pathOf(page string) string {
	u, err := url.Parse(page)
	if err != nil {
		return ""
	}
	return u.Path
}
