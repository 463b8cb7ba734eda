package admin

import (
	"net/http"
	"testing"

	"deskbell/handoff"
)

func TestAnAgentIsHereOrAwayOnEveryPage(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ref := h.opened("Hello?").Ref
	for _, path := range []string{"/admin/", "/admin/calls", "/admin/tickets/" + ref, "/admin/profile", "/admin/?q=hello&page=1"} {
		b.get(path).wants(t, http.StatusOK, "You are here", "New requests ring those who are here.")
	}
	page := b.get("/admin/?q=hello&said=saved")
	b.post("/admin/here", "state", "away", "from", page.hidden(t, "from")).leads(t, "/admin/?q=hello&said=away")
	b.get("/admin/calls").wants(t, http.StatusOK, "You are away", "I&#39;m here")
	agents, err := h.Team.Agents(t.Context())
	if err != nil || !agents[0].Away {
		t.Errorf("got %+v, %v", agents, err)
	}
	b.post("/admin/here", "state", "here", "from", "/admin/tickets/"+ref).leads(t, "/admin/tickets/"+ref+"?said=here")
	b.get("/admin/").wants(t, http.StatusOK, "You are here")
}

// E10: nothing that a form names leads to another site.
func TestTheWayBackLeadsNowhereElse(t *testing.T) {
	for _, evil := range []string{"//evil.example", "https://evil.example/admin/", `/admin/\evil`, "/admin/..//evil.example", "/elsewhere", "javascript:alert(1)", "/admin/\n/evil", "", "%"} {
		if got := ownPage(evil); got != "/admin/" {
			t.Errorf("%q leads to %q", evil, got)
		}
	}
	if got := ownPage("/admin/faq?tag=a&said=saved&page=2"); got != "/admin/faq?page=2&tag=a" {
		t.Errorf("got %q", got)
	}
}

func TestTheProfileSaysWhichMailsAnAgentWants(t *testing.T) {
	h := newHouse(t)
	a := h.owner()
	b := h.as(a)
	b.post("/admin/profile", "name", "Anna", "email", a.Email, "lang", "en", "late", "yes", "digest", "yes", "digest_hour", "17").leads(t, "/admin/profile?said=saved")
	agents, err := h.Team.Agents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := agents[0]; !got.NotifyLate || !got.Digest || got.DigestHour != 17 || got.NotifyMail {
		t.Errorf("got %+v", got)
	}
	b.get("/admin/profile").wants(t, http.StatusOK, `<option value="17" selected>17:00</option>`)
	for _, hour := range []string{"24", "-1", "noon"} {
		b.post("/admin/profile", "name", "Anna", "email", a.Email, "lang", "en", "digest_hour", hour).wants(t, http.StatusUnprocessableEntity, "an hour from 0 to 23")
	}
}

func TestANewAgentGetsEveryMail(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	page := b.get("/admin/agents/new")
	for _, name := range []string{"mails", "late", "digest"} {
		page.wants(t, http.StatusOK, `id="`+name+`" name="`+name+`" value="yes" checked`)
	}
	page.wants(t, http.StatusOK, `<option value="8" selected>`)
	b.post("/admin/agents/new", "name", "Cleo", "email", "cleo@example.org", "lang", "de", "mails", "yes", "late", "yes", "digest", "yes", "digest_hour", "8")
	agents, err := h.Team.Agents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := agents[len(agents)-1]; !got.NotifyMail || !got.NotifyLate || !got.Digest || got.DigestHour != handoff.DigestHour {
		t.Errorf("got %+v", got)
	}
}
