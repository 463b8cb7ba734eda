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
	Wrong  []string // of these, the ones that the visitor called beside the point; kept when their lines are forgotten
	Misses int
	Lines  []line
}

// line is one of the conversation's. Lang is the language that a question was clearly in, "" if unclear.
type line struct {
	handoff.Line
	Lang string `json:"lang,omitempty"`
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
	for _, id := range form["wrong"] {
		c.Wrong = remember(c.Wrong, id, l.Get(limits.SeenEntries))
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
func readLine(raw string, maxChars int) (line, bool) {
	var said line
	if json.Unmarshal([]byte(raw), &said) != nil {
		return said, false
	}
	if said.From == handoff.FromDesk {
		if !slices.Contains(verdicts, string(said.Verdict)) {
			said.Verdict = ""
		}
		shown := handoff.Line{From: handoff.FromDesk, Entry: said.Entry, Verdict: said.Verdict}
		return line{Line: shown}, said.Entry != "" && len(said.Entry) <= maxID
	}
	if len(said.Lang) > maxLang {
		said.Lang = ""
	}
	text, err := handoff.CleanText(said.Text, maxChars)
	return line{handoff.Line{From: handoff.FromVisitor, Text: text}, said.Lang}, err == nil && text != ""
}

func (c *conversation) see(id string, most int) { c.Seen = remember(c.Seen, id, most) }

// remember adds an id to those known, of which the oldest go when there are too many.
func remember(known []string, id string, most int) []string {
	if id == "" || len(id) > maxID || slices.Contains(known, id) {
		return known
	}
	known = append(known, id)
	return known[max(0, len(known)-most):]
}

// asked adds a question to the conversation, and the language it is clearly in; showed an entry.
func (c *conversation) asked(text, lang string) {
	c.Lines = append(c.Lines, line{handoff.Line{From: handoff.FromVisitor, Text: text}, lang})
}

func (c *conversation) showed(id string, l limits.Limits) {
	c.see(id, l.Get(limits.SeenEntries))
	c.Lines = append(c.Lines, line{Line: handoff.Line{From: handoff.FromDesk, Entry: id}})
}

// judged notes the visitor's verdict on the entry shown last.
func (c *conversation) judged(verdict handoff.Verdict, l limits.Limits) {
	for i, said := range slices.Backward(c.Lines) {
		if said.From == handoff.FromDesk {
			c.Lines[i].Verdict = verdict
			if verdict == handoff.WrongTopic {
				c.Wrong = remember(c.Wrong, said.Entry, l.Get(limits.SeenEntries))
			}
			return
		}
	}
}

// isSolved reports whether the entry that was shown last solved it, and nothing was asked since.
func (c conversation) isSolved() bool {
	return len(c.Lines) > 0 && c.Lines[len(c.Lines)-1].Verdict == solved
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

// lastQuestion is what the visitor asked last; without text for nothing.
func (c conversation) lastQuestion() line {
	for _, said := range slices.Backward(c.Lines) {
		if said.From == handoff.FromVisitor {
			return said
		}
	}
	return line{}
}

func (c conversation) question(text, lang string) search.Question {
	return search.Question{
		Text: text, Lang: lang, Page: c.Page, Scope: c.Scope,
		Seen: allSeen(c.Seen, c.Wrong), Wrong: c.Wrong, Misses: c.Misses,
	}
}

// allSeen are the entries a visitor saw: who calls one beside the point has seen it.
func allSeen(seen, wrong []string) []string {
	all := slices.Clone(seen)
	for _, id := range wrong {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// state is the conversation as the next page carries it.
func (c conversation) state(lang string) panel.State {
	lines := make([]string, len(c.Lines))
	for i, said := range c.Lines {
		lines[i] = encodeLine(said)
	}
	return panel.State{
		Key: c.Key, Lang: lang, Page: c.Page, Scope: c.Scope,
		Misses: strconv.Itoa(c.Misses), Seen: c.Seen, Wrong: c.Wrong, Lines: lines,
	}
}

func encodeLine(said line) string {
	raw, err := json.Marshal(said)
	if err != nil {
		panic(err) // strings only
	}
	return string(raw)
}
