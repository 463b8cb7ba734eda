package widget

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
)

type apiCall struct {
	Status      string
	PromiseText string `json:"promise_text"`
	CallBack    struct {
		Pending  bool
		Phone    string
		Window   *timeWindow
		Attempts []struct{ At, Outcome, Again string }
	}
}

func (f *fixture) put(body, token string) *httptest.ResponseRecorder {
	return f.do(request("PUT", "/api/v1/ticket/callback", body, "Authorization", "Bearer "+token))
}

func TestACallIsChangedByTheAPI(t *testing.T) {
	f := newFixture(t, openWeekdays, by(t, "2026-03-02 10:10"))
	token := f.open(t, aKey, aCall).Token
	for _, c := range []struct {
		body, phone, from string
	}{
		{`{"window":{"from":"2026-03-03T09:00:00+01:00","to":"2026-03-03T11:00:00+01:00"}}`, "+49302345678", "2026-03-03T08:00:00Z"},
		{`{"phone":"+49 30 901820"}`, "+4930901820", "2026-03-03T08:00:00Z"},
		{`{"time_zone":"Asia/Kolkata"}`, "+4930901820", "2026-03-03T08:00:00Z"},
		{`{}`, "+4930901820", "2026-03-03T08:00:00Z"},
		{`{"window":null}`, "+4930901820", ""},
	} {
		w := f.put(c.body, token)
		got, from := decode[apiCall](t, w).CallBack, ""
		if got.Window != nil {
			from = got.Window.From
		}
		if w.Code != 200 || !got.Pending || got.Phone != c.phone || from != c.from {
			t.Errorf("%s: %d %s", c.body, w.Code, w.Body)
		}
	}
}

func TestAChangeByTheAPISaysWhatIsWrong(t *testing.T) {
	f := newFixture(t, openWeekdays, by(t, "2026-03-02 10:10"))
	token := f.open(t, aKey, aCall).Token
	for body, want := range map[string]string{
		`{"window":{"from":"2026-03-02T08:00:00Z","to":"2026-03-02T09:00:00Z"}}`:         "window_past",
		`{"window":{"from":"2026-03-02T20:00:00Z","to":"2026-03-02T22:00:00Z"}}`:         "window_closed",
		`{"window":{"from":"2027-03-02T08:00:00Z","to":"2027-03-02T09:00:00Z"}}`:         "window_far",
		`{"window":{"from":"2026-03-03T10:00:00Z","to":"2026-03-03T09:00:00Z"}}`:         "window_invalid",
		`{"window":{"from":"soon","to":"later"}}`:                                        "window_invalid",
		`{"window":{"from":"2026-03-03T08:00:00Z","to":"2026-03-03T09:00:00Z","day":1}}`: "unknown_field",
		`{"window":[]}`:                          "wrong_type",
		`{"phone":"112"}`:                        "phone_short",
		`{"phone":1}`:                            "wrong_type",
		`{"time_zone":"Mars/Olympus"}`:           "time_zone_unknown",
		`{"ref":"K7M-2QX"}`:                      "unknown_field",
		`{"window":null,"window":null}`:          "duplicate_field",
		`{"phone":"+49 30 901820","status":"x"}`: "unknown_field",
	} {
		if w := f.put(body, token); w.Code != 422 || code(t, w) != want {
			t.Errorf("%s: %d %s, want %s", body, w.Code, w.Body, want)
		}
	}
	if got := f.ticket(t); got.Phone != "+49302345678" || len(got.Messages) != 1 {
		t.Errorf("something was changed: %s, %d messages", got.Phone, len(got.Messages))
	}
}

func TestATokenChangesItsOwnCallOnly(t *testing.T) {
	f := newFixture(t)
	mine := f.open(t, aKey, aCall)
	other := f.open(t, otherKey, strings.Replace(aCall, "2345678", "901820", 1))
	forged := strings.SplitN(mine.Token, ".", 2)[0] + "." + strings.SplitN(other.Token, ".", 2)[1]
	if w := f.put(`{"phone":"+49 30 111111"}`, forged); w.Code != 404 {
		t.Errorf("a token put together from two: %d", w.Code)
	}
	if w := f.put(`{"phone":"+49 30 2222222"}`, other.Token); w.Code != 200 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if got, err := f.Desk.Ticket(t.Context(), mine.Ref); err != nil || got.Phone != "+49302345678" {
		t.Errorf("my number is %s, %v", got.Phone, err)
	}
}

func TestATicketIsWithdrawnByTheAPI(t *testing.T) {
	f := newFixture(t)
	token := "Bearer " + f.open(t, aKey, aCall).Token
	for range 2 {
		w := f.post("/api/v1/ticket/withdraw", "", "Authorization", token)
		if got := decode[apiCall](t, w); w.Code != 200 || got.Status != "done" || got.CallBack.Pending {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
	if f.system(t, "withdrawn") != 1 {
		t.Errorf("%d messages", f.system(t, "withdrawn"))
	}
}

func TestAttemptsAreToldByTheAPI(t *testing.T) {
	f := newFixture(t)
	token := "Bearer " + f.open(t, aKey, aCall).Token
	f.attempt(t, handoff.NoAnswer, handoff.CallAgain)
	w := f.get("/api/v1/ticket", "Authorization", token)
	got := decode[apiCall](t, w).CallBack.Attempts
	if len(got) != 2 || got[0].Outcome != "no_answer" || got[0].At != "2026-03-02T09:01:00Z" || got[1].Outcome != "again" || got[1].Again != "2026-03-02T12:02:00Z" {
		t.Errorf("%s", w.Body)
	}
	if strings.Contains(w.Body.String(), "Bo") {
		t.Error("it names the agent who called")
	}
}

func TestThePromiseOfAThreadGoesWithTheTime(t *testing.T) {
	f := newFixture(t, openWeekdays, by(t, "2026-03-02 10:10"))
	token := f.open(t, aKey, strings.TrimSuffix(aCall, "}")+`,"window":{"from":"2026-03-03T08:00:00Z","to":"2026-03-03T10:00:00Z"}}`).Token
	for _, c := range []struct {
		later time.Duration
		want  string
	}{
		{0, "We call you tomorrow, 09:00–11:00. Your number: +49 30 2345678."},
		{23 * time.Hour, "We call you today, 09:00–11:00. Your number: +49 30 2345678."},
		{3 * time.Hour, "We promised you a call (today, 09:00–11:00), and we are late. We are sorry. Your request is not forgotten."},
	} {
		f.clock.Add(c.later)
		w := f.get("/api/v1/ticket", "Authorization", "Bearer "+token)
		if got := decode[apiCall](t, w).PromiseText; got != c.want {
			t.Errorf("after %s: %q, want %q", c.later, got, c.want)
		}
	}
}
