package search

import "regexp"

// masked stands for what was taken out of a kept question.
const masked = "▒▒▒"

// Personal data that visitors type into questions. What is not certain is
// masked too: a lost order number costs less than a kept card number.
var personal = []*regexp.Regexp{
	regexp.MustCompile(`[^\s@<>()"]+@[^\s@<>()"]+\.[^\s@<>()",;]+`),                       // e-mail addresses
	regexp.MustCompile(`(?i)[^\s@<>()"]+ ?[(\[] ?(?:at|ät) ?[)\]] ?[^\s@<>()",;]+`),       // the same, hidden from machines
	regexp.MustCompile(`(?i)\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b`), // IBAN
	regexp.MustCompile(`\+?\(?\d(?:[\s./()–-]{0,3}\d){5,}`),                               // phone, card and order numbers, dates of birth
}

// urlQuery is what follows the path of an address: it may hold tokens.
var urlQuery = regexp.MustCompile(`(?i)(\b(?:https?://|www\.)[^\s?#]+)[?#]\S*`)

// Mask takes e-mail addresses, bank and phone numbers, longer runs of digits
// and the queries of web addresses out of a text.
func Mask(text string) string {
	text = urlQuery.ReplaceAllString(text, "$1?"+masked)
	for _, p := range personal {
		text = p.ReplaceAllString(text, masked)
	}
	return text
}
