package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"time"

	"github.com/alexedwards/scs/v2"
)

// Sessions keeps log-ins for scs. Only the hash of a token is stored, so whoever reads
// the database cannot log in with it.
type Sessions struct{ store *Store }

var _ scs.CtxStore = Sessions{}

// Sessions are the log-ins of this store.
func (s *Store) Sessions() Sessions { return Sessions{s} }

const (
	findSessionQuery = `SELECT data FROM sessions WHERE hash = ?1 AND expires_at > ?2`
	putSessionQuery  = `
INSERT INTO sessions (hash, data, expires_at) VALUES (?1, ?2, ?3)
ON CONFLICT (hash) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at`
	deleteSessionQuery  = `DELETE FROM sessions WHERE hash = ?1`
	expireSessionsQuery = `DELETE FROM sessions WHERE expires_at <= ?1`
)

func hashToken(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}

// FindCtx gives the data of a session that has not expired.
func (s Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	data, err := one(s.store.read(ctx), value[[]byte], findSessionQuery, hashToken(token), millis(s.store.now()))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// CommitCtx stores a session and forgets those that have expired.
func (s Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	return s.store.write(ctx, func(t *tx) error {
		if _, err := t.exec(expireSessionsQuery, millis(t.now)); err != nil {
			return err
		}
		_, err := t.exec(putSessionQuery, hashToken(token), data, millis(expiry))
		return err
	})
}

// DeleteCtx ends a session; one that is not there is no error.
func (s Sessions) DeleteCtx(ctx context.Context, token string) error {
	return s.store.write(ctx, func(t *tx) error {
		_, err := t.exec(deleteSessionQuery, hashToken(token))
		return err
	})
}

// Find, Commit and Delete are there for scs.Store; scs calls the ones with a context.

func (s Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

func (s Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

func (s Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
