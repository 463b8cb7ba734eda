package admin

import (
	"net/http"
	"strings"
	"testing"

	"deskbell/internal/web"
)

// sample fills the wildcards of a pattern.
var sample = strings.NewReplacer("{ref}", "K7M-2QX", "{id}", "1", "{secret}", "SECRET", "{$}", "")

func split(r web.Route) (method, path string) {
	method, path, _ = strings.Cut(r.Pattern, " ")
	return method, sample.Replace(path)
}

// No page and no action is there for whoever is not logged in, whatever route is added.
func TestEveryRouteAsksForTheSessionItTrusts(t *testing.T) {
	h := newHouse(t)
	h.owner()
	agent, nobody := h.as(h.helper()), h.browser()
	for _, route := range h.Routes() {
		method, path := split(route)
		form := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
		if route.Trust == web.Anyone || route.Trust == web.Calendar {
			continue
		}
		if got := nobody.do(method, path, nil, form); got.code != http.StatusSeeOther || !strings.HasPrefix(got.to, "/admin/login") {
			t.Errorf("%s for nobody: %d to %q", route.Pattern, got.code, got.to)
		}
		form["HX-Request"] = "true"
		if got := nobody.do(method, path, nil, form); got.code != http.StatusUnauthorized {
			t.Errorf("%s for a script of nobody: %d", route.Pattern, got.code)
		}
		if route.Trust != web.Owner {
			continue
		}
		if got := agent.do(method, path, nil, form); got.code != http.StatusForbidden {
			t.Errorf("%s for an agent: %d", route.Pattern, got.code)
		}
	}
}

// The few routes in front of the log-in are named here, so that a new one is a decision.
func TestOnlyTheDoorIsOpen(t *testing.T) {
	open := map[string]bool{
		"GET /admin": true, "GET /admin/login": true, "POST /admin/login": true,
		"GET /admin/setup/{secret}": true, "POST /admin/setup/{secret}": true,
		"GET /admin/invite/{secret}": true, "POST /admin/invite/{secret}": true,
	}
	for _, route := range newHouse(t).Routes() {
		if (route.Trust == web.Anyone) != open[route.Pattern] {
			t.Errorf("%s trusts %s", route.Pattern, route.Trust)
		}
		if (route.Trust == web.Calendar) != (route.Pattern == "GET /calendar/{code}") {
			t.Errorf("%s trusts %s", route.Pattern, route.Trust)
		}
	}
}

// E1: what changes something is a POST of a page of ours.
func TestAForeignPageChangesNothing(t *testing.T) {
	h := newHouse(t)
	owner := h.as(h.owner())
	for _, route := range h.Routes() {
		method, path := split(route)
		if method != http.MethodPost {
			continue
		}
		for name, value := range map[string]string{"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"} {
			header := map[string]string{"Content-Type": "application/x-www-form-urlencoded", name: value}
			if got := owner.do(method, path, nil, header); got.code != http.StatusForbidden {
				t.Errorf("%s with %s: %d", route.Pattern, name, got.code)
			}
		}
		if got := owner.do(method, path, strings.NewReader("{}"), map[string]string{"Content-Type": "text/plain"}); got.code != http.StatusUnsupportedMediaType {
			t.Errorf("%s as text: %d", route.Pattern, got.code)
		}
		if got := owner.do(http.MethodGet, path+"?_method=POST", nil, nil); got.code == http.StatusSeeOther && strings.Contains(got.to, "said=") {
			t.Errorf("GET %s did something: %s", path, got.to)
		}
	}
	if still, err := h.Team.Agents(t.Context()); err != nil || len(still) != 1 || still[0].Disabled {
		t.Errorf("the team changed: %v %v", still, err)
	}
}

// E10: nothing in an address of ours leads to another site.
func TestTheLogInLeadsNowhereElse(t *testing.T) {
	h := newHouse(t)
	a := h.owner()
	for _, evil := range []string{"//e", `/\e`, "/%5ce", "https:e", "javascript:1", "/\t/e", "K7M-2QX/../../e", "https://evil.example"} {
		got := h.browser().post("/admin/login", "email", a.Email, "password", password, "ticket", evil, "next", evil)
		got.leads(t, "/admin/")
	}
	h.browser().post("/admin/login", "email", a.Email, "password", password, "ticket", "k7m2qx").leads(t, "/admin/tickets/K7M-2QX")
}

func TestALostSessionComesBackToItsTicket(t *testing.T) {
	h := newHouse(t)
	h.owner()
	ticket := h.opened("Hello")
	got := h.browser().get("/admin/tickets/" + ticket.Ref)
	got.leads(t, "/admin/login?ticket="+ticket.Ref)
	page := h.browser().get(got.to)
	if page.hidden(t, "ticket") != ticket.Ref {
		t.Error("the form forgot the ticket")
	}
}
