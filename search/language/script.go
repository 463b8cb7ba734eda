package language

import (
	"strings"
	"unicode"
)

// script is one that a text is written in.
type script struct {
	table   *unicode.RangeTable
	lang    string  // the only one, or the likeliest
	settles bool    // it is the only one
	dense   float64 // letters of an alphabet that one of its signs is worth
}

var scripts = []script{
	{unicode.Latin, "", false, 1},
	{unicode.Cyrillic, "ru", false, 1},
	{unicode.Arabic, "ar", false, 1},
	{unicode.Han, "zh", false, 3},
	{unicode.Hiragana, "ja", true, 3},
	{unicode.Katakana, "ja", true, 3},
	{unicode.Hangul, "ko", true, 3},
	{unicode.Greek, "el", true, 1},
	{unicode.Hebrew, "he", true, 1},
	{unicode.Devanagari, "hi", true, 1},
	{unicode.Bengali, "bn", true, 1},
	{unicode.Thai, "th", true, 1},
	{unicode.Lao, "lo", true, 1},
	{unicode.Khmer, "km", true, 1},
	{unicode.Myanmar, "my", true, 1},
	{unicode.Georgian, "ka", true, 1},
	{unicode.Armenian, "hy", true, 1},
	{unicode.Tamil, "ta", true, 1},
	{unicode.Telugu, "te", true, 1},
	{unicode.Ethiopic, "am", true, 1},
}

const (
	han      = 3 // place in scripts
	hiragana = 4
)

// chineseOnly are common signs that Japanese does not write, or hardly.
const chineseOnly = "的吗嗎怎么麼是我你您吧呢什哪这這请請能了还還没沒给給对對很把被让讓想要们們个個说說吃买買卖賣钱錢号號单單账帳户戶订訂"

// scriptOf is the script that most of a text is written in, by the room its
// letters take: a name in Latin letters does not make a question English.
// Japanese is written in Han and kana, Chinese in Han alone.
func scriptOf(text string) script {
	var letters [32]float64
	best := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		if i := placeOfScript(r); i >= 0 {
			if letters[i] += scripts[i].dense; letters[i] > letters[best] {
				best = i
			}
		}
	}
	if best == han || best == hiragana+1 {
		return eastern(text, letters[hiragana] > 0 || letters[hiragana+1] > letters[han])
	}
	return scripts[best]
}

func placeOfScript(r rune) int {
	if r < 0x250 {
		return 0
	}
	for i, s := range scripts {
		if unicode.Is(s.table, r) {
			return i
		}
	}
	return -1
}

// eastern tells Japanese from Chinese. A few Han signs alone may be either.
func eastern(text string, kana bool) script {
	if kana {
		return scripts[hiragana]
	}
	s := scripts[han]
	s.settles = strings.ContainsAny(text, chineseOnly)
	return s
}
