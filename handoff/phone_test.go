package handoff

import (
	"testing"

	"deskbell/internal/fault"
)

func TestNumbersAreReadAsTyped(t *testing.T) {
	for _, c := range []struct{ typed, region, want string }{
		{"+49 30 901820", "GB", "+4930901820"},
		{"030 / 90 18 20", "DE", "+4930901820"},
		{"0151-23456789", "DE", "+4915123456789"},
		{"(020) 7946 0958", "GB", "+442079460958"},
		{"0043 1 58858", "DE", "+43158858"},
		{"+800 1234 5678", "DE", "+80012345678"}, // free to call from anywhere
	} {
		if got, err := ParsePhone(c.typed, c.region); err != nil || got != c.want {
			t.Errorf("%s in %s: got %q, %v", c.typed, c.region, got, err)
		}
	}
}

func TestNumbersThatCannotOrMustNotBeCalledAreRefused(t *testing.T) {
	for typed, code := range map[string]string{
		"":               "phone_invalid",
		"110":            "phone_short",
		"112":            "phone_short",
		"911":            "phone_short",
		"١١٢":            "phone_short",
		"116 117":        "phone_short",
		"hello":          "phone_invalid",
		"1-800-FLOWERS":  "phone_invalid",
		"+49 30 12":      "phone_short",
		"+999 123456789": "phone_invalid",
		"0900 1234567":   "phone_not_callable",

		"+870 773 111 632":    "phone_not_callable", // a satellite
		"+883 5100 1234 5678": "phone_not_callable", // a network of no country

		"+49 30 90182012#34": "phone_invalid", // the extension would be lost
		"+49 30 90182012,34": "phone_invalid",
	} {
		if got, err := ParsePhone(typed, "DE"); !fault.HasCode(err, code) {
			t.Errorf("%q: got %q, %v; want %s", typed, got, err, code)
		}
	}
}

func TestTheCountryOfANumberIsGuessed(t *testing.T) {
	for _, c := range []struct{ lang, page, owner, want string }{
		{"de-AT", "https://shop.example.de/", "+4930901820", "AT"},
		{"de", "https://shop.example.at/x", "+4930901820", "AT"},
		{"de", "https://shop.example.co.uk/", "+4930901820", "GB"},
		{"de", "https://app.example.io/", "+4930901820", "DE"},
		{"en", "https://shop.example.com/", "+4930901820", "DE"},
		{"en", "not a page", "", "GB"},
		{"tlh", "", "", "DE"},
	} {
		if got := regionOf(c.lang, c.page, c.owner); got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}
