package admin

import (
	"net/http"
	"testing"
	"time"

	"deskbell/handoff"
)

func (h *house) fail(id int64, code, cause string) {
	h.t.Helper()
	err := h.store.ChangeOutgoing(h.t.Context(), id, func(o handoff.Outgoing, now time.Time) handoff.Outgoing {
		return o.Undelivered(code, cause, true, now)
	})
	if err != nil {
		h.t.Fatal(err)
	}
}

func withPush(h *handoff.Config, c *Config) {
	c.Targets = []handoff.Target{{Channel: handoff.Ntfy, Name: "ntfy.example/desk"}}
	h.Notify = c.Targets
}

func (h *house) rows(waiting bool) []handoff.Outgoing {
	h.t.Helper()
	rows, err := h.store.OutgoingList(h.t.Context(), waiting, 10)
	if err != nil {
		h.t.Fatal(err)
	}
	return rows
}

func TestFailuresStandInTheOutboxWithWhatToDo(t *testing.T) {
	h := newHouse(t, withPush)
	b := h.as(h.owner())
	b.get("/admin/outbox").wants(t, http.StatusOK, "Nothing is waiting.", "No mail server is set up")
	ticket := h.opened("Hello?")
	row := h.rows(true)[0]
	h.fail(row.ID, "connect_timeout", "")
	b.get("/admin/outbox").wants(t, http.StatusOK, "Notice of a new ticket", "ntfy.example/desk", ticket.Ref, "did not answer in time")
	b.get("/admin/").wants(t, http.StatusOK, "could not be sent")
	b.post(retryPath(row)).leads(t, "/admin/outbox?said=retried")
	if got := h.rows(true)[0].State; got != handoff.Pending {
		t.Errorf("got %s", got)
	}
	b.post("/admin/outbox/none/retry").wants(t, http.StatusNotFound)
}

func TestEachWayOutHasATest(t *testing.T) {
	h := newHouse(t, withMail, withPush)
	b := h.as(h.owner())
	b.post("/admin/outbox/test", "channel", "mail", "name", "anna@example.org").leads(t, "/admin/outbox?said=testing")
	b.post("/admin/outbox/test", "channel", "ntfy", "name", "ntfy.example/desk").leads(t, "/admin/outbox?said=testing")
	for _, row := range h.rows(true) {
		if row.Letter != handoff.TestLetter || row.State != handoff.Pending || row.Lang != "en" {
			t.Errorf("got %+v", row)
		}
	}
	// Nobody writes to strangers through the test button.
	b.post("/admin/outbox/test", "channel", "mail", "name", "stranger@example.com").wants(t, http.StatusNotFound)
	if got := len(h.rows(true)); got != 2 {
		t.Errorf("%d rows", got)
	}
}

func TestTheOutboxSaysHowEachWayFares(t *testing.T) {
	h := newHouse(t, withMail, withPush, func(_ *handoff.Config, c *Config) {
		c.Pulses = func() map[handoff.Channel]handoff.Pulse {
			return map[handoff.Channel]handoff.Pulse{
				handoff.Mail: {LastSent: c.Now().Add(-time.Hour)},
				handoff.Ntfy: {LastFailed: c.Now(), LastError: "connect_host_unknown", LastCause: "no such host"},
			}
		}
	})
	h.as(h.owner()).get("/admin/outbox").wants(t, http.StatusOK, "Last success 1 hour ago.", "no server with this name", "no such host")
}
