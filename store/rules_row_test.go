package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
)

func TestRulesFromBeforeHaveDefaultsForWhatIsNew(t *testing.T) {
	s := openStore(t, t.TempDir())
	err := s.write(t.Context(), func(t *tx) error {
		_, err := t.exec(putRulesQuery, `{"call_langs":["de"],"hide_figures":true,"retention":{"call_back":7},"of_a_newer_version":1}`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := handoff.DefaultRules()
	want.CallLangs, want.HideFigures, want.Retention.CallBack = []string{"de"}, true, 7
	got, err := s.Rules(t.Context())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}
