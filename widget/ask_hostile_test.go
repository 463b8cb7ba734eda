package widget

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"deskbell/internal/feed"
	"deskbell/search"
)

// withEngine answers from a real index of these entries.
func withEngine(t *testing.T, entries ...search.Entry) func(*fixture) {
	t.Helper()
	all, err := search.Fixed(entries)
	if err != nil {
		t.Fatal(err)
	}
	engine, err := search.Open(t.Context(), t.TempDir(), all, &feed.Feed{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	return func(f *fixture) { f.Server.Answers = engine }
}

// TestHostileQuestionsGetDocumentedAnswers posts what no visitor types. Every
// answer is one that openapi.yaml has for its status.
func TestHostileQuestionsGetDocumentedAnswers(t *testing.T) {
	d := readDocument(t)
	f := newFixture(t, limited(t, "ask_per_minute=100000"))
	withEngine(t, dogs, search.Entry{ID: "hunde", Lang: "de", Question: "Sind Hunde erlaubt?", Answer: "Ja."})(f)
	for name, c := range map[string]struct {
		question string
		status   int
	}{
		"nothing":                {"", 422},
		"spaces":                 {" \t\n\u3000", 422},
		"controls alone":         {"\x00\x01\x1b", 422},
		"a question":             {"Are dogs welcome?", 200},
		"punctuation":            {"?!…–;", 200},
		"emoji":                  {strings.Repeat("👨‍👩‍👧‍👦", 60), 200},
		"a query language":       {`" OR NEAR( * ^ : -`, 200},
		"right to left override": {"\u202esgod\u202c \u2066", 200},
		"invisible":              {"\u200b\u200d\u2060", 200},
		"zalgo":                  {"d" + strings.Repeat("\u0335\u0489", 200) + "gs", 200},
		"controls within":        {"are\x00 dogs\x07 welcome\x1b[31m", 422},
		"one word of 500":        {strings.Repeat("x", 500), 200},
		"signs":                  {strings.Repeat("狗", 500), 200},
		"markup":                 {`<script>alert(1)</script>{{.}}%s`, 200},
		"501":                    {strings.Repeat("x", 501), 422},
		"500 words":              {strings.Repeat("dog ", 500), 422},
		"a word of 10,000":       {strings.Repeat("hund", 2500), 422},
		"a hundred kilobytes":    {strings.Repeat("dog ", 25<<10), 413},
	} {
		for _, path := range []string{"/api/v1/ask", "/api/v1/ask?explain=1"} {
			t.Run(name+" "+path, func(t *testing.T) {
				body, err := json.Marshal(map[string]string{"question": c.question})
				if err != nil {
					t.Fatal(err)
				}
				w := f.do(request("POST", path, string(body)))
				if w.Code != c.status {
					t.Fatalf("%d %s, want %d", w.Code, w.Body, c.status)
				}
				d.wantAnswer(t, call{method: "POST", path: path}, w)
				if w.Code == 200 {
					wantConsistent(t, decode[askResponse](t, w))
				}
			})
		}
	}
}

// wantConsistent holds an answer to what the contract says of its parts.
func wantConsistent(t *testing.T, a askResponse) {
	t.Helper()
	if a.Decision == search.Answer && a.Answer == nil || a.Decision == search.Suggest && len(a.Suggestions) == 0 {
		t.Errorf("%s with nothing to show", a.Decision)
	}
	if a.Suggestions == nil || len(a.Suggestions) > 3 || len(a.Ranked) > 10 {
		t.Errorf("suggestions %v, %d ranked", a.Suggestions, len(a.Ranked))
	}
	if !(a.Confidence >= 0 && a.Confidence <= 1) {
		t.Errorf("confidence %v", a.Confidence)
	}
}

// What is no JSON of a question is refused as such, never an error of ours.
func TestHostileBodiesAreRefused(t *testing.T) {
	d := readDocument(t)
	f := newFixture(t, limited(t, "ask_per_minute=100000"))
	for name, body := range map[string]string{
		"nothing":              "",
		"cut off":              `{"question":"do`,
		"no object":            `"dogs"`,
		"null":                 `null`,
		"a list":               `[{"question":"dogs"}]`,
		"a number":             `{"question":1}`,
		"two objects":          `{"question":"dogs"}{"question":"cats"}`,
		"invalid UTF-8":        "{\"question\":\"\xff\xfe\"}",
		"misses as text":       `{"question":"dogs","misses":"many"}`,
		"misses beyond number": `{"question":"dogs","misses":99999999999999999999}`,
		"fewer than no misses": `{"question":"dogs","misses":-1}`,
		"deeply nested":        `{"question":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`,
		"a language of all":    fmt.Sprintf(`{"question":"dogs","lang":%q}`, strings.Repeat("de-", 900)),
		"a scope of all":       fmt.Sprintf(`{"question":"dogs","scope":%q}`, strings.Repeat("flat", 900)),
	} {
		t.Run(name, func(t *testing.T) {
			w := f.do(request("POST", "/api/v1/ask", body, "Content-Type", "application/json"))
			if !slices.Contains([]int{400, 422}, w.Code) {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			d.wantAnswer(t, call{method: "POST", path: "/api/v1/ask"}, w)
		})
	}
}

// A body that ends when it likes is read no further than its limit.
func TestABodyWithoutEndIsCutOff(t *testing.T) {
	f := newFixture(t)
	r := request("POST", "/api/v1/ask", "", "Content-Type", "application/json")
	r.Body, r.ContentLength = io.NopCloser(io.MultiReader(strings.NewReader(`{"question":"`), endless{})), -1
	if w := f.do(r); w.Code != 413 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}
