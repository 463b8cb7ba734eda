package search

import (
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"
)

const (
	minRespell = 4 // letters; shorter words have too many neighbours
	fuzziness  = 1 // typing mistakes a word; two cost 40 times the time
)

// respell finds the most frequent term of a field that is one typing mistake
// away and begins with the same letter; "" for none.
func respell(r index.IndexReader, text, field string) (string, error) {
	fuzzy, ok := r.(index.IndexReaderFuzzy)
	if !ok || utf8.RuneCountInString(text) < minRespell || hasDigit(text) {
		return "", nil
	}
	_, first := utf8.DecodeRuneInString(text)
	dict, err := fuzzy.FieldDictFuzzy(field, text, fuzziness, text[:first])
	if err != nil {
		return "", err
	}
	defer dict.Close()
	return mostFrequent(dict)
}

func mostFrequent(dict index.FieldDict) (best string, err error) {
	var most uint64
	for {
		e, err := dict.Next()
		if err != nil || e == nil {
			return best, err
		}
		if e.Count > most {
			best, most = e.Term, e.Count
		}
	}
}

// hasDigit keeps numbers as they are: 2024 is not a misspelt 2023.
func hasDigit(s string) bool {
	for _, r := range s {
		if r >= '0' && r <= '9' {
			return true
		}
	}
	return false
}
