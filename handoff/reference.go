package handoff

import (
	"crypto/rand"
	"strings"
)

// refAlphabet has no two characters that look or sound alike in print or on the
// phone (no 0 O 1 I L, 8 B, 5 S, 2 Z, 6 G, V U Y) and no vowels.
const refAlphabet = "2345679CDFHJKMNPQRTWX"

const refHalf = 3

// NewRef makes a random reference such as K7M-2QX. Each half holds a digit and a
// letter, so that no half is a word and none is read as a number.
func NewRef() string { return refPart() + "-" + refPart() }

func refPart() string {
	for {
		part := randomPart()
		if strings.ContainsAny(part, "2345679") && strings.ContainsAny(part, "CDFHJKMNPQRTWX") {
			return part
		}
	}
}

func randomPart() string {
	var part [refHalf]byte
	for i := range part {
		part[i] = randomChar()
	}
	return string(part[:])
}

// randomChar draws evenly: a byte beyond the last whole multiple is drawn again.
func randomChar() byte {
	var b [1]byte
	limit := 256 - 256%len(refAlphabet)
	for {
		rand.Read(b[:]) // never fails: crypto/rand ends the program instead
		if int(b[0]) < limit {
			return refAlphabet[int(b[0])%len(refAlphabet)]
		}
	}
}

// ParseRef reads a reference as a person types it: any case, with or without the
// hyphen or spaces. ok is false if it cannot be one.
func ParseRef(s string) (ref string, ok bool) {
	s = strings.ToUpper(strings.NewReplacer("-", "", " ", "", "–", "").Replace(strings.TrimSpace(s)))
	if len(s) != 2*refHalf {
		return "", false
	}
	for i := range len(s) {
		if strings.IndexByte(refAlphabet, s[i]) < 0 {
			return "", false
		}
	}
	return s[:refHalf] + "-" + s[refHalf:], true
}
