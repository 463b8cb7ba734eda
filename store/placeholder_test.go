package store

import (
	"strings"
	"testing"
)

func TestPlaceholdersAreCountedAndRewritten(t *testing.T) {
	for query, want := range map[string]struct {
		count  int
		dollar string
	}{
		`SELECT 1`:                            {0, `SELECT 1`},
		`SELECT ?1, ?2`:                       {2, `SELECT $1, $2`},
		`SELECT ?2, ?1, ?2`:                   {2, `SELECT $2, $1, $2`},
		`SELECT ?12`:                          {12, `SELECT $12`},
		`SELECT '?3' || ?1 || "?4"`:           {1, `SELECT '?3' || $1 || "?4"`},
		`SELECT 'it''s ?2', ?1 LIMIT ?2`:      {2, `SELECT 'it''s ?2', $1 LIMIT $2`},
		`SELECT a FROM b WHERE c IN (?1, ?2)`: {2, `SELECT a FROM b WHERE c IN ($1, $2)`},
	} {
		if got := placeholders(query); got != want.count {
			t.Errorf("%s: %d placeholders, want %d", query, got, want.count)
		}
		if got := dollars(query); got != want.dollar {
			t.Errorf("%s: got %s, want %s", query, got, want.dollar)
		}
	}
}

func TestAnArgumentTooManyOrTooFewIsRefused(t *testing.T) {
	d := openStore(t, t.TempDir()).read(t.Context())
	for _, args := range [][]any{{}, {1, 2}} {
		_, err := one(d, value[int64], `SELECT ?1 + 1`, args...)
		if err == nil || !strings.Contains(err.Error(), "placeholders") {
			t.Errorf("%d arguments for one placeholder: %v", len(args), err)
		}
	}
	if got, err := one(d, value[int64], `SELECT ?1 + 1`, 1); got != 2 || err != nil {
		t.Errorf("got %d, %v", got, err)
	}
}

func TestAConditionNumbersItsArguments(t *testing.T) {
	w := &where{}
	w.and(`a = ?`, 1)
	in(w, `b`, []string{"x", "y"})
	w.add(` LIMIT ?`, 9)
	if want := ` WHERE a = ?1 AND b IN (?2, ?3) LIMIT ?4`; w.text != want {
		t.Errorf("got %s, want %s", w.text, want)
	}
	if len(w.args) != 4 || w.args[3] != 9 {
		t.Errorf("arguments: %v", w.args)
	}
}
