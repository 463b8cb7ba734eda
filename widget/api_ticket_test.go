package widget

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
)

const (
	aKey     = "0123456789abcdef"
	otherKey = "fedcba9876543210"
	aRequest = `{"kind":"email","email":"ann@example.com","message":"The shower drips.","lang":"en"}`
)

type receipt struct {
	Ref, Token, URL string
	Promise         *string
	PromiseText     string `json:"promise_text"`
}

func (f *fixture) open(t *testing.T, key, body string) receipt {
	t.Helper()
	w := f.post("/api/v1/tickets", body, "Idempotency-Key", key)
	if w.Code != 201 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	return decode[receipt](t, w)
}

func decode[T any](t *testing.T, w *httptest.ResponseRecorder) (v T) {
	t.Helper()
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%s: %v", w.Body, err)
	}
	return v
}

func code(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	return decode[struct{ Code string }](t, w).Code
}

func TestARequestIsAnsweredWithItsReference(t *testing.T) {
	f := newFixture(t, at("https://help.shop.example"))
	w := f.post("/api/v1/tickets", aRequest, "Idempotency-Key", aKey, "Host", "help.shop.example")
	got := decode[receipt](t, w)
	if w.Code != 201 || len(got.Ref) != 7 || len(got.Token) < 43 || got.Promise != nil {
		t.Errorf("%d %+v", w.Code, got)
	}
	if !strings.HasPrefix(got.URL, "https://help.shop.example/ticket/") || strings.Contains(got.URL, got.Token) {
		t.Errorf("url %s", got.URL)
	}
	if !strings.Contains(got.PromiseText, "ann@example.com") {
		t.Errorf("promise %q", got.PromiseText)
	}
}

func TestTheSameKeyAndBodyGetTheSameBytes(t *testing.T) {
	f := newFixture(t)
	first := f.post("/api/v1/tickets", aRequest, "Idempotency-Key", aKey)
	f.clock.Add(90 * 60 * 1e9)
	again := f.post("/api/v1/tickets", aRequest, "Idempotency-Key", aKey, "Accept-Language", "de")
	if first.Code != 201 || again.Code != 201 || first.Body.String() != again.Body.String() {
		t.Errorf("%d %s\n%d %s", first.Code, first.Body, again.Code, again.Body)
	}
	_, n, err := f.Desk.Tickets(t.Context(), handoff.Filter{}, handoff.NewestChange, 10, 0)
	if err != nil || n != 1 {
		t.Errorf("%d tickets, %v", n, err)
	}
}

func TestAKeyIsGoodForOneBody(t *testing.T) {
	f := newFixture(t)
	r := f.open(t, aKey, aRequest)
	w := f.post("/api/v1/tickets", strings.Replace(aRequest, "drips", "leaks", 1), "Idempotency-Key", aKey)
	if w.Code != 422 || code(t, w) != "key_reused" {
		t.Errorf("other body: %d %s", w.Code, w.Body)
	}
	if w := f.do(request("DELETE", "/api/v1/ticket", "", "Authorization", "Bearer "+r.Token)); w.Code != 204 {
		t.Fatalf("erase: %d %s", w.Code, w.Body)
	}
	w = f.post("/api/v1/tickets", aRequest, "Idempotency-Key", aKey)
	if w.Code != 410 || code(t, w) != "erased" {
		t.Errorf("erased: %d %s", w.Code, w.Body)
	}
}

func TestAKeyMustBeAKey(t *testing.T) {
	f := newFixture(t)
	for _, key := range []string{"", "short", strings.Repeat("k", 65), "0123456789abcde/", "0123456789 abcdef"} {
		if w := f.post("/api/v1/tickets", aRequest, "Idempotency-Key", key); w.Code != 400 || code(t, w) != "key_invalid" {
			t.Errorf("%q: %d %s", key, w.Code, w.Body)
		}
	}
	f.wantNothingStored(t)
}

func (f *fixture) wantNothingStored(t *testing.T) {
	t.Helper()
	if _, n, err := f.Desk.Tickets(t.Context(), handoff.Filter{}, handoff.NewestChange, 10, 0); err != nil || n != 0 {
		t.Errorf("%d tickets stored, %v", n, err)
	}
}

func TestTheReplyIsPromisedWhereItWillCome(t *testing.T) {
	for _, c := range []struct {
		mail       bool
		body, want string
	}{
		{true, aRequest, "ann@example.com"},
		{false, aRequest, "on your request's page"},
		{true, `{"kind":"here","message":"hi","lang":"en"}`, "on your request's page"},
		{true, `{"kind":"here","message":"hi","lang":"de"}`, "Seite Ihrer Anfrage"},
		{false, `{"kind":"callback","phone":"+49 30 2345678","message":"hi","lang":"en"}`, "+49 30 2345678"},
	} {
		f := newFixture(t, func(f *fixture) { f.mail = c.mail })
		if got := f.open(t, aKey, c.body).PromiseText; !strings.Contains(got, c.want) {
			t.Errorf("mail %t, %s: got %q, want %q in it", c.mail, c.body, got, c.want)
		}
	}
}

func TestEverythingOfARequestIsStored(t *testing.T) {
	f := newFixture(t)
	r := f.open(t, aKey, `{"kind":"callback","email":"ann@example.com","phone":"030 2345678","name":"Ann","message":"Please call.",
		"window":{"from":"2026-03-02T14:00:00+01:00","to":"2026-03-02T16:00:00+01:00"},"wish":"after lunch","time_zone":"Europe/Berlin",
		"lang":"de","page":"https://shop.example/x?y=1","scope":"flat-3",
		"transcript":[{"from":"visitor","text":"dogs?"},{"from":"desk","entry":"dogs"}]}`)
	got, err := f.Desk.Ticket(t.Context(), r.Ref)
	if err != nil {
		t.Fatal(err)
	}
	want := handoff.Ticket{
		Kind: handoff.CallBack, Name: "Ann", Email: "ann@example.com", Phone: "+49302345678", Wish: "after lunch", TimeZone: "Europe/Berlin",
		Lang: "de", Page: "https://shop.example/x", Scope: "flat-3",
		Transcript: []handoff.Line{{From: handoff.FromVisitor, Text: "dogs?"}, {From: handoff.FromDesk, Entry: "dogs"}},
	}
	part := handoff.Ticket{
		Kind: got.Kind, Name: got.Name, Email: got.Email, Phone: got.Phone, Wish: got.Wish, TimeZone: got.TimeZone,
		Lang: got.Lang, Page: got.Page, Scope: got.Scope, Transcript: got.Transcript,
	}
	if diff := cmp.Diff(want, part); diff != "" {
		t.Error(diff)
	}
	w := f.get("/api/v1/ticket", "Authorization", "Bearer "+r.Token)
	callBack := `"callback":{"pending":true,"phone":"+49302345678","window":{"from":"2026-03-02T13:00:00Z","to":"2026-03-02T15:00:00Z"},"attempts":[]}`
	if !strings.Contains(w.Body.String(), callBack) {
		t.Errorf("%s\nwant %s in it", w.Body, callBack)
	}
}

func TestTheThreadIsReadByToken(t *testing.T) {
	f := newFixture(t)
	r := f.open(t, aKey, aRequest)
	agent := f.agent(t)
	if _, err := f.Desk.Note(t.Context(), agent, r.Ref, otherKey, "a note"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Desk.Reply(t.Context(), agent, r.Ref, aKey, "We come <b>today</b>.", handoff.After{}); err != nil {
		t.Fatal(err)
	}
	w := f.get("/api/v1/ticket", "Authorization", "bearer "+r.Token)
	got := decode[struct {
		Ref, Kind, Status string
		Promise           *string
		Messages          []struct{ From, Name, Text, At string }
	}](t, w)
	if got.Ref != r.Ref || got.Kind != "email" || got.Status != "waiting" || len(got.Messages) != 2 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	reply := got.Messages[1]
	if reply.From != "agent" || reply.Name != "Bo" || reply.Text != "We come <b>today</b>." || reply.At != "2026-03-02T09:00:00Z" {
		t.Errorf("%+v", reply)
	}
	for _, secret := range []string{"a note", r.Token, "ann@example.com\"", "agent_id"} {
		if strings.Contains(w.Body.String(), secret) {
			t.Errorf("%q is in the thread: %s", secret, w.Body)
		}
	}
}

func TestAMessageIsAddedOnce(t *testing.T) {
	f := newFixture(t)
	r := f.open(t, aKey, aRequest)
	write := func(text string) *httptest.ResponseRecorder {
		return f.post("/api/v1/ticket/messages", `{"text":"`+text+`"}`, "Authorization", "Bearer "+r.Token, "Idempotency-Key", otherKey)
	}
	first, again, other := write("It floods!"), write("It floods!"), write("Never mind")
	if first.Code != 201 || first.Body.String() != again.Body.String() {
		t.Errorf("%d %s\n%d %s", first.Code, first.Body, again.Code, again.Body)
	}
	if other.Code != 422 {
		t.Errorf("other text under the key: %d %s", other.Code, other.Body)
	}
	got, err := f.Desk.Ticket(t.Context(), r.Ref)
	if err != nil || len(got.Messages) != 2 {
		t.Errorf("%d messages, %v", len(got.Messages), err)
	}
}

func TestAnErasedTicketIsUnknown(t *testing.T) {
	f := newFixture(t)
	r := f.open(t, aKey, aRequest)
	token := "Bearer " + r.Token
	if w := f.do(request("DELETE", "/api/v1/ticket", "", "Authorization", token)); w.Code != 204 || w.Body.Len() > 0 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for _, r := range []string{"GET /api/v1/ticket", "GET /api/v1/ticket/events", "DELETE /api/v1/ticket"} {
		method, path, _ := strings.Cut(r, " ")
		if w := f.do(request(method, path, "", "Authorization", token)); w.Code != 404 || code(t, w) != "ticket_unknown" {
			t.Errorf("%s: %d %s", r, w.Code, w.Body)
		}
	}
}

// Promise 4: whoever lost the answer to an accepted request gets it again.
func TestPromise4_ALostAnswerIsGivenAgainOverTheLimit(t *testing.T) {
	f := newFixture(t, limited(t, "tickets_per_hour=1"))
	first := f.tickets(0)
	if w := f.tickets(1); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" {
		t.Fatalf("a new request: %d", w.Code)
	}
	if w := f.tickets(0); w.Code != http.StatusCreated || w.Body.String() != first.Body.String() {
		t.Errorf("the lost answer: %d %s, want %s", w.Code, w.Body, first.Body)
	}
	if w := f.post("/api/v1/tickets", `{"kind":"here","message":"another"}`, "Idempotency-Key", keyNumber(0)); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("the key with another body: %d", w.Code)
	}
	if n, _ := f.folder(t, handoff.Inbox); n != 1 {
		t.Errorf("%d tickets", n)
	}
}
