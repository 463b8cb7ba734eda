package widget

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
)

const wholeCall = `{"kind":"callback","phone":"+49 30 901820","email":"kim@example.com","message":"Please call.","lang":"en","call_lang":"tr",
	"window":{"from":"2026-03-02T14:00:00+05:30","to":"2026-03-02T17:00:00+05:30"},"time_zone":"Asia/Kolkata",
	"transcript":[{"from":"desk","entry":"dogs","verdict":"not_solved"},{"from":"desk","entry":"cats"}]}`

func TestACallIsTakenWithAllThatBelongsToIt(t *testing.T) {
	f := newFixture(t, openAlways)
	r := f.open(t, aKey, wholeCall)
	got := f.ticket(t)
	want := handoff.Ticket{
		Phone: "+4930901820", Email: "kim@example.com", CallLang: "tr", TimeZone: "Asia/Kolkata", Wording: handoff.CallWording,
		Transcript: []handoff.Line{
			{From: handoff.FromDesk, Entry: "dogs", Verdict: handoff.NotSolved}, {From: handoff.FromDesk, Entry: "cats"},
		},
	}
	part := handoff.Ticket{
		Phone: got.Phone, Email: got.Email, CallLang: got.CallLang, TimeZone: got.TimeZone, Wording: got.Wording, Transcript: got.Transcript,
	}
	if diff := cmp.Diff(want, part); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(r.PromiseText, "14:00–17:00") {
		t.Errorf("promise %q", r.PromiseText)
	}
}

func TestPromise4_ARepeatedRequestGetsTheSameAnswerAfterTheCall(t *testing.T) {
	f := newFixture(t, openAlways)
	first := f.post("/api/v1/tickets", wholeCall, "Idempotency-Key", aKey)
	ref := decode[struct{ Ref string }](t, first).Ref
	if err := f.Desk.Called(t.Context(), f.agent(t), ref, otherKey, handoff.Reached, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if again := f.post("/api/v1/tickets", wholeCall, "Idempotency-Key", aKey); again.Code != first.Code || again.Body.String() != first.Body.String() {
		t.Errorf("first %s\nagain %d %s", first.Body, again.Code, again.Body)
	}
}

func TestAWindowIsComparedWithOurClock(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     string
	}{
		{"2026-03-02T06:00:00Z", "2026-03-02T08:00:00Z", "window_past"},
		{"2026-03-02T12:00:00+05:30", "2026-03-02T14:00:00+05:30", "window_past"},
		{"2026-03-02T12:00:00Z", "2026-03-02T11:00:00Z", "window_invalid"},
		{"today", "tomorrow", "window_invalid"},
		{"2026-03-03T02:00:00Z", "2026-03-03T04:00:00Z", "window_closed"},
		{"2026-03-03T09:00:00Z", "2026-03-05T09:00:00Z", "window_long"},
		{"2026-06-03T09:00:00Z", "2026-06-03T11:00:00Z", "window_far"},
	} {
		f := newFixture(t, openWeekdays)
		body := fmt.Sprintf(`{"kind":"callback","phone":"+49 30 901820","message":"Hi","window":{"from":%q,"to":%q}}`, c.from, c.to)
		w := f.post("/api/v1/tickets", body, "Idempotency-Key", aKey)
		got := decode[struct{ Code, Field, Detail string }](t, w)
		if w.Code != 422 || got.Code != c.want || got.Field != "window" {
			t.Errorf("%s: %d %s", c.from, w.Code, w.Body)
		}
		if c.want == "window_past" && !strings.Contains(got.Detail, "by our clock") {
			t.Errorf("says %q", got.Detail)
		}
		f.wantNothingStored(t)
	}
}

func TestAThirdCallForANumberIsAConflict(t *testing.T) {
	f := newFixture(t)
	call := func(key, phone string) int {
		return f.post("/api/v1/tickets", `{"kind":"callback","phone":"`+phone+`","message":"Hi"}`, "Idempotency-Key", key).Code
	}
	if a, b := call(keyNumber(1), "+49 30 901820"), call(keyNumber(2), "030 901820"); a != 201 || b != 201 {
		t.Fatalf("%d, %d", a, b)
	}
	w := f.post("/api/v1/tickets", `{"kind":"callback","phone":"+4930901820","message":"Hi"}`, "Idempotency-Key", keyNumber(3))
	got := decode[struct {
		Code, Field string
		Contact     struct{ Email string }
	}](t, w)
	if w.Code != http.StatusConflict || got.Code != "calls_waiting" || got.Field != "phone" || got.Contact.Email != "owner@shop.example" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if again := call(keyNumber(1), "+49 30 901820"); again != 201 {
		t.Errorf("the first one again: %d", again)
	}
}

func TestACallIsAnsweredAgainWordForWord(t *testing.T) {
	f := newFixture(t, openWeekdays, by(t, "2026-03-02 08:00"))
	for key, body := range map[string]string{
		aKey:     strings.Replace(wholeCall, "tr", "de", 1),
		otherKey: `{"kind":"callback","phone":"+49 30 901821","message":"Hi","lang":"de"}`,
	} {
		f.clock.Set(time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC))
		first := f.post("/api/v1/tickets", body, "Idempotency-Key", key)
		f.clock.Add(30 * time.Hour) // the window is over, and "today" was yesterday
		again := f.post("/api/v1/tickets", body, "Idempotency-Key", key)
		if first.Code != 201 || first.Body.String() != again.Body.String() {
			t.Errorf("%d %s\n%d %s", first.Code, first.Body, again.Code, again.Body)
		}
	}
}
