package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"deskbell/search"
)

// topic is what an entry is about, each part with the ways to say it.
type topic struct{ deed, thing, kind, circumstance []string }

// ways are an owner's phrasings of a question, the first ones the most usual.
var ways = []string{
	"How do I {deed} my {kind} {thing} {circumstance}?",
	"Can I {deed} a {kind} {thing} {circumstance}?",
	"{thing}: {deed} {circumstance}",
	"I would like to {deed} the {kind} {thing}.",
	"What does it cost to {deed} a {thing} {circumstance}?",
	"{deed} {kind} {thing}",
	"Where can I {deed} my {thing} {circumstance}?",
	"My {kind} {thing} - who can {deed} it?",
	"Is it possible to {deed} the {thing} if it is {kind}?",
	"How long does it take to {deed} a {kind} {thing} {circumstance}?",
}

// Sentences of answers: where to go, what happens then, what is different, what else to know.
var sentences = [][]string{
	{
		"Open {place}, choose the {thing} and press {deed}; the {kind} one stands at the top of the list.",
		"To {deed} the {thing}, go to {place} and have the number of your {kind} {thing} at hand.",
		"You can {deed} every {kind} {thing} yourself at {place}, day and night, without waiting for us.",
		"Please write to {name} with the name on the {thing}, and tell us whether you want to {deed} it {circumstance}.",
	},
	{
		"We confirm it by e-mail within {days} days, and the old {thing} stays valid until then.",
		"After that you get a message from {name}; nothing is charged before you have read it and agreed.",
		"Our partner {name} takes care of the rest and calls you at least {days} hours before anybody comes.",
		"What you paid is booked back to the same account, as a rule within {days} working days.",
	},
	{
		"If the {thing} is {kind}, the fee is {fee} euros, and {fee} more {circumstance}.",
		"This does not hold {circumstance}: there the terms of {name} apply, which you find at {place}.",
		"It is free for members; all others pay {fee} euros at {place}, in cash or by card.",
		"Up to {days} days before, it costs nothing; later we keep {fee} euros for the work we had.",
	},
	{
		"Groups from {days} persons on, and guests of the house {name}, please ask at {place} first.",
		"Should that fail, restart the device, wait {days} minutes and try again with the code {name}{fee}.",
		"The rule is from the statute of {name} and was last changed {fee} weeks ago.",
		"You find a picture of each step, and what {name} says on it, in section {days} of the handbook.",
	},
}

// faq makes n entries of made-up but varied text in English, each with a number of phrasings, at
// most ten, and an answer of about 60 words. As in real ones, few words are everywhere and most are
// rare. It is the same every time.
func faq(n, phrasings int) []search.Entry {
	m := newMaker(1)
	entries := make([]search.Entry, n)
	for i, t := range topics(n) {
		ask := make([]string, phrasings)
		for k := range ask {
			ask[k] = m.say(ways[k], t)
		}
		entries[i] = search.Entry{ID: fmt.Sprintf("e%05d", i), Lang: "en", Question: ask[0], Alternatives: ask[1:], Answer: m.answer(t)}
	}
	return entries
}

// topics are n different ones.
func topics(n int) []topic {
	m := newMaker(2)
	met := map[string]bool{}
	var all []topic
	for len(all) < n {
		t := topic{m.meaning(deeds), m.meaning(things), m.meaning(kinds), m.meaning(circumstances)}
		if m.IntN(2) == 0 {
			t.kind = []string{m.name()} // a product's
		}
		if key := t.deed[0] + t.thing[0] + t.kind[0]; !met[key] {
			met[key] = true
			all = append(all, t)
		}
	}
	return all
}

// maker makes text by dice.
type maker struct{ *rand.Rand }

func newMaker(seed uint64) maker { return maker{rand.New(rand.NewPCG(seed, 1))} }

// meaning is one of the table, those at its beginning more often.
func (m maker) meaning(table [][]string) []string {
	return table[int(float64(len(table))*m.Float64()*m.Float64())]
}

func (m maker) one(of []string) string { return of[m.IntN(len(of))] }

// name is a word that stands in few texts: a place, a brand, a person.
func (m maker) name() string {
	name := m.one(syllables) + m.one(syllables)
	if m.IntN(2) == 0 {
		name += m.one(syllables)
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

func (m maker) say(pattern string, t topic) string {
	return strings.NewReplacer("{deed}", m.one(t.deed), "{thing}", m.one(t.thing), "{kind}", m.one(t.kind), "{circumstance}", m.one(t.circumstance),
		"{place}", m.one(places), "{name}", m.name(), "{days}", fmt.Sprint(2+m.IntN(30)), "{fee}", fmt.Sprint(3+m.IntN(90))).Replace(pattern)
}

func (m maker) answer(t topic) string {
	said := make([]string, len(sentences))
	for i, of := range sentences {
		said[i] = m.say(m.one(of), t)
	}
	return strings.Join(said, " ")
}
