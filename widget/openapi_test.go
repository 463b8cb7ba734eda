package widget

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"deskbell/handoff"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
)

type document struct {
	Paths      map[string]map[string]operation
	Components struct {
		Schemas   map[string]*schema
		Responses map[string]reply
	}
}

type operation struct {
	Security    []map[string][]string
	RequestBody struct{ Content map[string]media } `yaml:"requestBody"`
	Responses   map[string]reply
}

type reply struct {
	Ref     string `yaml:"$ref"`
	Content map[string]media
}

type media struct{ Schema *schema }

// schema is as much of JSON Schema as the document uses.
type schema struct {
	Ref        string `yaml:"$ref"`
	Type       any
	Enum       []any
	Required   []string
	Properties map[string]*schema
	Items      *schema
	AnyOf      []*schema `yaml:"anyOf"`
	MaxItems   int       `yaml:"maxItems"`
	MaxLength  int       `yaml:"maxLength"`
	Pattern    string
}

func readDocument(t *testing.T) document {
	t.Helper()
	var d document
	if err := yaml.Unmarshal(openAPI, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheDocumentNamesTheRoutesOfTheAPI(t *testing.T) {
	d := readDocument(t)
	var documented, served []string
	for path, operations := range d.Paths {
		for method, op := range operations {
			documented = append(documented, fmt.Sprintf("%s %s token=%t", strings.ToUpper(method), path, len(op.Security) > 0))
		}
	}
	for _, route := range newFixture(t).Server.apiRoutes() {
		served = append(served, fmt.Sprintf("%s token=%t", route.Pattern, route.Trust == web.Visitor))
	}
	slices.Sort(documented)
	slices.Sort(served)
	if diff := cmp.Diff(served, documented); diff != "" {
		t.Errorf("served (-), documented (+):\n%s", diff)
	}
}

// call is one request whose answer must be as the document says.
type call struct {
	method, path, body string
	status             int
	prepare            func(*fixture) []string // gives headers
}

func withKey(*fixture) []string { return []string{"Idempotency-Key", aKey} }

func withToken(f *fixture) []string {
	return []string{"Authorization", "Bearer " + f.tokenOf(0), "Idempotency-Key", otherKey}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// withCall is the token of a call-back that was tried in vain and then put off.
func withCall(f *fixture) []string {
	var r receipt
	must(json.Unmarshal(f.post("/api/v1/tickets", aCall, "Idempotency-Key", aKey).Body.Bytes(), &r))
	bo, again := handoff.Agent{Name: "Bo"}, f.clock.Now().Add(5*time.Hour)
	must(f.Desk.Called(context.Background(), bo, r.Ref, keyNumber(1), handoff.NoAnswer, time.Time{}))
	must(f.Desk.Called(context.Background(), bo, r.Ref, keyNumber(2), handoff.CallAgain, again))
	return []string{"Authorization", "Bearer " + r.Token}
}

// letter is the token of a ticket that the law keeps.
func letter(f *fixture) []string {
	headers := withToken(f)
	t, err := f.Desk.ByToken(context.Background(), f.tokenOf(0))
	must(err)
	must(f.Desk.MarkLetter(context.Background(), t.Ref, true))
	return headers
}

// sealed is the token of a ticket that is closed to view.
func sealed(f *fixture) []string {
	headers := letter(f)
	f.do(request("DELETE", "/api/v1/ticket", "", headers...))
	return headers
}

// deciding makes the answers decide so on these questions.
func deciding(all map[string]search.Decision) func(*fixture) []string {
	return func(f *fixture) []string {
		maps.Copy(f.answers.decisions, all)
		return nil
	}
}

func broken(f *fixture) []string { f.answers.fail = errBroken; return nil }

const anyCall = `{"kind":"callback","phone":"+49 30 901820","message":"Please call."}`

var calls = []call{
	{"POST", "/api/v1/ask?explain=1", `{"question":"Can I bring my dog?"}`, 200, nil},
	{"POST", "/api/v1/ask", `{"question":"pets"}`, 200, nil},
	{"POST", "/api/v1/ask", `{"question":"fraud","wrong":["dogs"]}`, 200, deciding(map[string]search.Decision{"fraud": {
		Verdict: search.Person, Reason: search.IsPersonFirst, Entry: &locked, AskedIfHuman: true,
	}})},
	{"POST", "/api/v1/ask", `{`, 400, nil},
	{"POST", "/api/v1/ask", `{"question":"a"}`, 403, func(*fixture) []string { return []string{"Sec-Fetch-Site", "cross-site"} }},
	{"POST", "/api/v1/ask", `{"question":"` + strings.Repeat("a", 40<<10) + `"}`, 413, nil},
	{"POST", "/api/v1/ask", `a`, 415, func(*fixture) []string { return []string{"Content-Type", "text/plain"} }},
	{"POST", "/api/v1/ask", `{"question":"","scope":"` + strings.Repeat("a", 99) + `"}`, 422, nil},
	{"POST", "/api/v1/ask", `{"question":"a"}`, 429, func(f *fixture) []string { f.writesQuestions(30); return nil }},
	{"POST", "/api/v1/ask", `{"question":"a"}`, 500, broken},
	{"POST", "/api/v1/feedback", `{"entry":"dogs","verdict":"solved"}`, 204, nil},
	{"POST", "/api/v1/feedback", `{"entry":"dogs","verdict":"maybe"}`, 422, nil},
	{"POST", "/api/v1/tickets", aRequest, 201, withKey},
	{"POST", "/api/v1/tickets", aRequest, 400, nil},
	{"POST", "/api/v1/tickets", `{"kind":"email","email":"nonsense","message":""}`, 422, withKey},
	{"POST", "/api/v1/tickets", anyCall, 409, func(f *fixture) []string {
		for i := range 2 {
			f.post("/api/v1/tickets", anyCall, "Idempotency-Key", keyNumber(i))
		}
		return []string{"Idempotency-Key", aKey}
	}},
	{"POST", "/api/v1/tickets", aRequest, 410, func(f *fixture) []string {
		f.do(request("DELETE", "/api/v1/ticket", "", "Authorization", "Bearer "+f.tokenOf(0)))
		return []string{"Idempotency-Key", keyNumber(0)}
	}},
	{"GET", "/api/v1/ticket", "", 200, withToken},
	{"GET", "/api/v1/ticket", "", 401, nil},
	{"GET", "/api/v1/ticket", "", 404, func(*fixture) []string { return []string{"Authorization", "Bearer x"} }},
	{"DELETE", "/api/v1/ticket", "", 204, withToken},
	{"DELETE", "/api/v1/ticket", "", 401, nil},
	{"GET", "/api/v1/ticket", "", 200, withCall},
	{"GET", "/api/v1/ticket", "", 410, sealed},
	{"DELETE", "/api/v1/ticket", "", 200, letter},
	{"PUT", "/api/v1/ticket/callback", `{"window":null,"phone":"+49 30 901820","time_zone":"Europe/Vienna"}`, 200, withCall},
	{"PUT", "/api/v1/ticket/callback", `{"window":{"from":"2026-03-02T12:00:00Z"}}`, 422, withCall},
	{"PUT", "/api/v1/ticket/callback", `{"window":null}`, 409, withToken},
	{"PUT", "/api/v1/ticket/callback", `{"window":null}`, 410, sealed},
	{"PUT", "/api/v1/ticket/callback", `{"window":null}`, 401, nil},
	{"PUT", "/api/v1/ticket/callback", `{`, 400, withCall},
	{"POST", "/api/v1/ticket/withdraw", "", 200, withToken},
	{"POST", "/api/v1/ticket/withdraw", "{}", 200, withCall},
	{"POST", "/api/v1/ticket/withdraw", "", 410, sealed},
	{"GET", "/api/v1/ticket/download", "", 200, withCall},
	{"GET", "/api/v1/ticket/download?format=json", "", 200, withToken},
	{"GET", "/api/v1/ticket/download?format=pdf", "", 422, withToken},
	{"GET", "/api/v1/ticket/download", "", 410, sealed},
	{"POST", "/api/v1/ticket/messages", `{"text":"more"}`, 410, sealed},
	{"GET", "/api/v1/ticket/events", "", 410, sealed},
	{"POST", "/api/v1/ticket/messages", `{"text":"more"}`, 201, withToken},
	{"POST", "/api/v1/ticket/messages", `{"text":""}`, 422, withToken},
	{"POST", "/api/v1/ticket/messages", `{"text":"more"}`, 401, nil},
	{"GET", "/api/v1/ticket/events", "", 401, nil},
}

func (f *fixture) writesQuestions(n int) {
	for range n {
		f.post("/api/v1/ask", `{"question":"a"}`)
	}
}

func TestAnswersAreAsDocumented(t *testing.T) {
	d := readDocument(t)
	for _, c := range calls {
		t.Run(fmt.Sprintf("%s %s %d", c.method, c.path, c.status), func(t *testing.T) {
			f := newFixture(t, withDogs)
			var headers []string
			if c.prepare != nil {
				headers = c.prepare(f)
			}
			w := f.do(request(c.method, c.path, c.body, headers...))
			if w.Code != c.status {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			d.wantAnswer(t, c, w)
		})
	}
}

func (d document) wantAnswer(t *testing.T, c call, w *httptest.ResponseRecorder) {
	t.Helper()
	path, _, _ := strings.Cut(c.path, "?")
	answer, ok := d.Paths[path][strings.ToLower(c.method)].Responses[fmt.Sprint(w.Code)]
	if !ok {
		t.Fatalf("%d is not documented", w.Code)
	}
	if answer.Ref != "" {
		answer = d.Components.Responses[last(answer.Ref)]
	}
	if len(answer.Content) == 0 {
		if w.Body.Len() > 0 {
			t.Errorf("undocumented body %s", w.Body)
		}
		return
	}
	content, ok := answer.Content[w.Header().Get("Content-Type")]
	if !ok {
		t.Fatalf("%s is not documented", w.Header().Get("Content-Type"))
	}
	d.check(t, "answer", content.Schema, decode[any](t, w))
}

func last(ref string) string { return ref[strings.LastIndex(ref, "/")+1:] }

func (d document) check(t *testing.T, at string, s *schema, v any) {
	t.Helper()
	if s.Ref != "" {
		s = d.Components.Schemas[last(s.Ref)]
	}
	if len(s.AnyOf) > 0 {
		if v == nil {
			return // of the anyOf in the document, the second is null
		}
		d.check(t, at, s.AnyOf[0], v)
		return
	}
	if !hasKind(s.Type, v) {
		t.Errorf("%s: %v is no %v", at, v, s.Type)
	}
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, v) {
		t.Errorf("%s: %v is none of %v", at, v, s.Enum)
	}
	switch v := v.(type) {
	case string:
		if !regexp.MustCompile(s.Pattern).MatchString(v) {
			t.Errorf("%s: %q is not as %s", at, v, s.Pattern)
		}
	case []any:
		for i, item := range v {
			d.check(t, fmt.Sprintf("%s[%d]", at, i), s.Items, item)
		}
	case map[string]any:
		d.checkObject(t, at, s, v)
	}
}

func (d document) checkObject(t *testing.T, at string, s *schema, v map[string]any) {
	t.Helper()
	for _, name := range s.Required {
		if _, ok := v[name]; !ok {
			t.Errorf("%s: %s is missing", at, name)
		}
	}
	for name, field := range v {
		if s.Properties[name] == nil {
			t.Errorf("%s: %s is not documented", at, name)
			continue
		}
		d.check(t, at+"."+name, s.Properties[name], field)
	}
}

// hasKind compares with a type, or a list of types, of JSON Schema.
func hasKind(want, v any) bool {
	if list, ok := want.([]any); ok {
		return slices.ContainsFunc(list, func(one any) bool { return hasKind(one, v) })
	}
	switch v := v.(type) {
	case nil:
		return want == "null"
	case string:
		return want == "string"
	case float64:
		return want == "number" || want == "integer" && v == float64(int(v))
	case []any:
		return want == "array"
	case map[string]any:
		return want == "object"
	default:
		return want == "boolean"
	}
}

// The fields of a request that are documented are those that are read, and the limits named are the defaults.
func TestRequestsAreDocumentedAsTheyAreRead(t *testing.T) {
	d := readDocument(t)
	for name, v := range map[string]any{"Question": askRequest{}, "Feedback": feedbackRequest{}, "Request": ticketRequest{}, "NewMessage": messageRequest{}, "CallChange": callRequest{}} {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var read map[string]any
		if err := json.Unmarshal(raw, &read); err != nil {
			t.Fatal(err)
		}
		documented := slices.Sorted(maps.Keys(d.Components.Schemas[name].Properties))
		if diff := cmp.Diff(slices.Sorted(maps.Keys(read)), documented); diff != "" {
			t.Errorf("%s: read (-), documented (+):\n%s", name, diff)
		}
	}
	var l limits.Limits
	properties := func(name string) map[string]*schema { return d.Components.Schemas[name].Properties }
	for limit, documented := range map[string]int{
		limits.QuestionChars:   properties("Question")["question"].MaxLength,
		limits.ScopeChars:      properties("Question")["scope"].MaxLength,
		limits.SeenEntries:     min(properties("Question")["seen"].MaxItems, properties("Question")["wrong"].MaxItems),
		limits.MessageChars:    properties("Request")["message"].MaxLength,
		limits.EmailBytes:      properties("Request")["email"].MaxLength,
		limits.PhoneChars:      properties("Request")["phone"].MaxLength,
		limits.NameChars:       properties("Request")["name"].MaxLength,
		limits.WishChars:       properties("Request")["wish"].MaxLength,
		limits.TranscriptLines: properties("Request")["transcript"].MaxItems,
	} {
		if documented != l.Get(limit) {
			t.Errorf("%s: documented as %d, is %d", limit, documented, l.Get(limit))
		}
	}
}

func TestTheDocumentIsServed(t *testing.T) {
	w := newFixture(t).get("/api/openapi.yaml")
	if w.Code != http.StatusOK || w.Body.String() != string(openAPI) || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/yaml") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}
