package admin

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/internal/fault"
)

// E6: whether an address belongs to somebody cannot be told from the answer.
func TestAWrongLogInSaysNotWhatWasWrong(t *testing.T) {
	h := newHouse(t)
	a := h.owner()
	known := h.browser().post("/admin/login", "email", a.Email, "password", "wrong password")
	known.wants(t, http.StatusUnauthorized, "do not fit together", `value="anna@example.org"`)
	known.lacks(t, "wrong password")
	unknown := h.browser().post("/admin/login", "email", "nobody@example.org", "password", "wrong password")
	if diff := cmp.Diff(known.body, strings.ReplaceAll(unknown.body, "nobody@example.org", a.Email)); diff != "" || unknown.code != known.code {
		t.Errorf("%d and %d differ:\n%s", known.code, unknown.code, diff)
	}
}

func TestWhoIsLoggedInNeedsNoForm(t *testing.T) {
	h := newHouse(t)
	h.as(h.owner()).get("/admin/login").leads(t, "/admin/")
}

func TestManyLogInsOfANetworkWaitAndNobodyElse(t *testing.T) {
	now := time.Unix(0, 0)
	n := newNetworks(2, func() time.Time { return now })
	for range 2 {
		if err := n.wait(t.Context(), "busy"); err != nil {
			t.Fatal(err)
		}
	}
	if delay := n.limiter("busy").ReserveN(now, 1).DelayFrom(now); delay != 30*time.Second {
		t.Errorf("the third waits %s", delay)
	}
	if err := n.wait(t.Context(), "busy"); !fault.Is(err, fault.Limited) {
		t.Errorf("got %v", err)
	}
	if err := n.wait(t.Context(), "calm"); err != nil {
		t.Errorf("another network: %v", err)
	}
	now = now.Add(time.Hour)
	if err := n.wait(t.Context(), "busy"); err != nil {
		t.Errorf("an hour later: %v", err)
	}
}

func TestNetworksAreForgottenBeforeTheyFillTheMemory(t *testing.T) {
	n := newNetworks(1, time.Now)
	for i := range maxNetworks + 10 {
		n.limiter(string(rune(i)))
	}
	if len(n.all) > maxNetworks {
		t.Errorf("%d networks are kept", len(n.all))
	}
}
