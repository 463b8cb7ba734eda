package admin

import (
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/words"
)

const day = 24 * time.Hour

// days is the form of retention, with the same number in each field.
func days(n string) []string {
	var form []string
	for _, name := range retentionFields {
		form = append(form, name, n)
	}
	return form
}

// done are requests of one kind that are closed now.
func (h *house) done(n int, r handoff.Request) (refs []string) {
	h.t.Helper()
	r.Lang, r.Message = "en", "Hello"
	for range n {
		t := h.request(r)
		if err := h.Desk.Close(h.t.Context(), t.Ref); err != nil {
			h.t.Fatal(err)
		}
		refs = append(refs, t.Ref)
	}
	return refs
}

func TestRetentionIsSavedAndReadBack(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.get("/admin/retention").wants(t, http.StatusOK, `value="180"`, `value="30"`, "sixth calendar year", "30 days in the outbox", "Nothing so far.")
	b.post("/admin/retention", "retention_email", " 1 ", "retention_callback", "2", "retention_here", "3", "retention_phone", "4", "retention_spam", "0").leads(t, "/admin/retention?said=saved")
	want := handoff.DefaultRules()
	want.Retention = handoff.Retention{Email: 1, CallBack: 2, Here: 3, Phone: 4, Spam: 0}
	if diff := cmp.Diff(want, h.rules()); diff != "" {
		t.Error(diff)
	}
	b.get("/admin/retention").wants(t, http.StatusOK, `id="retention_here" name="retention_here" type="number" value="3"`, `name="retention_spam" type="number" value="0"`)
}

func TestAWrongNumberOfDaysStandsBesideItsField(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	for _, field := range retentionFields {
		for _, typed := range []string{"", "-1", "3651", "ten", "1.5", "99999999999999999999"} {
			form := with(days("12"), field, typed)
			got := b.post("/admin/retention", form...)
			got.wants(t, http.StatusUnprocessableEntity, `id="`+field+`-error"`, "0 (keep) to 3650", `value="`+typed+`"`, `value="12"`, "not saved yet", "First the marked numbers")
			if n := strings.Count(got.body, `class="error"`); n != 1 {
				t.Errorf("%s %q: %d errors are shown, want one", field, typed, n)
			}
			b.post("/admin/retention", append(form, "do", "preview")...).wants(t, http.StatusOK, `id="`+field+`-error"`)
		}
	}
	if got := h.rules(); !cmp.Equal(got, handoff.DefaultRules()) {
		t.Errorf("saved: %+v", got)
	}
}

// going gives the numbers by rule that the domain tells.
func (h *house) going(r handoff.Retention) map[handoff.Expiry]int {
	h.t.Helper()
	list, err := h.Desk.DryRun(h.t.Context(), r, 1)
	if err != nil {
		h.t.Fatal(err)
	}
	all := map[handoff.Expiry]int{}
	for _, one := range list {
		if one.Total > 0 {
			all[one.What] = one.Total
		}
	}
	return all
}

func TestWhatWouldGoIsWhatGoes(t *testing.T) {
	h := newHouse(t)
	mails := h.done(22, handoff.Request{Kind: handoff.ByEmail, Email: "visitor@example.com"})
	h.done(3, handoff.Request{Kind: handoff.Here})
	call := h.done(1, handoff.Request{Kind: handoff.CallBack, Phone: "+49 30 1234567"})[0]
	letter := h.done(1, handoff.Request{Kind: handoff.ByEmail, Email: "visitor@example.com"})[0]
	if err := h.Desk.MarkLetter(t.Context(), letter, true); err != nil {
		t.Fatal(err)
	}
	waiting := h.opened("Still waiting")
	h.clock.Add(40 * day)
	b := h.as(h.owner())
	h.done(1, handoff.Request{Kind: handoff.ByEmail, Email: "new@example.com"})

	// Typed numbers are tried without removing anything.
	page := b.post("/admin/retention", append(days("20"), "do", "preview")...)
	page.wants(t, http.StatusOK, "23 requests by e-mail", "3 requests answered on their page", "1 call-back", "The phone number of 1 request", "unchanged since 2 March 2026", mails[0], "and 3 more")
	b.get("/admin/retention").wants(t, http.StatusOK, "The phone number of 1 request", `id="going"`)
	b.get("/admin/retention").lacks(t, "23 requests by e-mail")
	b.get("/admin/retention/remove").lacks(t, "23 requests by e-mail")
	h.ticket(mails[0])

	h.keepsTime()
	b.post("/admin/retention", days("20")...).leads(t, "/admin/retention?said=saved")
	h.learned()
	would := h.going(h.rules().Retention)
	b.get("/admin/retention/remove").wants(t, http.StatusOK, "23 requests by e-mail", "Remove for good")
	b.post("/admin/retention/remove").leads(t, "/admin/retention?said=removed")
	log, err := h.Desk.Removals(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	went := map[handoff.Expiry]int{}
	for _, one := range log {
		went[one.What] += one.Count + one.Sealed
	}
	if !maps.Equal(would, went) {
		t.Errorf("said %v, did %v", would, went)
	}
	for _, ref := range []string{mails[0], mails[21], call} {
		b.get("/admin/tickets/"+ref).wants(t, http.StatusNotFound)
	}
	h.ticket(waiting.Ref)
	page = b.get("/admin/retention?said=removed")
	page.wants(t, http.StatusOK, "Removed.", "22 requests by e-mail were removed. 1 business letter was closed to view instead.", "The phone number of 1 request was removed.", "11 April 2026",
		`href="/admin/tickets/`+letter+`"`, "kept until 31 December 2032", "Nothing.")
	b.get("/admin/retention/remove").wants(t, http.StatusOK, "nothing to remove")
	b.post("/admin/retention/remove").leads(t, "/admin/retention?said=removed_nothing")
}

func TestTheListOfSealedTicketsHasPages(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	for _, ref := range h.done(sealedPage+1, handoff.Request{Kind: handoff.ByEmail, Email: "visitor@example.com"}) {
		if err := h.Desk.MarkLetter(t.Context(), ref, true); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Desk.Erase(t.Context(), ref); err != nil {
			t.Fatal(err)
		}
	}
	first := b.get("/admin/retention")
	first.wants(t, http.StatusOK, `href="/admin/retention?page=2#sealed"`)
	second := b.get("/admin/retention?page=2")
	second.wants(t, http.StatusOK, `href="/admin/retention?page=1#sealed"`)
	for page, want := range map[string]int{first.body: sealedPage, second.body: 1} {
		if n := strings.Count(page, "kept until"); n != want {
			t.Errorf("%d tickets on a page, want %d", n, want)
		}
	}
}

func TestEveryRuleHasItsWords(t *testing.T) {
	gone := []handoff.Expiry{handoff.ExpireEmail, handoff.ExpireCallBack, handoff.ExpireHere, handoff.ExpireSpam, handoff.ExpirePhone, handoff.ExpireLetter, handoff.OnRequest}
	for _, what := range gone {
		if key := "admin.retention.gone." + string(what); !words.In("en").Has(key) {
			t.Errorf("no word %s", key)
		}
		if key := "admin.retention.going." + string(what); what != handoff.OnRequest && !words.In("en").Has(key) {
			t.Errorf("no word %s", key)
		}
	}
	h := newHouse(t)
	b := h.as(h.owner())
	for _, path := range []string{"/admin/hours", "/admin/hours/import", "/admin/retention", "/admin/retention/remove"} {
		b.get(path).lacks(t, ">admin.", `"admin.`)
	}
}
