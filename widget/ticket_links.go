package widget

import (
	"deskbell/internal/linked"
	"deskbell/templates/panel"
)

// pieces is a plain text with the addresses in it.
func pieces(text string) []panel.Piece {
	var all []panel.Piece
	for _, p := range linked.Parts(text) {
		all = append(all, panel.Piece{Text: p.Text, Href: p.Href})
	}
	return all
}
