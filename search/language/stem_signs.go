package language

import (
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// Filters for scripts written without spaces, where no rule tells words apart.
const (
	signsFilterName    = "deskbell_signs"    // Chinese and Japanese
	clustersFilterName = "deskbell_clusters" // Thai, Lao, Khmer, Burmese
)

// signsFilter gives each Han sign, a word by itself often enough, and each pair
// of neighbouring signs. A single kana is no word unless it stands alone.
type signsFilter struct{}

func newSignsFilter(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
	return signsFilter{}, nil
}

func (signsFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	signs := make(analysis.TokenStream, 0, 2*len(tokens))
	for i, t := range tokens {
		if t.Type != analysis.Ideographic {
			signs = appendTerm(signs, t, t.Term)
			continue
		}
		follows := i+1 < len(tokens) && adjacent(t, tokens[i+1])
		alone := !follows && (i == 0 || !adjacent(tokens[i-1], t))
		if r, _ := utf8.DecodeRune(t.Term); alone || unicode.Is(unicode.Han, r) {
			signs = appendTerm(signs, t, t.Term)
		}
		if follows {
			signs = appendTerm(signs, t, append(t.Term[:len(t.Term):len(t.Term)], tokens[i+1].Term...))
		}
	}
	return signs
}

func adjacent(a, b *analysis.Token) bool {
	return a.Type == analysis.Ideographic && b.Type == analysis.Ideographic && a.End == b.Start
}

// clustersFilter cuts runs of letters into pairs of neighbouring clusters, a
// cluster being a letter with its marks. Words of other scripts stay whole.
type clustersFilter struct{}

func newClustersFilter(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
	return clustersFilter{}, nil
}

func (clustersFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	pairs := make(analysis.TokenStream, 0, 8*len(tokens))
	for _, t := range tokens {
		for term := t.Term; len(term) > 0; {
			run, spaced := firstRun(term)
			term = term[len(run):]
			if spaced {
				pairs = appendTerm(pairs, t, run)
				continue
			}
			for _, pair := range clusterPairs(run) {
				pairs = appendTerm(pairs, t, pair)
			}
		}
	}
	return pairs
}

// firstRun is the beginning of a term that is of one kind of script.
func firstRun(term []byte) (run []byte, spaced bool) {
	for i, r := range string(term) {
		if i == 0 {
			spaced = !WithoutSpaces(r)
		} else if spaced == WithoutSpaces(r) {
			return term[:i], spaced
		}
	}
	return term, spaced
}

func clusterPairs(run []byte) (pairs [][]byte) {
	var starts []int
	for i, r := range string(run) {
		if i == 0 || !unicode.IsMark(r) {
			starts = append(starts, i)
		}
	}
	starts = append(starts, len(run))
	if len(starts) <= 2 {
		return [][]byte{run}
	}
	for i := range len(starts) - 2 {
		pairs = append(pairs, run[starts[i]:starts[i+2]])
	}
	return pairs
}

func appendTerm(tokens analysis.TokenStream, from *analysis.Token, term []byte) analysis.TokenStream {
	return append(tokens, &analysis.Token{Term: term, Start: from.Start, End: from.End, Position: len(tokens) + 1, Type: from.Type})
}
