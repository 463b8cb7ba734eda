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
	return s.renderSettings(w, r, a, settingsPage{Settings: settings, textsIn: settings.Lang})
}

// settingsPage is what the form shows.
type settingsPage struct {
	site.Settings
	textsIn string            // the language of the desk's own texts: not Lang where another was chosen and is not saved
	open    string            // the language whose texts are to be gone on with
	wrong   map[string]string // by field
}

func (s *Server) renderSettings(w http.ResponseWriter, r *http.Request, a handoff.Agent, p settingsPage) error {
	f, err := s.frame(r, a, "/admin/settings", "admin.settings.title")
	if err != nil {
		return err
	}
	v := pages.SettingsView{
		Frame: f, Wrong: p.wrong, Refused: above(p.wrong, f.Translator), Colour: p.Colour,
		Email: p.Email, Phone: p.Phone, Sites: strings.Join(p.Origins, "\n"), Langs: ownLanguages(p.Lang), Address: addresses(f, p.Informal),
		Own: textFields(f, p.Own(), "", "", p.wrong), TextsIn: p.textsIn, Other: otherTexts(f, p),
		Strangers:  s.strangers(f, p.Origins),
		Controller: p.Controller, PolicyURL: p.PolicyURL, KeepGaps: p.KeepGaps, Contrast: contrast(f, p.Colour),
	}
	return web.Render(w, r, status(p.wrong), pages.Settings(v))
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
	typed := settingsPage{Settings: readSettings(r), textsIn: r.PostFormValue("texts_in")}
	do := r.PostFormValue("do")
	if origin, ok := strings.CutPrefix(do, "allow."); ok {
		typed.Origins = append(typed.Origins, origin)
	} else if do != "" && do != "save" {
		typed.open = changeTexts(&typed.Settings, do, r.PostFormValue("add_text"))
		return s.renderSettings(w, r, a, typed)
	}
	err := s.keepSettings(r, &typed)
	typed.wrong, err = refusal(err, words.ForAgents(a.Lang))
	if err != nil {
		return err
	}
	if typed.wrong != nil {
		return s.renderSettings(w, r, a, typed)
	}
	return saying(w, "/admin/settings", "saved")
}

// strangers are the sites that asked for the panel and are not among those that may show it, with what the owner can do.
func (s *Server) strangers(f pages.Frame, allowed []string) []pages.StrangerLine {
	var all []pages.StrangerLine
	for _, one := range s.Strangers.Seen(slices.Concat(allowed, s.Sites)) {
		line := pages.StrangerLine{Origin: one.Origin}
		key := "admin.settings.stranger.never"
		if one.CanBeAllowed() {
			key = "admin.settings.stranger"
			line.Allow = f.T("admin.settings.stranger.allow", "Site", one.Origin)
		}
		line.Text = f.T(key, "Site", one.Origin, "When", f.Moment(one.Last.In(s.zone())))
		all = append(all, line)
	}
	return all
}

// keepSettings saves what was typed, with the texts in their places whether or not something else is wrong.
func (s *Server) keepSettings(r *http.Request, typed *settingsPage) error {
	if !slices.Contains(words.Languages, typed.Lang) {
		return fault.At("lang", "lang_invalid")
	}
	typed.Settings, typed.textsIn = inTheirLanguage(typed.Settings, typed.textsIn), typed.Lang
	_, err := s.Settings.ChangeSettings(r.Context(), func(site.Settings) (site.Settings, error) { return typed.Clean() })
	return err
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
