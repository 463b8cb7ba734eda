// Package search is the domain of the FAQ: entries and their rules, the index
// (bleve), how a question is ranked against the entries, and the decision what
// a visitor sees: an entry, up to three entries, or a person.
//
// A question runs through asked.go and reader.go (its language and what its words
// stand for), recall.go (candidates from the index), features.go (what is known of
// each), rank.go (their order) and decide.go (what to do). How a language cuts
// words is in package language, what else the text says in package hear.
package search
