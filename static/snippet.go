package static

import (
	"fmt"
	"html"
	"net/url"
	"strings"
)

// Embed is what an owner pastes into a page. Every field is plain text.
type Embed struct {
	Base   string // where Deskbell stands, without a slash at the end
	Lang   string // of the words here, for the links; the launcher goes by the page
	Colour string // "#rrggbb", "" for the default
	Email  string // the ways to a person that need no Deskbell; at least one should be there
	Phone  string
	Title  string // name of the desk, "" for the default
	Help   string // words of the two controls
	Person string
	Intro  string // sentence before the links, "" for none
}

// Snippet is useful HTML before it is script: the links work without JavaScript, and the second
// one without Deskbell. The script replaces the paragraph; where the owner wants the paragraph instead of the launcher,
// its links open the panel.
func (e Embed) Snippet() string { return e.paragraph() + "\n" + e.script("/widget.js", "") }

// PinnedSnippet loads exactly this version's loader and nothing else, for sites
// that allow no script to change by itself.
func (e Embed) PinnedSnippet() string {
	l := Present()
	return e.paragraph() + "\n" + e.script(l.PinnedPath(), fmt.Sprintf(` integrity="%s" crossorigin="anonymous"`, l.Integrity()))
}

func (e Embed) paragraph() string {
	var b strings.Builder
	b.WriteString("<p data-deskbell>")
	if e.Intro != "" {
		b.WriteString(html.EscapeString(e.Intro) + " ")
	}
	fmt.Fprintf(&b, `<a href="%s" data-deskbell-open>%s</a>`, html.EscapeString(e.page("/help")), html.EscapeString(e.Help))
	fmt.Fprintf(&b, ` · <a href="%s" data-deskbell-open="person">%s</a></p>`, html.EscapeString(e.person()), html.EscapeString(e.Person))
	return b.String()
}

func (e Embed) page(path string) string {
	if e.Lang == "" {
		return e.Base + path
	}
	return e.Base + path + "?lang=" + url.QueryEscape(e.Lang)
}

// person is the link that works even when Deskbell is gone, if the owner gave a contact.
func (e Embed) person() string {
	switch {
	case e.Email != "":
		return "mailto:" + e.Email
	case e.Phone != "":
		return "tel:" + strings.Map(dialled, strings.ReplaceAll(e.Phone, "(0)", "")) // "+49 (0) 30" is dialled +4930
	default:
		return e.page("/help/person")
	}
}

// dialled drops what a tel: link cannot hold.
func dialled(r rune) rune {
	if r >= '0' && r <= '9' || r == '+' {
		return r
	}
	return -1
}

func (e Embed) script(path, attributes string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<script async src="%s"%s`, html.EscapeString(e.Base+path), attributes)
	for _, a := range [][2]string{
		{"colour", e.Colour},
		{"email", e.Email},
		{"phone", e.Phone},
		{"title", e.Title},
	} {
		if a[1] != "" {
			fmt.Fprintf(&b, ` data-%s="%s"`, a[0], html.EscapeString(a[1]))
		}
	}
	b.WriteString("></script>")
	return b.String()
}
