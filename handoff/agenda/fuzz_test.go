package agenda

import (
	"strings"
	"testing"

	"deskbell/handoff"
)

var nasty = []string{
	"Kim\nATTENDEE:mailto:x@evil.example", "Kim\r\nATTENDEE:x", "Kim\rEND:VEVENT", "Kim\u2028END:VEVENT\u2029", "Kim\x00\x7f\u0085X:y",
	"\\nATTENDEE:x", `\`, `\\n`, ";,;,", strings.Repeat("👩‍👩‍👧 ", 60), strings.Repeat("ä", 500), strings.Repeat("a\\", 90), "\xff\xfe", " ", "\t", "",
	"اسم طويل" + strings.Repeat(" جدا", 40), "\u202ednal\u202c", "BEGIN:VALARM", strings.Repeat("<b> ", 50), "a" + strings.Repeat(" ", 200) + "b",
}

func TestWhatAVisitorTypesStaysText(t *testing.T) {
	for _, name := range nasty {
		for _, text := range nasty {
			checkText(t, name, text)
		}
	}
}

// checkText writes a call with these words and reads it again: whatever they are, they must be text and nothing else.
func checkText(t *testing.T, name, text string) {
	t.Helper()
	c := testCall()
	ticket := &c.Tickets[0]
	ticket.Name, ticket.Scope, ticket.Wish, ticket.CallLang = name, text, text, text
	ticket.Messages = []handoff.Message{{From: handoff.FromVisitor, Text: text}}
	e := readEvent(t, must(t)(Call(c, testOptions())))
	want := "Call-back K7M-2QX"
	if name := oneLine(name); name != "" {
		want += ": " + name
	}
	if e.summary != want {
		t.Errorf("got the summary %q, want %q", e.summary, want)
	}
	if want := oneLine(text); want != "" && !strings.Contains(e.description, want) {
		t.Errorf("no %q in %q", want, e.description)
	}
	if strings.Count(e.description, "\n") > 7 {
		t.Errorf("a line of its own in %q", e.description)
	}
}

func FuzzText(f *testing.F) {
	for i, s := range nasty {
		f.Add(s, nasty[len(nasty)-1-i])
	}
	f.Fuzz(func(t *testing.T, name, text string) { checkText(t, name, text) })
}
