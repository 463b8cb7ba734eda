package handoff

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"deskbell/internal/fault"
)

const (
	minPassword = 12 // characters
	maxPassword = 128
)

// checkPassword asks for length and nothing else, and refuses what is guessed first.
func checkPassword(password, email, name string) error {
	switch n := utf8.RuneCountInString(password); {
	case n < minPassword:
		return fault.At("password", "password_short")
	case n > maxPassword:
		return fault.At("password", "too_long")
	case isGuessable(strings.ToLower(password), email, name):
		return fault.At("password", "password_guessable")
	}
	return nil
}

// isGuessable looks for passwords that are one thing repeated or counted up, or
// little more than the product's, the person's or another popular word.
func isGuessable(password, email, name string) bool {
	email = strings.ToLower(email)
	local, _, _ := strings.Cut(email, "@")
	rest := password
	for _, word := range append([]string{email, local, strings.ToLower(name)}, guessedFirst...) {
		if len(word) > 2 {
			rest = strings.ReplaceAll(rest, word, "")
		}
	}
	distinct := map[rune]bool{}
	for _, r := range rest {
		distinct[r] = true
	}
	return len(distinct) < 4
}

var guessedFirst = []string{
	"deskbell", "password", "passwort", "passw0rd", "qwertyuiop", "qwertzuiop", "qwerty", "qwertz", "asdfghjkl", "letmein",
	"welcome", "willkommen", "admin", "administrator", "iloveyou", "changeme", "geheim", "hallo", "123456789", "12345678", "1234567", "123456", "12345", "1234",
	"0987654321", "987654321", "abcdefgh", "abcdef", "abc123", "monkey", "dragon", "football", "schatz", "sommer", "summer", "winter", "test",
}

// passwordHasher runs argon2id with OWASP's parameters, one at a time: each run
// takes 19 MiB, and a small server must not be filled with them.
type passwordHasher struct{ turn sync.Mutex }

var argon = &argon2id.Params{Memory: 19 << 10, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// decoyHash is of a password that nobody has, made with argon once, so that it need
// not be computed at each start.
const decoyHash = "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$w3r3W0xZlJDiyyWmbG0dPbnYcgkpMzmEhbY2qJXyZzk"

func (h *passwordHasher) hash(password string) (string, error) {
	h.turn.Lock()
	defer h.turn.Unlock()
	return argon2id.CreateHash(password, argon)
}

func (h *passwordHasher) matches(password, hash string) (bool, error) {
	if len(password) > 4*maxPassword {
		return false, nil
	}
	h.turn.Lock()
	defer h.turn.Unlock()
	return argon2id.ComparePasswordAndHash(password, hash)
}
