// Package sample holds the FAQ that a new desk starts with: holiday flats at
// the seaside and a small shop for tea, coffee and pottery, in German and English.
package sample

import _ "embed"

// JSONL is the sample FAQ as JSON Lines, one entry a line:
// {"id","question","answer","lang","group","alternatives","tags","scope"?,"url"?}.
// packed.Text reads it. Answers are Markdown. Each group has one entry in "de" and one in "en".
//
//go:embed faq.jsonl
var JSONL []byte
