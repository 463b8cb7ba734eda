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
	handoff.NewTicketNotice, handoff.NewMessageNotice, handoff.Receipt, handoff.ReplyLetter, handoff.CallChanged, handoff.Withdrawn,
	handoff.CallMissed, handoff.NumberWrong, handoff.LateNotice, handoff.Digest, handoff.TestLetter,
}

// toStrangers are the letters to addresses that nobody verified, and which no visitor asked to be sent.
var toStrangers = []handoff.Letter{handoff.Receipt, handoff.CallMissed, handoff.NumberWrong}

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
	for _, lang := range words.AgentLanguages { // the others are looked at for what must hold in any language
		parcels := map[string]handoff.Parcel{}
		for _, name := range letters {
			parcels[string(name)] = testParcel(name, lang)
		}
		for _, name := range []handoff.Letter{handoff.NewTicketNotice, handoff.Receipt} {
			parcels[string(name)+".call"] = asCall(testParcel(name, lang))
		}
		for name, p := range parcels {
			l := written(t, c, p)
			golden(t, name+"."+lang+".txt", "From: "+l.from+"\nSubject: "+l.subject+"\n\n"+l.text)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
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

// withCanaries is the parcel with a mark in every field that a visitor may fill.
func withCanaries(p handoff.Parcel, canary string) handoff.Parcel {
	t := &p.Ticket
	t.Name, t.Email, t.Phone, t.Wish, t.Page, t.Scope = canary, canary, canary, canary, canary, canary
	t.TimeZone, t.CallLang, t.Lang = canary, "en-x-"+canary, canary
	t.Transcript = []handoff.Line{{From: handoff.FromVisitor, Text: canary}, {From: handoff.FromDesk, Entry: canary}}
	t.Messages = []handoff.Message{{ID: 11, From: handoff.FromVisitor, Text: canary, Lang: canary}}
	p.Message = t.Messages[0]
	return p
}

func TestALetterToAStrangerHoldsNothingThatAVisitorTyped(t *testing.T) {
	const canary = "canary"
	for _, lang := range words.Languages {
		for _, name := range toStrangers {
			for _, p := range []handoff.Parcel{testParcel(name, lang), asCall(testParcel(name, lang))} {
				l := written(t, New(testConfig(t, startTLS)), withCanaries(p, canary))
				if strings.Contains(strings.ToLower(l.subject+l.from+l.text), canary) {
					t.Errorf("%s %s repeats the visitor:\n%s", lang, name, l.text)
				}
				if !l.automatic || !l.toVisitor {
					t.Errorf("%s %s may be answered by a machine: %+v", lang, name, l)
				}
			}
		}
	}
}

// These name many tickets or none, so they tell no more than where to look.
func TestALetterAboutManyTicketsHoldsNothingOfTheirVisitors(t *testing.T) {
	p := testParcel(handoff.LateNotice, "en")
	for i, ticket := range p.Tickets {
		p.Tickets[i] = withCanaries(handoff.Parcel{Ticket: ticket}, "CANARY").Ticket
	}
	if l := written(t, New(testConfig(t, startTLS)), p); strings.Contains(l.subject+l.text, "CANARY") {
		t.Errorf("it repeats the visitor:\n%s", l.text)
	}
}

func TestEveryLetterToAVisitorOpensTheTicket(t *testing.T) {
	c := New(testConfig(t, startTLS))
	for _, lang := range words.Languages {
		for _, name := range letters {
			l := written(t, c, testParcel(name, lang))
			if has := strings.Contains(l.text, "https://desk.shop.example/ticket/CODE-OF-K7M-2QX"); has != l.toVisitor {
				t.Errorf("%s %s: to a visitor %t, link code %t", lang, name, l.toVisitor, has)
			}
		}
	}
}

var address = regexp.MustCompile(`https?://\S+`)

// No promotion, no tracking: a letter links to its ticket or to the agents' pages.
func TestLettersLinkToTheDeskOnly(t *testing.T) {
	allowed := map[string]bool{
		"https://desk.shop.example/ticket/CODE-OF-K7M-2QX":                           true,
		"https://desk.shop.example/admin/tickets/K7M-2QX":                            true,
		"https://desk.shop.example/admin/tickets/B4R-7TX":                            true,
		"https://desk.shop.example/admin/tickets/M2C-9KD":                            true,
		"https://desk.shop.example/admin/":                                           true,
		"https://desk.shop.example/admin/calls":                                      true,
		"https://desk.shop.example/admin/profile":                                    true,
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
