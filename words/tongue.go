package words

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Tongue is a language's name in its own words, as those who speak it look for it. A
// language not in the list gives its tag.
func Tongue(tag string) string {
	parsed, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	base, _ := parsed.Base()
	script, _ := parsed.Script()
	for _, key := range []string{base.String() + "-" + script.String(), base.String()} {
		if name, ok := tongues[key]; ok {
			return name
		}
	}
	return tag
}

// Sorted are the languages that Deskbell speaks to visitors in the order in which people look for their own: by name, what is
// written alike together, Latin letters first.
var Sorted = sync.OnceValue(func() []string {
	all := slices.Clone(Languages)
	slices.SortFunc(all, func(a, b string) int { return strings.Compare(sortKey(Tongue(a)), sortKey(Tongue(b))) })
	return all
})

// sortKey is a name without capitals and accents: čeština stands at c.
func sortKey(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(name))
}

// tongues are those of Europe and the large ones of the world, after CLDR, by language or by language and script. The package that
// holds them all would add 2.4 MB.
var tongues = map[string]string{
	"af": "Afrikaans", "am": "አማርኛ", "ar": "العربية", "az": "azərbaycan", "be": "беларуская", "bg": "български", "bn": "বাংলা",
	"bs": "bosanski", "ca": "català", "ckb": "کوردیی ناوەندی", "cs": "čeština", "cy": "Cymraeg", "da": "dansk", "de": "Deutsch",
	"el": "Ελληνικά", "en": "English", "es": "español", "et": "eesti", "eu": "euskara", "fa": "فارسی", "fi": "suomi",
	"fil": "Filipino", "fr": "français", "ga": "Gaeilge", "gl": "galego", "gsw": "Schwiizertüütsch", "gu": "ગુજરાતી", "he": "עברית",
	"hi": "हिन्दी", "hr": "hrvatski", "hu": "magyar", "hy": "հայերեն", "id": "Bahasa Indonesia", "is": "íslenska",
	"it": "italiano", "ja": "日本語", "ka": "ქართული", "kk": "қазақ тілі", "km": "ខ្មែរ", "kn": "ಕನ್ನಡ", "ko": "한국어", "ku": "kurdî",
	"lb": "Lëtzebuergesch", "lt": "lietuvių", "lv": "latviešu", "mk": "македонски", "ml": "മലയാളം", "mn": "монгол",
	"mr": "मराठी", "ms": "Melayu", "mt": "Malti", "my": "မြန်မာ", "nb": "norsk bokmål", "ne": "नेपाली", "nl": "Nederlands",
	"nn": "norsk nynorsk", "no": "norsk", "pa": "ਪੰਜਾਬੀ", "pl": "polski", "ps": "پښتو", "pt": "português", "rm": "rumantsch",
	"ro": "română", "ru": "русский", "si": "සිංහල", "sk": "slovenčina", "sl": "slovenščina", "so": "Soomaali", "sq": "shqip",
	"sr": "српски", "sr-Latn": "srpski", "sv": "svenska", "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు", "th": "ไทย", "ti": "ትግርኛ",
	"tr": "Türkçe", "uk": "українська", "ur": "اردو", "uz": "o‘zbek", "vi": "Tiếng Việt", "yi": "ייִדיש",
	"zh": "中文", "zh-Hans": "简体中文", "zh-Hant": "繁體中文",
}
