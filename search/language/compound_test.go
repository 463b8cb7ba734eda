package language

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestACompoundIsSplitIntoWhatTheFAQKnows(t *testing.T) {
	for _, tc := range []struct {
		word, vocabulary string
		want             []string
	}{
		{"ruckgabefrist", "ruckgab frist", []string{"ruckgab", "frist"}},
		{"ruckgabefrist", "ruckgabe frist", []string{"ruckgabe", "frist"}},
		{"versandkosten", "versand kost", []string{"versand", "kost"}},
		{"versandkost", "versand kost", []string{"versand", "kost"}},
		{"kundigungsfrist", "kundigung frist", []string{"kundigung", "frist"}},
		{"kontoinhaber", "konto inhab", []string{"konto", "inhab"}},
		{"auslandsreisekrankenversicherung", "ausland reise kranken versicherung krankenversicherung", []string{"ausland", "reise", "krankenversicherung"}},
		{"verzendkosten", "verzend kost", []string{"verzend", "kost"}},
		{"leveranstid", "leverans", []string{"leverans"}},
		{"asiakaspalvelu", "asiakas palvelu", []string{"asiakas", "palvelu"}},
		{"házszám", "szám ház", nil},
		{"számlaszám", "számla szám", []string{"számla", "szám"}},
		{"kontoroffnung", "konto eroffnung", []string{"konto", "eroffnung"}},
		{"steuererklarung", "steu erklarung", []string{"steu", "erklarung"}},

		{"passwort", "pass", nil},
		{"passwort", "wort", nil},
		{"passwort", "pass wort", []string{"pass", "wort"}},
		{"urinstinkt", "urin instinkt", nil},
		{"unterhalt", "erhalt", nil},
		{"einstellung", "stellung", nil},
		{"ausverkauf", "verkauf", nil},
		{"geburtstagsgutschein", "gutschein", []string{"gutschein"}},
		{"gutscheinprufung", "gutschein", []string{"gutschein"}},
		{"gutscheinxyzfrist", "gutschein frist", []string{"gutschein", "frist"}},
		{"gutscheine", "gutschein", nil},
		{"gutschein", "gutschein", nil},
		{"unternehmen", "unter nehm", []string{"unter", "nehm"}},
		{"unternehmung", "unter", nil},
		{"lieferung", "liefer", []string{"liefer"}},
		{"", "", nil},
	} {
		vocabulary := strings.Fields(tc.vocabulary)
		got := CompoundParts(tc.word, func(s string) bool { return slices.Contains(vocabulary, s) })
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s of %s: %s", tc.word, tc.vocabulary, diff)
		}
	}
}

func TestAnEndlessWordIsNotSplit(t *testing.T) {
	looks := 0
	all := func(string) bool { looks++; return true }
	if parts := CompoundParts(strings.Repeat("wort", 2_500), all); parts != nil {
		t.Errorf("got %d parts", len(parts))
	}
	CompoundParts(strings.Repeat("ü", MaxWord), all)
	if looks > 2*MaxWord*MaxWord*2 {
		t.Errorf("%d looks into the vocabulary", looks)
	}
}
