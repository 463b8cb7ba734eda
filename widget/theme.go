package widget

import (
	"fmt"
	"net/http"

	"deskbell/site"
	"deskbell/static"
)

// The theme gives pages the owner's colour:
//
//	--brand       the colour itself, for surfaces
//	--on-brand    black or white, what reads best on it
//	--brand-text  the nearest colour that reads well as text, and as an outline, on the page's
//	              own background, light or dark
const theme = `:root{--brand:%s;--on-brand:%s;--brand-text:%s}
@media (prefers-color-scheme:dark){:root{--brand-text:%s}}
`

// The least light and the least dark surface that text in the owner's colour stands on.
var (
	lightSurface = site.Colour{R: 0xf0, G: 0xf2, B: 0xf5}
	darkSurface  = site.Colour{R: 0x2a, G: 0x2e, B: 0x35}
	black        = site.Colour{}
	white        = site.Colour{R: 0xff, G: 0xff, B: 0xff}
)

// textContrast is what WCAG 2.2 asks of text (1.4.3).
const textContrast = 4.5

func themeOf(settings site.Settings) static.File {
	c, err := site.ParseColour(settings.Colour)
	if err != nil {
		c, _ = site.ParseColour(site.Default().Colour) // settings are checked when they are saved
	}
	css := fmt.Sprintf(theme, hex(c), site.TextOn(c), hex(readable(c, lightSurface, black)), hex(readable(c, darkSurface, white)))
	return static.New("theme.css", []byte(css))
}

// themeURL is the path of the owner's colour as a style sheet.
func themeURL(settings site.Settings) string { return "/" + themeOf(settings).HashedName() }

func (s *Server) theme(w http.ResponseWriter, r *http.Request) error {
	f := themeOf(s.Settings())
	if r.PathValue("file") != f.HashedName() {
		return errNoPage
	}
	f.Serve(w, r)
	return nil
}

// readable mixes c with the extreme until it reads well on the surface.
func readable(c, surface, extreme site.Colour) site.Colour {
	const steps = 40
	for i := range steps {
		if mixed := mix(c, extreme, i, steps); site.Contrast(mixed, surface) >= textContrast {
			return mixed
		}
	}
	return extreme
}

func mix(a, b site.Colour, part, of int) site.Colour {
	between := func(x, y uint8) uint8 { return uint8((int(x)*(of-part) + int(y)*part) / of) }
	return site.Colour{R: between(a.R, b.R), G: between(a.G, b.G), B: between(a.B, b.B)}
}

func hex(c site.Colour) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
