// Package host holds the pages that stand outside the panel: the demo of a site
// that embeds the widget, and the plain page of a desk that is in use.
package host

import "deskbell/words"

// Demo is a page as an owner might have it.
type Demo struct {
	*words.Translator
	Style   string // address of the style sheet
	Snippet string // HTML, as an owner pastes it
}

// Plain says what stands here.
type Plain struct {
	*words.Translator
	Style string
	Theme string
	Desk  string // the desk's name
	// DeskLang is its language, "" for the page's.
	DeskLang string
}
