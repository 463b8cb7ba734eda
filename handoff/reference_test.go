package handoff

import (
	"regexp"
	"strings"
	"testing"
)

func TestReferencesHaveNoLookAlikesAndNoWords(t *testing.T) {
	shape := regexp.MustCompile(`^[2-9A-Z]{3}-[2-9A-Z]{3}$`)
	seen := map[string]bool{}
	for range 5000 {
		ref := NewRef()
		if !shape.MatchString(ref) || strings.ContainsAny(ref, "0O1ILBS8ZUVYAEG") {
			t.Fatalf("%s has a character that is easily mistaken", ref)
		}
		for half := range strings.SplitSeq(ref, "-") {
			if !strings.ContainsAny(half, "2345679") || !strings.ContainsAny(half, "CDFHJKMNPQRTWX") {
				t.Fatalf("%s: %s could be read as a word or a number", ref, half)
			}
		}
		seen[ref] = true
	}
	if len(seen) < 4990 {
		t.Errorf("only %d of 5000 references differ", len(seen))
	}
}

func TestAReferenceIsReadAsPeopleTypeIt(t *testing.T) {
	for _, in := range []string{"K7M-2QX", "k7m2qx", " k7m 2qx ", "K7M–2QX"} {
		if ref, ok := ParseRef(in); !ok || ref != "K7M-2QX" {
			t.Errorf("%q: got %q %t", in, ref, ok)
		}
	}
	for _, in := range []string{"", "K7M", "K7M-2QX9", "K7M-2Q0", "K7M-2Q%", "../../x"} {
		if ref, ok := ParseRef(in); ok {
			t.Errorf("%q was accepted as %q", in, ref)
		}
	}
}
