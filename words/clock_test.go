package words

import (
	"testing"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

func TestEnglishIsWrittenAsInTheReadersCountry(t *testing.T) {
	at := time.Date(2026, 11, 26, 14, 5, 0, 0, time.UTC)
	for _, c := range []struct{ wish, moment, day, clock, locale string }{
		{"en", "26 November 2026, 14:05", "Thursday, 26 November", "14:05", "en-u-ca-gregory-hc-h23-nu-latn"},
		{"en-GB", "26 November 2026, 14:05", "Thursday, 26 November", "14:05", "en-GB-u-ca-gregory-hc-h23-nu-latn"},
		{"en-US", "November 26, 2026, 2:05\u00a0PM", "Thursday, November 26", "2:05\u00a0PM", "en-US-u-ca-gregory-hc-h12-nu-latn"},
		{"en-CA", "26 November 2026, 2:05\u00a0p.m.", "Thursday, 26 November", "2:05\u00a0p.m.", "en-CA-u-ca-gregory-hc-h12-nu-latn"},
		{"en-AU", "26 November 2026, 2:05\u00a0pm", "Thursday, 26 November", "2:05\u00a0pm", "en-AU-u-ca-gregory-hc-h12-nu-latn"},
		{"de-US", "26. November 2026, 14:05 Uhr", "Donnerstag, 26. November", "14:05 Uhr", "de-US-u-ca-gregory-hc-h23-nu-latn"},
	} {
		w := In(c.wish)
		for want, got := range map[string]string{c.moment: w.Moment(at), c.day: w.Day(at, time.Time{}), c.clock: w.Clock(at), c.locale: w.Locale()} {
			if got != want {
				t.Errorf("%s: got %q, want %q", c.wish, got, want)
			}
		}
	}
	if got, want := In("", "en-US,en;q=0.9").Clocks(at, at.Add(2*time.Hour)), "2:05\u00a0PM–4:05\u00a0PM"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTwelveHoursHaveNoZero(t *testing.T) {
	for hour, want := range map[int]string{0: "12:00\u00a0AM", 1: "1:00\u00a0AM", 11: "11:00\u00a0AM", 12: "12:00\u00a0PM", 13: "1:00\u00a0PM", 23: "11:00\u00a0PM"} {
		if got := In("en-US").Clock(time.Date(2026, 1, 1, hour, 0, 0, 0, time.UTC)); got != want {
			t.Errorf("%d: got %q, want %q", hour, got, want)
		}
	}
}

// invented speaks a language's clock with texts of its own.
func invented(lang string, texts map[string]string) *Translator {
	t := &Translator{lang: lang, tag: language.MustParse(lang), clock: clocks[lang], texts: map[string]text{}}
	for key, said := range texts {
		t.texts[key] = text{plural.Other: said}
	}
	return t
}

func TestTimesAreWrittenAsTheLanguageDoes(t *testing.T) {
	at := time.Date(2026, 11, 26, 9, 5, 0, 0, time.UTC)
	for lang, want := range map[string]string{
		"ar": "9:05\u00a0ص", "bn": "৯:০৫\u00a0AM", "cs": "9:05", "da": "09.05", "el": "9:05\u00a0π.μ.", "fa": "۹:۰۵", "fi": "9.05", "fr": "09:05",
		"hi": "09:05", "id": "09.05", "ko": "오전\u00a09:05", "nb": "09:05", "ur": "09:05", "zh": "09:05", "zh-Hant": "上午9:05",
	} {
		if got := invented(lang, nil).time(at); got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

func TestNumbersAreInTheDigitsOfTheLanguage(t *testing.T) {
	for lang, want := range map[string]string{"fa": "۱۲۰ K7M-2QX", "bn": "১২০ K7M-2QX", "ar": "120 K7M-2QX", "hi": "120 K7M-2QX"} {
		w := invented(lang, map[string]string{"a": "{{.N}} {{.Code}}"})
		if got := w.N("a", 120, "Code", "K7M-2QX"); got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

func TestASpanOfTimeReadsFromItsBeginning(t *testing.T) {
	at := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct{ lang, text, want string }{
		{"fr", "{{.From}}–{{.To}}", "09:00–11:00"},
		{"he", "{{.From}}–{{.To}}", "\u20669:00–11:00\u2069"},
		{"he", "{{.From}} – {{.To}}", "\u20669:00 – 11:00\u2069"},
		{"he", "בין {{.From}} ל-{{.To}}", "בין 9:00 ל-11:00"},
	} {
		w := invented(c.lang, map[string]string{"time.clocks": c.text, "time.clock": "{{.Clock}}"})
		if got := w.Clocks(at, at.Add(2*time.Hour)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.lang, got, c.want)
		}
	}
}

func TestAPhoneNumberStaysInOnePieceFromRightToLeft(t *testing.T) {
	for lang, want := range map[string]string{"he": "\u2068+49 30 901820\u2069 x {{.Other}} 5", "en": "+49 30 901820 x {{.Other}} 5"} {
		w := invented(lang, map[string]string{"a": "{{.Phone}} {{.Kind}} {{.Other}} {{.N}}"})
		if got := w.N("a", 5, "Phone", "+49 30 901820", "Kind", "x"); got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

func TestNumbersInSentencesAreInTheDigitsOfTheLanguage(t *testing.T) {
	texts := map[string]text{"a": {plural.Other: "30 روز {{.N}}"}, "law": {plural.Other: "6 (§ 257 HGB)"}, "phone": {plural.Other: "+49 30"}}
	for key, want := range map[string]string{"a": "۳۰ روز {{.N}}", "law": "6 (§ 257 HGB)", "phone": "+49 30"} {
		if got := clocks["fa"].digitsOf(texts)[key][plural.Other]; got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}
