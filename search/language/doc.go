// Package language tells which language a text is in and cuts it into the terms
// under which forms of a word meet. It knows nothing of a FAQ.
//
// Languages are named by the base of their BCP 47 tag ("de"). guess.go weighs what
// table.go reads from languages.txt; analysis.go says which filters make the terms
// of a language: bleve's, or those in stem_*.go, of which stem_light.go reads
// stems.txt.
package language

// WarmUp reads what the first text would have to wait for.
func WarmUp() { languages() }
