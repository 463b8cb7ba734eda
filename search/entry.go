package search

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Origin says where an entry came from and so who may change it.
type Origin string

const (
	OriginOwn    Origin = "own"    // written in the admin page
	OriginImport Origin = "import" // imported once; the admin page may edit it
	OriginFile   Origin = "file"   // kept in step with --faq; read-only in the admin page
	OriginSample Origin = "sample" // the embedded sample FAQ; leaves with the first own entry or import
)

// Reserved tags: PersonFirst marks entries the owner gave to people, those that begin with asks say what the form asks
// for then; Starter pins an entry among the questions to begin with, NoStarter keeps it from them.
const (
	PersonFirst = "person-first"
	Starter     = "starter"
	NoStarter   = "no-starter"
	AsksOrder   = "asks-order"
	AsksError   = "asks-error"
	AsksPage    = "asks-page"
	AsksNothing = "asks-nothing"
)

// Ask is something that helps a person to answer and that a visitor may leave out.
type Ask string

const (
	AskOrder Ask = "order" // number of an order or a customer
	AskError Ask = "error" // text of an error as the visitor sees it
	AskPage  Ask = "page"  // address of the page it is about
)

// Tag is the reserved tag of entries that ask for it.
func (a Ask) Tag() string {
	return map[Ask]string{AskOrder: AsksOrder, AskError: AsksError, AskPage: AsksPage}[a]
}

// Asks are all there are, in the order of a form.
var Asks = []Ask{AskOrder, AskError, AskPage}

// Entry is one question with its answer, as the owner wrote it.
type Entry struct {
	ID           string    // unique; see importer for how it is found when a file gives none
	Group        string    // links translations of one entry; "" for none
	Lang         string    // BCP 47 base tag, lower case ("de"); "" where unknown
	Question     string    // plain text
	Answer       string    // the owner's Markdown; may be empty
	Alternatives []string  // other ways to ask it
	Tags         []string  // lower case
	Scope        []string  // scopes that this entry is preferred for; empty for all
	URL          string    // source link, http(s), "" for none
	Origin       Origin    //
	UpdatedAt    time.Time //
}

// PersonFirst reports that the owner gave the entry to people.
func (e Entry) PersonFirst() bool { return slices.Contains(e.Tags, PersonFirst) }

// Asks is what the form of a person-first entry asks for: what the tags say, without any the order and the error.
// Other entries open no form.
func (e Entry) Asks() []Ask {
	if !e.PersonFirst() || slices.Contains(e.Tags, AsksNothing) {
		return nil
	}
	var tagged []Ask
	for _, a := range Asks {
		if slices.Contains(e.Tags, a.Tag()) {
			tagged = append(tagged, a)
		}
	}
	if len(tagged) == 0 {
		return []Ask{AskOrder, AskError}
	}
	return tagged
}

// Entries is what search needs of a store: all entries, in the order of their
// ids, and a hash of their content that changes when any of them does.
type Entries interface {
	Entries(ctx context.Context) ([]Entry, error)
	EntriesVersion(ctx context.Context) (string, error)
}

// topics are the tags that say what the entry is about.
func (e Entry) topics() []string {
	return slices.DeleteFunc(slices.Clone(e.Tags), reservedTag)
}

// reservedTag reports a tag that says what to do, not what the entry is about.
func reservedTag(tag string) bool {
	return slices.Contains([]string{PersonFirst, Starter, NoStarter}, tag) || strings.HasPrefix(tag, "asks-")
}
