package handoff

import (
	"strings"

	"github.com/nyaruka/phonenumbers"

	"deskbell/internal/fault"
)

// ParsePhone reads a number as typed and gives it in E.164. region is the
// ISO 3166 country of numbers without a country code. Premium and shared-cost
// numbers are refused: a call back to one costs the owner money.
func ParsePhone(s, region string) (string, error) {
	if strings.ContainsFunc(s, isLetter) {
		return "", fault.At("phone", "phone_invalid") // the library would read 1-800-FLOWERS
	}
	n, err := phonenumbers.Parse(s, region)
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return "", fault.At("phone", "phone_invalid")
	}
	switch phonenumbers.GetNumberType(n) {
	case phonenumbers.PREMIUM_RATE, phonenumbers.SHARED_COST, phonenumbers.PAGER, phonenumbers.VOICEMAIL:
		return "", fault.At("phone", "phone_not_callable")
	}
	return phonenumbers.Format(n, phonenumbers.E164), nil
}

// FormatPhone is a stored number as a person reads it.
func FormatPhone(e164 string) string {
	n, err := phonenumbers.Parse(e164, "")
	if err != nil {
		return e164
	}
	return phonenumbers.Format(n, phonenumbers.INTERNATIONAL)
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// regionOf guesses the country of a number without a country code: from the
// region of the language tag, else the owner's own number, else the language.
func regionOf(lang, ownersPhone string) string {
	if _, region, ok := strings.Cut(lang, "-"); ok && len(region) == 2 {
		return strings.ToUpper(region)
	}
	if n, err := phonenumbers.Parse(ownersPhone, ""); err == nil {
		return phonenumbers.GetRegionCodeForNumber(n)
	}
	if region, ok := regionOfLanguage[lang]; ok {
		return region
	}
	return "DE"
}

var regionOfLanguage = map[string]string{
	"de": "DE", "en": "GB", "fr": "FR", "es": "ES", "it": "IT", "pt": "PT", "nl": "NL", "pl": "PL", "tr": "TR",
}
