package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"deskbell/internal/feed"
	"deskbell/search"
)

const selectEntries = `
SELECT id, group_id, lang, question, answer, alternatives, tags, scope, url, origin, updated_at FROM entries `

func readEntry(s scan) (search.Entry, error) {
	var e search.Entry
	err := s(&e.ID, &e.Group, &e.Lang, &e.Question, &e.Answer, fromJSON[string]{&e.Alternatives},
		fromJSON[string]{&e.Tags}, fromJSON[string]{&e.Scope}, &e.URL, &e.Origin, instant{&e.UpdatedAt})
	return e, err
}

const (
	entriesQuery = selectEntries + `ORDER BY id`
	entryQuery   = selectEntries + `WHERE id = ?1`
)

// Entries gives all entries, by id.
func (s *Store) Entries(ctx context.Context) ([]search.Entry, error) { return entriesOf(s.read(ctx)) }

func entriesOf(d db) ([]search.Entry, error) { return all(d, readEntry, entriesQuery) }

// Entry gives one entry.
func (s *Store) Entry(ctx context.Context, id string) (search.Entry, error) {
	e, err := one(s.read(ctx), readEntry, entryQuery, id)
	return e, missing(err, "entry_not_found")
}

// EntriesVersion is a hash of the content of all entries.
func (s *Store) EntriesVersion(ctx context.Context) (string, error) {
	version, err := one(s.read(ctx), value[string], metaQuery, entriesVersion)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return version, err
}

// ChangeEntries stores what decide makes of the entries.
func (s *Store) ChangeEntries(ctx context.Context, decide func(current []search.Entry) (search.EntryChange, error)) error {
	return s.write(ctx, func(t *tx) error {
		current, err := entriesOf(t.db)
		if err != nil {
			return err
		}
		change, err := decide(current)
		if err != nil || change.Empty() {
			return err
		}
		return applyEntries(t, change)
	})
}

const (
	deleteEntryQuery = `DELETE FROM entries WHERE id = ?1`
	putEntryQuery    = `
INSERT INTO entries (id, group_id, lang, question, answer, alternatives, tags, scope, url, origin, updated_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (id) DO UPDATE SET group_id = excluded.group_id, lang = excluded.lang, question = excluded.question,
	answer = excluded.answer, alternatives = excluded.alternatives, tags = excluded.tags, scope = excluded.scope,
	url = excluded.url, origin = excluded.origin, updated_at = excluded.updated_at`
)

func applyEntries(t *tx, change search.EntryChange) error {
	for _, id := range change.Delete {
		if _, err := t.exec(deleteEntryQuery, id); err != nil {
			return err
		}
	}
	for _, e := range change.Put {
		if err := putEntry(t, e); err != nil {
			return err
		}
	}
	t.publish(feed.Entries, "")
	return keepEntriesVersion(t)
}

func putEntry(t *tx, e search.Entry) error {
	alternatives, err1 := asJSON(e.Alternatives)
	tags, err2 := asJSON(e.Tags)
	scope, err3 := asJSON(e.Scope)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	_, err := t.exec(putEntryQuery, e.ID, e.Group, e.Lang, e.Question, e.Answer, alternatives, tags, scope, e.URL,
		string(e.Origin), millis(t.now))
	return err
}

// keepEntriesVersion hashes what is stored, so that a start need not read all entries
// to know that the index fits. When an entry was stored does not count.
func keepEntriesVersion(t *tx) error {
	list, err := entriesOf(t.db)
	if err != nil {
		return err
	}
	for i := range list {
		list[i].UpdatedAt = time.Time{}
	}
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	_, err = t.exec(putMetaQuery, entriesVersion, hex.EncodeToString(sum[:]))
	return err
}
