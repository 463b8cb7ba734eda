package store

import (
	"strings"
	"testing"
)

func TestCheckCountsAndFindsWhatIsWrong(t *testing.T) {
	s := openStore(t, t.TempDir())
	if err := s.write(t.Context(), note("a")); err != nil {
		t.Fatal(err)
	}
	r, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) > 0 || r.Schema != 5 || r.Rows["meta"] != 1 || r.Rows["tickets"] != 0 {
		t.Errorf("a sound desk: %+v", r)
	}
	if _, counted := r.Rows["tickets"]; !counted || r.Bytes == 0 || r.Free == 0 || r.SQLite == "" {
		t.Errorf("not measured: %+v", r)
	}

	for _, statement := range []string{
		`PRAGMA foreign_keys = OFF`, `PRAGMA synchronous = NORMAL`,
		`INSERT INTO invitations (purpose, agent_id, hash, expires_at) VALUES ('reset', 77, x'00', 0)`,
	} {
		if err := s.run(statement); err != nil {
			t.Fatal(err)
		}
	}
	r, err = s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found := strings.Join(r.Problems, "\n")
	for _, want := range []string{"invitations row 1 names a missing agents", `synchronous = "1" instead of "2"`, `foreign_keys = "0"`} {
		if !strings.Contains(found, want) {
			t.Errorf("%q is not among: %s", want, found)
		}
	}
}
