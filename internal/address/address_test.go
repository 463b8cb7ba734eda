package address

import (
	"strings"
	"testing"
)

func TestOrdinaryAddressesAreAccepted(t *testing.T) {
	for in, want := range map[string]string{
		"anna@example.com":                       "anna@example.com",
		" Anna.B+shop@Example.COM ":              "Anna.B+shop@example.com",
		"o'neil@mail.example.co.uk":              "o'neil@mail.example.co.uk",
		"a@xn--mller-kva.example":                "a@xn--mller-kva.example",
		"x_1-2@sub.domain.example":               "x_1-2@sub.domain.example",
		strings.Repeat("a", 64) + "@example.com": strings.Repeat("a", 64) + "@example.com",
	} {
		if got, ok := Parse(in); !ok || got != want {
			t.Errorf("%q: got %q, %t", in, got, ok)
		}
	}
}

func TestAddressesThatSmuggleAreRefused(t *testing.T) {
	for _, in := range []string{
		"", "anna", "@example.com", "anna@", "anna@localhost", "a@b.de,c@d.de", "a@b.de c@d.de",
		`"x@evil.de> ORCPT=a"@ok.de`, "a@b.de\r\nBcc: v@w.de", "a@[127.0.0.1]", "a@127.0.0.1", "ä@b.de", "a@bücher.de",
		"a..b@c.de", ".a@c.de", "a.@c.de", "a@-b.de", "a@b-.de", "a@b..de", "a@b.de.", "a@b@c.de", "a\x00@b.de",
		"<a@b.de>", "Anna <a@b.de>", "a(x)@b.de", `a\@b.de`,
		strings.Repeat("a", 65) + "@b.de", "a@" + strings.Repeat("b", 64) + ".de", "a@" + strings.Repeat("b.", 130) + "de",
	} {
		if got, ok := Parse(in); ok {
			t.Errorf("%q was accepted as %q", in, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("anna@example.com")
	f.Add(`"x@evil.de> ORCPT=a"@ok.de`)
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := Parse(s)
		if !ok {
			return
		}
		if strings.ContainsAny(got, "<>\"\\ \t\r\n,;:()[]\x00") || strings.Count(got, "@") != 1 || len(got) > 254 {
			t.Errorf("%q gave %q", s, got)
		}
		if again, ok := Parse(got); !ok || again != got {
			t.Errorf("%q is not stable: %q, %t", got, again, ok)
		}
	})
}
