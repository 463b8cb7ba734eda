package search

import (
	"crypto/sha256"
	"encoding/base32"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
)

// The bounds that no owner has a reason to change.
const (
	maxIDChars   = 100
	maxURLChars  = 2000
	maxTags      = 50
	maxWordChars = 60 // a tag, a scope
)

var langTag = regexp.MustCompile(`^[a-z]{2,3}$`)

// NewID is the id of an entry that came without one: the same question in the
// same language has the same id wherever it comes from.
func NewID(lang, question string) string {
	sum := sha256.Sum256([]byte(lang + "\x00" + question))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// Clean brings an entry into the form in which it is kept: lines trimmed, lists
// without empty or repeated items, tags and language lower case, an id. The
// answer stays as written but for line ends and control characters.
func Clean(e Entry) Entry {
	e.Question = cleanLine(e.Question)
	e.Answer = cleanText(e.Answer)
	e.Lang = baseLang(e.Lang)
	e.Group, e.URL = cleanLine(e.Group), cleanLine(e.URL)
	e.Alternatives = without(cleanList(e.Alternatives, cleanLine), e.Question)
	e.Tags = cleanList(e.Tags, func(s string) string { return strings.ToLower(cleanLine(s)) })
	e.Scope = cleanList(e.Scope, cleanLine)
	if e.ID = cleanLine(e.ID); e.ID == "" {
		e.ID = NewID(e.Lang, e.Question)
	}
	return e
}

// Validate checks a clean entry; the error holds every broken rule by field.
func Validate(e Entry, lim limits.Limits) error {
	var wrong fault.List
	checkLength(&wrong, "id", e.ID, maxIDChars)
	checkLength(&wrong, "group", e.Group, maxIDChars)
	checkLength(&wrong, "question", e.Question, lim.Get(limits.EntryChars))
	checkLength(&wrong, "answer", e.Answer, lim.Get(limits.AnswerChars))
	if e.Question == "" {
		wrong.Add("question", "required")
	}
	if e.Lang != "" && !langTag.MatchString(e.Lang) {
		wrong.Add("lang", "lang_invalid")
	}
	if !validURL(e.URL) {
		wrong.Add("url", "url_invalid")
	}
	checkList(&wrong, "alternatives", e.Alternatives, lim.Get(limits.Alternatives), lim.Get(limits.EntryChars))
	checkList(&wrong, "tags", e.Tags, maxTags, maxWordChars)
	checkList(&wrong, "scope", e.Scope, maxTags, lim.Get(limits.ScopeChars))
	return wrong.Err()
}

// SameContent reports that two entries say the same, wherever they come from.
func SameContent(a, b Entry) bool {
	return a.ID == b.ID && a.Group == b.Group && a.Lang == b.Lang && a.URL == b.URL &&
		a.Question == b.Question && a.Answer == b.Answer &&
		slices.Equal(a.Alternatives, b.Alternatives) && slices.Equal(a.Tags, b.Tags) && slices.Equal(a.Scope, b.Scope)
}

func checkLength(wrong *fault.List, field, text string, most int) {
	if !utf8.ValidString(text) {
		wrong.Add(field, "utf8_invalid")
	} else if utf8.RuneCountInString(text) > most {
		wrong.Add(field, "too_long")
	}
}

func checkList(wrong *fault.List, field string, items []string, most, mostChars int) {
	if len(items) > most {
		wrong.Add(field, "too_many")
	}
	before := len(*wrong)
	for _, item := range items {
		if checkLength(wrong, field, item, mostChars); len(*wrong) > before {
			return // one error a field is enough
		}
	}
}

func validURL(s string) bool {
	if s == "" {
		return true
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && utf8.RuneCountInString(s) <= maxURLChars
}

// cleanLine makes one trimmed line of s.
func cleanLine(s string) string { return strings.Join(strings.FieldsFunc(s, isSpaceOrControl), " ") }

// cleanText keeps tabs and line feeds of the control characters. Invalid UTF-8
// is left for Validate to refuse.
func cleanText(s string) string {
	if !utf8.ValidString(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r != '\n' && r != '\t' && unicode.IsControl(r), r == '\ufeff':
			return -1
		}
		return r
	}, s)
}

func isSpaceOrControl(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufeff'
}

// cleanList returns nil for a list without items, so that entries compare.
func cleanList(items []string, clean func(string) string) []string {
	var kept []string
	for _, item := range items {
		if item = clean(item); item != "" && !slices.Contains(kept, item) {
			kept = append(kept, item)
		}
	}
	return kept
}

// baseLang is the base of a BCP 47 tag: "de" of "de-AT" and "DE_at".
func baseLang(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-"), "-")
	return base
}

// questionKey is the same for two entries a visitor could not tell apart.
func questionKey(e Entry) string {
	return e.Lang + "\x00" + strings.Join(strings.Fields(strings.ToLower(e.Question)), " ")
}
