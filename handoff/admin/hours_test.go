package admin

import (
	"fmt"
	"html"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/handoff/hours"
	"deskbell/words"
)

// week is a form of usual hours, which more is added to. A test's clock begins on Monday, 2 March 2026, 9:00 UTC.
func week(more ...string) []string {
	form := []string{"zone", "Europe/Berlin", "holidays", "DE-BY", "figures", "yes"}
	for day := 1; day <= 5; day++ {
		form = append(form, weekField(day), "9-12, 14–18")
	}
	return append(form, more...)
}

// with replaces a field of the form, or adds it.
func with(form []string, name, value string) []string {
	form = slices.Clone(form)
	for i := 0; i < len(form); i += 2 {
		if form[i] == name {
			form[i+1] = value
			return form
		}
	}
	return append(form, name, value)
}

func (h *house) rules() handoff.Rules {
	h.t.Helper()
	r, err := h.store.Rules(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

// keepsTime lets the desk follow its rules.
func (h *house) keepsTime() {
	h.t.Helper()
	ended := make(chan error)
	go func() { ended <- h.Timing.Run(h.t.Context()) }()
	h.t.Cleanup(func() {
		if err := <-ended; err != nil {
			h.t.Error(err)
		}
	})
	h.learned()
}

// learned waits until the desk knows the rules that are stored.
func (h *house) learned() {
	h.t.Helper()
	for want := h.rules(); !cmp.Equal(want, h.Timing.Rules()); {
		if h.t.Context().Err() != nil {
			h.t.Fatal("the desk does not follow its rules")
		}
		time.Sleep(time.Millisecond) // between two looks
	}
}

// answered are requests that an agent answered after a while each.
func (h *house) answered(n int, by handoff.Agent, after time.Duration) {
	h.t.Helper()
	for range n {
		ticket := h.opened("Hello")
		h.clock.Add(after)
		h.keys++
		if _, err := h.Desk.Reply(h.t.Context(), by, ticket.Ref, fmt.Sprintf("reply-%020d", h.keys), "Here you are.", handoff.After{Done: true}); err != nil {
			h.t.Fatal(err)
		}
	}
}

func TestHoursAreSavedAndReadBack(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.post("/admin/hours", week("week.6", "22-2", "week.0", "2-24",
		"day_date", "2026-12-24", "day_name", "Christmas Eve", "day_hours", "9-12",
		"day_date", "", "day_name", "", "day_hours", "",
		"day_date", "2026-05-15", "day_name", "Bridge day", "day_hours", "",
		"closure_from", "2026-08-03", "closure_to", "2026-08-14", "closure_text", "Summer break",
		"closure_from", "2026-10-01", "closure_to", "", "closure_text", "",
		"call_langs", "de", "call_langs_more", "lb, pt-br; LB")...).leads(t, "/admin/hours?said=saved")
	day := []hours.Window{{From: 9 * 60, To: 12 * 60}, {From: 14 * 60, To: 18 * 60}}
	want := handoff.DefaultRules()
	want.Hours = hours.Hours{
		Zone: "Europe/Berlin", Holidays: "DE-BY", Week: [7][]hours.Window{{{From: 2 * 60, To: 24 * 60}}, day, day, day, day, day, {{From: 22 * 60, To: 26 * 60}}},
		Days: []hours.Day{
			{Date: hours.Date{Year: 2026, Month: 5, Day: 15}, Name: "Bridge day"},
			{Date: hours.Date{Year: 2026, Month: 12, Day: 24}, Name: "Christmas Eve", Windows: day[:1]},
		},
		Closures: []hours.Closure{
			{From: hours.Date{Year: 2026, Month: 8, Day: 3}, To: hours.Date{Year: 2026, Month: 8, Day: 14}, Text: "Summer break"},
			{From: hours.Date{Year: 2026, Month: 10, Day: 1}, To: hours.Date{Year: 2026, Month: 10, Day: 1}},
		},
	}
	want.CallLangs = []string{"de", "lb", "pt-BR"}
	if diff := cmp.Diff(want, h.rules()); diff != "" {
		t.Error(diff)
	}
	page := b.get("/admin/hours")
	page.wants(t, http.StatusOK, `value="Europe/Berlin"`, `value="09:00–12:00, 14:00–18:00"`, `value="22:00–02:00"`, `value="02:00–24:00"`, `value="2026-05-15"`, `value="Summer break"`,
		`value="lb, pt-BR"`, `value="de" checked`, `<option value="DE-BY" selected>`)
	page.lacks(t, `value="en" checked`)
}

func TestADeskWithoutHoursIsTheDefault(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.get("/admin/hours").wants(t, http.StatusOK, `value="UTC"`, "as soon as possible", "No times")
	b.post("/admin/hours", "zone", "UTC", "figures", "yes").leads(t, "/admin/hours?said=saved")
	if h.rules().Hours.Set() {
		t.Error("hours came from nowhere")
	}
}

func TestWhatIsWrongStandsBesideItsField(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	long := strings.Repeat("long ", 100)
	for _, test := range []struct {
		field, code string
		typed       []string // of the form of usual hours
	}{
		{"zone", "zone_unknown", with(week(), "zone", "Mars/Base")},
		{"week.1", "hours_invalid", with(week(), "week.1", "nine to five")},
		{"week.3", "hours_overlap", with(week(), "week.3", "9-12, 11-13")},
		{"week.4", "hours_overlap", with(with(week(), "week.4", "20-10"), "week.5", "9-12")},
		{"holidays", "region_unknown", with(week(), "holidays", "XX-YY")},
		{"days.0.date", "date_invalid", week("day_date", "2026-02-30", "day_name", "A", "day_hours", "")},
		{"days.0.date", "date_invalid", week("day_date", "", "day_name", "A day without a date", "day_hours", "")},
		{"days.0.date", "date_far", week("day_date", "2036-02-01", "day_name", "", "day_hours", "")},
		{"days.0.hours", "hours_invalid", week("day_date", "2026-05-15", "day_name", "", "day_hours", "late")},
		{"days.0.name", "too_long", week("day_date", "2026-05-15", "day_name", strings.TrimSpace(long), "day_hours", "")},
		{"days.1.date", "day_twice", week("day_date", "2026-05-15", "day_name", "", "day_hours", "9-10", "day_date", "2026-05-15", "day_name", "Again", "day_hours", "")},
		{"closures.0.from", "date_invalid", week("closure_from", "soon", "closure_to", "2026-08-14", "closure_text", "")},
		{"closures.0.to", "date_invalid", week("closure_from", "2026-08-14", "closure_to", "later", "closure_text", "")},
		{"closures.0.to", "date_far", week("closure_from", "2026-08-14", "closure_to", "2056-08-14", "closure_text", "")},
		{"closures.0.to", "closure_order", week("closure_from", "2026-08-14", "closure_to", "2026-08-01", "closure_text", "")},
		{"closures.0.text", "too_long", week("closure_from", "2026-08-14", "closure_to", "", "closure_text", strings.TrimSpace(long))},
		{"closures.1.from", "closure_overlap", week("closure_from", "2026-08-01", "closure_to", "2026-08-14", "closure_text", "", "closure_from", "2026-08-14", "closure_to", "2026-08-20", "closure_text", "")},
		{"call_langs_more", "lang_invalid", week("call_langs_more", "French!")},
		{"call_langs", "too_many", week("call_langs_more", "aa ab af ak sq am ar hy as az eu be bn")},
	} {
		t.Run(test.field+" "+test.code, func(t *testing.T) {
			got := b.post("/admin/hours", test.typed...)
			got.wants(t, http.StatusUnprocessableEntity, "not saved yet", `id="`+test.field+`-error">`+html.EscapeString(words.In("en").Error(test.code)))
			if n := strings.Count(got.body, `class="error"`); n != 1 {
				t.Errorf("%d errors are shown, want one", n)
			}
			for i := 0; i < len(test.typed); i += 2 {
				if name, value := test.typed[i], test.typed[i+1]; name != "figures" && name != "holidays" {
					got.wants(t, http.StatusUnprocessableEntity, html.EscapeString(value))
				}
			}
			again := b.post("/admin/hours", append(slices.Clone(test.typed), "do", "preview")...)
			again.wants(t, http.StatusOK, `id="`+test.field+`-error"`, "First the times")
			again.lacks(t, "not saved yet")
			if h.rules().Hours.Set() {
				t.Error("it was saved")
			}
		})
	}
}

// The preview is what visitors are told once the hours are saved, at that moment.
func TestThePreviewIsWhatVisitorsRead(t *testing.T) {
	for _, test := range []struct {
		name    string
		replies int
	}{{"without answers", 0}, {"with answers", 12}, {"with figures", handoff.EnoughFigures}} {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			owner := h.owner()
			b := h.as(owner)
			h.answered(test.replies, owner, 20*time.Minute)
			h.keepsTime()
			form := week("closure_from", "2026-03-04", "closure_to", "2026-03-05", "closure_text", "We move house.")
			preview := b.post("/admin/hours", append(form, "do", "preview")...)
			b.post("/admin/hours", form...).leads(t, "/admin/hours?said=saved")
			h.learned()
			zone := h.Timing.Zone()
			now := h.clock.Now().In(zone)
			for _, at := range []time.Time{now, time.Date(2026, 3, 2, 22, 0, 0, 0, zone), time.Date(2026, 3, 4, 12, 0, 0, 0, zone)} {
				h.clock.Add(at.Sub(h.clock.Now()))
				p := h.opened("When?").Promise
				if test.replies >= handoff.EnoughFigures {
					p.Usual = 0 // the figures say it
				}
				said := words.In("en").Expect(words.Expectation{By: p.By, Usual: p.Usual, Opens: p.Opens, Hours: true, AsOf: at, Desk: zone})
				preview.wants(t, http.StatusOK, "<p>"+html.EscapeString(said)+"</p>")
			}
			preview.wants(t, http.StatusOK, `<p dir="auto">We move house.</p>`, "<li>today, 1")
		})
	}
}

func TestTwoTabsDoNotOverwriteEachOther(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	seen := b.get("/admin/hours").hidden(t, "seen")
	b.post("/admin/retention", "retention_email", "7", "retention_callback", "8", "retention_here", "9", "retention_phone", "10", "retention_spam", "0").leads(t, "/admin/retention?said=saved")
	b.post("/admin/hours", week("seen", seen)...).leads(t, "/admin/hours?said=saved")
	want := handoff.Retention{Email: 7, CallBack: 8, Here: 9, Phone: 10}
	if got := h.rules().Retention; got != want {
		t.Errorf("the hours' page changed retention: %+v", got)
	}
	stale := b.post("/admin/hours", with(week("seen", seen), "week.1", "10-11")...)
	stale.wants(t, http.StatusUnprocessableEntity, "in another window", `value="10-11"`)
	if got := hours.FormatWindows(h.rules().Hours.Week[1]); got != "09:00–12:00, 14:00–18:00" {
		t.Errorf("the slower tab won: %s", got)
	}
	b.post("/admin/hours", with(week("seen", stale.hidden(t, "seen")), "week.1", "10-11")...).leads(t, "/admin/hours?said=saved")
	if got := hours.FormatWindows(h.rules().Hours.Week[1]); got != "10:00–11:00" {
		t.Errorf("got %s after being told", got)
	}
	b.post("/admin/retention", "retention_email", "1", "retention_callback", "1", "retention_here", "1", "retention_phone", "1", "retention_spam", "1").leads(t, "/admin/retention?said=saved")
	if got := hours.FormatWindows(h.rules().Hours.Week[1]); got != "10:00–11:00" {
		t.Errorf("the page of retention changed the hours: %s", got)
	}
}

func TestHolidaysShowWhatTheyChange(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	page := b.post("/admin/hours", week("do", "preview", "day_date", "2026-04-06", "day_name", "Easter market", "day_hours", "9-12",
		"closure_from", "2026-12-20", "closure_to", "2027-01-10", "closure_text", "")...)
	for date, want := range map[string]string{
		"2026-04-03": "Open anyway", "2026-04-06": "Open: you entered hours", "2026-11-01": "Closed on this weekday",
		"2026-12-25": "In a closure", "2027-01-06": "In a closure",
	} {
		_, row, _ := strings.Cut(page.body, `<time datetime="`+date+`">`)
		row, _, _ = strings.Cut(row, "</li>")
		if !strings.Contains(row, want) {
			t.Errorf("%s: got %q, want %q", date, row, want)
		}
	}
	page.lacks(t, `datetime="2026-01-01"`, `datetime="2027-03-2`)
}

// Buttons that change rows save nothing, keep what was typed, and say where to go on.
func TestRowsComeAndGoWithoutJavaScript(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	form := week("day_date", "2026-05-15", "day_name", "Bridge day", "day_hours", "", "closure_from", "2026-08-01", "closure_to", "2026-08-02", "closure_text", "Away")
	open := b.post("/admin/hours", append(form, "do", "open.2026-04-03")...)
	open.wants(t, http.StatusOK, `value="2026-04-03"`, `value="Karfreitag"`, `id="days.1.hours" name="day_hours" type="text" value="9-12, 14–18" autofocus`, `value="Bridge day"`, "Open: you entered")
	b.post("/admin/hours", append(form, "do", "more_days")...).wants(t, http.StatusOK, `id="days.1.date" name="day_date" type="date" value="" autofocus`)
	b.post("/admin/hours", append(form, "do", "more_closures")...).wants(t, http.StatusOK, `id="closures.1.from" name="closure_from" type="date" value="" autofocus`)
	less := b.post("/admin/hours", append(form, "do", "drop_day.0")...)
	less.wants(t, http.StatusOK, `value="Away"`, `id="days.0.date" name="day_date" type="date" value="" autofocus`)
	less.lacks(t, "Bridge day")
	b.post("/admin/hours", append(form, "do", "drop_closure.0")...).lacks(t, "Away")
	for _, odd := range []string{"drop_day.7", "drop_day.-1", "open.never", "what"} {
		b.post("/admin/hours", append(form, "do", odd)...).wants(t, http.StatusOK, "Bridge day", "Away")
	}
	if h.rules().Hours.Set() {
		t.Error("something was saved")
	}
	first, _, _ := strings.Cut(open.body[strings.Index(open.body, `id="hours"`):], "</button>")
	if !strings.Contains(first, `value="save"`) {
		t.Error("Enter in a field would not save")
	}
}

func TestFiguresAreShownWhenEnoughWasMeasured(t *testing.T) {
	h := newHouse(t)
	owner := h.owner()
	b := h.as(owner)
	h.keepsTime()
	b.get("/admin/hours").wants(t, http.StatusOK, "0 answers were measured", "20 more are needed")
	h.answered(handoff.EnoughFigures-1, owner, 30*time.Minute)
	b.post("/admin/hours", "zone", "UTC", "figures", "yes").leads(t, "/admin/hours?said=saved")
	h.measures(handoff.EnoughFigures - 1)
	b.get("/admin/hours").wants(t, http.StatusOK, "19 answers were measured", "one more is needed")
	h.answered(1, owner, 30*time.Minute)
	b.post("/admin/hours", "zone", "UTC").leads(t, "/admin/hours?said=saved")
	h.measures(handoff.EnoughFigures)
	page := b.get("/admin/hours")
	page.wants(t, http.StatusOK, "Measured from 20 answers", "9 of 10 requests were answered by a person within 30 minutes.")
	page.lacks(t, "How fast you were", `name="figures" value="yes" checked`)
	if !h.rules().HideFigures {
		t.Error("it is not hidden")
	}
	b.post("/admin/hours", "zone", "UTC", "figures", "yes", "do", "preview").wants(t, http.StatusOK, "How fast you were")
}

// measures waits until the desk knows of so many answers.
func (h *house) measures(n int) {
	h.t.Helper()
	for h.Timing.Pace().Answered != n {
		if h.t.Context().Err() != nil {
			h.t.Fatalf("the desk knows of %d answers", h.Timing.Pace().Answered)
		}
		time.Sleep(time.Millisecond) // between two looks
	}
}

func TestEveryZoneThatIsOfferedIsTaken(t *testing.T) {
	if len(zoneNames) < 400 {
		t.Fatalf("only %d zones", len(zoneNames))
	}
	for _, name := range zoneNames {
		if _, err := time.LoadLocation(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHoursAndRetentionAreTheOwnersBusiness(t *testing.T) {
	h := newHouse(t)
	h.owner()
	b := h.as(h.helper())
	for _, path := range []string{"/admin/hours", "/admin/hours/import", "/admin/retention", "/admin/retention/remove"} {
		b.get(path).wants(t, http.StatusForbidden)
		b.post(path).wants(t, http.StatusForbidden)
	}
	b.get("/admin/").lacks(t, "/admin/hours", "/admin/retention")
}
