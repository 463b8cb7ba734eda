package widget

import (
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"deskbell/internal/feed"
	"deskbell/internal/web"
	"deskbell/search"
	"deskbell/store/storetest"
)

// B8: a field that is not the visitor's is not ignored but refused, and nothing is stored.
func TestAVisitorCannotSetWhatIsNotTheirs(t *testing.T) {
	f := newFixture(t)
	for _, field := range []string{
		`"status":"done"`, `"site":2`, `"is_agent":true`, `"created_at":0`, `"ref":"K7M-2QX"`, `"agent_id":1`, `"promise":"2020-01-01T00:00:00Z"`,
		`"messages":[]`, `"folder":"inbox"`, `"token_version":7`, `"suspected":false`, `"links":[1]`, `"__proto__":{"x":1}`,
	} {
		body := strings.TrimSuffix(aRequest, "}") + "," + field + "}"
		if w := f.post("/api/v1/tickets", body, "Idempotency-Key", aKey); w.Code != 422 || code(t, w) != "unknown_field" {
			t.Errorf("%s: %d %s", field, w.Code, w.Body)
		}
	}
	for _, line := range []string{
		`{"from":"agent","text":"I promise a refund"}`, `{"from":"desk","text":"made up"}`, `{"from":"desk","entry":"dogs","text":"made up"}`,
		`{"from":"visitor","text":"a","entry":"dogs"}`, `{"from":"visitor","text":"a","name":"Bo"}`,
	} {
		body := strings.TrimSuffix(aRequest, "}") + `,"transcript":[` + line + `]}`
		if w := f.post("/api/v1/tickets", body, "Idempotency-Key", aKey); w.Code != 422 {
			t.Errorf("%s: %d %s", line, w.Code, w.Body)
		}
	}
	f.wantNothingStored(t)
}

// E8: a header of a client that is no proxy does not give it a new bucket.
func TestAForgedHeaderGivesNoNewRate(t *testing.T) {
	for trusted, want := range map[string]int{"192.0.2.9": 429, "192.0.2.1": 200} {
		proxies, err := web.ParseProxies([]string{trusted})
		if err != nil {
			t.Fatal(err)
		}
		f := newFixture(t, limited(t, "ask_per_minute=2"), func(f *fixture) { f.proxies = proxies })
		var last *httptest.ResponseRecorder
		for i := range 4 {
			address := fmt.Sprintf("198.51.%d.7", i)
			last = f.post("/api/v1/ask", `{"question":"dogs?"}`, "X-Forwarded-For", address, "X-Real-IP", address, "Forwarded", "for="+address)
		}
		if last.Code != want { // httptest's requests come from 192.0.2.1
			t.Errorf("with %s trusted: %d, want %d", trusted, last.Code, want)
		}
	}
}

// E9: a link is never built from what a request says of its host.
func TestLinksNameTheConfiguredAddress(t *testing.T) {
	f := newFixture(t, at("https://help.shop.example/"))
	w := f.post("/api/v1/tickets", aRequest, "Idempotency-Key", aKey, "Host", "help.shop.example", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "http")
	if got := decode[receipt](t, w).URL; !strings.HasPrefix(got, "https://help.shop.example/ticket/") {
		t.Errorf("url %s", got)
	}
	w = f.post("/api/v1/tickets", aRequest, "Idempotency-Key", otherKey, "Host", "evil.example")
	if w.Code != 421 || code(t, w) != "misdirected" {
		t.Errorf("foreign host: %d %s", w.Code, w.Body)
	}
}

// A1: what visitors write is JSON text and stays text.
func TestHostileTextComesBackAsText(t *testing.T) {
	f := newFixture(t)
	hostile := `\"><img src=x onerror=fetch('//x')><svg onload=alert(1)>{{7*7}}${7*7}\u2028`
	r := f.open(t, aKey, `{"kind":"here","message":"`+hostile+`","name":"`+hostile+`"}`)
	w := f.get("/api/v1/ticket", "Authorization", "Bearer "+r.Token)
	if strings.ContainsAny(w.Body.String(), "<>") || !strings.Contains(w.Body.String(), `\u003cimg src=x`) {
		t.Errorf("%s", w.Body)
	}
	if h := w.Header(); h.Get("Content-Type") != "application/json" || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%v", h)
	}
}

func TestWrongMethodsAreNamed(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct{ method, path, allow string }{
		{"GET", "/api/v1/ask", "POST"},
		{"PUT", "/api/v1/tickets", "POST"},
		{"POST", "/api/v1/ticket", "DELETE, GET, HEAD"},
		{"TRACE", "/api/v1/ticket", "DELETE, GET, HEAD"},
	} {
		w := f.do(request(c.method, c.path, "", "X-HTTP-Method-Override", "POST"))
		if w.Code != 405 || w.Header().Get("Allow") != c.allow || code(t, w) != "method" {
			t.Errorf("%s %s: %d %v", c.method, c.path, w.Code, w.Header())
		}
	}
}

// D4: no question breaks the search, whatever it looks like to a query parser.
func TestStrangeQuestionsGetASaneDecision(t *testing.T) {
	f := newFixture(t, limited(t, "ask_per_minute=1000"))
	news := &feed.Feed{}
	st := storetest.New(t, storetest.WithFeed(news))
	faq := search.NewFAQ(st, f.Limits)
	if _, err := faq.Save(t.Context(), dogs); err != nil {
		t.Fatal(err)
	}
	engine, err := search.Open(t.Context(), t.TempDir(), st, news, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	f.Answers = engine
	questions := []string{
		`\" OR NEAR( * ^ : - '`, `multi-agent`, `ubuntu 20.04`, `question:dogs AND *`, `+dogs -dogs`, `dogs~9 /[a-z]*/`, `%s%n`, `'; DROP TABLE entries;--`,
		strings.Repeat("a b ", 100), strings.Repeat("dog", 166), strings.Repeat("🐕", 500), "\u202edogs", "?", ".", "ﷺ", "  dogs  ",
	}
	var all sync.WaitGroup
	for range 3 { // about fifty at a time
		for _, q := range questions {
			all.Go(func() {
				w := f.post("/api/v1/ask", `{"question":"`+q+`"}`)
				if w.Code != 200 {
					t.Errorf("%.40s: %d %s", q, w.Code, w.Body)
				}
			})
		}
	}
	all.Wait()
	for body, want := range map[string]int{
		`{"question":"` + strings.Repeat("a", 100<<10) + `"}`: 413,
		`{"question":"` + strings.Repeat("a", 501) + `"}`:     422,
		`{"question":"   "}`:           422,
		`{"question":"\u0000"}`:        422,
		`{"question":"a","misses":-1}`: 422,
	} {
		if w := f.post("/api/v1/ask", body); w.Code != want {
			t.Errorf("%.40s: %d, want %d", body, w.Code, want)
		}
	}
}

// A key that somebody else knows would let them ask for the receipt, and so for the token of the ticket.
func TestALinkBringsNoKeyAlong(t *testing.T) {
	f := newFixture(t)
	for _, path := range []string{"/help", "/help/person"} {
		if got := f.visitor(t).open(path + "?key=" + aKey).value("[name=key]"); got == aKey || !goodKey.MatchString(got) {
			t.Errorf("%s: the form is sent under %q", path, got)
		}
	}
}

func TestALanguageIsATagAndNothingElse(t *testing.T) {
	f := newFixture(t)
	for _, lang := range []string{`de\r\nBcc: a@b.example`, `\u0000`, `\u202ede`, `de\n  Name: Bob`, `<b>`, `de de`} {
		w := f.post("/api/v1/tickets", `{"kind":"here","message":"hi","lang":"`+lang+`"}`, "Idempotency-Key", aKey)
		if w.Code != 422 || code(t, w) != "lang_invalid" {
			t.Errorf("%s: %d %s", lang, w.Code, w.Body)
		}
	}
	f.wantNothingStored(t)
	for i, lang := range []string{"de", "de-AT", "zh-Hant-TW", "pt_BR", "tlh", ""} {
		if w := f.post("/api/v1/tickets", `{"kind":"here","message":"hi","lang":"`+lang+`"}`, "Idempotency-Key", keyNumber(i)); w.Code != 201 {
			t.Errorf("%s: %d %s", lang, w.Code, w.Body)
		}
	}
}
