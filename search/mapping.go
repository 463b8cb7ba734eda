package search

import (
	"strings"

	"deskbell/search/language"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
)

// indexFormat changes with everything that makes old indexes useless: fields,
// analyzers, bleve's version, the phrasebook.
const indexFormat = "9"

// textField is the one field of an entry: its phrasings, answer and tags. It
// exists once a language, because a term has to be cut the same way in entry and
// question.
func textField(lang string) string { return "text_" + lang }

// newDocument is what the index sees of an entry in a language (as of language.Analyzed).
func newDocument(e Entry, lang string) index.Document {
	text := strings.Join(append(phrasings(e), e.Answer, strings.Join(e.topics(), " ")), "\n")
	d := document.NewDocument(e.ID)
	d.AddField(document.NewTextFieldCustom(textField(lang), nil, []byte(text), index.IndexField, language.Analyzer(lang)))
	d.SetIndexed()
	return d
}

// phrasings are all ways to ask for the entry.
func phrasings(e Entry) []string {
	return append([]string{e.Question}, e.Alternatives...)
}
