package linked

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

// links are where the addresses of a text lead.
func links(text string) (all []string) {
	for _, p := range Parts(text) {
		if p.Href != "" {
			all = append(all, p.Href)
		}
	}
	return all
}

func TestAddressesAreFoundWithoutTheSentenceAroundThem(t *testing.T) {
	for text, want := range map[string]string{
		"See https://shop.example/a?b=1&c=2#d.":              "https://shop.example/a?b=1&c=2#d",
		"(see https://shop.example/a)":                       "https://shop.example/a",
		"https://en.example/Dog_(animal)":                    "https://en.example/Dog_(animal)",
		"(https://en.example/Dog_(animal)).":                 "https://en.example/Dog_(animal)",
		"http://a.example, http://b.example!":                "http://a.example http://b.example",
		"<https://shop.example/x>":                           "https://shop.example/x",
		"„https://shop.example/x“":                           "https://shop.example/x",
		"**https://shop.example/x**":                         "https://shop.example/x",
		"HTTPS://Shop.Example/X":                             "HTTPS://Shop.Example/X",
		"https://shop.example:8443/x":                        "https://shop.example:8443/x",
		"https://müller.example/straße":                      "https://müller.example/straße",
		"https://[2001:db8::1]/":                             "https://[2001:db8::1]/",
		"write to me@shop.example.":                          "mailto:me@shop.example",
		"E-Mail:me+x@Shop.Example;":                          "mailto:me+x@shop.example",
		"mailto:me@shop.example":                             "mailto:me@shop.example",
		"_me@shop.example_, **you@shop.example**":            "mailto:me@shop.example mailto:you@shop.example",
		"https://bank\u202emoc.example/":                     "https://bank", // what would be read backwards is no part of it
		"no address, a@b, @me, http://, https://?x, mailto:": "",
		"www.shop.example shop.example":                      "",
	} {
		if got := strings.Join(links(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNoAddressLeadsElsewhereThanItSeemsTo(t *testing.T) {
	for _, text := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)//https://x.example", "data:text/html,<script>alert(1)</script>", "vbscript:x",
		"javascript:https://x.example/%0aalert(1)", "file:///etc/passwd", "//evil.example", "/etc", "tel:+49301234", "blob:https://x.example/1",
		"https://bank.example@evil.example/", "https://user:pass@evil.example/", "https://%62ank.example/", "https://bаnk.example/", // а is Cyrillic
		"https://bank.example\u2044evil.example/", "https://ｂank.example/", "https:\\\\evil.example",
		"ht\ttps://x.example", "mailto:a@b.example?bcc=c@d.example", "mailto:a@b.example,c@d.example", "mailto:%61@b.example",
		"https://a_b.example/", "https://" + strings.Repeat("a", 3000) + ".example", "xhttps://x.example",
		"_me@shop.example", "-me@shop.example", "(_me@shop.example)", // other mailboxes than me@
	} {
		if got := links(text); len(got) > 0 {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestATextHasSoManyLinksAndNoMore(t *testing.T) {
	text := strings.Repeat("https://x.example ", 1000)
	if got := len(links(text)); got != maxLinks {
		t.Errorf("%d links", got)
	}
	if joined(Parts(text)) != text {
		t.Error("the rest is lost")
	}
}

func joined(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

func FuzzParts(f *testing.F) {
	for _, text := range []string{"", "see https://a.example/(b).", "me@a.example", "javascript:alert(1)", "https://a@b", "\xffhttps://\xff", "mailto:a@b.example", "İhttps://x.example", "https://[::1", "((((https://x.example))))"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts := Parts(text)
		if got := joined(parts); got != text {
			t.Fatalf("%q became %q", text, got)
		}
		for _, p := range parts {
			if p.Text == "" {
				t.Fatalf("%q has an empty part", text)
			}
			if p.Href == "" {
				continue
			}
			u, err := url.Parse(p.Href)
			if err != nil || !slices.Contains([]string{"http", "https", "mailto"}, u.Scheme) || u.User != nil {
				t.Fatalf("%q links to %q", text, p.Href)
			}
			if shown := strings.ToLower(p.Text); !strings.Contains(strings.ToLower(p.Href), shown) {
				t.Fatalf("%q shows %q and links to %q", text, p.Text, p.Href)
			}
		}
	})
}
