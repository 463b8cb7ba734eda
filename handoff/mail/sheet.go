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
			kept = append(kept, wrap(p, "", width))
		}
	}
	return strings.Join(kept, "\n\n") + "\n"
}

// quote marks foreign words on every line, so that they cannot pass for ours.
func quote(text string) string {
	return wrap(plain(text), "> ", width-len("> "))
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

// wrap breaks long lines. One that quotes is left alone: its second half would
// stand there without the mark.
func wrap(text, prefix string, width int) string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, ">") {
			out = append(out, prefix+line)
			continue
		}
		for _, part := range fold(line, width) {
			out = append(out, prefix+part)
		}
	}
	return strings.Join(out, "\n")
}

// fold breaks a line at spaces, never inside a word: a link must stay whole.
func fold(line string, width int) []string {
	words := strings.Split(line, " ")
	lines := []string{words[0]}
	for _, word := range words[1:] {
		last := &lines[len(lines)-1]
		if utf8.RuneCountInString(*last+" "+word) > width && strings.TrimSpace(*last) != "" {
			lines = append(lines, word)
			continue
		}
		*last += " " + word
	}
	return lines
}
