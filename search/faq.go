package search

import (
	"context"
	"slices"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
)

// EntryStore is what the FAQ needs of a store. ChangeEntries is one unit of
// work: decide sees all entries and says what shall change; the store applies
// it whole, sets UpdatedAt and publishes feed.Entries, or does nothing at all.
// decide may run more than once and has no effect of its own.
type EntryStore interface {
	Entries
	Entry(ctx context.Context, id string) (Entry, error)
	ChangeEntries(ctx context.Context, decide func(current []Entry) (EntryChange, error)) error
}

// EntryChange is what a decision on the FAQ does to it. An entry in Put
// replaces the one with its id.
type EntryChange struct {
	Put    []Entry
	Delete []string
}

// Empty reports that nothing changes.
func (c EntryChange) Empty() bool { return len(c.Put) == 0 && len(c.Delete) == 0 }

// FAQ keeps the rules of the owner's entries.
type FAQ struct {
	store  EntryStore
	limits limits.Limits
}

// NewFAQ is the FAQ in a store, within limits.
func NewFAQ(store EntryStore, lim limits.Limits) *FAQ {
	return &FAQ{store: store, limits: lim}
}

// Entries are all entries, in the order of their ids.
func (f *FAQ) Entries(ctx context.Context) ([]Entry, error) { return f.store.Entries(ctx) }

// Entry is one entry; fault.NotFound without it.
func (f *FAQ) Entry(ctx context.Context, id string) (Entry, error) { return f.store.Entry(ctx, id) }

// Save creates an entry (id empty or unknown) or changes one. The result is the
// entry as it is kept. Errors: every broken rule with its field, Forbidden
// (entry_read_only) for an entry of a file, Conflict (entry_exists) when a new
// question is there already. The first entry saved takes the sample along.
func (f *FAQ) Save(ctx context.Context, e Entry) (Entry, error) {
	isNew := e.ID == ""
	e = Clean(e)
	if err := Validate(e, f.limits); err != nil {
		return Entry{}, err
	}
	err := f.store.ChangeEntries(ctx, func(current []Entry) (EntryChange, error) {
		old, found := byID(current, e.ID)
		if found && isNew && old.Origin != OriginSample {
			return EntryChange{}, &fault.Error{Kind: fault.Conflict, Code: "entry_exists", Field: "question"}
		}
		if old.Origin == OriginFile {
			return EntryChange{}, fault.New(fault.Forbidden, "entry_read_only")
		}
		e.Origin = savedOrigin(old.Origin)
		return EntryChange{Put: []Entry{e}, Delete: without(idsOf(current, OriginSample), e.ID)}, nil
	})
	return e, err
}

// savedOrigin keeps an import an import; whatever else an agent saves is the
// owner's from then on.
func savedOrigin(old Origin) Origin {
	if old == OriginImport {
		return OriginImport
	}
	return OriginOwn
}

// Delete takes an entry away; NotFound without it, Forbidden for a file's.
func (f *FAQ) Delete(ctx context.Context, id string) error {
	return f.store.ChangeEntries(ctx, func(current []Entry) (EntryChange, error) {
		old, found := byID(current, id)
		if !found {
			return EntryChange{}, fault.New(fault.NotFound, "entry_not_found")
		}
		if old.Origin == OriginFile {
			return EntryChange{}, fault.New(fault.Forbidden, "entry_read_only")
		}
		return EntryChange{Delete: []string{id}}, nil
	})
}

// SeedSample puts the sample FAQ into a store that holds no entry. Call it once,
// when the store was just created: later an empty FAQ is the owner's wish.
func (f *FAQ) SeedSample(ctx context.Context, sample []Entry) error {
	sample, err := f.prepare(sample, OriginSample)
	if err != nil {
		return err
	}
	return f.store.ChangeEntries(ctx, func(current []Entry) (EntryChange, error) {
		if len(current) > 0 {
			return EntryChange{}, nil
		}
		return EntryChange{Put: sample}, nil
	})
}

// prepare cleans and checks entries that come in together.
func (f *FAQ) prepare(entries []Entry, origin Origin) ([]Entry, error) {
	prepared := make([]Entry, len(entries))
	for i, e := range entries {
		e = Clean(e)
		e.Origin = origin
		if err := Validate(e, f.limits); err != nil {
			return nil, err
		}
		prepared[i] = e
	}
	return prepared, nil
}

func byID(entries []Entry, id string) (Entry, bool) {
	i := slices.IndexFunc(entries, func(e Entry) bool { return e.ID == id })
	if i < 0 {
		return Entry{}, false
	}
	return entries[i], true
}

func idsOf(entries []Entry, origin Origin) (ids []string) {
	for _, e := range entries {
		if e.Origin == origin {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

func without(ids []string, id string) []string {
	return slices.DeleteFunc(ids, func(s string) bool { return s == id })
}
