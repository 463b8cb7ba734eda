package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	_ "github.com/mattn/go-sqlite3"

	"deskbell/search"
	"deskbell/search/eval"
)

// fts5 is a full-text table of SQLite, asked for any of the question's words, the best by bm25().
// The driver has FTS5 only with the build tag sqlite_fts5.
func fts5(tokenizer string) func(testing.TB, []search.Entry, string) (eval.Decide, error) {
	return func(t testing.TB, entries []search.Entry, _ string) (eval.Decide, error) {
		db, err := sql.Open("sqlite3", "file:"+filepath.Join(t.TempDir(), "fts.db"))
		if err != nil {
			return nil, err
		}
		t.Cleanup(func() {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
		if err := fillFTS5(db, tokenizer, entries); err != nil {
			return nil, fmt.Errorf("%w (go test -tags sqlite_fts5)", err)
		}
		best, err := db.Prepare(`SELECT id, -bm25(faq) FROM faq WHERE faq MATCH ?1 ORDER BY rank LIMIT 10`)
		if err != nil {
			return nil, err
		}
		t.Cleanup(func() { best.Close() })
		return func(ctx context.Context, q search.Question) (search.Decision, error) {
			return rankFTS5(ctx, best, q.Text)
		}, nil
	}
}

func fillFTS5(db *sql.DB, tokenizer string, entries []search.Entry) error {
	if _, err := db.Exec(`CREATE VIRTUAL TABLE faq USING fts5(id UNINDEXED, question, alternatives, answer, tokenize = '` + tokenizer + `')`); err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after a commit
	for _, e := range entries {
		if _, err := tx.Exec(`INSERT INTO faq VALUES (?1, ?2, ?3, ?4)`, e.ID, e.Question, strings.Join(e.Alternatives, "\n"), e.Answer); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(`INSERT INTO faq(faq) VALUES ('optimize')`); err != nil {
		return err
	}
	return tx.Commit()
}

func rankFTS5(ctx context.Context, best *sql.Stmt, text string) (d search.Decision, err error) {
	words := wordsOf(text)
	if len(words) == 0 {
		return d, nil
	}
	rows, err := best.QueryContext(ctx, `"`+strings.Join(words, `" OR "`)+`"`)
	if err != nil {
		return d, err
	}
	defer rows.Close()
	for rows.Next() {
		var r search.Ranked
		if err := rows.Scan(&r.Entry.ID, &r.Score); err != nil {
			return d, err
		}
		d.Ranked = append(d.Ranked, r)
	}
	return d, rows.Err()
}

// wordsOf are the words of a question, each once, without what the query language would take for
// its own.
func wordsOf(text string) []string {
	met := map[string]bool{}
	var words []string
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }) {
		if !met[w] {
			met[w] = true
			words = append(words, w)
		}
	}
	return words
}
