package site

import (
	"strings"
	"testing"

	"deskbell/internal/fault"
)

func TestOriginsAreExact(t *testing.T) {
	for in, want := range map[string]string{
		"https://shop.example":          "https://shop.example",
		"shop.example":                  "https://shop.example",
		"https://Shop.Example/cart?x=1": "https://shop.example",
		"https://shop.example:443":      "https://shop.example",
		"https://shop.example:8443":     "https://shop.example:8443",
		"http://localhost:3000":         "http://localhost:3000",
		"http://localhost:*":            "http://localhost:*",
		"http://127.0.0.1:3000":         "http://127.0.0.1:3000",
	} {
		if got, err := ParseOrigin(in); err != nil || got != want {
			t.Errorf("%q: got %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{
		"http://shop.example", "null", "*", "https://*.example", "https://a b", "javascript:1",
		"https://user@shop.example", "https://shop.example;script-src *", "https://", "ftp://shop.example", "https://-x.example",
	} {
		if got, err := ParseOrigin(in); err == nil {
			t.Errorf("%q was accepted as %q", in, got)
		}
	}
}

func TestEveryColourGetsReadableText(t *testing.T) {
	for r := 0; r < 256; r += 15 {
		for g := 0; g < 256; g += 15 {
			for b := 0; b < 256; b += 15 {
				c := Colour{uint8(r), uint8(g), uint8(b)}
				text, err := ParseColour(TextOn(c))
				if err != nil || Contrast(c, text) < 4.5 {
					t.Fatalf("%v: contrast %.2f, %v", c, Contrast(c, text), err)
				}
			}
		}
	}
}

func TestContrastOfKnownPairs(t *testing.T) {
	if got := Contrast(black, white); got < 20.99 || got > 21.01 {
		t.Errorf("black on white: %.2f, want 21", got)
	}
	if got := Contrast(Colour{0x76, 0x76, 0x76}, white); got < 4.5 || got > 4.6 {
		t.Errorf("#767676 on white: %.2f, want 4.54", got)
	}
}

func TestAColourIsNothingButAColour(t *testing.T) {
	for _, in := range []string{"", "red", "#fff", "#12345g", "#+12345", "red;}</style><script>", "#0b5fff;"} {
		if _, err := ParseColour(in); err == nil {
			t.Errorf("%q was accepted", in)
		}
	}
}

func TestEachWrongFieldIsNamed(t *testing.T) {
	_, err := Settings{Title: strings.Repeat("x", 81), Colour: "red", Email: "a b", PolicyURL: "javascript:1", Origins: []string{"*"}}.Clean()
	var fields []string
	for _, e := range fault.All(err) {
		fields = append(fields, e.Field)
	}
	if got := strings.Join(fields, " "); got != "title colour email policy_url origins" {
		t.Fatalf("got %q", got)
	}
}

func TestDefaultsAreValid(t *testing.T) {
	if _, err := Default().Clean(); err != nil {
		t.Fatal(err)
	}
}
