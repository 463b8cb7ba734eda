package handoff

import (
	"deskbell/internal/address"
	"deskbell/internal/fault"
)

// ParseEmail accepts an address that mail can be sent to, see address.Parse.
func ParseEmail(s string) (string, error) {
	parsed, ok := address.Parse(s)
	if !ok {
		return "", fault.At("email", "email_invalid")
	}
	return parsed, nil
}
