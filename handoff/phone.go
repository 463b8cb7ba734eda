package handoff

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"

	"deskbell/internal/fault"
)

// ParsePhone reads a number as typed and gives it in E.164. region is the
// ISO 3166 country of numbers without a country code. Premium and shared-cost
// numbers are refused, since a call back to one costs the owner money; so are satellites and other
// networks of no country, and emergency and other short numbers.
func ParsePhone(s, region string) (string, error) {
	if strings.ContainsFunc(s, isLetter) {
		return "", fault.At("phone", "phone_invalid") // the library would read 1-800-FLOWERS
	}
	if digits := strings.Map(digitOnly, s); digits != "" && len(digits) <= longestShort {
		return "", fault.At("phone", "phone_short")
	}
	n, err := phonenumbers.Parse(s, region)
	if err != nil || !phonenumbers.IsValidNumber(n) || n.GetExtension() != "" { // which E.164 has no place for
		return "", fault.At("phone", "phone_invalid")
	}
	if phonenumbers.GetRegionCodeForNumber(n) == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY && n.GetCountryCode() != freephone {
		return "", fault.At("phone", "phone_not_callable")
	}
	switch phonenumbers.GetNumberType(n) {
	case phonenumbers.PREMIUM_RATE, phonenumbers.SHARED_COST, phonenumbers.PAGER, phonenumbers.VOICEMAIL:
		return "", fault.At("phone", "phone_not_callable")
	}
	return phonenumbers.Format(n, phonenumbers.E164), nil
}

// freephone is the code of numbers that are free to call from many countries.
const freephone = 800

// FormatPhone is a stored number as a person reads it.
func FormatPhone(e164 string) string {
	n, err := phonenumbers.Parse(e164, "")
	if err != nil {
		return e164
	}
	return phonenumbers.Format(n, phonenumbers.INTERNATIONAL)
}

// longestShort is the length of the longest emergency or service number; no subscriber has a
// number this short with its area code.
const longestShort = 6

func digitOnly(r rune) rune {
	if unicode.IsDigit(r) {
		return '0' // counted, not read: it may be of any script
	}
	return -1
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// regionOf guesses the country of a number without a country code: from the region of the language
// tag, the country of the page's address, the owner's own number, the language.
func regionOf(lang, page, ownersPhone string) string {
	base, region, _ := strings.Cut(lang, "-")
	if len(region) == 2 {
		return strings.ToUpper(region)
	}
	if u, err := url.Parse(page); err == nil {
		host := u.Hostname()
		if country := countryOf(host[strings.LastIndex(host, ".")+1:]); country != "" {
			return country
		}
	}
	if n, err := phonenumbers.Parse(ownersPhone, ""); err == nil {
		return phonenumbers.GetRegionCodeForNumber(n)
	}
	if region, ok := regionOfLanguage[base]; ok {
		return region
	}
	return "DE"
}

// countryOf is the country of a top-level domain that belongs to one, "" for others. Some
// countries sell theirs to the whole world.
func countryOf(domain string) string {
	country := strings.ToUpper(domain)
	switch {
	case country == "UK":
		return "GB"
	case slices.Contains([]string{"AI", "CC", "CO", "FM", "IO", "ME", "SH", "TO", "TV", "WS"}, country):
		return ""
	case phonenumbers.GetCountryCodeForRegion(country) == 0:
		return ""
	}
	return country
}

var regionOfLanguage = map[string]string{
	"de": "DE", "en": "GB", "fr": "FR", "es": "ES", "it": "IT", "pt": "PT", "nl": "NL", "pl": "PL", "tr": "TR",
	"cs": "CZ", "da": "DK", "el": "GR", "fi": "FI", "hu": "HU", "no": "NO", "nb": "NO", "ro": "RO", "sv": "SE", "uk": "UA",
}
