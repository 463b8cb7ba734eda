package widget

import (
	"net/http/httptest"
	"strings"
	"testing"

	"deskbell/words"
)

func TestTheDemoSaysWhereItStandsOnceASiteIsNamed(t *testing.T) {
	for _, lang := range words.AgentLanguages {
		f := newFixture(t)
		f.settings.Origins = []string{"https://shop.example"}
		r, w := httptest.NewRequest("GET", "/admin/demo", nil), httptest.NewRecorder()
		r.Header.Set("Accept-Language", lang)
		if err := f.Server.Demo(w, r); err != nil {
			t.Fatal(err)
		}
		_, note, _ := strings.Cut(w.Body.String(), `<p class="note">`)
		note, _, _ = strings.Cut(note, "</p>")
		if link := words.ForAgents(lang).T("admin.nav.demo"); !strings.Contains(note, link) {
			t.Errorf("%s: the note does not name %q: %s", lang, link, note)
		}
	}
}
