package words

import (
	"slices"
	"strings"
	"testing"
)

// spoken44 are the languages of Europe and large ones of the world, so that this does not depend on which files are there.
var spoken44 = strings.Fields(`en ar bg bn cs da de el es et fa fi fr ga he hi hr hu id is it ja ko lt lv mt nb nl pl pt ro ru sk sl sr sv sw th tr uk ur vi zh zh-Hant`)

func TestEachWishFindsTheLanguageItsReaderKnows(t *testing.T) {
	m := matcherOf(spoken44)
	for wish, want := range map[string]string{
		"pt-BR": "pt", "pt-PT": "pt", "pt-AO": "pt",
		"zh": "zh", "zh-CN": "zh", "zh-SG": "zh", "zh-Hans-HK": "zh", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-MO": "zh-Hant", "zh-Hant": "zh-Hant",
		"no": "nb", "nb": "nb", "nn": "nb", "no-NO": "nb", "nb-NO": "nb",
		"sr": "sr", "sr-RS": "sr", "sr-Cyrl": "sr", "sr-Latn": "sr", "sr-Latn-RS": "sr", "sh": "sr", "cnr": "sr",
		"bs": "hr", "bs-BA": "hr", "hr-BA": "hr",
		"iw": "he", "he-IL": "he", "in": "id", "id-ID": "id", "ms": "id",
		"de-CH": "de", "de-AT": "de", "gsw": "de", "lb": "de", "en-US": "en", "en-x-odd": "en",
		"fr-CA": "fr", "es-419": "es", "es-MX": "es", "nl-BE": "nl", "ar-EG": "ar", "ar-MA": "ar", "fa-AF": "fa", "prs": "fa",
		"mo": "ro", "ro-MD": "ro", "fil": "", "tl": "", "sw-KE": "sw", "hi-Latn": "hi", "ca": "", "be": "ru", "cy": "en", "xx": "", "*": "", "": "", "<b>": "",
		// Accept-Language: the first that is served well.
		"ca,es;q=0.9,en;q=0.8": "es", "be,ru;q=0.9,en;q=0.1": "ru", "fr;q=0.3,it": "it", "xx, de;q=0.2": "de", "be,en;q=0.1": "en", "bs,en": "hr", "pt-BR,en;q=0.9": "pt", "zh-TW,en": "zh-Hant", "nn-NO,en;q=0.5": "nb",
		"en-GB,en;q=0.9,de;q=0.8": "en",
	} {
		i, ok := match(m, []string{wish})
		if got := spoken44[i]; ok != (want != "") || ok && got != want {
			t.Errorf("%q: got %s (%t), want %q", wish, got, ok, want)
		}
	}
}

// Whoever sends a header of many kilobytes is no browser, and would keep the processor busy with it.
func TestOfALongWishTheBeginningCounts(t *testing.T) {
	m, odd := matcherOf(spoken44), strings.Repeat("qaa,", 4000)
	for wish, want := range map[string]string{"de," + odd: "de", odd + "de": "", strings.Repeat("qaa,", 123) + "it,denied": "it", strings.Repeat("qaa", 4000): ""} {
		i, ok := match(m, []string{wish})
		if got := spoken44[i]; ok != (want != "") || ok && got != want {
			t.Errorf("%.20s…: got %s (%t), want %q", wish, got, ok, want)
		}
	}
}

func TestTheRegionIsThatOfTheFirstWishForTheLanguage(t *testing.T) {
	for _, c := range []struct{ lang, wishes, want string }{
		{"en", "en-US", "US"},
		{"en", "en|de-AT,en-GB;q=0.5", "GB"},
		{"de", "|de-CH,de;q=0.9,en-US;q=0.8", "CH"},
		{"en", "en-GB|en-US", "GB"},
		{"en", "de-US|en", ""},
		{"es", "es-419", ""},
		{"zh-Hant", "zh-TW", "TW"},
		{"en", "en-ZZ", ""},
		{"en", `en-"><script>`, ""},
	} {
		if got := regionOf(c.lang, strings.Split(c.wishes, "|")); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.lang, c.wishes, got, c.want)
		}
	}
}

func TestLanguagesStandWhereTheirReadersLook(t *testing.T) {
	names := []string{}
	for _, lang := range Sorted() {
		names = append(names, Tongue(lang))
		if Tongue(lang) == lang {
			t.Errorf("%s has no name of its own", lang)
		}
	}
	if len(names) != len(Languages) || !slices.IsSortedFunc(names, func(a, b string) int { return strings.Compare(sortKey(a), sortKey(b)) }) {
		t.Errorf("out of order: %v", names)
	}
	if c, d := sortKey("čeština"), sortKey("dansk"); c > d {
		t.Errorf("čeština is looked for at %q", c)
	}
	for _, lang := range spoken44 {
		if Tongue(lang) == lang {
			t.Errorf("%s has no name of its own", lang)
		}
	}
}
