package widget

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"deskbell/handoff"
	"deskbell/internal/web"
)

// accepts says for each route which of all secrets opens it: "" for a route that needs none. A route
// without a row fails the test.
var accepts = map[string]string{
	"GET /{$}":                     "",
	"GET /widget.js":               "",
	"GET /widget.{hash}.js":        "",
	"GET /{file}":                  "",
	"GET /favicon.ico":             "",
	"GET /robots.txt":              "",
	"GET /healthz":                 "",
	"GET /readyz":                  "",
	"GET /api/openapi.yaml":        "",
	"GET /static/{file}":           "",
	"GET /help":                    "",
	"POST /help/ask":               "",
	"POST /help/suggest":           "",
	"GET /help/person":             "",
	"POST /help/person":            "",
	"GET /ticket/{code}":           "", // shows a button and nothing of the ticket
	"POST /api/v1/ask":             "",
	"POST /api/v1/feedback":        "",
	"POST /api/v1/tickets":         "",
	"GET /api/v1/ticket":           "token",
	"DELETE /api/v1/ticket":        "token",
	"PUT /api/v1/ticket/callback":  "token",
	"POST /api/v1/ticket/withdraw": "token",
	"GET /api/v1/ticket/download":  "token",
	"POST /api/v1/ticket/messages": "token",
	"GET /api/v1/ticket/events":    "token",
	"GET /help/thread":             "token",
	"POST /ticket":                 "code",
	"POST /ticket/message":         "code",
	"POST /ticket/call":            "code",
	"POST /ticket/withdraw":        "code",
	"POST /ticket/download":        "code",
	"POST /ticket/erase":           "code",
}

var trustOf = map[string]web.Trust{"": web.Anyone, "token": web.Visitor, "code": web.Link}

// row is the pattern as the table names it: the loaders of all releases are one row.
func row(route web.Route) string {
	if strings.HasPrefix(route.Pattern, "GET /widget.") && route.Pattern != "GET /widget.js" {
		return "GET /widget.{hash}.js"
	}
	return route.Pattern
}

func TestEveryRouteIsInTheTable(t *testing.T) {
	seen := map[string]bool{}
	for _, route := range newFixture(t).routes {
		name := row(route)
		seen[name] = true
		secret, ok := accepts[name]
		if !ok {
			t.Errorf("%s is not in the table of routes and secrets", name)
		} else if route.Trust != trustOf[secret] {
			t.Errorf("%s is for %s, the table says %q", name, route.Trust, secret)
		}
	}
	for name := range accepts {
		if !seen[name] {
			t.Errorf("%s is in the table and not served", name)
		}
	}
}

// secrets are all that anyone could try: their own, another ticket's, one in the wrong place.
func (f *fixture) secrets(t *testing.T) (secrets map[string]string, mine handoff.Ticket) {
	t.Helper()
	mine, err := f.Desk.ByToken(t.Context(), f.open(t, otherKey, aCall).Token)
	if err != nil {
		t.Fatal(err)
	}
	token := f.Desk.Token(mine)
	return map[string]string{
		"token": token, "code": f.Desk.LinkCode(mine),
		"nothing": "", "blank": " ", "one character": "x", "reference": mine.Ref, "wildcard": "%", "zero": "%00",
		"lower case": strings.ToLower(token), "cut short": token[:len(token)-1], "longer": token + "A",
		"a slash": token + "/", "only the reference": strings.SplitN(token, ".", 2)[0] + ".",
	}, mine
}

// Each secret at each route, in the header, the body and the address: only the diagonal opens.
func TestARouteTakesOneKindOfSecret(t *testing.T) {
	f := newFixture(t, limited(t, "reads_per_minute=100000", "messages_per_hour=100000"))
	secrets, mine := f.secrets(t)
	for _, route := range f.routes {
		want := accepts[row(route)]
		if want == "" || route.Pattern == "GET /api/v1/ticket/events" {
			continue // the live thread: TestAStreamWithoutATokenIsRefused
		}
		for kind, secret := range secrets {
			if kind == want {
				continue
			}
			w := f.do(tryWith(route, secret))
			if w.Code/100 != 4 || strings.Contains(w.Body.String(), "Please call.") {
				t.Errorf("%s opened with %s: %d %s", route.Pattern, kind, w.Code, w.Body)
			}
		}
	}
	if _, err := f.Desk.Ticket(t.Context(), mine.Ref); err != nil {
		t.Errorf("the ticket is gone: %v", err)
	}
}

func TestTheRightSecretOpens(t *testing.T) {
	for _, route := range newFixture(t).routes {
		want := accepts[row(route)]
		if want == "" || route.Pattern == "GET /api/v1/ticket/events" {
			continue
		}
		f := newFixture(t)
		secrets, _ := f.secrets(t)
		if w := f.do(tryWith(route, secrets[want])); w.Code >= 300 && w.Code != http.StatusSeeOther {
			t.Errorf("%s: %d %s", route.Pattern, w.Code, w.Body)
		}
	}
}

// tryWith puts a secret wherever a route could look for one.
func tryWith(route web.Route, secret string) *http.Request {
	method, path, _ := strings.Cut(route.Pattern, " ")
	query := "?" + url.Values{"token": {secret}, "code": {secret}, "ref": {secret}, "id[]": {secret}}.Encode()
	form := url.Values{"code": {secret}, "token": {secret}, "text": {"more"}, "key": {aKey}, "phone": {"+49 30 2345678"}}.Encode()
	var r *http.Request
	switch {
	case method == "PUT":
		r = request(method, path+query, `{"phone":"+49 30 2345679"}`)
	case method == "POST" && route.Face == web.API:
		r = request(method, path+query, `{"text":"more"}`)
	case method == "POST":
		r = request(method, path+query, form, "Content-Type", "application/x-www-form-urlencoded")
	default:
		r = request(method, path+query, "")
	}
	if route.Trust == web.Visitor || route.Face == web.API {
		r.Header.Set("Authorization", "Bearer "+secret)
	}
	r.Header.Set("Idempotency-Key", otherKey)
	r.AddCookie(&http.Cookie{Name: "token", Value: "x"})
	return r
}

// B1: a token of nothing and a token of somebody else's ticket are told the same.
func TestUnknownAndForeignLookTheSame(t *testing.T) {
	f := newFixture(t)
	mine, other := f.tokenOf(0), f.tokenOf(1)
	myRef, _, _ := strings.Cut(mine, ".")
	_, otherMAC, _ := strings.Cut(other, ".")
	bodies := map[string]bool{}
	for _, token := range []string{myRef + "." + otherMAC, "K7M2QX." + otherMAC, "nonsense", "a.b.c", strings.Repeat("x", 5000), "%", ".", mine + " " + other} {
		w := f.get("/api/v1/ticket", "Authorization", "Bearer "+token)
		if w.Code != 404 {
			t.Errorf("%.20s: %d", token, w.Code)
		}
		bodies[w.Body.String()] = true
	}
	if len(bodies) != 1 {
		t.Errorf("the answers differ: %q", slices.Collect(maps.Keys(bodies)))
	}
}

// Every answer of every route, and every error, has the headers that keep it safe.
func TestHeadersOfEveryAnswer(t *testing.T) {
	f := newFixture(t, at("https://help.shop.example"))
	var paths []string
	for _, route := range f.routes {
		method, path, _ := strings.Cut(route.Pattern, " ")
		path = strings.NewReplacer("{$}", "", "{file}", "nonsense.js", "{code}", "nonsense").Replace(path)
		paths = append(paths, method+" "+path, "PATCH "+path)
	}
	paths = append(paths, "GET /nowhere/at/all", "GET /api/nowhere", "POST /%00", "GET /../../etc/passwd", "GET /.git/config",
		"GET /debug/pprof/", "GET /static/", "GET /static/../go.mod")
	for _, p := range paths {
		method, path, _ := strings.Cut(p, " ")
		for _, host := range []string{"help.shop.example", "evil.example"} {
			r := request(method, "/", "", "Host", host)
			r.URL.Path = path
			wantSafe(t, p+" at "+host, f.do(r))
		}
	}
}

func wantSafe(t *testing.T, what string, w *httptest.ResponseRecorder) {
	t.Helper()
	h := w.Header()
	policy := h.Get("Content-Security-Policy")
	if !strings.Contains(policy, "frame-ancestors") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
		t.Errorf("%s: %d policy %q", what, w.Code, policy)
	}
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Strict-Transport-Security": "max-age=31536000", "Set-Cookie": "",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %d %s %q, want %q", what, w.Code, name, got, want)
		}
	}
	if w.Code >= 400 && h.Get("Cache-Control") != "no-store" {
		t.Errorf("%s: %d may be cached: %q", what, w.Code, h.Get("Cache-Control"))
	}
	pinned := strings.HasPrefix(what, "GET /widget.") && w.Code == 200 && !strings.HasPrefix(what, "GET /widget.js")
	if got := h.Get("Access-Control-Allow-Origin"); (got != "") != pinned {
		t.Errorf("%s: Access-Control-Allow-Origin %q", what, got)
	}
	if (h.Get("Content-Type") == "") != (w.Body.Len() == 0) {
		t.Errorf("%s: %d bytes of %q", what, w.Body.Len(), h.Get("Content-Type"))
	}
}
