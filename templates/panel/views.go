// Package panel holds the visitor's pages. A view is ready to be shown: the
// templates only ask whether something is there.
package panel

import (
	"strings"

	"deskbell/words"
)

// Frame is what stands around every screen.
type Frame struct {
	*words.Translator
	Screen    string // its name in the list of screens
	Desk      string // the desk's name
	DeskLang  string // its language, "" for the page's
	Assets    Assets
	Origins   string // sites whose messages the panel takes, by spaces
	Contact   Contact
	Notice    Notice
	Languages Languages
	Start     string // address of the first screen
	OnForm    bool   // the person form is this screen
	State     State
	Problem   Problem
}

// Assets are the addresses of what a page loads.
type Assets struct{ CSS, Theme, JS string }

// Contact is the owner's, for when nothing else works.
type Contact struct{ Email, Phone string }

// Known reports whether there is any way to reach the owner.
func (c Contact) Known() bool { return c.Email != "" || c.Phone != "" }

func (c Contact) mail() string { return "mailto:" + c.Email }

// tel keeps what a dialler understands of a number written for people.
func (c Contact) tel() string {
	return "tel:" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, strings.ReplaceAll(c.Phone, "(0)", ""))
}

// Notice says what is kept, for how long, and by whom.
type Notice struct {
	Controller string
	PolicyURL  string
	KeepsGaps  bool
	Kept       string // how long a request to a person is stored
}

// Languages are those that the page can be shown in, each by its own name; the zero value offers none.
type Languages struct {
	All []Option
	To  string // where the form goes to be shown in another one; "" for where it goes anyway
}

// present is the name of the one that the page is in.
func (l Languages) present() string {
	for _, o := range l.All {
		if o.Chosen {
			return o.Label
		}
	}
	return ""
}

// State is what every form carries along, so that the server need not remember it.
type State struct {
	Key    string // makes a request that is sent twice one request
	Lang   string
	Page   string
	Scope  string
	Misses string
	Seen   []string // entries shown
	Wrong  []string // entries that the visitor called beside the point
	Lines  []string // the conversation, each line as JSON
}

// Problem is something that went wrong with the last step; the zero value is none.
type Problem struct {
	Title string
	Text  string
	ID    string // of an internal error, as in the log
}

// Conversation is the screen of questions and answers.
type Conversation struct {
	Greeting OwnersText
	Expect   Expect // while the desk is closed, before the first question
	Turns    []Turn
	Question Field
	Starters []Answer // to begin with
	Verdict  bool     // the last turn is an answer that wants one
	Solved   bool     // the visitor said that it helped
	Offer    bool     // a person is offered in the last turn
}

// OwnersText is the owner's own words.
type OwnersText struct {
	Text string
	Lang string // "" for the page's
	Note LanguageNote
}

// LanguageNote says that a text is in another language than the page; none if Text is "".
type LanguageNote struct {
	Text, Lang string // Lang is "" for the page's
	Name, Of   string // the language's name for itself, which stands in Text, and its tag
}

// parts are what stands before the name, the name, and what stands behind it.
func (n LanguageNote) parts() (before, name, after string) {
	before, after, named := strings.Cut(n.Text, n.Name)
	if !named {
		return n.Text, "", ""
	}
	return before, n.Name, after
}

// Turn is one step of the conversation: the visitor's words, or an entry, or the
// entries to choose from.
type Turn struct {
	Visitor string // the visitor's words; with them nothing else
	Lead    Lead
	Answer  Answer
	Choices []Answer
	New     bool // it came with this step
}

// Lead is what is said above what a decision shows, a paragraph a sentence.
type Lead struct {
	Sentences []string
	Lang      string // "" for the page's
}

// Answer is an entry as shown. Without HTML the owner has given no answer to it.
type Answer struct {
	Entry, Question, HTML, URL, Lang string
	Note                             LanguageNote
}

// Known reports whether there is an entry.
func (a Answer) Known() bool { return a.Entry != "" }

// Field is one field of a form and what is wrong with it.
type Field struct {
	Name, Label, Hint, Value, Error string
	Type, Complete, Mode            string // of the input: type, autocomplete, inputmode
	Optional                        bool
}

func (f Field) labelID() string { return f.Name + "-label" }
func (f Field) hintID() string  { return f.Name + "-hint" }
func (f Field) errorID() string { return f.Name + "-error" }

// describedBy names the texts that belong to the field.
func (f Field) describedBy() string {
	var ids []string
	if f.Error != "" {
		ids = append(ids, f.errorID())
	}
	if f.Hint != "" {
		ids = append(ids, f.hintID())
	}
	return strings.Join(ids, " ")
}

// Receipt says that a request was taken.
type Receipt struct {
	Ref, Code, Token string
	Promise          string   // what to expect
	Answered         bool     // and Promise says what has come of it
	Next             []string // what happens now
	Link             string
	Again            string // what the form says of it, so that it can be shown again in another language
}

// Message is one message of a thread.
type Message struct {
	ID, From, Label, Lang string
	Text                  []Piece
	At                    string // RFC 3339
	Moment                string // the same, for people
}

func (m Message) class() string { return "turn from-" + m.From }

// dir is the direction of a text whose language may not be known.
func dir(lang string) string {
	if lang == "" {
		return "auto"
	}
	return words.Dir(lang)
}
