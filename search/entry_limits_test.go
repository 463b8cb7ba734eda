package search

import (
	"fmt"
	"strings"
	"testing"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
)

func TestAnEntryKeepsToItsLimits(t *testing.T) {
	var lim limits.Limits
	many := func(n int) []string {
		all := make([]string, n)
		for i := range all {
			all[i] = fmt.Sprint("another way ", i)
		}
		return all
	}
	for _, c := range []struct {
		name  string
		entry func(n int) Entry
		field string
		code  string
	}{
		{limits.EntryChars, func(n int) Entry { return Entry{Question: strings.Repeat("ü", n)} }, "question", "too_long"},
		{limits.EntryChars, func(n int) Entry { return Entry{Question: "q", Alternatives: []string{strings.Repeat("ü", n)}} }, "alternatives", "too_long"},
		{limits.AnswerChars, func(n int) Entry { return Entry{Question: "q", Answer: strings.Repeat("ü", n)} }, "answer", "too_long"},
		{limits.Alternatives, func(n int) Entry { return Entry{Question: "q", Alternatives: many(n)} }, "alternatives", "too_many"},
	} {
		if err := Validate(Clean(c.entry(lim.Get(c.name))), lim); err != nil {
			t.Errorf("%s, %s at the bound: %v", c.name, c.field, err)
		}
		err := Validate(Clean(c.entry(lim.Get(c.name)+1)), lim)
		if got := fault.Of(err); err == nil || got.Field != c.field || got.Code != c.code {
			t.Errorf("%s, %s beyond it: %v", c.name, c.field, err)
		}
	}
}
