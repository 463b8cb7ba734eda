package words

import "strings"

// Tongue is a language's name in its own words, as those who speak it look for it. A
// language not in the list gives its tag.
func Tongue(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if name, ok := tongues[base]; ok {
		return name
	}
	return tag
}

// tongues are those of Europe and the large ones of the world, after CLDR. The package that
// holds them all would add 2.4 MB.
var tongues = map[string]string{
	"ar": "العربية", "bg": "български", "bn": "বাংলা", "bs": "bosanski", "ca": "català", "cs": "čeština", "da": "dansk",
	"de": "Deutsch", "el": "Ελληνικά", "en": "English", "es": "español", "et": "eesti", "eu": "euskara", "fa": "فارسی",
	"fi": "suomi", "fr": "français", "ga": "Gaeilge", "gl": "galego", "gsw": "Schwiizertüütsch", "he": "עברית", "hi": "हिन्दी",
	"hr": "hrvatski", "hu": "magyar", "hy": "հայերեն", "id": "Bahasa Indonesia", "is": "íslenska", "it": "italiano",
	"ja": "日本語", "ka": "ქართული", "ko": "한국어", "ku": "kurdî", "lb": "Lëtzebuergesch", "lt": "lietuvių", "lv": "latviešu",
	"mk": "македонски", "mt": "Malti", "nb": "norsk bokmål", "nl": "Nederlands", "no": "norsk", "pl": "polski",
	"pt": "português", "rm": "rumantsch", "ro": "română", "ru": "русский", "sk": "slovenčina", "sl": "slovenščina",
	"sq": "shqip", "sr": "српски", "sv": "svenska", "sw": "Kiswahili", "ta": "தமிழ்", "th": "ไทย", "tr": "Türkçe",
	"uk": "українська", "ur": "اردو", "vi": "Tiếng Việt", "yi": "ייִדיש", "zh": "中文",
}
