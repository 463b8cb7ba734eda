package search

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed languages.txt
var languagesFile string

// functionWords maps each word of languages.txt to its languages.
var functionWords = sync.OnceValue(func() map[string][]string {
	words := map[string][]string{}
	for line := range strings.Lines(languagesFile) {
		lang, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(list) {
			words[w] = append(words[w], lang)
		}
	}
	return words
})

// letters that are written in few languages only.
var letters = map[rune][]string{
	'ß': {"de"}, 'ä': {"de", "sv", "fi"}, 'ü': {"de", "tr", "hu"}, 'ö': {"de", "sv", "fi", "tr", "hu"},
	'ñ': {"es"}, '¿': {"es"}, '¡': {"es"}, 'ã': {"pt"}, 'õ': {"pt"}, 'ç': {"fr", "pt", "tr"},
	'ê': {"fr", "pt"}, 'œ': {"fr"}, 'å': {"sv", "da", "no"}, 'ø': {"da", "no"}, 'æ': {"da", "no"},
	'ł': {"pl"}, 'ą': {"pl"}, 'ę': {"pl"}, 'ż': {"pl"}, 'ř': {"cs"}, 'ě': {"cs"}, 'ů': {"cs"},
	'ő': {"hu"}, 'ű': {"hu"}, 'ă': {"ro"}, 'ș': {"ro"}, 'ț': {"ro"}, 'ğ': {"tr"}, 'ş': {"tr"}, 'ı': {"tr"},
	'đ': {"hr"}, 'ć': {"hr", "pl"}, 'ы': {"ru"}, 'э': {"ru"}, 'ї': {"uk"}, 'є': {"uk"}, 'ґ': {"uk"},
}

// scripts that settle the language by themselves, or nearly so.
var scripts = []struct {
	table *unicode.RangeTable
	lang  string
}{
	{unicode.Hiragana, "ja"},
	{unicode.Katakana, "ja"},
	{unicode.Hangul, "ko"},
	{unicode.Han, "zh"},
	{unicode.Thai, "th"},
	{unicode.Hebrew, "he"},
	{unicode.Devanagari, "hi"},
	{unicode.Arabic, "ar"},
	{unicode.Greek, "el"},
}

// guessLang tells the language of a text from its script, its function words
// and rare letters; sure is false where two languages are close or little is
// known. It costs microseconds and is right for sentences, not for single words.
func guessLang(text string) (lang string, sure bool) {
	if lang = scriptLang(text); lang != "" {
		return lang, true
	}
	points := map[string]float64{}
	text = strings.ToLower(text)
	for _, w := range strings.FieldsFunc(text, notInWord) {
		share(points, functionWords()[w], 1)
	}
	for _, r := range text {
		share(points, letters[r], 0.5)
	}
	return clearlyFirst(points)
}

// share gives a point to the languages that share a sign, so that signs of one
// language alone weigh most.
func share(points map[string]float64, langs []string, weight float64) {
	for _, l := range langs {
		points[l] += weight / float64(len(langs))
	}
}

func clearlyFirst(points map[string]float64) (lang string, sure bool) {
	var best, second float64
	for l, p := range points {
		if p > best || p == best && l < lang {
			lang, best, second = l, p, best
		} else if p > second {
			second = p
		}
	}
	return lang, best >= 0.5 && best >= 1.3*second
}

// scriptLang is the language of the first letter of a telling script. Kana
// come before Han in the table: Japanese is written in both.
func scriptLang(text string) string {
	for _, s := range scripts {
		if strings.IndexFunc(text, func(r rune) bool { return unicode.Is(s.table, r) }) >= 0 {
			return s.lang
		}
	}
	return ""
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '-'
}

// isFunctionWord reports whether a word carries grammar rather than matter in a language.
func isFunctionWord(word, lang string) bool {
	for _, l := range functionWords()[word] {
		if l == lang {
			return true
		}
	}
	return false
}
