package widget

import (
	"crypto/rand"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"deskbell/handoff"
	"deskbell/internal/limits"
	"deskbell/search"
	"deskbell/templates/panel"
)

// conversation is what happened so far. The page carries it in hidden fields and
// the server keeps nothing, so whatever comes back is taken as the visitor's word only.
type conversation struct {
	Key    string // of the request that may come of it
	Page   string
	Scope  string
	Seen   []string
	Misses int
	Lines  []handoff.Line
}

const (
	maxMisses    = 9
	maxID        = 200     // bytes of an entry's id
	maxLineBytes = 8 << 10 // of all lines together, so that a full form stays below the limit of a body
)

var goodKey = regexp.MustCompile(`^[A-Za-z0-9_-]{16,64}$`)

func readConversation(form url.Values, l limits.Limits) conversation {
	c := conversation{
		Key: form.Get("key"), Page: handoff.CleanPage(form.Get("page"), l.Get(limits.PageChars)),
		Scope: valid(strings.TrimSpace(form.Get("scope"))),
	}
	if !goodKey.MatchString(c.Key) {
		c.Key = rand.Text()
	}
	if utf8.RuneCountInString(c.Scope) > l.Get(limits.ScopeChars) {
		c.Scope = ""
	}
	if n, err := strconv.Atoi(form.Get("misses")); err == nil {
		c.Misses = min(max(n, 0), maxMisses)
	}
	for _, id := range form["seen"] {
		c.see(id, l.Get(limits.SeenEntries))
	}
	for _, raw := range form["line"] {
		if line, ok := readLine(raw, l.Get(limits.QuestionChars)); ok {
			c.Lines = append(c.Lines, line)
		}
	}
	c.trim(l.Get(limits.TranscriptLines))
	return c
}

// valid replaces what is not UTF-8: addresses may hold any bytes.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// readLine takes the visitor's words, or an entry's id and the verdict on it, never the desk's words.
func readLine(raw string, maxChars int) (handoff.Line, bool) {
	var line handoff.Line
	if json.Unmarshal([]byte(raw), &line) != nil {
		return line, false
	}
	if line.From == handoff.FromDesk {
		if !slices.Contains(verdicts, string(line.Verdict)) {
			line.Verdict = ""
		}
		shown := handoff.Line{From: handoff.FromDesk, Entry: line.Entry, Verdict: line.Verdict}
		return shown, line.Entry != "" && len(line.Entry) <= maxID
	}
	text, err := handoff.CleanText(line.Text, maxChars)
	return handoff.Line{From: handoff.FromVisitor, Text: text}, err == nil && text != ""
}

func (c *conversation) see(id string, most int) {
	if id == "" || len(id) > maxID || slices.Contains(c.Seen, id) {
		return
	}
	c.Seen = append(c.Seen, id)
	c.Seen = c.Seen[max(0, len(c.Seen)-most):]
}

// asked adds a question to the conversation, showed an entry to it.
func (c *conversation) asked(text string) {
	c.Lines = append(c.Lines, handoff.Line{From: handoff.FromVisitor, Text: text})
}

func (c *conversation) showed(id string, l limits.Limits) {
	c.see(id, l.Get(limits.SeenEntries))
	c.Lines = append(c.Lines, handoff.Line{From: handoff.FromDesk, Entry: id})
}

// judged notes the visitor's verdict on the entry shown last.
func (c *conversation) judged(verdict handoff.Verdict) {
	for i, line := range slices.Backward(c.Lines) {
		if line.From == handoff.FromDesk {
			c.Lines[i].Verdict = verdict
			return
		}
	}
}

// trim forgets the oldest lines of a conversation that grows too long to carry.
func (c *conversation) trim(most int) {
	size, first := 0, len(c.Lines)
	for first > 0 && len(c.Lines)-first < most {
		size += len(encodeLine(c.Lines[first-1]))
		if size > maxLineBytes {
			break
		}
		first--
	}
	c.Lines = c.Lines[first:]
}

// lastQuestion is what the visitor asked last, "" for nothing.
func (c conversation) lastQuestion() string {
	for _, line := range slices.Backward(c.Lines) {
		if line.From == handoff.FromVisitor {
			return line.Text
		}
	}
	return ""
}

func (c conversation) question(text, lang string) search.Question {
	return search.Question{Text: text, Lang: lang, Page: c.Page, Scope: c.Scope, Seen: c.Seen, Misses: c.Misses}
}

// state is the conversation as the next page carries it.
func (c conversation) state(lang string) panel.State {
	lines := make([]string, len(c.Lines))
	for i, line := range c.Lines {
		lines[i] = encodeLine(line)
	}
	return panel.State{
		Key: c.Key, Lang: lang, Page: c.Page, Scope: c.Scope,
		Misses: strconv.Itoa(c.Misses), Seen: c.Seen, Lines: lines,
	}
}

func encodeLine(line handoff.Line) string {
	raw, err := json.Marshal(line)
	if err != nil {
		panic(err) // strings only
	}
	return string(raw)
}
