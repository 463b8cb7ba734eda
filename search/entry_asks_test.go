package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheOwnerChoosesWhatTheFormAsksFor(t *testing.T) {
	for name, tc := range map[string]struct {
		tags []string
		want []Ask
	}{
		"nothing chosen":      {[]string{PersonFirst}, []Ask{AskOrder, AskError}},
		"one":                 {[]string{PersonFirst, AsksPage}, []Ask{AskPage}},
		"all, in any order":   {[]string{AsksPage, AsksError, AsksOrder, PersonFirst}, []Ask{AskOrder, AskError, AskPage}},
		"nothing":             {[]string{PersonFirst, AsksNothing, AsksOrder}, nil},
		"not of people":       {[]string{AsksOrder}, nil},
		"no tags":             {nil, nil},
		"tags of other words": {[]string{PersonFirst, "asks-money"}, []Ask{AskOrder, AskError}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, Entry{Tags: tc.tags}.Asks()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
