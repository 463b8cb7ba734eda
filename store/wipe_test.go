package store

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestAReaderOnlyDelaysTheErasing(t *testing.T) {
	s := openStore(t, t.TempDir())
	if err := s.write(t.Context(), note("canary-in-the-log")); err != nil {
		t.Fatal(err)
	}
	reader, err := s.readers.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := one(db{t.Context(), reader}, value[int], `SELECT count(*) FROM meta`); err != nil {
		t.Fatal(err)
	}
	err = s.write(t.Context(), func(t *tx) error {
		t.wipeLog()
		_, err := t.exec(`DELETE FROM meta`)
		return err
	})
	if err != nil || !logHas(t, s, "canary-in-the-log") {
		t.Fatalf("%v; the reader should have kept the log", err)
	}
	if err := reader.Rollback(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.lookForForeign(0); err != nil {
		t.Fatal(err)
	}
	if logHas(t, s, "canary-in-the-log") {
		t.Error("the reader is gone, what was erased is still in the log")
	}
}

func logHas(t *testing.T, s *Store, text string) bool {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(s.dir, databaseFile+"-wal"))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(content, []byte(text))
}
