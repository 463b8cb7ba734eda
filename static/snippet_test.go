package static

import (
	"strings"
	"testing"
)

var full = Embed{
	Base: "https://help.shop.example", Lang: "de", Colour: "#0b5fff", Email: "owner@shop.example", Phone: "+49 (30) 123-456",
	Title: `Tea & "Co"`, Help: "Hilfe", Person: "Einen Menschen fragen", Intro: "Fragen?",
}

func TestTheSnippetIsUsefulWithoutTheScript(t *testing.T) {
	want := `<p data-deskbell>Fragen? <a href="https://help.shop.example/help?lang=de" data-deskbell-open>Hilfe</a> · <a href="mailto:owner@shop.example" data-deskbell-open="person">Einen Menschen fragen</a></p>` + "\n" +
		`<script async src="https://help.shop.example/widget.js" data-colour="#0b5fff" data-email="owner@shop.example" data-phone="+49 (30) 123-456" data-title="Tea &amp; &#34;Co&#34;"></script>`
	if got := full.Snippet(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestThePinnedSnippetNamesTheLoadersContent(t *testing.T) {
	got := full.PinnedSnippet()
	want := `src="https://help.shop.example` + Present().PinnedPath() + `" integrity="` + Present().Integrity() + `" crossorigin="anonymous"`
	if !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant in it\n%s", got, want)
	}
}

func TestThePersonLinkNeedsNoDeskbellWhereItCan(t *testing.T) {
	for _, c := range []struct{ email, phone, want string }{
		{"owner@shop.example", "+49 30 1", "mailto:owner@shop.example"},
		{"", "+49 (30) 12-34", "tel:+49301234"},
		{"", "+49 (0)30 12", "tel:+493012"},
		{"", "", "https://h.example/help/person"},
	} {
		e := Embed{Base: "https://h.example", Email: c.email, Phone: c.phone, Help: "Help", Person: "Reach a person"}
		if got := e.Snippet(); !strings.Contains(got, `<a href="`+c.want+`" data-deskbell-open="person">Reach a person</a>`) {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

func TestWhatTheOwnerTypesStaysText(t *testing.T) {
	hostile := `"><script>alert(1)</script>`
	e := Embed{Base: "https://h.example", Lang: hostile, Colour: hostile, Email: hostile, Phone: hostile, Title: hostile, Help: hostile, Person: hostile, Intro: hostile}
	if got := e.Snippet(); strings.Contains(got, "<script>") || strings.Contains(got, `""`) {
		t.Errorf("got %s", got)
	}
}
