package admin

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func (h *house) setUpPath() string {
	h.t.Helper()
	secret, err := h.Team.SetUpLink(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	return "/admin/setup/" + secret
}

var firstAgent = []string{"name", "Anna", "email", "anna@example.org", "password", password, "lang", "de", "public", "yes"}

func TestBeforeSetUpTheLogInSaysWhereTheLinkIs(t *testing.T) {
	h := newHouse(t)
	b := h.browser()
	b.get("/admin").leads(t, "/admin/")
	b.get("/admin/").leads(t, "/admin/login")
	got := b.get("/admin/login")
	got.wants(t, http.StatusOK, "deskbell agent")
	got.lacks(t, "<form")
}

func TestSetUpMakesTheOwnerAndTheFirstSettings(t *testing.T) {
	h := newHouse(t)
	path, b := h.setUpPath(), h.browser()
	b.get(path).wants(t, http.StatusOK, `name="password"`)
	b.post(path, firstAgent...).leads(t, "/admin/snippet?said=set_up")
	b.get("/admin/").wants(t, http.StatusOK, "Niemand wartet auf Sie.")
	settings, err := h.store.Settings(t.Context())
	if err != nil || settings.Lang != "de" || settings.Email != "anna@example.org" {
		t.Errorf("got %+v, %v", settings, err)
	}
	agents, err := h.Team.Agents(t.Context())
	if err != nil || len(agents) != 1 || !agents[0].Owner {
		t.Errorf("got %+v, %v", agents, err)
	}
}

func TestTheOwnersAddressIsShownToVisitorsOnlyIfTheyLike(t *testing.T) {
	h := newHouse(t)
	h.browser().post(h.setUpPath(), firstAgent[:8]...).leads(t, "/admin/snippet?said=set_up")
	if settings, err := h.store.Settings(t.Context()); err != nil || settings.Email != "" {
		t.Errorf("got %q, %v", settings.Email, err)
	}
}

func TestASetUpLinkWorksOnceAndForAQuarterOfAnHour(t *testing.T) {
	h := newHouse(t)
	expired := h.setUpPath()
	h.clock.Add(15 * time.Minute)
	h.browser().get(expired).wants(t, http.StatusGone, "used already")
	h.browser().post(expired, firstAgent...).wants(t, http.StatusGone, "used already")

	path := h.setUpPath()
	h.browser().post(path, firstAgent...).leads(t, "/admin/snippet?said=set_up")
	h.browser().get(path).wants(t, http.StatusGone, "set up already")
	h.browser().post(path, "name", "Mallory", "email", "m@example.org", "password", password, "lang", "en").wants(t, http.StatusGone, "set up already")
	if agents, err := h.Team.Agents(t.Context()); err != nil || len(agents) != 1 {
		t.Errorf("got %d agents, %v", len(agents), err)
	}
}

func TestTheSetUpFormComesBackFilledIn(t *testing.T) {
	h := newHouse(t)
	path := h.setUpPath()
	got := h.browser().post(path, "name", "Anna", "email", "anna", "password", password, "lang", "en")
	got.wants(t, http.StatusUnprocessableEntity, `value="Anna"`, `value="anna"`, "name@example.com", `aria-invalid="true"`)
	got.lacks(t, password)
	h.browser().post(path, "name", "Anna", "email", "anna@example.org", "password", "short", "lang", "en").
		wants(t, http.StatusUnprocessableEntity, "at least 12 characters", `value="anna@example.org"`)
	h.browser().post(path, firstAgent...).leads(t, "/admin/snippet?said=set_up") // the link was not used up
}

func TestSecretsOfLinksStayOutOfTheLog(t *testing.T) {
	h := newHouse(t)
	path := h.setUpPath()
	h.browser().get(path)
	h.browser().post(path, "name", "")
	h.browser().post(path, firstAgent...)
	h.browser().get(path)
	if secret := strings.TrimPrefix(path, "/admin/setup/"); strings.Contains(h.logs.String(), secret) {
		t.Error("the log holds the secret")
	}
	if !strings.Contains(h.logs.String(), "/admin/setup/{secret}") {
		t.Error("the log lacks the route: this test looks at nothing")
	}
}

func TestAnInvitationLetsOneAgentIn(t *testing.T) {
	h := newHouse(t)
	owner := h.as(h.owner())
	page := owner.post("/admin/agents/new", "name", "Bert", "email", "bert@example.org", "lang", "en")
	page.wants(t, http.StatusOK, "http://localhost:8080/admin/invite/")
	_, rest, _ := strings.Cut(page.body, "http://localhost:8080")
	path, _, _ := strings.Cut(rest, "<")

	b := h.browser()
	b.get(path).wants(t, http.StatusOK, "Hello Bert", `value="bert@example.org"`)
	b.post(path, "password", "bert bert bert").wants(t, http.StatusUnprocessableEntity, "first that are guessed")
	b.post(path, "password", password).leads(t, "/admin/?said=welcome")
	b.get("/admin/").wants(t, http.StatusOK)
	h.browser().get(path).wants(t, http.StatusGone)
	h.browser().post(path, "password", "mallorys own password").wants(t, http.StatusGone)
}

func TestASetUpLinkIsNoInvitation(t *testing.T) {
	h := newHouse(t)
	secret := strings.TrimPrefix(h.setUpPath(), "/admin/setup/")
	h.browser().get("/admin/invite/"+secret).wants(t, http.StatusGone)
	h.browser().post("/admin/invite/"+secret, "password", password).wants(t, http.StatusGone)
}
