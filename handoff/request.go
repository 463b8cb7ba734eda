package handoff

import (
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
)

// Request is what a visitor sends to reach a person.
type Request struct {
	Kind       Kind
	Name       string
	Email      string // with ByEmail; with the other kinds it is optional
	Phone      string // with CallBack, as typed
	Message    string
	Wish       string
	WindowFrom time.Time // with CallBack; zero: as soon as possible
	WindowTo   time.Time
	TimeZone   string
	CallLang   string // BCP 47; "" for the page's
	Lang       string
	Page       string // query and fragment are cut off
	Scope      string
	Transcript []Line
	Suspected  bool // the widget's guard has a doubt: nothing is refused, nothing is mailed
}

// check cleans the request and finds every field that is wrong.
func (r Request) check(c Config, now time.Time) (Request, error) {
	l := c.Limits
	var wrong fault.List
	r.Message = r.text("message", r.Message, l.Get(limits.MessageChars), &wrong)
	if r.Message == "" && !named(wrong, "message") {
		wrong.Add("message", "required")
	}
	r.Name = oneLine(r.text("name", r.Name, l.Get(limits.NameChars), &wrong))
	r.checkWish(l, &wrong)
	r.Scope = oneLine(r.text("scope", r.Scope, l.Get(limits.ScopeChars), &wrong))
	r.Page = CleanPage(r.Page, l.Get(limits.PageChars))
	r.checkReach(l, c.OwnersPhone(), &wrong)
	r.checkCall(c.Timing, now, &wrong)
	r.checkTranscript(l, &wrong)
	return r, wrong.Err()
}

func (r *Request) checkReach(l limits.Limits, ownersPhone string, wrong *fault.List) {
	switch r.Kind {
	case ByEmail, CallBack, Here:
	default:
		wrong.Add("kind", "kind_unknown")
	}
	r.checkEmail(l, wrong)
	r.checkPhone(l, ownersPhone, wrong)
}

func (r *Request) checkEmail(l limits.Limits, wrong *fault.List) {
	r.Email = strings.TrimSpace(r.Email)
	switch {
	case r.Email == "" && r.Kind == ByEmail:
		wrong.Add("email", "required")
	case len(r.Email) > l.Get(limits.EmailBytes):
		wrong.Add("email", "too_long")
	case r.Email != "":
		address, err := ParseEmail(r.Email)
		if err != nil {
			wrong.Add("email", fault.Of(err).Code)
		}
		r.Email = address
	}
}

func (r *Request) checkPhone(l limits.Limits, ownersPhone string, wrong *fault.List) {
	r.Phone = strings.TrimSpace(r.Phone)
	switch {
	case r.Phone == "" && r.Kind == CallBack:
		wrong.Add("phone", "required")
	case utf8.RuneCountInString(r.Phone) > l.Get(limits.PhoneChars):
		wrong.Add("phone", "too_long")
	case r.Phone != "":
		number, err := ParsePhone(r.Phone, regionOf(r.Lang, r.Page, ownersPhone))
		if err != nil {
			wrong.Add("phone", fault.Of(err).Code)
		}
		r.Phone = number
	}
}

func (r *Request) checkWish(l limits.Limits, wrong *fault.List) {
	r.Wish = oneLine(r.text("wish", r.Wish, l.Get(limits.WishChars), wrong))
}

// checkCall looks at what belongs to a call-back, and drops it with the other kinds.
func (r *Request) checkCall(timing *Timing, now time.Time, wrong *fault.List) {
	if r.TimeZone != "" && VisitorZone(r.TimeZone) == nil {
		wrong.Add("time_zone", "time_zone_unknown")
	}
	r.WindowFrom, r.WindowTo = r.WindowFrom.Truncate(time.Second), r.WindowTo.Truncate(time.Second) // as promises name them
	if err := timing.checkWindow(r.WindowFrom, r.WindowTo, now); err != nil {
		*wrong = append(*wrong, fault.All(err)...)
	}
	if r.CallLang != "" && !isLang(r.CallLang) {
		wrong.Add("call_lang", "lang_unknown")
	}
	if r.Kind != CallBack {
		r.WindowFrom, r.WindowTo, r.CallLang, r.Wish = time.Time{}, time.Time{}, "", ""
	}
}

func isLang(tag string) bool {
	_, err := language.Parse(tag)
	return err == nil && len(tag) <= maxLang
}

// maxLang is longer than any tag of a language that is spoken.
const maxLang = 35

func (r *Request) checkTranscript(l limits.Limits, wrong *fault.List) {
	if len(r.Transcript) > l.Get(limits.TranscriptLines) {
		wrong.Add("transcript", "too_many")
		return
	}
	for i, line := range r.Transcript {
		switch {
		case line.From == FromVisitor && line.Entry == "" && line.Verdict == "":
			r.Transcript[i].Text = r.text("transcript", line.Text, l.Get(limits.MessageChars), wrong)
		case line.From == FromDesk && line.Entry != "" && line.Text == "" && len(line.Entry) <= maxEntryID && line.Verdict.known():
		default:
			wrong.Add("transcript", "wrong_type")
			return
		}
	}
}

const maxEntryID = 200

func (v Verdict) known() bool {
	return v == "" || v == Solved || v == NotSolved || v == WrongTopic
}

func (r Request) text(field, s string, max int, wrong *fault.List) string {
	s, err := CleanText(s, max)
	if err != nil {
		wrong.Add(field, fault.Of(err).Code)
	}
	return s
}

// CleanText trims a text, makes its line ends plain and checks that it can be
// stored: valid UTF-8, no control characters but line feed and tab, at most max
// characters.
func CleanText(s string, max int) (string, error) {
	if !utf8.ValidString(s) {
		return "", fault.New(fault.Invalid, "text_invalid")
	}
	s = strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s))
	if utf8.RuneCountInString(s) > max {
		return s, fault.New(fault.Invalid, "too_long")
	}
	if strings.ContainsFunc(s, isControl) {
		return "", fault.New(fault.Invalid, "text_invalid")
	}
	return s, nil
}

func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// CleanPage keeps scheme, host and path of a page's address, at most max characters:
// queries and fragments carry what is nobody's business. What is no address of a page gives "".
func CleanPage(s string, max int) string {
	s, _, _ = strings.Cut(s, "#")
	s, _, _ = strings.Cut(s, "?")
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "/") {
		return ""
	}
	s, err := CleanText(s, len(s))
	if err != nil {
		return ""
	}
	if runes := []rune(s); len(runes) > max {
		return string(runes[:max])
	}
	return s
}

func named(wrong fault.List, field string) bool {
	for _, e := range wrong {
		if e.Field == field {
			return true
		}
	}
	return false
}
