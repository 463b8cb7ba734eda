package language

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// What counts how much when the language of a text is guessed.
const (
	wordPoints   = 1.0  // a word, shared by the languages that have it
	bareShare    = 0.5  // of a language that has the word with accents only
	shortPoints  = 0.4  // a word of one letter: "a" and "i" are words of many languages
	letterPoints = 0.4  // a telling letter, shared by the languages that write it
	alienPoints  = 0.35 // off for a letter that a language does not write
	rareLetter   = 3    // languages that write a letter which is as good as a word
)

// When a guess is sure.
const (
	sureSigns = 2   // words and rare letters of the language it takes,
	sureFrom  = 0.7 // points,
	sureLead  = 0.4 // ahead of the second by as many
	sureRatio = 1.5 // and as many times the second has
)

// points are those of the languages, by their number.
type points struct {
	score [maxLanguages]float64
	signs [maxLanguages]uint16 // words that the language has, letters that few others have
}

// Guess tells the language of a text from its script, its words and its
// letters; sure is false where two languages are close or little is known. It
// costs microseconds and is right for sentences, not for single words.
func Guess(text string) (lang string, sure bool) {
	s := scriptOf(text)
	if s.settles {
		return s.lang, true
	}
	p := pointsOf(text)
	best, second := p.two()
	if p.score[best] <= 0 {
		return s.lang, false
	}
	return languages().names[best], p.sure(best, second)
}

func (p *points) sure(best, second int) bool {
	first, next := p.score[best], p.score[second]
	return p.signs[best] >= sureSigns && first >= sureFrom && first-next >= sureLead && first >= sureRatio*next
}

// pointsOf gives points to the languages for each word and for each telling
// letter, however often it stands in the text.
func pointsOf(text string) (p points) {
	t := languages()
	text = strings.ToLower(text)
	for word := range wordsOf(text) {
		t.hear(&p, word)
	}
	var seen [32]rune
	letters := seen[:0]
	for _, r := range text {
		if r >= utf8.RuneSelf && len(letters) < cap(letters) && !slices.Contains(letters, r) {
			letters = append(letters, r)
			t.see(&p, r)
		}
	}
	return p
}

// wordsOf yields the words of a text as notInWord cuts them.
func wordsOf(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for {
			start := strings.IndexFunc(text, func(r rune) bool { return !notInWord(r) })
			if start < 0 {
				return
			}
			text = text[start:]
			end := strings.IndexFunc(text, notInWord)
			if end < 0 {
				end = len(text)
			}
			if !yield(text[:end]) {
				return
			}
			text = text[end:]
		}
	}
}

// hear counts a word. Of words with an apostrophe or a hyphen that nobody knows
// the parts count: "l'abonnement".
func (t *languageTable) hear(p *points, word string) {
	w, ok := t.words[word]
	if !ok {
		if cut := strings.IndexAny(word, "'’-"); cut >= 0 {
			t.hear(p, word[:cut])
			_, size := utf8.DecodeRuneInString(word[cut:])
			t.hear(p, word[cut+size:])
		}
		return
	}
	have, bare := w.function|w.telling, w.bareFunction|w.bareTelling
	bare &^= have
	points := wordPoints / (float64(have.len()) + bareShare*float64(bare.len()))
	if utf8.RuneCountInString(word) == 1 {
		points *= shortPoints
	}
	p.add(have, points)
	p.add(bare, points*bareShare)
	p.sign(have | bare)
}

// see counts a letter that some alphabets have and others lack.
func (t *languageTable) see(p *points, letter rune) {
	have, ok := t.letters[letter]
	if !ok {
		return
	}
	p.add(have, letterPoints/float64(have.len()))
	if have.len() <= rareLetter {
		p.sign(have)
	}
	p.add(t.all&^have, -alienPoints)
}

func (p *points) add(set langSet, n float64) {
	for ; set != 0; set &= set - 1 {
		p.score[bits.TrailingZeros64(uint64(set))] += n
	}
}

func (p *points) sign(set langSet) {
	for ; set != 0; set &= set - 1 {
		p.signs[bits.TrailingZeros64(uint64(set))]++
	}
}

// two are the languages with most points and second most.
func (p *points) two() (best, second int) {
	best, second = 0, 1
	if p.score[1] > p.score[0] {
		best, second = 1, 0
	}
	for i := 2; i < len(p.score); i++ {
		switch {
		case p.score[i] > p.score[best]:
			best, second = i, best
		case p.score[i] > p.score[second]:
			second = i
		}
	}
	return best, second
}

func notInWord(r rune) bool {
	return !InWord(r) && r != '\'' && r != '’' && r != '-'
}

// IsFunctionWord reports whether a word, as written in lower case, carries grammar
// rather than matter in a language.
func IsFunctionWord(word, lang string) bool {
	w := languages().words[word]
	return (w.function | w.bareFunction).has(lang)
}
