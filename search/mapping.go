package search

import (
	"maps"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
)

// indexFormat changes with everything that makes old indexes useless: fields,
// analyzers, bleve's version.
const indexFormat = "4"

// The fields of an entry in the index. Those of words exist once a language,
// because a term has to be cut the same way in entry and question.
const (
	fieldGrams = "grams"
	fieldTags  = "tags"
)

func askField(lang string) string    { return "ask_" + lang }    // question and alternatives
func answerField(lang string) string { return "answer_" + lang } // the answer

// newMapping is the mapping for entries in these languages (as of analyzed).
func newMapping(langs []string) mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	for _, lang := range langs {
		m.DefaultMapping.AddFieldMappingsAt(askField(lang), textField(analyzerName(lang)))
		m.DefaultMapping.AddFieldMappingsAt(answerField(lang), textField(analyzerName(lang)))
	}
	m.DefaultMapping.AddFieldMappingsAt(fieldGrams, textField(gramAnalyzer))
	m.DefaultMapping.AddFieldMappingsAt(fieldTags, textField(keyword.Name))
	return m
}

func textField(analyzer string) *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer = analyzer
	f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = false, false, false, false
	return f
}

// document is what the index sees of an entry.
func document(e Entry, lang string) map[string]any {
	return map[string]any{
		askField(lang):    phrasings(e),
		answerField(lang): e.Answer,
		fieldGrams:        phrasings(e),
		fieldTags:         e.Tags,
	}
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
