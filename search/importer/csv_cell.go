package importer

import (
	"strings"
	"unicode/utf8"
)

// listEscaper lets an item hold the sign that separates items.
var listEscaper = strings.NewReplacer(`\`, `\\`, `|`, `\|`)

func joinList(items []string) string {
	escaped := make([]string, len(items))
	for i, item := range items {
		escaped[i] = listEscaper.Replace(item)
	}
	return strings.Join(escaped, "|")
}

// splitList undoes joinList. A backslash before any other sign is just that.
func splitList(cell string) []string {
	var items []string
	var item strings.Builder
	for i := 0; i < len(cell); i++ {
		switch {
		case cell[i] == '\\' && i+1 < len(cell) && (cell[i+1] == '|' || cell[i+1] == '\\'):
			i++
			item.WriteByte(cell[i])
		case cell[i] == '|':
			items = append(items, item.String())
			item.Reset()
		default:
			item.WriteByte(cell[i])
		}
	}
	return append(items, item.String())
}

// formulaStarts make a spreadsheet run a cell instead of showing it.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// startsFormula looks behind apostrophes, so that arm and defuse are exact
// opposites: what begins with ' and a formula gets one more, and loses one.
func startsFormula(cell string) bool {
	rest := strings.TrimLeft(cell, "'")
	first, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && strings.ContainsRune(formulaStarts, first)
}

// arm puts an apostrophe before a cell that a spreadsheet would run.
func arm(cell string) string {
	if startsFormula(cell) {
		return "'" + cell
	}
	return cell
}

// defuse takes it away again.
func defuse(cell string) string {
	if strings.HasPrefix(cell, "'") && startsFormula(cell) {
		return cell[1:]
	}
	return cell
}
