package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
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
	c.Ticket.Kind, c.Ticket.Phone, c.Ticket.CallLang, c.Ticket.TimeZone = handoff.CallBack, "+49"+canary, canary, canary
	c.Attempts = []handoff.Attempt{{AgentName: canary, At: storetest.Start, Outcome: handoff.NoAnswer}}
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
	addNotice(t, s, canary+"@shop.example", "K7M-2QX")
	both := addNotice(t, s, "ann@shop.example", "K7M-2QX", "OTH-ER1")
	for _, text := range []string{canary, "K7M-2QX"} {
		if len(filesWith(t, dir, text)) == 0 {
			t.Fatalf("%s is in no file before: the test sees nothing", text)
		}
	}
	erased, err := s.EraseTicket(t.Context(), "K7M-2QX")
	if diff := cmp.Diff(handoff.Erasure{Ref: "K7M-2QX"}, erased); diff != "" || err != nil {
		t.Fatal(diff, err)
	}
	for _, text := range []string{canary, "K7M-2QX"} {
		if found := filesWith(t, dir, text); len(found) > 0 {
			t.Errorf("%s is still in %v", text, found)
		}
	}
	wantErased(t, s, "K7M-2QX", "a")
	if _, err := s.Ticket(t.Context(), "OTH-ER1"); err != nil {
		t.Errorf("another ticket is gone too: %v", err)
	}
	if left, err := s.Outgoing(t.Context(), both.ID); err != nil || !slices.Equal(left.About, []string{"OTH-ER1"}) {
		t.Errorf("the notice about another ticket too: %+v, %v", left, err)
	}
	wantRemovals(t, s, handoff.Removal{At: storetest.Start, What: handoff.OnRequest, Count: 1})
}

// addNotice puts a notice of late tickets into the outbox.
func addNotice(t *testing.T, s *store.Store, recipient string, about ...string) handoff.Outgoing {
	t.Helper()
	o := notice(about...)
	o.Recipient = recipient
	o, err := s.AddOutgoing(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func wantRemovals(t *testing.T, s *store.Store, want ...handoff.Removal) {
	t.Helper()
	got, err := s.Removals(t.Context(), 10)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error("the log of removals:", diff, err)
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
	if _, err := s.EraseTicket(t.Context(), ref); !fault.Is(err, fault.NotFound) {
		t.Errorf("erased twice: %v", err)
	}
	rows, err := s.OutgoingList(t.Context(), false, 100)
	for _, o := range rows {
		if o.TicketID == 0 && o.Letter != handoff.LateNotice || o.TicketRef == ref || slices.Contains(o.About, ref) {
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

	erased, err := s.EraseEmail(t.Context(), " ZOE@shop.example")
	if diff := cmp.Diff([]handoff.Erasure{{Ref: "AAA-AAA"}, {Ref: "BBB-BBB"}}, erased); diff != "" || err != nil {
		t.Error(diff, err)
	}
	wantErased(t, s, "AAA-AAA", "a")
	wantErased(t, s, "BBB-BBB", "b")
	wantRemovals(t, s, handoff.Removal{At: storetest.Start, What: handoff.OnRequest, Count: 2})
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
	if _, err := s.EraseTicket(t.Context(), "AAA-AAA"); err != nil {
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
