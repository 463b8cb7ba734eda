package admin

import (
	"deskbell/internal/linked"
	pages "deskbell/templates/admin"
)

// pieces is a plain text with the addresses in it.
func pieces(text string) []pages.Piece {
	var all []pages.Piece
	for _, p := range linked.Parts(text) {
		all = append(all, pages.Piece{Text: p.Text, Href: p.Href})
	}
	return all
}
