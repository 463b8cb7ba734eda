package hear

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"deskbell/search/language"
)

// What stands among the words of a text where a sentence ends.
const (
	sentenceEnd = "."
	questionEnd = "?"
)

func isSentenceEnd(word string) bool { return word == sentenceEnd || word == questionEnd }

// wordCutter cuts a text into words as patterns are written. The zero value is
// ready.
type wordCutter struct {
	words []string
	word  strings.Builder
}

// cutWords are the words of a text: lower case, without accents, apostrophes
// and vowel points, hyphens cut, sentences parted by sentenceEnd or questionEnd. In scripts
// written without spaces each character is a word.
func cutWords(text string) []string {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, " ")
	}
	text = language.Fold(strings.ToLower(text))
	var c wordCutter
	before := ' '
	for i, r := range text {
		c.take(before, r, text[i+utf8.RuneLen(r):])
		before = r
	}
	c.endWord()
	return c.words
}

func (c *wordCutter) take(before, r rune, rest string) {
	switch {
	case 'a' <= r && r <= 'z':
		c.word.WriteByte(byte(r))
	case isApostrophe(r):
		if rest != "" && strings.IndexByte("aeiouyh", rest[0]) >= 0 {
			c.endWord() // l'agent, un'altra; what English contracts starts with a consonant
		}
	case language.WithoutSpaces(r) || isEastAsian(r):
		c.endWord()
		c.words = append(c.words, string(r))
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		c.word.WriteString(bareLetter(r))
	case isInvisible(r):
	case r == '-':
		c.endWord()
		if before == ' ' && strings.HasPrefix(rest, " ") {
			c.endSentence(sentenceEnd)
		}
	case r == '?' || r == '؟' || r == ';':
		c.endWord()
		c.endSentence(questionEnd)
	case endsSentence(r, rest):
		c.endWord()
		c.endSentence(sentenceEnd)
	default:
		c.endWord()
	}
}

func (c *wordCutter) endWord() {
	if c.word.Len() > 0 {
		c.words = append(c.words, c.word.String())
		c.word.Reset()
	}
}

func (c *wordCutter) endSentence(how string) {
	if n := len(c.words); n > 0 && !isSentenceEnd(c.words[n-1]) {
		c.words = append(c.words, how)
	}
}

// endsSentence tells the full stop from the point in "3.5" and "example.org".
func endsSentence(r rune, rest string) bool {
	switch r {
	case '!', '…', '\n', '–', '—', '。', '؛', '।', '։':
		return true
	case '.':
		return rest == "" || rest[0] == ' ' || rest[0] == '\n' || rest[0] == '.'
	}
	return false
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '`' || r == '‘' }

// isEastAsian holds for kana, with the mark of long vowels, and for ideographs.
func isEastAsian(r rune) bool { return r >= 0x3040 && r <= 0x30ff || unicode.Is(unicode.Han, r) }

// isInvisible holds for joiners, soft hyphens and the Armenian marks that stand
// inside a word.
func isInvisible(r rune) bool { return unicode.Is(unicode.Cf, r) || r >= 0x55a && r <= 0x55f }

// bareLetters are letters that people type differently and that fold leaves.
var bareLetters = strings.NewReplacer(
	"ł", "l", "ı", "i", "đ", "d", "ø", "o", "æ", "ae", "œ", "oe", "ς", "σ",
	"أ", "ا", "إ", "ا", "آ", "ا", "ى", "ی", "ي", "ی", "ك", "ک", "ة", "ه", "ـ", "",
)

func bareLetter(r rune) string {
	if r < utf8.RuneSelf {
		return string(r)
	}
	if r >= 0x591 && r <= 0x5c7 || r >= 0x64b && r <= 0x65f { // Hebrew and Arabic vowel points
		return ""
	}
	return bareLetters.Replace(string(r))
}

// typedOut are letters as keyboards without them write them.
var typedOut = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa")
