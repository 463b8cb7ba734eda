package search

import (
	"context"
	"errors"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"
)

// textIndex is bleve's index, opened for reading. What bleve's own package adds to it
// (mappings, queries in text, aggregations, places) is left out of the program.
type textIndex struct{ index.Index }

// fieldTerm is a term as the analyzer cuts it, in one field.
type fieldTerm struct{ field, term string }

// textScoring makes bleve score by BM25.
var textScoring = search.GetScoringModelCallbackFn(func() string { return index.BM25Scoring })

// openTextIndex opens read only: no merging, no writing, and a lock that another process shares.
func openTextIndex(path string) (*textIndex, error) {
	idx, err := scorch.NewScorch(scorch.Name, map[string]any{"path": path, "read_only": true, "bolt_timeout": "1s"}, nil)
	if err != nil {
		return nil, err
	}
	return &textIndex{idx}, idx.Open() // which closes what it opened if it fails
}

// scores are the best entries that have one of the terms, by id: each with the sum of what its terms score.
func (x *textIndex) scores(ctx context.Context, or []fieldTerm, most int) (found map[string]float64, err error) {
	reader, err := x.Reader()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	ctx = context.WithValue(ctx, search.GetScoringModelCallbackKey, textScoring)
	anyOf, err := searchFor(ctx, reader, or)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, anyOf.Close()) }()
	best := collector.NewTopNCollector(most, 0, search.SortOrder{&search.SortScore{Desc: true}})
	if err := best.Collect(ctx, anyOf, reader); err != nil {
		return nil, err
	}
	found = map[string]float64{}
	for _, hit := range best.Results() {
		found[hit.ID] = hit.Score
	}
	return found, nil
}

// searchFor looks for entries that have at least one of the terms.
func searchFor(ctx context.Context, reader index.IndexReader, or []fieldTerm) (search.Searcher, error) {
	var all []search.Searcher
	for _, t := range or {
		one, err := searcher.NewTermSearcher(ctx, reader, t.term, t.field, 1, search.SearcherOptions{})
		if err != nil {
			for _, s := range all {
				err = errors.Join(err, s.Close())
			}
			return nil, err
		}
		all = append(all, one)
	}
	return searcher.NewDisjunctionSearcher(ctx, reader, all, 0, search.SearcherOptions{})
}
