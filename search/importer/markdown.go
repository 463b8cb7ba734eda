package importer

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"deskbell/search"
)

// parseMarkdown reads one of two shapes. With a question in its front matter
// the file is one entry and the rest is its answer, word for word. Otherwise its
// headings are the questions and the text below each is the answer; what the
// front matter says then holds for all of them.
func parseMarkdown(c *collector, data []byte) {
	if !utf8.Valid(data) {
		c.refuse(invalidLine(data), "", "utf8_invalid", nil)
		return
	}
	doc := splitFrontMatter(strings.ReplaceAll(string(data), "\r\n", "\n"))
	defaults, ok := c.frontMatter(doc.front)
	if !ok {
		return
	}
	if defaults.Question != "" {
		defaults.Answer = answerOf(doc.body)
		c.add(1, defaults)
		return
	}
	c.headings(defaults, doc)
}

// document is a Markdown file in its two parts.
type document struct {
	front     string // without its rules
	body      string
	bodyStart int // lines before the body
}

const rule = "---\n"

func splitFrontMatter(text string) document {
	rest, ok := strings.CutPrefix(text, rule)
	if !ok {
		return document{body: text}
	}
	front, body := "", rest
	for line := range strings.Lines(rest) {
		body = body[len(line):]
		if strings.TrimRight(line, "\n") == "---" {
			return document{front, body, 2 + strings.Count(front, "\n")}
		}
		front += line
	}
	return document{body: text} // a rule that is never closed is text
}

// answerOf undoes what the writer adds: the empty line below the front matter
// and the line end of the last line.
func answerOf(body string) string {
	return strings.TrimSuffix(strings.TrimPrefix(body, "\n"), "\n")
}

func invalidLine(data []byte) int {
	line := 0
	for text := range bytes.Lines(data) {
		line++
		if !utf8.Valid(text) {
			return line
		}
	}
	return line
}

// heading is a heading with the text directly below it.
type heading struct {
	level int
	title string
	line  int
	text  string // with deeper headings, when it is a question's
}

// headings takes the questions of a file with several entries.
func (c *collector) headings(defaults search.Entry, doc document) {
	all := readHeadings(doc)
	level := questionLevel(all)
	for i, h := range all {
		if h.level != level {
			continue
		}
		e := defaults
		e.Question, e.Answer = h.title, strings.Trim(answerBelow(all[i:]), "\n")
		if strings.TrimSpace(e.Answer) == "" {
			c.refuse(h.line, "answer", "required", nil)
			continue
		}
		c.add(h.line, e)
	}
	if len(all) == 0 && strings.TrimSpace(doc.body) != "" {
		c.refuse(doc.bodyStart+1, "question", "required", nil)
	}
}

// answerBelow is the text of a question: its own and that of deeper headings.
func answerBelow(all []heading) string {
	answer := all[0].text
	for _, h := range all[1:] {
		if h.level <= all[0].level {
			break
		}
		answer += strings.Repeat("#", h.level) + " " + h.title + "\n" + h.text
	}
	return answer
}

// questionLevel is the highest level with at least two answered headings:
// above it are the title and the sections, below it parts of answers. A file
// with fewer has its questions at the deepest level with text.
func questionLevel(all []heading) int {
	var answered [7]int
	deepest := 0
	for _, h := range all {
		if strings.TrimSpace(h.text) != "" {
			answered[h.level]++
			deepest = max(deepest, h.level)
		}
	}
	for level, n := range answered {
		if n >= 2 {
			return level
		}
	}
	return deepest
}

// readHeadings finds headings in the # form, not within code.
func readHeadings(doc document) []heading {
	var all []heading
	fence := ""
	line := doc.bodyStart
	for text := range strings.Lines(doc.body) {
		line++
		level, title := headingIn(text)
		if fence = fenceAfter(fence, text); fence == "" && level > 0 {
			all = append(all, heading{level: level, title: title, line: line})
		} else if len(all) > 0 {
			all[len(all)-1].text += text
		}
	}
	return all
}

// headingIn is the level and title of a heading; level 0 for any other line.
func headingIn(line string) (level int, title string) {
	rest := strings.TrimLeft(line, "#")
	level = len(line) - len(rest)
	if level == 0 || level > 6 || !strings.HasPrefix(rest, " ") {
		return 0, ""
	}
	title = strings.TrimSpace(rest)
	return level, strings.TrimSpace(strings.TrimRight(title, "#"))
}

// fenceAfter is the fence of the code block that is open after a line.
func fenceAfter(open, line string) string {
	line = strings.TrimLeft(line, " ")
	for _, sign := range []string{"`", "~"} {
		run := line[:len(line)-len(strings.TrimLeft(line, sign))]
		if len(run) < 3 {
			continue
		}
		switch {
		case open == "":
			return run
		case strings.HasPrefix(run, open) && strings.TrimSpace(line) == run:
			return ""
		}
	}
	return open
}
