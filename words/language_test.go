package words

import "testing"

func TestALanguageHasItsNameInTheReadersLanguage(t *testing.T) {
	for tag, want := range map[string][2]string{
		"de": {"German", "Deutsch"}, "de-AT": {"German", "Deutsch"}, "pt-BR": {"Portuguese", "Portugiesisch"}, "no": {"Norwegian", "Norwegisch"},
		// What is typed is never repeated.
		"en-x-canary": {"English", "Englisch"}, "qaa": {"", ""}, "tlh": {"", ""}, "CANARY": {"", ""}, "": {"", ""},
	} {
		for i, lang := range []string{"en", "de"} {
			if got, ok := In(lang).Language(tag); got != want[i] || ok != (want[i] != "") {
				t.Errorf("%s in %s: got %q %t, want %q", tag, lang, got, ok, want[i])
			}
		}
	}
}
