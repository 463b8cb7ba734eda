// Package address owns the grammar of the e-mail addresses that Deskbell writes to.
package address

import "strings"

const (
	maxAddress = 254 // RFC 5321, path without its brackets
	maxLocal   = 64
	maxLabel   = 63
)

// Parse accepts what can be written to without any quoting: an unquoted
// dot-atom, one @, a DNS name with a dot, all ASCII, at most 254 bytes. It is
// stricter than RFC 5322 on purpose: quoted local parts, address literals and
// comments are how addresses are smuggled past mail servers. The domain is
// given in lower case. ok is false for anything else.
func Parse(s string) (address string, ok bool) {
	s = strings.TrimSpace(s)
	local, domain, ok := strings.Cut(s, "@")
	if !ok || len(s) > maxAddress || !isDotAtom(local) || !isDomain(domain) {
		return "", false
	}
	return local + "@" + strings.ToLower(domain), true
}

func isDotAtom(s string) bool {
	if len(s) > maxLocal {
		return false
	}
	for _, atom := range strings.Split(s, ".") {
		if atom == "" || strings.IndexFunc(atom, notAtext) >= 0 {
			return false
		}
	}
	return true
}

// notAtext is the complement of atext in RFC 5322 3.2.3.
func notAtext(r rune) bool {
	return !isAlphanumeric(r) && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~", r)
}

func isDomain(s string) bool {
	labels := strings.Split(s, ".")
	for _, label := range labels {
		if label == "" || len(label) > maxLabel || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		if strings.IndexFunc(label, func(r rune) bool { return !isAlphanumeric(r) && r != '-' }) >= 0 {
			return false
		}
	}
	top := labels[len(labels)-1]
	return len(labels) > 1 && strings.IndexFunc(top, func(r rune) bool { return r < '0' || r > '9' }) >= 0
}

func isAlphanumeric(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}
