package admin

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/site"
	"deskbell/words"
)

// texts is the form of the settings of a German desk with English texts; more are names and values, which come first.
func texts(more ...string) []string {
	return append(more, []string{
		"texts_in", "de", "lang", "de", "colour", "#000000", "title", "Haus am See", "greeting", "Moin!", "closed", "Abends sind wir segeln.",
		"texts_lang", "en", "texts_title", "House by the lake", "texts_greeting", "Ahoy!", "texts_closed", "",
	}...)
}

func (h *house) settings() site.Settings {
	h.t.Helper()
	st, err := h.store.Settings(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	return st
}

func TestTextsAreKeptForEachLanguage(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.post("/admin/settings", texts("address", "du", "texts_lang", "fr", "texts_title", "", "texts_greeting", " ", "texts_closed", "")...).leads(t, "/admin/settings?said=saved")
	got := h.settings()
	want := map[string]site.Texts{"en": {Title: "House by the lake", Greeting: "Ahoy!"}}
	if diff := cmp.Diff(want, got.Texts); diff != "" || !got.Informal || got.Closed != "Abends sind wir segeln." || got.Lang != "de" {
		t.Errorf("%+v\n%s", got, diff)
	}
	page := b.get("/admin/settings")
	page.wants(t, http.StatusOK, `<details id="texts-en">`, `value="House by the lake"`, "Missing: While the desk is closed", `<option value="du" selected>`, `<option value="de" selected>Deutsch`)
	page.wants(t, http.StatusOK, "Without a text of their own: ", `<bdi lang="fr">français</bdi>`)
	page.lacks(t, `<bdi lang="en">`, `<bdi lang="de">`)
}

func TestLanguagesAreAddedAndRemovedWithoutJavaScript(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	added := b.post("/admin/settings", texts("do", "add_text", "add_text", "ar")...)
	added.wants(t, http.StatusOK, `<details id="texts-ar" open>`, `id="texts.ar.title" name="texts_title" type="text" value="" autofocus`, `value="House by the lake"`, "Moin!")
	added.lacks(t, `<option value="ar" lang="ar"`)
	b.post("/admin/settings", texts("do", "drop_text.en")...).lacks(t, "House by the lake", `id="texts-en"`)
	for _, odd := range [][]string{{"do", "add_text", "add_text", "tlh"}, {"do", "add_text", "add_text", "de"}, {"do", "drop_text.xx"}, {"do", "add_text"}, {"do", "what"}} {
		b.post("/admin/settings", texts(odd...)...).wants(t, http.StatusOK, "Moin!", `value="House by the lake"`)
	}
	if st := h.settings(); st.Title != "" || st.Texts != nil {
		t.Errorf("something was saved: %+v", st)
	}
	first, _, _ := strings.Cut(added.body[strings.Index(added.body, `id="settings"`):], "</button>")
	if !strings.Contains(first, `value="save"`) {
		t.Error("Enter in a field would not save")
	}
}

func TestATextThatIsTooLongIsNamedInItsBlock(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	got := b.post("/admin/settings", "texts_in", "de", "lang", "de", "colour", "#000000", "texts_lang", "fr", "texts_title", strings.Repeat("é", 81), "texts_greeting", "Salut")
	got.wants(t, http.StatusUnprocessableEntity, `<details id="texts-fr" open>`, `id="texts.fr.title-error"`, "Salut")
	got.lacks(t, `id="title-error"`)
}

func TestAnotherLanguageOfTheDeskTakesItsTexts(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.post("/admin/settings", texts("lang", "en")...).leads(t, "/admin/settings?said=saved")
	got := h.settings()
	if got.Lang != "en" || got.Title != "House by the lake" || got.Texts["de"].Title != "Haus am See" || len(got.Texts) != 1 {
		t.Errorf("%+v", got)
	}
}

// What was wrong with something else is corrected on the page that came back: it is sent as it stands there.
func TestAnotherLanguageOfTheDeskTakesItsTextsThoughTheFormCameBack(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	back := b.post("/admin/settings", texts("lang", "en", "email", "nobody")...)
	back.wants(t, http.StatusUnprocessableEntity, `name="texts_in" value="en"`, `name="title" type="text" value="House by the lake"`, `<details id="texts-de">`, `value="Haus am See"`)
	back.lacks(t, `id="texts-en"`)
	back = b.post("/admin/settings", texts("lang", "en", "texts_title", strings.Repeat("x", 81))...)
	back.wants(t, http.StatusUnprocessableEntity, `id="title-error"`, strings.Repeat("x", 81))
	back.lacks(t, `texts.de.title-error`)
	if st := h.settings(); st.Title != "" || st.Texts != nil {
		t.Errorf("something was saved: %+v", st)
	}
}

// With JavaScript a button of the texts brings their part of the page alone, so the rest must not have moved.
func TestTextsStayWhereTheyWereTypedUntilTheLanguageOfTheDeskIsSaved(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	page := b.post("/admin/settings", texts("lang", "en", "do", "add_text", "add_text", "fr")...)
	page.wants(t, http.StatusOK, `name="texts_in" value="de"`, `<option value="en" selected>`, `name="title" type="text" value="Haus am See"`, `<details id="texts-en">`, `<details id="texts-fr" open>`)
}

func TestTheDesksLanguageMayBeAnyThatVisitorsRead(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	page := b.get("/admin/settings")
	for _, lang := range words.Languages {
		page.wants(t, http.StatusOK, `<option value="`+lang+`"`, ">"+words.Tongue(lang)+"<")
	}
	last := words.Languages[len(words.Languages)-1]
	b.post("/admin/settings", "lang", last, "colour", "#000000").leads(t, "/admin/settings?said=saved")
	if got := h.settings().Lang; got != last {
		t.Errorf("got %s", got)
	}
}

func TestAnyLanguageCanBeSpokenOnThePhone(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	page := b.get("/admin/hours")
	for _, lang := range words.Languages {
		page.wants(t, http.StatusOK, `name="call_langs" value="`+lang+`"`)
	}
	last := words.Languages[len(words.Languages)-1]
	b.post("/admin/hours", "zone", "UTC", "call_langs", last, "call_langs", "de").leads(t, "/admin/hours?said=saved")
	got := b.get("/admin/hours")
	got.wants(t, http.StatusOK, `value="`+last+`" checked`, `value="de" checked`)
	shown, _, _ := strings.Cut(got.body[strings.Index(got.body, `class="ticks"`):], "<details>")
	if !strings.Contains(shown, `value="`+last+`"`) {
		t.Error("what is chosen is folded away")
	}
}
