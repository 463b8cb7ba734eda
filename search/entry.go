package search

import (
	"context"
	"slices"
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

// PersonFirst is the reserved tag of entries the owner gave to people.
const PersonFirst = "person-first"

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

// Entries is what search needs of a store: all entries, in the order of their
// ids, and a hash of their content that changes when any of them does.
type Entries interface {
	Entries(ctx context.Context) ([]Entry, error)
	EntriesVersion(ctx context.Context) (string, error)
}
