package search

import (
	"bufio"
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
)

// bookFile is the phrasebook's name in an index directory. The directory's seal
// vouches for its content; its layout changes with indexFormat.
const bookFile = "phrases"

// numbers are the phrasebook's lists of numbers, in the order of the file.
func (p *phrasebook) numbers() (whole []*[]uint32, real []*[]float32) {
	for _, v := range []*inverted{&p.words, &p.pairs.inverted, &p.grams.inverted, &p.answers, &p.tags} {
		whole = append(whole, &v.starts, &v.docs)
	}
	whole = append(whole, &p.first, &p.entry, &p.termEntries)
	real = []*[]float32{
		&p.termWeights, &p.gramWeights, &p.wordScales, &p.wordTotals, &p.gramScales, &p.pairCounts,
		&p.wordSpreads, &p.gramSpreads, &p.askNorms,
	}
	return whole, real
}

// flatLexicon is a lexicon as lists.
type flatLexicon struct {
	entries       uint32
	terms         []uint32 // their numbers
	words         []string // of the forms
	forms, counts []uint32
}

func (p *phrasebook) save(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	w := bookWriter{bufio.NewWriterSize(f, 1<<16)}
	p.write(w)
	return errors.Join(w.Flush(), f.Close())
}

func (p *phrasebook) write(w bookWriter) {
	whole, real := p.numbers()
	for _, list := range whole {
		w.whole(*list)
	}
	for _, list := range real {
		w.real(*list)
	}
	w.texts(p.terms)
	langs := slices.Sorted(maps.Keys(p.lexicons))
	w.texts(langs)
	for _, lang := range langs {
		f := p.lexicons[lang].flat()
		w.number(f.entries)
		w.whole(f.terms)
		w.texts(f.words)
		w.whole(f.forms)
		w.whole(f.counts)
	}
}

func (l *lexicon) flat() flatLexicon {
	f := flatLexicon{entries: uint32(l.entries), terms: slices.Sorted(maps.Values(l.terms))}
	for _, one := range l.forms {
		f.words, f.forms, f.counts = append(f.words, one.word), append(f.forms, one.term), append(f.counts, one.count)
	}
	return f
}

// sound reports whether the lists fit each other and a number of terms.
func (f flatLexicon) sound(terms int) bool {
	known := func(term uint32) bool { return int(term) < terms }
	return len(f.forms) == len(f.words) && len(f.counts) == len(f.words) && all(f.terms, known) && all(f.forms, known)
}

func all(list []uint32, is func(uint32) bool) bool {
	return !slices.ContainsFunc(list, func(n uint32) bool { return !is(n) })
}

func (f flatLexicon) lexicon(terms []string) *lexicon {
	l := &lexicon{entries: int(f.entries), terms: make(map[string]uint32, len(f.terms)), forms: make([]form, len(f.words))}
	for _, t := range f.terms {
		l.terms[terms[t]] = t
	}
	for i, word := range f.words {
		l.forms[i] = form{word: word, term: f.forms[i], count: f.counts[i]}
	}
	l.complete()
	return l
}

// bookWriter keeps its first error until it is flushed, as bufio does.
type bookWriter struct{ *bufio.Writer }

func (w bookWriter) number(n uint32) {
	w.Write(binary.LittleEndian.AppendUint32(w.AvailableBuffer(), n))
}

func (w bookWriter) whole(list []uint32) {
	w.number(uint32(len(list)))
	for _, n := range list {
		w.number(n)
	}
}

func (w bookWriter) real(list []float32) {
	w.number(uint32(len(list)))
	for _, v := range list {
		w.number(math.Float32bits(v))
	}
}

// texts joins texts, none of which has a line break.
func (w bookWriter) texts(texts []string) {
	all := strings.Join(texts, "\n")
	w.number(uint32(len(all)))
	w.WriteString(all)
}

var errDamagedBook = errors.New("search: the phrasebook is damaged")

// loadPhrasebook reads a file of save. It notices lists that end too early or
// do not fit; that their numbers are the right ones, the seal tells.
func loadPhrasebook(path string) (*phrasebook, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := bookReader{left: b}
	p := &phrasebook{lexicons: map[string]*lexicon{}}
	whole, real := p.numbers()
	for _, list := range whole {
		*list = r.whole()
	}
	for _, list := range real {
		*list = r.real()
	}
	p.terms = r.texts()
	for _, lang := range r.texts() {
		f := flatLexicon{entries: r.number(), terms: r.whole(), words: r.texts(), forms: r.whole(), counts: r.whole()}
		if r.short || !f.sound(len(p.terms)) {
			return nil, errDamagedBook
		}
		p.lexicons[lang] = f.lexicon(p.terms)
	}
	if r.short || len(r.left) > 0 {
		return nil, errDamagedBook
	}
	return p, nil
}

// bookReader takes one list after the other. What is missing at the end is
// noticed there: until then lists are empty.
type bookReader struct {
	left  []byte
	short bool
}

func (r *bookReader) take(n int) []byte {
	if n > len(r.left) {
		r.short, r.left = true, nil
		return nil
	}
	taken := r.left[:n]
	r.left = r.left[n:]
	return taken
}

func (r *bookReader) number() uint32 {
	b := r.take(4)
	if len(b) < 4 {
		return 0
	}
	return binary.LittleEndian.Uint32(b)
}

func (r *bookReader) whole() []uint32 {
	b := r.take(4 * int(r.number()))
	list := make([]uint32, len(b)/4)
	for i := range list {
		list[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return list
}

func (r *bookReader) real() []float32 {
	bits := r.whole()
	list := make([]float32, len(bits))
	for i, v := range bits {
		list[i] = math.Float32frombits(v)
	}
	return list
}

func (r *bookReader) texts() []string {
	all := string(r.take(int(r.number())))
	if all == "" {
		return nil
	}
	return strings.Split(all, "\n")
}
