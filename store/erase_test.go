package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/store"
	"deskbell/store/storetest"
)

const canary = "canary-that-must-be-gone"

// requestWithCanary has the canary wherever a visitor's words can stand.
func requestWithCanary(ref string) handoff.Change {
	c := request(ref)
	c.Ticket.Name, c.Ticket.Email, c.Ticket.Wish, c.Ticket.Page = canary, canary+"@mail.example", canary, canary
	c.Ticket.Transcript = []handoff.Line{{From: handoff.FromVisitor, Text: canary}}
	c.Messages[0].Text = canary
	c.Outbox[1].Recipient, c.Outbox[1].LastCause = canary+"@mail.example", canary
	return c
}

func TestWhatIsErasedIsInNoFile(t *testing.T) {
	dir := t.TempDir()
	s := storetest.New(t, storetest.WithDir(dir))
	open(t, s, key("a"), requestWithCanary("K7M-2QX"))
	open(t, s, key("b"), request("OTH-ER1"))
	if len(filesWith(t, dir, canary)) == 0 {
		t.Fatal("the canary is in no file before: the test sees nothing")
	}
	if err := s.EraseTicket(t.Context(), "K7M-2QX"); err != nil {
		t.Fatal(err)
	}
	if found := filesWith(t, dir, canary); len(found) > 0 {
		t.Errorf("the canary is still in %v", found)
	}
	wantErased(t, s, "K7M-2QX", "a")
	if _, err := s.Ticket(t.Context(), "OTH-ER1"); err != nil {
		t.Errorf("another ticket is gone too: %v", err)
	}
}

func wantErased(t *testing.T, s *store.Store, ref, keyName string) {
	t.Helper()
	if _, err := s.Ticket(t.Context(), ref); !fault.Is(err, fault.NotFound) {
		t.Errorf("%s is still there: %v", ref, err)
	}
	decide := func(handoff.Moment) (handoff.Change, error) { return request(ref), nil }
	if _, err := s.OpenTicket(t.Context(), key(keyName), decide); !fault.Is(err, fault.Gone) || !fault.HasCode(err, "erased") {
		t.Errorf("a late retry: %v", err)
	}
	if err := s.EraseTicket(t.Context(), ref); !fault.Is(err, fault.NotFound) {
		t.Errorf("erased twice: %v", err)
	}
	rows, err := s.OutgoingList(t.Context(), false, 100)
	for _, o := range rows {
		if o.TicketID == 0 || o.TicketRef == ref {
			t.Errorf("the outbox still has %+v", o)
		}
	}
	if err != nil {
		t.Error(err)
	}
}

// filesWith names the files of a folder that contain the text.
func filesWith(t *testing.T, dir, text string) (found []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte(text)) {
			found = append(found, filepath.Base(path))
		}
	}
	return found
}

func TestErasingAnAddressErasesAllItsTickets(t *testing.T) {
	s := storetest.New(t)
	open(t, s, key("a"), request("AAA-AAA"))
	open(t, s, key("b"), request("BBB-BBB"))
	other := request("CCC-CCC")
	other.Ticket.Email = ""
	open(t, s, key("c"), other)

	refs, err := s.EraseEmail(t.Context(), " ZOE@shop.example")
	if diff := cmp.Diff([]string{"AAA-AAA", "BBB-BBB"}, refs); diff != "" || err != nil {
		t.Error(diff, err)
	}
	wantErased(t, s, "AAA-AAA", "a")
	wantErased(t, s, "BBB-BBB", "b")
	if refs, err := s.EraseEmail(t.Context(), ""); len(refs) != 0 || err != nil {
		t.Errorf("no address erased %v, %v", refs, err)
	}
	if _, err := s.Ticket(t.Context(), "CCC-CCC"); err != nil {
		t.Error(err)
	}
}

func TestErasingDoesNotAllowAnotherReceipt(t *testing.T) {
	s := storetest.New(t)
	open(t, s, handoff.Idempotency{}, request("AAA-AAA"))
	if err := s.EraseTicket(t.Context(), "AAA-AAA"); err != nil {
		t.Fatal(err)
	}
	_, err := s.OpenTicket(t.Context(), handoff.Idempotency{}, func(m handoff.Moment) (handoff.Change, error) {
		wantReceipts(t, m, "zoe@shop.example", storetest.Start, 1)
		return request("BBB-BBB"), nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
