package mail

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// width is the longest line, where the words allow it.
const width = 76

// sheet sets paragraphs under each other, leaving out empty ones.
func sheet(paragraphs ...string) string {
	var kept []string
	for _, p := range paragraphs {
		if p = strings.TrimRight(plain(p), "\n\t "); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n\n") + "\n"
}

// quote marks foreign words on every line, so that they cannot pass for ours.
func quote(text string) string {
	return wrap(plain(text), "> ")
}

// plain keeps line ends and printable characters. A bare carriage return or a
// control character has no business in a mail.
func plain(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "?"))
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

// oneLine is for words that would pass for ours on a line of their own.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// fold breaks long lines.
func fold(text string) string { return wrap(text, "") }

// wrap breaks long lines and puts the prefix before each. A line that quotes is left
// whole: its second half would stand there without the mark.
func wrap(text, prefix string) string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		parts := []string{line}
		if !strings.HasPrefix(line, ">") {
			parts = broken(line, width-len(prefix))
		}
		for _, part := range parts {
			out = append(out, prefix+part)
		}
	}
	return strings.Join(out, "\n")
}

// broken is a line in parts that fit. It breaks at spaces, never inside a word: a link
// must stay whole.
func broken(line string, width int) []string {
	var parts []string
	start, end := 0, -1 // of the part at hand, in bytes; -1 makes up for the space before the first word
	used, blank := -1, true
	for word := range strings.SplitSeq(line, " ") {
		size := utf8.RuneCountInString(word)
		if used+1+size > width && !blank {
			parts = append(parts, line[start:end])
			start, used, blank = end+1, -1, true
		}
		end += 1 + len(word)
		used += 1 + size
		blank = blank && word == ""
	}
	return append(parts, line[start:])
}
