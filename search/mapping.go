package search

import (
	"maps"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
)

// indexFormat changes with everything that makes old indexes useless: fields,
// analyzers, bleve's version, the phrasebook.
const indexFormat = "5"

// textField is the one field of an entry: its phrasings, answer and tags. It
// exists once a language, because a term has to be cut the same way in entry and
// question.
func textField(lang string) string { return "text_" + lang }

// newMapping is the mapping for entries in these languages (as of analyzed).
func newMapping(langs []string) mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	for _, lang := range langs {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = analyzerName(lang)
		f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = false, false, false, false
		m.DefaultMapping.AddFieldMappingsAt(textField(lang), f)
	}
	return m
}

// document is what the index sees of an entry.
func document(e Entry, lang string) map[string]any {
	return map[string]any{textField(lang): strings.Join(append(phrasings(e), e.Answer, strings.Join(e.topics(), " ")), "\n")}
}

// phrasings are all ways to ask for the entry.
func phrasings(e Entry) []string {
	return append([]string{e.Question}, e.Alternatives...)
}

// analyzedLangs are the languages whose fields the entries need.
func analyzedLangs(s *snapshot) []string {
	langs := map[string]bool{}
	for i := range s.entries {
		langs[s.fields[i]] = true
	}
	return slices.Sorted(maps.Keys(langs))
}
