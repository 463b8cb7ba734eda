package hear

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed patterns/*.txt
var patternFiles embed.FS

// spoken are the patterns of all languages, read once.
var spoken = sync.OnceValue(func() *hearing {
	h, err := readHearing(patternFiles)
	if err != nil {
		panic("hear: " + err.Error()) // the first test finds a wrong line
	}
	return h
})

// hearingReader reads pattern files into one hearing.
type hearingReader struct {
	*hearing
	sets    map[string]slot     // of the file that is read
	cut     map[string][]wordID // of what was written before: many words come often
	section string
	state   string // checked or machine-made
}

// readHearing reads patterns/*.txt; patterns/README.md explains the form. An
// error names file and line.
func readHearing(files fs.FS) (*hearing, error) {
	r := hearingReader{cut: map[string][]wordID{}, hearing: &hearing{
		vocabulary: newVocabulary(),
		ifHuman:    map[wordID][]pattern{},
		person:     patterns{map[wordID][]pattern{}, map[wordID][]pattern{}},
		upset:      patterns{map[wordID][]pattern{}, map[wordID][]pattern{}},
	}}
	names, err := fs.Glob(files, "patterns/*.txt")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if err := r.readFile(string(data)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return r.hearing, nil
}

func (r *hearingReader) readFile(data string) error {
	r.sets, r.section, r.state = map[string]slot{}, "", ""
	n := 0
	for line := range strings.Lines(data) {
		n++
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		if err := r.readLine(words); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if r.state == "" {
		return fmt.Errorf("line 1: its state is missing")
	}
	return nil
}

func (r *hearingReader) readLine(words []string) error {
	switch first := words[0]; {
	case first == "[person]" || first == "[ifhuman]" || first == "[upset]":
		r.section = first
		return nil
	case first == "state:" && r.section == "":
		return r.readState(words[1:])
	case first == "polite:":
		return r.extendExactly(&r.polite, words[1:])
	case first == "glad:":
		return r.extendExactly(&r.glad, words[1:])
	case len(words) > 2 && words[1] == "=":
		if _, known := r.sets[first]; known {
			return fmt.Errorf("the set %s is there already", first)
		}
		var s slot
		err := r.extend(&s, words[2:])
		r.sets[first] = s
		return err
	case first == "yes" || first == "no":
		return r.addPattern(first, words[1:])
	}
	return fmt.Errorf("%q begins neither a section, a set nor a pattern", words[0])
}

func (r *hearingReader) addPattern(sign string, words []string) error {
	var p pattern
	for _, w := range words {
		s, err := r.readSlot(w)
		if err != nil {
			return err
		}
		p = append(p, s)
	}
	if err := p.check(); err != nil {
		return err
	}
	lines := map[string]map[wordID][]pattern{
		"[person] yes": r.person.yes, "[person] no": r.person.no,
		"[upset] yes": r.upset.yes, "[upset] no": r.upset.no,
		"[ifhuman] yes": r.ifHuman,
	}[r.section+" "+sign]
	if lines == nil {
		return fmt.Errorf("no %q in section %q", sign, r.section)
	}
	for _, id := range p.firsts() {
		lines[id] = append(lines[id], p)
	}
	return nil
}

// check refuses what would fit anywhere.
func (p pattern) check() error {
	i := slices.IndexFunc(p, func(s slot) bool { return s.kind != slotStart })
	if i < 0 || p[i].kind != slotWord || p[i].orEnd {
		return fmt.Errorf("a pattern begins with a word, or with ^ and a word")
	}
	if !slices.ContainsFunc(p, func(s slot) bool { return s.kind == slotWord && !s.optional }) {
		return fmt.Errorf("a pattern needs a word that must be there")
	}
	return nil
}

func (r *hearingReader) readSlot(w string) (s slot, err error) {
	switch w {
	case "..":
		return slot{kind: slotGap}, nil
	case "^":
		return slot{kind: slotStart}, nil
	case "$":
		return slot{kind: slotEnd}, nil
	case "$?":
		return slot{kind: slotAsked}, nil
	}
	w, optional := strings.CutSuffix(w, "?")
	if set, ok := r.sets[strings.Trim(w, "<>")]; ok && w[0] == '<' && !strings.Contains(w, "|") {
		set.optional = optional // its words are shared, not copied
		return set, nil
	}
	for _, one := range strings.Split(w, "|") {
		if one == "$" {
			s.orEnd = true
			continue
		}
		if err := r.extendByOne(&s, one); err != nil {
			return s, err
		}
	}
	s.optional = optional
	return s, nil
}

func (r *hearingReader) extend(s *slot, words []string) error {
	for _, w := range words {
		if err := r.extendByOne(s, w); err != nil {
			return err
		}
	}
	return nil
}

// extendExactly adds words that may not be misspelt: there are many of them, and
// each is like some other word.
func (r *hearingReader) extendExactly(s *slot, words []string) error {
	for _, w := range words {
		if err := r.extendByOne(s, w+string(exactly)); err != nil {
			return err
		}
	}
	return nil
}

// extendByOne adds a word, a phrase or a <set> to what a slot takes.
func (r *hearingReader) extendByOne(s *slot, w string) error {
	if name, ok := strings.CutPrefix(w, "<"); ok {
		set, known := r.sets[strings.TrimSuffix(name, ">")]
		if !known {
			return fmt.Errorf("no set %s above", w)
		}
		for _, id := range set.words {
			s.addWord(id)
		}
		for _, phrases := range set.phrases {
			s.addPhrases(phrases)
		}
		return nil
	}
	if err := r.addWords(s, w); err != nil {
		return err
	}
	if typed := typedOut.Replace(w); typed != w {
		return r.addWords(s, typed)
	}
	return nil
}

func (r *hearingReader) addWords(s *slot, written string) error {
	key := r.section + written
	ids, known := r.cut[key]
	if !known {
		var err error
		if ids, err = r.cutOut(written); err != nil {
			return err
		}
		r.cut[key] = ids
	}
	if len(ids) > 1 {
		s.addPhrases([][]wordID{ids})
	} else {
		s.addWord(ids[0])
	}
	return nil
}

// cutOut gives the words of "a_b*" their numbers; a mark is the last one's.
func (r *hearingReader) cutOut(w string) ([]wordID, error) {
	mark := byte(asWritten)
	if last := w[max(len(w)-1, 0):]; last == "*" || last == "!" {
		mark, w = last[0], w[:len(w)-1]
	}
	words := cutWords(strings.ReplaceAll(w, "_", " "))
	if len(words) == 0 || slices.ContainsFunc(words, isSentenceEnd) || strings.ContainsAny(w, "<>*$^=") {
		return nil, fmt.Errorf("%q is no word", w)
	}
	ids := make([]wordID, len(words))
	for i, word := range words[:len(words)-1] {
		ids[i] = r.vocabulary.add(word, r.strictly(asWritten))
	}
	ids[len(ids)-1] = r.vocabulary.add(words[len(words)-1], r.strictly(mark))
	return ids, nil
}

// strictly is how a word of the section is spelt: anger is not guessed, and damit
// is no misspelt dammit.
func (r *hearingReader) strictly(mark byte) byte {
	switch {
	case r.section != "[upset]":
		return mark
	case mark == anyEnding:
		return exactBegin
	default:
		return exactly
	}
}

func (s *slot) addPhrases(phrases [][]wordID) {
	if s.phrases == nil {
		s.phrases = map[wordID][][]wordID{}
	}
	for _, phrase := range phrases {
		s.phrases[phrase[0]] = append(s.phrases[phrase[0]], phrase)
	}
}

func (s *slot) addWord(id wordID) {
	if i, found := slices.BinarySearch(s.words, id); !found {
		s.words = slices.Insert(s.words, i, id)
	}
}

// readState refuses a file that claims what nobody can know.
func (r *hearingReader) readState(words []string) error {
	if r.state = strings.Join(words, " "); r.state != "checked" && r.state != "machine-made" {
		return fmt.Errorf("the state is neither checked nor machine-made")
	}
	return nil
}
