// Package site holds what the owner decides about the desk as a whole: texts,
// colour, contact, the sites that may embed it, the privacy notice. It decides
// what is valid; it stores and shows nothing.
package site

import (
	"context"
	"net/url"
	"strings"
	"unicode/utf8"

	"deskbell/internal/address"
	"deskbell/internal/fault"
)

// Settings is everything the owner sets in the admin page.
type Settings struct {
	Title      string           // name of the desk, shown in the panel's head; "" for the default word
	Greeting   string           // plain text before the first question; "" for the default sentence
	Closed     string           // plain text beside the promise of time while the desk is closed; "" for none
	Colour     string           // "#rrggbb"
	Email      string           // contact of the owner, shown whenever Deskbell cannot help
	Phone      string           // contact of the owner, as it should be shown; "" for none
	Origins    []string         // sites that may embed the panel, see ParseOrigin
	Lang       string           // language for visitors whose own is not known, and of the three texts above
	Texts      map[string]Texts // the same in other languages, by BCP 47 tag
	Informal   bool             // German says "du" to visitors
	Controller string           // who is responsible for the visitor's data: name and address
	PolicyURL  string           // the owner's privacy policy
	KeepGaps   bool             // keep unanswered questions, masked, for 30 days
}

// Default is what a new desk starts with.
func Default() Settings { return Settings{Colour: "#0b5fff", Lang: "en"} }

// SetUp reports whether the owner has named a site, so that the demo page goes.
func (s Settings) SetUp() bool { return len(s.Origins) > 0 }

// Contact is the way to a person that needs no Deskbell.
type Contact struct{ Email, Phone string }

// Contact is shown with every error a visitor can meet.
func (s Settings) Contact() Contact { return Contact{s.Email, s.Phone} }

// Store keeps the settings.
type Store interface {
	Settings(ctx context.Context) (Settings, error)
	// ChangeSettings stores what decide makes of the present settings, and publishes feed.Settings.
	ChangeSettings(ctx context.Context, decide func(Settings) (Settings, error)) (Settings, error)
}

const (
	titleChars = 80
	textChars  = 400
	maxOrigins = 20
)

// Clean trims the settings and checks them; the error names each wrong field.
func (s Settings) Clean() (Settings, error) {
	for _, text := range []*string{&s.Title, &s.Greeting, &s.Closed, &s.Colour, &s.Email, &s.Phone, &s.Lang, &s.Controller, &s.PolicyURL} {
		*text = strings.TrimSpace(*text)
	}
	var wrong fault.List
	s.Own().check("", &wrong)
	s.Texts = s.cleanTexts(&wrong)
	tooLong(&wrong, "controller", s.Controller, textChars)
	tooLong(&wrong, "phone", s.Phone, titleChars)
	if _, err := ParseColour(s.Colour); err != nil {
		wrong.Add("colour", "colour_invalid")
	}
	if s.Email != "" {
		parsed, ok := address.Parse(s.Email)
		if !ok {
			wrong.Add("email", "email_invalid")
		} else {
			s.Email = parsed
		}
	}
	if s.PolicyURL != "" && !isWebURL(s.PolicyURL) {
		wrong.Add("policy_url", "url_invalid")
	}
	s.Origins = cleanOrigins(s.Origins, &wrong)
	return s, wrong.Err()
}

func tooLong(wrong *fault.List, field, text string, most int) {
	if utf8.RuneCountInString(text) > most {
		wrong.Add(field, "too_long")
	}
}

func cleanOrigins(in []string, wrong *fault.List) []string {
	var out []string
	seen := map[string]bool{}
	for _, raw := range in {
		if strings.TrimSpace(raw) == "" {
			continue
		}
		origin, err := ParseOrigin(raw)
		if err != nil {
			wrong.Add("origins", "origin_invalid")
			return in
		}
		if !seen[origin] {
			seen[origin] = true
			out = append(out, origin)
		}
	}
	if len(out) > maxOrigins {
		wrong.Add("origins", "too_many")
	}
	return out
}

func isWebURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}
