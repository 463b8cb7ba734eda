package handoff

import (
	"bytes"
	"testing"
	"time"

	"deskbell/internal/fault"
)

var (
	testKeys = NewKeys(bytes.Repeat([]byte{7}, 32))
	noon     = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
)

func TestATokenOpensItsTicketOnly(t *testing.T) {
	mine := Ticket{ID: 1, Ref: "K7M-2QX", TokenVersion: 0}
	token := testKeys.Token(mine)
	if ref, err := TokenRef(token); err != nil || ref != mine.Ref {
		t.Fatalf("reference of the token: %q, %v", ref, err)
	}
	if err := testKeys.CheckToken(mine, token); err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string]Ticket{
		"another ticket":                     {ID: 2, Ref: "C3D-4FH"},
		"the same reference, given anew":     {ID: 9, Ref: "K7M-2QX"},
		"the same ticket after a revocation": {ID: 1, Ref: "K7M-2QX", TokenVersion: 1},
	} {
		if testKeys.CheckToken(other, token) == nil {
			t.Errorf("the token opens %s", name)
		}
	}
}

func TestEachSecretIsGoodForItsPurposeOnly(t *testing.T) {
	ticket := Ticket{ID: 1, Ref: "K7M-2QX"}
	token, code := testKeys.Token(ticket), testKeys.LinkCode(ticket, noon)
	if testKeys.CheckToken(ticket, code) == nil {
		t.Error("a link code works as a token")
	}
	if testKeys.CheckLink(ticket, token, noon) == nil {
		t.Error("a token works as a link code")
	}
	if _, err := TokenRef(code); err == nil {
		t.Error("a link code is taken for a token")
	}
	if _, err := LinkRef(token); err == nil {
		t.Error("a token is taken for a link code")
	}
}

func TestALinkCodeEndsAfterThirtyDays(t *testing.T) {
	ticket := Ticket{ID: 1, Ref: "K7M-2QX"}
	code := testKeys.LinkCode(ticket, noon)
	if err := testKeys.CheckLink(ticket, code, noon.Add(30*24*time.Hour)); err != nil {
		t.Errorf("after 30 days: %v", err)
	}
	if err := testKeys.CheckLink(ticket, code, noon.Add(32*24*time.Hour)); !fault.HasCode(err, "link_expired") {
		t.Errorf("after 32 days: %v", err)
	}
}

func TestHostileSecretsAreUnknown(t *testing.T) {
	ticket := Ticket{ID: 1, Ref: "K7M-2QX"}
	token := testKeys.Token(ticket)
	for _, s := range []string{"", " ", "x", ".", "..", "K7M2QX.", "k7m2qx" + token[6:], "K7M-2QX" + token[6:], token + "A", token[:len(token)-1], string(make([]byte, 5000))} {
		if ref, err := TokenRef(s); err == nil && testKeys.CheckToken(ticket, s) == nil {
			t.Errorf("%.60q opens %s", s, ref)
		}
		if _, err := LinkRef(s); err == nil && testKeys.CheckLink(ticket, s, noon) == nil {
			t.Errorf("%.60q opens it as a link", s)
		}
	}
}

func TestDerivedSecretsDoNotRunIntoEachOther(t *testing.T) {
	if bytes.Equal(testKeys.Derive("p", "ab", "c"), testKeys.Derive("p", "a", "bc")) {
		t.Error("parts run together")
	}
	if bytes.Equal(testKeys.Derive("p", "a"), testKeys.Derive("q", "a")) {
		t.Error("purposes run together")
	}
}
