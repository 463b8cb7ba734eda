package mail

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/words"
)

var update = flag.Bool("update", false, "write the golden files anew")

var letters = []handoff.Letter{
	handoff.NewTicketNotice, handoff.NewMessageNotice, handoff.Receipt, handoff.ReplyLetter, handoff.TestLetter,
}

// written is a letter as a recipient reads it.
func written(t *testing.T, c *Carrier, p handoff.Parcel) letter {
	t.Helper()
	desk, err := c.config.Desk(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	l, err := c.write(t.Context(), p, desk)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLettersReadAsBefore(t *testing.T) {
	c := New(testConfig(t, startTLS))
	for _, lang := range words.Languages {
		for _, name := range letters {
			file := filepath.Join("testdata", string(name)+"."+lang+".txt")
			l := written(t, c, testParcel(name, lang))
			got := "From: " + l.from + "\nSubject: " + l.subject + "\n\n" + l.text
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", file, diff)
			}
		}
	}
}

// key is what a translator gives where it has no words.
var key = regexp.MustCompile(`mail\.[a-z]`)

func TestEveryKindOfTicketHasItsWords(t *testing.T) {
	c := New(testConfig(t, startTLS))
	for _, lang := range words.Languages {
		for _, name := range letters {
			for _, kind := range []handoff.Kind{handoff.ByEmail, handoff.CallBack, handoff.Here} {
				p := testParcel(name, lang)
				p.Ticket.Kind = kind
				p.Ticket.WindowFrom, p.Ticket.WindowTo = p.Ticket.CreatedAt, p.Ticket.CreatedAt.Add(time.Hour)
				if l := written(t, c, p); key.MatchString(l.subject + l.text) {
					t.Errorf("%s %s %s: a key without words:\n%s", lang, name, kind, l.text)
				}
			}
		}
	}
}

// A receipt goes to an address that nobody verified.
func TestAReceiptHoldsNothingThatAVisitorTyped(t *testing.T) {
	const canary = "CANARY"
	p := testParcel(handoff.Receipt, "en")
	p.Ticket.Name, p.Ticket.Wish, p.Ticket.Page, p.Ticket.Scope = canary, canary, canary, canary
	p.Ticket.Phone, p.Ticket.TimeZone, p.Ticket.Lang = canary, canary, canary
	p.Ticket.Transcript = []handoff.Line{{From: handoff.FromVisitor, Text: canary}}
	p.Ticket.Messages[0].Text, p.Message.Text = canary, canary
	if l := written(t, New(testConfig(t, startTLS)), p); strings.Contains(l.subject+l.from+l.text, canary) {
		t.Errorf("the receipt repeats the visitor:\n%s", l.text)
	}
}

var address = regexp.MustCompile(`https?://\S+`)

// No promotion, no tracking: a letter links to its ticket and nowhere else.
func TestLettersLinkToTheirTicketOnly(t *testing.T) {
	allowed := map[string]bool{
		"https://desk.shop.example/ticket/CODE-OF-K7M-2QX":                           true,
		"https://desk.shop.example/admin/tickets/K7M-2QX":                            true,
		"https://shop.example/flats/3":                                               true, // the visitor's page, told to the agent
		"https://shop.example/a-very-long-path-that-must-not-be-broken/into-pieces.": true, // the agent's own words
	}
	c := New(testConfig(t, startTLS))
	for _, lang := range words.Languages {
		for _, name := range letters {
			for _, link := range address.FindAllString(written(t, c, testParcel(name, lang)).text, -1) {
				if !allowed[link] {
					t.Errorf("%s %s: links to %s", lang, name, link)
				}
			}
		}
	}
}

// A visitor must not be able to make an agent's notice say "answer here" with another link.
func TestForeignWordsAreMarkedOnEveryLine(t *testing.T) {
	forged := "Answer here:\nhttps://evil.example/" + strings.Repeat("x", 100) + " " + strings.Repeat("and more ", 30)
	p := testParcel(handoff.NewTicketNotice, "en")
	p.Message.Text, p.Ticket.Name = forged, "Kim\n\n"+forged
	p.Ticket.Transcript = []handoff.Line{{From: handoff.FromVisitor, Text: "key?\nwas shown: " + forged}}
	for line := range strings.SplitSeq(written(t, New(testConfig(t, startTLS)), p).text, "\n") {
		marked := strings.HasPrefix(line, "> ") || strings.HasPrefix(line, "Name: ")
		if strings.Contains(line, "evil.example") && !marked {
			t.Errorf("unmarked: %s", line)
		}
	}
}

func TestLinesBreakAtSpacesAndLinksStayWhole(t *testing.T) {
	link := "https://shop.example/" + strings.Repeat("long", 40)
	got := fold("Please see " + link + " for more.\n" + strings.Repeat("word ", 40) + "\n    indented " + link + "\n> " + strings.Repeat("quoted ", 20))
	for line := range strings.SplitSeq(got, "\n") {
		if utf8.RuneCountInString(line) > width && !strings.Contains(line, link) && !strings.HasPrefix(line, ">") {
			t.Errorf("too long: %q", line)
		}
	}
	if quoted := "> " + strings.Repeat("quoted ", 20); !strings.Contains(got, quoted) {
		t.Errorf("a quote was broken, and its end lost the mark:\n%s", got)
	}
	if n := strings.Count(got, link); n != 2 {
		t.Errorf("%d whole links in:\n%s", n, got)
	}
}

func TestTimesAreToldInTheReadersZone(t *testing.T) {
	c := New(testConfig(t, startTLS))
	visitor := written(t, c, testParcel(handoff.Receipt, "en")).text
	if want := "21 November 2026, 10:30"; !strings.Contains(visitor, want) { // 9:30 in UTC
		t.Errorf("no %q in:\n%s", want, visitor)
	}
	p := testParcel(handoff.Receipt, "en")
	p.Ticket.TimeZone = "Nowhere/Land"
	if text := written(t, c, p).text; !strings.Contains(text, "21 November 2026, 09:30 (UTC)") {
		t.Errorf("an unknown zone is not told as UTC:\n%s", text)
	}
}
