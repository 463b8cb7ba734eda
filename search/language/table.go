package language

import (
	_ "embed"
	"math/bits"
	"strings"
	"sync"
)

//go:embed languages.txt
var languagesFile string

// maxLanguages is how many a langSet holds.
const maxLanguages = 64

// langSet is a set of languages, by their number in the table.
type langSet uint64

func (s langSet) len() int { return bits.OnesCount64(uint64(s)) }

func (s langSet) has(lang string) bool {
	n, ok := languages().number[lang]
	return ok && s&(1<<n) != 0
}

// wordLangs are the languages of a word: those it carries grammar in, those it
// means something in, and both for its spelling without accents.
type wordLangs struct{ function, telling, bareFunction, bareTelling langSet }

// languageTable is languages.txt, ready for use.
type languageTable struct {
	names   []string // by number
	number  map[string]int
	words   map[string]wordLangs
	letters map[rune]langSet
	all     langSet
}

var languages = sync.OnceValue(func() *languageTable {
	t := &languageTable{number: map[string]int{}, words: make(map[string]wordLangs, 12_000), letters: map[rune]langSet{}}
	for line := range strings.Lines(languagesFile) {
		if code, list, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(line, "#") {
			t.read(code, list)
		}
	}
	return t
})

func (t *languageTable) read(code, list string) {
	lang := strings.TrimRight(code, "+*")
	n, known := t.number[lang]
	if !known {
		n = len(t.names)
		t.number[lang] = n
		t.names = append(t.names, lang)
		t.all |= 1 << n
	}
	bit := langSet(1) << n
	if strings.HasSuffix(code, "*") {
		for _, r := range list {
			t.letters[r] |= bit
		}
		return
	}
	for _, w := range strings.Fields(list) {
		t.add(w, bit, code == lang)
	}
}

func (t *languageTable) add(word string, lang langSet, function bool) {
	e := t.words[word]
	if function {
		e.function |= lang
	} else {
		e.telling |= lang
	}
	t.words[word] = e
	for _, bare := range bareSpellings(word) {
		e := t.words[bare]
		if function {
			e.bareFunction |= lang
		} else {
			e.bareTelling |= lang
		}
		t.words[bare] = e
	}
}

// Letters that Fold leaves as they are, and how visitors write them without them.
var (
	plainLetters  = strings.NewReplacer("ø", "o", "æ", "ae", "ł", "l", "đ", "d", "ı", "i", "ð", "d", "þ", "th", "ħ", "h", "œ", "oe", "أ", "ا", "إ", "ا", "آ", "ا", "ة", "ه", "ى", "ي", "ی", "ي", "ک", "ك", "\u200c", "")
	doubleLetters = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "ø", "oe", "å", "aa", "æ", "ae")
)

// bareSpellings are those of a word that a keyboard without its accents leads to.
func bareSpellings(word string) (bare []string) {
	if isASCII(word) {
		return nil
	}
	for _, s := range []string{Fold(plainLetters.Replace(word)), Fold(doubleLetters.Replace(word))} {
		if s != word && (len(bare) == 0 || bare[0] != s) {
			bare = append(bare, s)
		}
	}
	return bare
}
