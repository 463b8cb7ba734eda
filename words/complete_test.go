package words

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
)

// onButtons are the keys of what stands on buttons and short labels: too long, they break the layout of a phone. Buttons that
// have a line to themselves are not among them.
var onButtons = []string{
	"host.help", "widget.person", "widget.close", "widget.ask.send", "widget.retry", "widget.copy", "widget.copied", "widget.copy_ref",
	"widget.ask_else", "widget.verdict.solved", "widget.verdict.not_solved", "widget.verdict.wrong_topic",
	"widget.form.email", "widget.form.callback", "widget.form.here", "widget.form.send", "widget.form.back",
	"widget.receipt.open", "widget.gate.open", "widget.thread.send", "widget.thread.withdraw.do", "widget.thread.call.save", "widget.thread.call.ask",
	"widget.erase.do", "widget.sealed.do", "widget.call.zone_change", "widget.call.zone_apply", "widget.download.as_text",
	"widget.language.label", "widget.language.apply", "launcher.lost",
}

// A button has room for 28 letters, or for somewhat more than twice the English.
const (
	buttonLetters = 28
	buttonTimes   = 2.2
)

func TestButtonsAreShort(t *testing.T) {
	english := visitorTexts(t, fallback)
	for _, lang := range Languages {
		said := visitorTexts(t, lang)
		for _, key := range onButtons {
			room := max(buttonLetters, int(buttonTimes*float64(letters(english[key][plural.Other]))))
			if n := letters(said[key][plural.Other]); n > room {
				t.Errorf("%s %s: %q has %d letters, at most %d", lang, key, said[key][plural.Other], n, room)
			}
		}
	}
	for _, key := range onButtons {
		if len(english[key]) == 0 {
			t.Errorf("there is no %s", key)
		}
	}
}

// letters are what takes room: marks above and below letters do not.
func letters(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) {
			n--
		}
	}
	return n
}

func TestNoTextHasSpacesAroundIt(t *testing.T) {
	for _, lang := range allFiles() {
		for key, said := range visitorTexts(t, lang) {
			for _, sentence := range said {
				if strings.TrimSpace(sentence) != sentence || sentence == "" || strings.Contains(sentence, "  ") {
					t.Errorf("%s %s: %q", lang, key, sentence)
				}
			}
		}
	}
}

func allFiles() []string { return append(slices.Clone(Languages), informalGerman, americanEnglish) }

// sameInAll are texts that are the same in some languages as in English, by key. Names of months and days are, too.
var sameInAll = map[string][]string{
	"widget.download.as_json": {"*"},
	"widget.page.title":       {"*"},
	"widget.call.zone_option": {"*"},
}

func TestNoEnglishIsLeft(t *testing.T) {
	english := visitorTexts(t, fallback)
	for _, lang := range Languages[1:] {
		for key, said := range visitorTexts(t, lang) {
			if named := sameInAll[key]; strings.HasPrefix(key, "time.") || slices.Contains(named, "*") || slices.Contains(named, lang) {
				continue
			}
			for form, sentence := range said {
				// Marks are no words of English.
				if bare := mark.ReplaceAllString(sentence, ""); utf8.RuneCountInString(bare) > 12 && sentence == english[key][form] {
					t.Errorf("%s %s: %q is English", lang, key, sentence)
				}
			}
		}
	}
}

func TestTextsOfALanguageAreWrittenInItsLetters(t *testing.T) {
	scripts := map[string]*unicode.RangeTable{
		"ar": unicode.Arabic, "fa": unicode.Arabic, "ur": unicode.Arabic, "he": unicode.Hebrew, "bg": unicode.Cyrillic, "ru": unicode.Cyrillic, "uk": unicode.Cyrillic,
		"sr": unicode.Cyrillic, "el": unicode.Greek, "hi": unicode.Devanagari, "bn": unicode.Bengali, "th": unicode.Thai, "zh": unicode.Han, "zh-Hant": unicode.Han, "ko": unicode.Hangul,
	}
	for _, lang := range Languages {
		script, own := scripts[lang]
		if !own {
			continue
		}
		for key, said := range visitorTexts(t, lang) {
			for _, sentence := range said {
				bare := mark.ReplaceAllString(sentence, "")
				if key != "widget.download.email" && strings.ContainsFunc(bare, unicode.IsLetter) && !strings.ContainsFunc(bare, func(r rune) bool { return unicode.Is(script, r) }) {
					t.Errorf("%s %s: %q has no letter of the language", lang, key, sentence)
				}
			}
		}
	}
}
