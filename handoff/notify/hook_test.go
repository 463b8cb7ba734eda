package notify

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
)

func TestAWebhookSaysThatSomethingWaitsAndWhere(t *testing.T) {
	for letter, want := range map[handoff.Letter]string{
		handoff.NewTicketNotice:  `{"event":"ticket.created","ref":"K7M-2QX","kind":"callback","lang":"en","admin_url":"https://desk.shop.example/admin/tickets/K7M-2QX","at":"2026-11-20T09:30:00Z"}`,
		handoff.NewMessageNotice: `{"event":"ticket.message","ref":"K7M-2QX","kind":"callback","lang":"en","admin_url":"https://desk.shop.example/admin/tickets/K7M-2QX","at":"2026-11-20T09:30:00Z"}`,
		handoff.LateNotice:       `{"event":"tickets.late","count":2,"refs":["K7M-2QX","B4R-7TX"],"admin_url":"https://desk.shop.example/admin/","at":"2026-11-20T09:30:00Z"}`,
		handoff.TestLetter:       `{"event":"test","admin_url":"https://desk.shop.example/admin/","at":"2026-11-20T09:30:00Z"}`,
	} {
		r := newReceiver(t, nil)
		if err := carry(t, r.hook(""), letter, "de"); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{want}, r.bodies); diff != "" {
			t.Errorf("%s (-want +got):\n%s", letter, diff)
		}
	}
}

func TestAReceiverCanCheckWhoSignedAndWhen(t *testing.T) {
	for letter := range events {
		checkSignature(t, letter)
	}
}

func checkSignature(t *testing.T, letter handoff.Letter) {
	t.Helper()
	r := newReceiver(t, nil)
	if err := carry(t, r.hook(""), letter, "de"); err != nil {
		t.Fatal(err)
	}
	target, err := Parse(r.hook(""))
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha256.New, []byte(target.Secret([]byte("a key of the test"))))
	mac.Write([]byte("1795170600." + r.bodies[0])) // an hour after the ticket
	want := "t=1795170600,v1=" + hex.EncodeToString(mac.Sum(nil))
	if got := r.requests[0].Header.Get("Deskbell-Signature"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSecretsDifferByTargetAndByDesk(t *testing.T) {
	one, err := Parse("https://shop.example/one")
	if err != nil {
		t.Fatal(err)
	}
	two, err := Parse("https://shop.example/two")
	if err != nil {
		t.Fatal(err)
	}
	a, b := []byte("key a"), []byte("key b")
	if one.Secret(a) == two.Secret(a) || one.Secret(a) == one.Secret(b) {
		t.Error("a secret is shared")
	}
}

func TestARetryCanBeRecognised(t *testing.T) {
	r := newReceiver(t, nil)
	c, p := wired(t, r.hook(""), handoff.NewTicketNotice, "de")
	for _, id := range []int64{42, 42, 43} {
		p.Outgoing.ID = id
		p.Outgoing.Attempts++
		if err := c.Carry(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	key := func(i int) string { return r.requests[i].Header.Get("Idempotency-Key") }
	if key(0) == "" || key(0) != key(1) || key(1) == key(2) {
		t.Errorf("got %q, %q, %q", key(0), key(1), key(2))
	}
}
