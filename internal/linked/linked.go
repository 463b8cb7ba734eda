// Package linked finds addresses in plain text, so that a page can make links of them. It never makes HTML.
package linked

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"deskbell/internal/address"
)

// Part is a piece of a text: plain where Href is empty, else an address that is shown whole.
type Part struct {
	Text string
	Href string // http, https or mailto
}

const (
	maxAddress = 2000 // bytes; what is longer stays text
	maxLinks   = 100  // in a text; a page of links helps nobody
)

// Parts cuts a text at its addresses; joined they are the text again. Only http://, https://, mailto: and
// bare e-mail addresses count. An address that may lead elsewhere than it seems to stays text.
func Parts(text string) []Part {
	var parts []Part
	plain := 0
	for at, links := 0, 0; at < len(text) && links < maxLinks; {
		start, end := nextWord(text, at)
		at = end
		from, to, href := addressIn(text[start:end])
		if href == "" {
			continue
		}
		if start+from > plain {
			parts = append(parts, Part{Text: text[plain : start+from]})
		}
		parts = append(parts, Part{Text: text[start+from : start+to], Href: href})
		plain, links = start+to, links+1
	}
	if plain < len(text) {
		parts = append(parts, Part{Text: text[plain:]})
	}
	return parts
}

// nextWord is what stands between spaces from a place on, without signs that end any address.
func nextWord(text string, at int) (start, end int) {
	start = at
	for start < len(text) {
		r, size := utf8.DecodeRuneInString(text[start:])
		if !endsAddress(r) {
			break
		}
		start += size
	}
	end = start
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if endsAddress(r) {
			break
		}
		end += size
	}
	return start, end
}

// endsAddress reports what is never part of an address: spaces, controls, signs that turn the direction of
// what follows, quotes, brackets of other kinds.
func endsAddress(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError || strings.ContainsRune("<>\"`{}|\\^„“”«»‹›「」（）【】。、，", r)
}

// addressIn finds the address in a word and where it leads.
func addressIn(word string) (from, to int, href string) {
	lower := strings.ToLower(word)
	if len(word) > maxAddress || len(lower) != len(word) {
		return 0, 0, "" // too long, or with letters whose lower case is longer, as no address has them
	}
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		i := strings.Index(lower, scheme)
		if i < 0 || i > 0 && !opens(word[:i]) {
			continue
		}
		end := i + len(trimmed(word[i:]))
		if end <= i+len(scheme) {
			return 0, 0, "" // a scheme alone
		}
		if scheme == "mailto:" {
			return i, end, mailTo(word[i+len(scheme) : end])
		}
		return i, end, web(word[i:end])
	}
	return bareMail(word)
}

// opens reports whether an address may follow: after a bracket or a sign, not within a word, where javascript:https://
// and the like would be.
func opens(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune("([,;=*_'’-–—/", r) && !strings.Contains(before, ":")
}

// trimmed is an address without what ends the sentence around it, or a bracket that opens outside of it.
func trimmed(address string) string {
	for address != "" {
		r, size := utf8.DecodeLastRuneInString(address)
		switch {
		case r == ')' && strings.Count(address, "(") >= strings.Count(address, ")"),
			r == ']' && strings.Count(address, "[") >= strings.Count(address, "]"):
			return address
		case !strings.ContainsRune(".,;:!?'’)]*_…", r):
			return address
		}
		address = address[:len(address)-size]
	}
	return address
}

// web is where an address of the web leads: to itself, or "" if a reader may take it for another one.
func web(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.User != nil || u.Opaque != "" { // https://bank.example@evil.example
		return ""
	}
	// Only as it stands there: in %62ank.example nobody reads a bank.
	if host := u.Hostname(); host == "" || !strings.Contains(link, host) || strings.ContainsFunc(host, confusing) {
		return ""
	}
	return link
}

// confusing reports what a host must not hold: letters of other scripts that look like Latin ones, and Latin
// ones that look like others. Umlauts and the like are read as what they are.
func confusing(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:", r)
	case r >= 'À' && r <= 'ž':
		return strings.ContainsRune("×÷ıĸŀŉ", r)
	default:
		return true
	}
}

// mailTo is where a mail address leads; one with more than the address, such as a text or more recipients, stays text.
func mailTo(given string) string {
	known, ok := address.Parse(given)
	if !ok || strings.ContainsAny(given, "%?&#/") { // they mean something else in a link
		return ""
	}
	return "mailto:" + known
}

// bareMail finds a mail address without a scheme.
func bareMail(word string) (from, to int, href string) {
	if !strings.Contains(word, "@") {
		return 0, 0, ""
	}
	from = strings.LastIndex(word, ":") + 1 // "Mail:me@shop.example"
	rest := strings.TrimLeft(word[from:], "([,;='’*_-–—/")
	from = len(word) - len(rest)
	to = from + len(trimmed(rest))
	if from > 0 && strings.ContainsRune("_-*", rune(word[from-1])) && !strings.HasPrefix(word[to:], word[from-1:from]) {
		return 0, 0, "" // _me@shop.example is another mailbox than me@shop.example, unless the sign stands on both sides
	}
	return from, to, mailTo(word[from:to])
}
