package search

import (
	"context"
	"slices"

	"deskbell/internal/fault"
)

// AddAlternative makes a question another way to ask an entry, whatever else was
// changed of the entry meanwhile, and gives the entry as it is kept then. A
// question that is there already changes nothing. Errors: NotFound
// (entry_not_found), Forbidden (entry_read_only) for an entry of a file, and the
// rules of entries. An entry of the sample becomes the owner's, as by Save.
func (f *FAQ) AddAlternative(ctx context.Context, id, question string) (kept Entry, err error) {
	err = f.store.ChangeEntries(ctx, func(current []Entry) (EntryChange, error) {
		old, found := byID(current, id)
		switch {
		case !found:
			return EntryChange{}, fault.New(fault.NotFound, "entry_not_found")
		case old.Origin == OriginFile:
			return EntryChange{}, fault.New(fault.Forbidden, "entry_read_only")
		}
		kept = old
		kept.Alternatives = append(slices.Clone(old.Alternatives), question)
		if kept = Clean(kept); SameContent(kept, old) {
			return EntryChange{}, nil
		}
		kept.Origin = savedOrigin(old.Origin)
		return EntryChange{Put: []Entry{kept}, Delete: without(idsOf(current, OriginSample), id)}, Validate(kept, f.limits)
	})
	return kept, err
}
