package main

import (
	"deskbell/search/eval"
)

// How visitors ask. {name} is a word that the FAQ hardly has.
var askings = []string{
	"hi, how can i {deed} my {thing}?",
	"cant {deed} the {kind} {thing} {circumstance}",
	"{thing} {deed} {circumstance} ??",
	"I tried to {deed} my {kind} {thing} with {name}, but nothing happens. What do I have to do?",
	"Good morning, we are coming from {name} and would like to {deed} the {thing} {circumstance}. Thank you!",
	"what if my {thing} is {kind}",
	"who pays when I {deed} a {kind} {thing}?",
	"{kind} {thing}",
	"Is there a way to {deed} {thing} {circumstance}? My friend from {name} said so.",
	"do you also {deed} a {thing} from {name}, and how many days does that take?",
	"where is my {thing}, I want to {deed} it",
	"The {thing} that I ordered {circumstance} is {kind}. May I {deed} it and what will it cost me?",
}

// What no entry of the FAQ is about.
var besides = []string{
	"what is the capital of {name}",
	"tell me a joke about {name} and {name}",
	"how is the weather in {name} {circumstance}",
	"who won the match of {name} against {name}?",
	"my grandmother's recipe for {name} soup needs two onions, is that right?",
	"are you in love, {name}?",
	"translate {name} into Latin please",
	"how tall is the tower of {name} and who built it",
}

const (
	besidesOf  = 8 // one question in so many is out of scope
	mistypedOf = 3 // one in so many has a typing mistake
)

// questions are visitors' questions on a FAQ of so many entries, never one twice, so that no
// cache of any program helps. They are the same every time.
type questions struct {
	maker
	about []topic
	asked map[string]bool
}

func newQuestions(entries int) *questions {
	return &questions{newMaker(3), topics(entries), map[string]bool{}}
}

// next is not safe for concurrent use.
func (q *questions) next() string {
	for {
		if text := q.draw(); !q.asked[text] {
			q.asked[text] = true
			return text
		}
	}
}

func (q *questions) draw() string {
	pattern := q.one(askings)
	if q.IntN(besidesOf) == 0 {
		pattern = q.one(besides)
	}
	text := q.say(pattern, q.about[q.IntN(len(q.about))])
	if q.IntN(mistypedOf) > 0 {
		return text
	}
	mistyped, _ := eval.Typos([]eval.Query{{Text: text, Lang: "en"}}, q.Uint64())
	return mistyped[0].Text
}
