package widget

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"deskbell/handoff"
	"deskbell/internal/limits"
	"deskbell/search"
)

// atBound meets a limit: within is the last thing that is allowed, beyond the first that is not.
type atBound struct {
	value  int // set by --limit; 0 leaves the default
	within sending
	beyond sending
	status int // of the refusal
	field  string
	code   string
	check  func(*testing.T, *fixture) // instead of a refusal: what else the bound leads to
}

type sending func(f *fixture, limit int) *httptest.ResponseRecorder

// elsewhere names the rows that other packages meet at their bounds.
var elsewhere = map[string]string{
	limits.ImportBytes:        "handoff/admin",
	limits.LoginsPerMinute:    "handoff/admin",
	limits.ReceiptsPerAddress: "handoff",
	limits.ReceiptsPerHour:    "handoff",
	limits.EntryChars:         "search",
	limits.AnswerChars:        "search",
	limits.Alternatives:       "search",
}

// wantTestOf finds a test of another package that names the row.
func wantTestOf(t *testing.T, name, folder string) {
	t.Helper()
	constant := strings.ReplaceAll(name, "_", "")
	files, err := filepath.Glob(filepath.Join("..", folder, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(strings.ToLower(string(text)), "limits."+constant) {
			return
		}
	}
	t.Errorf("no test in %s meets %s", folder, name)
}

// TestEveryLimitHolds fails for a row that nobody meets at its bound.
func TestEveryLimitHolds(t *testing.T) {
	for _, row := range limits.Table {
		if folder := elsewhere[row.Name]; folder != "" {
			wantTestOf(t, row.Name, folder)
			continue
		}
		t.Run(row.Name, func(t *testing.T) {
			bound, ok := bounds[row.Name]
			if !ok {
				t.Fatal("no test meets this limit: add a row to bounds")
			}
			bound.meet(t, row)
		})
	}
}

// askedFor sends the form with a field of it at its bound, and beyond.
func askedFor(a search.Ask) func(*testing.T, *fixture) {
	return func(t *testing.T, f *fixture) {
		n := f.Limits.Get(maxAsk[a])
		for more, want := range map[int]string{0: ScreenReceipt, 1: ScreenPersonWrong} {
			v := f.visitor(t).open("/help/person?about=locked&ask_" + string(a) + "=" + strings.Repeat("1", n+more))
			if v.step(sendByEmailFor("Help!")); v.screen() != want || (len(v.find("#"+fieldOf(a)+"-error")) == 1) != (more == 1) {
				t.Errorf("%d beyond: screen %q", more, v.screen())
			}
		}
	}
}

func (b atBound) meet(t *testing.T, row limits.Limit) {
	n := row.Default
	var change []func(*fixture)
	if b.value != 0 {
		n = b.value
		change = append(change, limited(t, fmt.Sprintf("%s=%d", row.Name, n)))
	}
	f := newFixture(t, change...)
	if b.within != nil {
		if w := b.within(f, n); w.Code >= 300 {
			t.Fatalf("at %d: %d %s", n, w.Code, w.Body)
		}
	}
	if b.check != nil {
		b.check(t, f)
		return
	}
	w := b.beyond(f, n)
	got := decode[struct {
		Code, Field string
		Contact     struct{ Email string }
	}](t, w)
	if w.Code != b.status || got.Code != b.code || got.Field != b.field {
		t.Errorf("beyond %d: %d %s", n, w.Code, w.Body)
	}
	if got.Contact.Email != f.settings.Email {
		t.Errorf("no contact: %s", w.Body)
	}
	if (w.Code == 429 || w.Code == 503) && w.Header().Get("Retry-After") == "" {
		t.Error("it does not say when to try again")
	}
}

var bounds = map[string]atBound{
	limits.BodyBytes: {
		within: func(f *fixture, n int) *httptest.ResponseRecorder {
			return f.post("/api/v1/ask", padded(`{"question":"dogs?"`, n))
		},
		beyond: func(f *fixture, n int) *httptest.ResponseRecorder {
			return f.post("/api/v1/ask", padded(`{"question":"dogs?"`, n+1))
		},
		status: 413, code: "body_too_large",
	},
	limits.QuestionChars:   chars("/api/v1/ask", "question", `{"question":"%s"}`),
	limits.MessageChars:    chars("/api/v1/tickets", "message", `{"kind":"here","message":"%s"}`),
	limits.NameChars:       chars("/api/v1/tickets", "name", `{"kind":"here","message":"hi","name":"%s"}`),
	limits.WishChars:       chars("/api/v1/tickets", "wish", `{"kind":"here","message":"hi","wish":"%s"}`),
	limits.ScopeChars:      chars("/api/v1/ask", "scope", `{"question":"dogs?","scope":"%s"}`),
	limits.EmailBytes:      {within: email(0), beyond: email(1), status: 422, field: "email", code: "too_long"},
	limits.PhoneChars:      {within: phone(0), beyond: phone(1), status: 422, field: "phone", code: "too_long"},
	limits.SeenEntries:     {within: seen(0), beyond: seen(1), status: 422, field: "seen", code: "too_many"},
	limits.TranscriptLines: {within: transcript(0), beyond: transcript(1), status: 422, field: "transcript", code: "too_many"},
	limits.OrderChars:      {check: askedFor(search.AskOrder)},
	limits.ErrorChars:      {check: askedFor(search.AskError)},
	limits.PageChars: {
		within: func(f *fixture, n int) *httptest.ResponseRecorder {
			return f.post("/api/v1/ask", fmt.Sprintf(`{"question":"dogs?","page":"/%s"}`, strings.Repeat("ü", n)))
		},
		check: func(t *testing.T, f *fixture) {
			if got := len([]rune(f.answers.asked[0].Page)); got != 500 {
				t.Errorf("cut off at %d", got)
			}
		},
	},
	limits.TicketMessages: {
		value: 20, status: 422, field: "text", code: "ticket_full",
		within: func(f *fixture, n int) *httptest.ResponseRecorder { return f.writes(0, n-1) },
		beyond: func(f *fixture, n int) *httptest.ResponseRecorder { return f.writes(n, 1) },
	},
	limits.AskPerMinute:      rate(0, asks("")),
	limits.AskTotalPerMinute: rate(60, asks("everywhere")),
	limits.SuggestPerMinute: rate(0, func(f *fixture, _ int) *httptest.ResponseRecorder {
		return f.post("/help/suggest", `{"question":"dogs"}`)
	}),
	limits.FeedbackPerMinute: rate(0, func(f *fixture, _ int) *httptest.ResponseRecorder {
		return f.post("/api/v1/feedback", `{"entry":"dogs","verdict":"solved"}`)
	}),
	limits.TicketsPerHour: rate(0, func(f *fixture, i int) *httptest.ResponseRecorder { return f.tickets(i) }),
	limits.TicketsSoftPerHour: {
		within: func(f *fixture, n int) (w *httptest.ResponseRecorder) {
			for i := range n + 1 {
				w = f.tickets(i)
			}
			return w
		},
		check: func(t *testing.T, f *fixture) {
			inbox, _ := f.folder(t, handoff.Inbox)
			suspected, mails := f.folder(t, handoff.Suspected)
			if inbox != 10 || suspected != 1 || mails != 0 {
				t.Errorf("inbox %d, suspected %d with %d mails", inbox, suspected, mails)
			}
		},
	},
	limits.MessagesPerHour: {
		value: 3, status: 429, code: "too_often",
		within: func(f *fixture, n int) *httptest.ResponseRecorder { return f.writes(0, n) },
		beyond: func(f *fixture, n int) *httptest.ResponseRecorder { return f.writes(n, 1) },
	},
	limits.ReadsPerMinute: rate(10, func(f *fixture, _ int) *httptest.ResponseRecorder {
		return f.get("/api/v1/ticket", "Authorization", "Bearer "+f.tokenOf(0))
	}),
	limits.StreamsPerTicket:  streamed(0, true, false),
	limits.StreamsPerNetwork: streamed(0, false, true),
	limits.Streams:           allStreams,
}

var allStreams = func() atBound {
	b := streamed(10, false, false)
	b.status, b.code = 503, "busy"
	return b
}()

func keyNumber(i int) string { return fmt.Sprintf("key-number-%08d", i) }

func padded(body string, size int) string {
	return body + strings.Repeat(" ", size-len(body)-1) + "}"
}

// chars are code points: each ü is two bytes.
func chars(path, field, body string) atBound {
	sized := func(more int) sending {
		return func(f *fixture, n int) *httptest.ResponseRecorder {
			return f.post(path, fmt.Sprintf(body, strings.Repeat("ü", n+more)), "Idempotency-Key", keyNumber(n+more))
		}
	}
	return atBound{within: sized(0), beyond: sized(1), status: 422, field: field, code: "too_long"}
}

func email(more int) sending {
	return func(f *fixture, n int) *httptest.ResponseRecorder {
		label := strings.Repeat("d", 61)
		address := "ann@" + strings.Join([]string{label, label, label}, ".")
		address += "." + strings.Repeat("e", n+more-len(address)-len(".")-len(".de")) + ".de"
		return f.post("/api/v1/tickets", fmt.Sprintf(`{"kind":"email","email":"%s","message":"hi"}`, address), "Idempotency-Key", keyNumber(n+more))
	}
}

func phone(more int) sending {
	return func(f *fixture, n int) *httptest.ResponseRecorder {
		number := "+49 30" + strings.Repeat(" ", n+more-len("+49 302345678")) + "2345678"
		return f.post("/api/v1/tickets", fmt.Sprintf(`{"kind":"callback","phone":"%s","message":"hi"}`, number), "Idempotency-Key", keyNumber(n+more))
	}
}

func seen(more int) sending {
	return func(f *fixture, n int) *httptest.ResponseRecorder {
		list := strings.Repeat(`"a",`, n+more-1) + `"a"`
		return f.post("/api/v1/ask", `{"question":"dogs?","seen":[`+list+`]}`)
	}
}

func transcript(more int) sending {
	return func(f *fixture, n int) *httptest.ResponseRecorder {
		line := `{"from":"visitor","text":"dogs?"}`
		list := strings.Repeat(line+",", n+more-1) + line
		return f.post("/api/v1/tickets", `{"kind":"here","message":"hi","transcript":[`+list+`]}`, "Idempotency-Key", keyNumber(n+more))
	}
}

// rate lets the limit's number through and refuses the next.
func rate(value int, send func(f *fixture, i int) *httptest.ResponseRecorder) atBound {
	return atBound{
		value: value, status: 429, code: "too_often",
		within: func(f *fixture, n int) (w *httptest.ResponseRecorder) {
			for i := range n {
				if w = send(f, i); w.Code >= 300 {
					return w
				}
			}
			return w
		},
		beyond: func(f *fixture, n int) *httptest.ResponseRecorder { return send(f, n) },
	}
}

func asks(from string) func(f *fixture, i int) *httptest.ResponseRecorder {
	return func(f *fixture, i int) *httptest.ResponseRecorder {
		r := request("POST", "/api/v1/ask", `{"question":"dogs?"}`)
		if from != "" {
			r.RemoteAddr = fmt.Sprintf("10.%d.0.1:99", i)
		}
		return f.do(r)
	}
}

func (f *fixture) tickets(i int) *httptest.ResponseRecorder {
	return f.post("/api/v1/tickets", aRequest, "Idempotency-Key", keyNumber(i))
}

// folder counts the tickets of a folder and the mails about them.
func (f *fixture) folder(t *testing.T, folder handoff.Folder) (tickets, mails int) {
	t.Helper()
	list, n, err := f.Desk.Tickets(t.Context(), handoff.Filter{Folder: folder}, handoff.NewestChange, 100, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range list {
		rows, err := f.store.TicketOutgoing(t.Context(), one.ID)
		if err != nil {
			t.Fatal(err)
		}
		mails += len(rows)
	}
	return n, mails
}

// tokenOf is the token of a ticket that tickets opened.
func (f *fixture) tokenOf(i int) string {
	var r receipt
	if err := json.Unmarshal(f.tickets(i).Body.Bytes(), &r); err != nil {
		panic(err)
	}
	return r.Token
}

// writes adds n messages to one ticket, numbered from first.
func (f *fixture) writes(first, n int) (w *httptest.ResponseRecorder) {
	token := f.tokenOf(0)
	for i := range n {
		w = f.post("/api/v1/ticket/messages", `{"text":"more"}`, "Authorization", "Bearer "+token,
			"Idempotency-Key", keyNumber(first+i))
	}
	return w
}

// streamed opens the limit's number of streams, and one more, of one ticket or of many,
// from one network or from many.
func streamed(value int, oneTicket, oneNetwork bool) atBound {
	b := rate(value, func(f *fixture, i int) *httptest.ResponseRecorder {
		r := request("GET", fmt.Sprintf("/test/stream/%d", i), "")
		if oneTicket {
			r = request("GET", "/test/stream/one", "")
		}
		if !oneNetwork {
			r.RemoteAddr = fmt.Sprintf("10.%d.0.1:99", i)
		}
		return f.do(r)
	})
	return b
}
