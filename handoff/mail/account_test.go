package mail

import (
	"strings"
	"testing"

	"deskbell/handoff"
)

func TestAccountsAreReadFromAURL(t *testing.T) {
	for address, want := range map[string]Account{
		"smtps://desk@shop.example@mail.shop.example":             {Host: "mail.shop.example", Port: "465", User: "desk@shop.example", From: "desk@shop.example", implicit: true},
		"smtps://desk%40shop.example@mail.shop.example:4650":      {Host: "mail.shop.example", Port: "4650", User: "desk@shop.example", From: "desk@shop.example", implicit: true},
		"smtp://desk@mail.shop.example?from=info@shop.example":    {Host: "mail.shop.example", Port: "587", User: "desk", From: "info@shop.example"},
		"smtp://mail.shop.example/?from=info@shop.example":        {Host: "mail.shop.example", Port: "587", From: "info@shop.example"},
		"smtp://127.0.0.1:25?from=info@shop.example":              {Host: "127.0.0.1", Port: "25", From: "info@shop.example", plain: true},
		"smtp://[::1]?from=info@shop.example":                     {Host: "::1", Port: "25", From: "info@shop.example", plain: true},
		"smtp://desk@localhost?from=info@shop.example":            {Host: "localhost", Port: "587", User: "desk", From: "info@shop.example"},
		"smtp://localhost.evil.example:25?from=info@shop.example": {Host: "localhost.evil.example", Port: "25", From: "info@shop.example"},
	} {
		if want.User != "" {
			want.Password = "pass-word"
		}
		got, err := ParseAccount(address, want.Password, "")
		if err != nil || got != want {
			t.Errorf("%s:\n got %+v (%v)\nwant %+v", address, got, err, want)
		}
	}
}

func TestAnAccountThatCannotWorkSaysWhatIsMissing(t *testing.T) {
	for _, c := range []struct{ address, password, hint string }{
		{"smtps://desk:pass-word@mail.shop.example?from=a@b.example", "", "environment"},
		{"smtps://desk@mail.shop.example?from=a@b.example", "", "no password"},
		{"smtps://desk@mail.shop.example", "pass-word", "?from="},
		{"smtps://mail.shop.example?from=" + `"x@evil.example> ORCPT=a"@ok.example`, "", "not an address"},
		{"smtps://?from=a@b.example", "", "host"},
		{"smtps://mail.shop.example/path?from=a@b.example", "", "nothing behind"},
		{"https://mail.shop.example?from=a@b.example", "", "scheme"},
		{"mail.shop.example", "", "scheme"},
		{"smtps://desk:pass-word@mail.shop.example:port", "", "URL"},
	} {
		_, err := ParseAccount(c.address, c.password, "")
		if err == nil || !strings.Contains(err.Error(), c.hint) || strings.Contains(err.Error(), "pass-word") {
			t.Errorf("%s: got %v, want a word of %q and no secret", c.address, err, c.hint)
		}
	}
}

func FuzzParseAccount(f *testing.F) {
	f.Add("smtps://desk@shop.example@mail.shop.example")
	f.Add("smtp://127.0.0.1:25?from=desk@shop.example")
	f.Add("smtp://[::1]?from=a\r\n@b.example")
	f.Fuzz(func(t *testing.T, address string) {
		a, err := ParseAccount(address, "pass-word", "")
		if err != nil {
			return
		}
		if _, err := handoff.ParseEmail(a.From); err != nil || a.Host == "" || a.Port == "" {
			t.Errorf("%q gives %+v", address, a)
		}
		if a.plain && (a.User != "" || !isLoopback(a.Host)) {
			t.Errorf("%q may go without TLS", address)
		}
	})
}
