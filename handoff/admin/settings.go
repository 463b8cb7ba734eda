package admin

import (
	"net/http"
	"slices"
	"strings"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	"deskbell/site"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

func (s *Server) showSettings(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	settings, err := s.Settings.Settings(r.Context())
	if err != nil {
		return err
	}
	return s.renderSettings(w, r, a, settings, "", nil)
}

// renderSettings shows settings with what is wrong with them; open is the language whose texts are to be gone on with.
func (s *Server) renderSettings(w http.ResponseWriter, r *http.Request, a handoff.Agent, st site.Settings, open string, wrong map[string]string) error {
	f, err := s.frame(r, a, "/admin/settings", "admin.settings.title")
	if err != nil {
		return err
	}
	v := pages.SettingsView{
		Frame: f, Wrong: wrong, Refused: above(wrong, f.Translator), Colour: st.Colour,
		Email: st.Email, Phone: st.Phone, Sites: strings.Join(st.Origins, "\n"), Langs: ownLanguages(st.Lang), Address: addresses(f, st.Informal),
		Own: textFields(f, st.Own(), "", "", wrong), TextsIn: st.Lang, Other: otherTexts(f, st, open, wrong),
		Controller: st.Controller, PolicyURL: st.PolicyURL, KeepGaps: st.KeepGaps, Contrast: contrast(f, st.Colour),
	}
	return web.Render(w, r, status(wrong), pages.Settings(v))
}

func readSettings(r *http.Request) site.Settings {
	return site.Settings{
		Title: r.PostFormValue("title"), Greeting: r.PostFormValue("greeting"), Closed: r.PostFormValue("closed"), Colour: r.PostFormValue("colour"),
		Texts: readTexts(r), Informal: r.PostFormValue("address") == informal,
		Email: r.PostFormValue("email"), Phone: r.PostFormValue("phone"), Origins: strings.Fields(r.PostFormValue("origins")),
		Lang: r.PostFormValue("lang"), Controller: r.PostFormValue("controller"), PolicyURL: r.PostFormValue("policy_url"),
		KeepGaps: r.PostFormValue("keep_gaps") != "",
	}
}

func (s *Server) saveSettings(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	typed := readSettings(r)
	if do := r.PostFormValue("do"); do != "" && do != "save" {
		open := changeTexts(&typed, do, r.PostFormValue("add_text"))
		return s.renderSettings(w, r, a, typed, open, nil)
	}
	_, err := s.Settings.ChangeSettings(r.Context(), func(site.Settings) (site.Settings, error) {
		if !slices.Contains(words.Languages, typed.Lang) {
			return typed, fault.At("lang", "lang_invalid")
		}
		return inTheirLanguage(typed, r.PostFormValue("texts_in")).Clean()
	})
	wrong, err := refusal(err, words.ForAgents(a.Lang))
	if err != nil {
		return err
	}
	if wrong != nil {
		return s.renderSettings(w, r, a, typed, "", wrong)
	}
	return saying(w, "/admin/settings", "saved")
}

// enoughContrast is WCAG 2.2's for controls against what is around them (1.4.11).
const enoughContrast = 3

var paper = site.Colour{R: 255, G: 255, B: 255}

// contrast shows a colour with the text that will stand on it, as it will stand there.
func contrast(f pages.Frame, colour string) pages.Contrast {
	c, err := site.ParseColour(strings.TrimSpace(colour))
	if err != nil {
		return pages.Contrast{}
	}
	text := site.TextOn(c)
	ink, _ := site.ParseColour(text) // TextOn gives black or white
	v := pages.Contrast{
		Colour: colour, Ink: text, Sample: f.T("widget.person"),
		OnIt: f.T("admin.colour.text", "Ratio", ratio(f, site.Contrast(ink, c))),
	}
	beside := site.Contrast(c, paper)
	v.Beside = f.T("admin.colour.page", "Ratio", ratio(f, beside))
	if beside < enoughContrast {
		v.Advice = f.T("admin.colour.pale")
	}
	return v
}

func ratio(f pages.Frame, n float64) string {
	tenths := int(n * 10) // rounded down: 2.96 is not enough
	return f.T("admin.colour.ratio", "Whole", tenths/10, "Tenth", tenths%10)
}
