package widget

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// threadSaying is a thread whose first message is a text.
func (f *fixture) threadSaying(t *testing.T, text string) *visitor {
	t.Helper()
	return f.visitor(t).open("/help/person").step(Step{
		Fill: map[string]string{"kind": "here", "message": text}, Press: send,
	}).step(openThread)
}

func TestAddressesInAThreadAreLinks(t *testing.T) {
	v := newFixture(t).threadSaying(t, "See (https://shop.example/a_(b)?c=1&d=2), or write\nto me@shop.example.")
	links := v.find("#log .text a")
	if len(links) != 2 {
		t.Fatalf("%d links in %s", len(links), v.source)
	}
	for i, want := range []string{"https://shop.example/a_(b)?c=1&d=2", "mailto:me@shop.example"} {
		if got := attr(links[i], "href"); got != want {
			t.Errorf("link %d leads to %q, want %q", i, got, want)
		}
		if attr(links[i], "rel") != "noopener noreferrer nofollow ugc" || attr(links[i], "target") != "_blank" {
			t.Errorf("link %d: %v", i, links[i].Attr)
		}
		if !strings.Contains(text(links[i]), v.words("widget.new_tab")) {
			t.Errorf("link %d does not say that it opens a new tab", i)
		}
	}
}

// A1, A2, A6: what a visitor writes is text, in the thread and among links.
func TestATextOfAVisitorBecomesNoMarkup(t *testing.T) {
	for _, attack := range []string{
		`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `https://a.example/"onmouseover="alert(1)`, `https://a.example/'><svg onload=alert(1)>`,
		`<a href="javascript:alert(1)">click</a>`, `javascript:alert(1)`, `JAVASCRIPT:alert(1)//https://a.example`, `data:text/html,<script>alert(1)</script>`,
		`https://bank.example@evil.example`, "https://bank\u202e.example", `<form action=https://evil.example><input name=password></form>`,
		`<base href=//evil.example>`, `{{constructor.constructor('alert(1)')()}}`, `<style>*{display:none}</style>`, `mailto:a@b.example?bcc=c@d.example`,
	} {
		v := newFixture(t).threadSaying(t, attack)
		message := v.one("#log .text")
		for _, n := range all(message, func(n *html.Node) bool { return n.Type == html.ElementNode && n != message }) {
			if n.Data != "a" && n.Data != "bdi" && n.Data != "span" {
				t.Errorf("%s becomes <%s>", attack, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s gets %s", attack, a.Key)
				}
			}
			if n.Data == "a" {
				wantHarmless(t, attack, attr(n, "href"), text(n))
			}
		}
		if got := text(message); !strings.Contains(strings.Join(strings.Fields(got), " "), strings.Join(strings.Fields(attack), " ")) && !strings.Contains(attack, "\u202e") && len(v.find("#log .text a")) == 0 {
			t.Errorf("%q is shown as %q", attack, got)
		}
	}
}

// wantHarmless wants a link of a harmless kind that leads where it says.
func wantHarmless(t *testing.T, attack, href, shown string) {
	t.Helper()
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" || u.User != nil || !strings.HasPrefix(shown, href) {
		t.Errorf("%s leads to %q", attack, href)
	}
}

func TestTheReferenceCanBeCopied(t *testing.T) {
	v := newFixture(t).visitor(t).open("/help/person").step(sendByEmail)
	for _, screen := range []string{ScreenReceipt, ScreenThread} {
		button := v.one("[data-copy=ref]")
		if v.screen() != screen || !has(button, "hidden") || v.text("#ref") == "" || text(button) != v.words("widget.copy_ref") {
			t.Errorf("screen %q: %q beside %q", v.screen(), text(button), v.text("#ref"))
		}
		if screen == ScreenReceipt {
			v.step(openThread)
		}
	}
}
