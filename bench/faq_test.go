package main

import (
	"reflect"
	"strings"
	"testing"

	"deskbell/internal/limits"
	"deskbell/search/importer"
)

func TestTheMadeUpFAQIsTheSameEveryTimeAndCanBeImported(t *testing.T) {
	entries := faq(1000, 10)
	if !reflect.DeepEqual(entries, faq(1000, 10)) {
		t.Error("two calls make two FAQs: figures of two runs could not be compared")
	}
	var file strings.Builder
	if err := importer.Encode(&file, ".jsonl", entries); err != nil {
		t.Fatal(err)
	}
	read, err := importer.Parse("faq.jsonl", strings.NewReader(file.String()), limits.Limits{})
	if err != nil || len(read.Problems) > 0 || len(read.Entries) != len(entries) {
		t.Error(err, read.Problems, len(read.Entries))
	}
}

func TestMadeUpTextLooksLikeRealText(t *testing.T) {
	words, count := map[string]int{}, 0
	entries := faq(1000, 4)
	for _, e := range entries {
		for _, text := range append(e.Alternatives, e.Question, e.Answer) {
			if strings.Contains(text, "{") {
				t.Fatalf("%s: a place was not filled in: %s", e.ID, text)
			}
		}
		for _, w := range strings.Fields(e.Answer) {
			words[w]++
			count++
		}
	}
	if mean := count / len(entries); mean < 50 || mean > 80 {
		t.Errorf("an answer has %d words on average", mean)
	}
	rare := 0
	for _, n := range words {
		if n <= 2 {
			rare++
		}
	}
	if len(words) < 2000 || rare < len(words)/2 {
		t.Errorf("%d different words, %d of them rare: real texts have more", len(words), rare)
	}
}

func TestNoQuestionIsAskedTwice(t *testing.T) {
	q, asked := newQuestions(1000), map[string]bool{}
	for range 20_000 {
		text := q.next()
		if asked[text] || text == "" || strings.Contains(text, "{") {
			t.Fatalf("%q", text)
		}
		asked[text] = true
	}
}
