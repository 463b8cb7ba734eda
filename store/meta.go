package store

// What the store itself remembers.
const (
	entriesVersion = "entries_version"

	metaQuery    = `SELECT value FROM meta WHERE name = ?1`
	putMetaQuery = `
INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`
)
