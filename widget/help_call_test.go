package widget

import (
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"deskbell/handoff"
)

const callTab = "/help/person?kind=callback"

// offered are the options of a list, "group: option".
func (v *visitor) offered(name string) []string {
	v.t.Helper()
	var list []string
	for _, n := range all(v.one("select[name="+name+"]"), func(n *html.Node) bool { return n.Data == "option" }) {
		label := text(n)
		if n.Parent.Data == "optgroup" {
			label = attr(n.Parent, "label") + ": " + label
		}
		list = append(list, label)
	}
	return list
}

func (v *visitor) calling() *visitor {
	v.t.Helper()
	return v.open(callTab).fill("phone", "+49 30 901820").fill("message", "The heating is cold.")
}

func TestWindowsAreOfferedByTheVisitorsClock(t *testing.T) {
	for _, c := range []struct {
		name, at, zone, lang string
		want                 []string // the first
	}{
		{"our own", "2026-03-02 10:10", "", "en", []string{
			"As soon as possible", "Monday, 2 March: today, 10:45–12:45", "Monday, 2 March: today, 12:45–14:45",
			"Monday, 2 March: today, 14:45–17:00", "Tuesday, 3 March: tomorrow, 09:00–11:00",
		}},
		{"German", "2026-03-02 16:00", "Europe/Berlin", "de", []string{
			"So bald wie möglich", "Montag, 2. März: heute, 16:30–17:00 Uhr", "Dienstag, 3. März: morgen, 09:00–11:00 Uhr",
		}},
		{"half hours", "2026-03-02 16:00", "Asia/Kolkata", "en", []string{
			"As soon as possible", "Monday, 2 March: today, 21:00–21:30", "Tuesday, 3 March: tomorrow, 13:30–15:30",
		}},
		{"another day", "2026-03-02 16:00", "Pacific/Auckland", "en", []string{
			"As soon as possible", "Tuesday, 3 March: today, 04:30–05:00", "Tuesday, 3 March: today, 21:00–23:00",
			"Tuesday, 3 March: today, 23:00–01:00",
		}},
		{"the clocks change", "2026-03-27 16:45", "America/New_York", "en", []string{ // Europe's, on the weekend between
			"As soon as possible", "Monday, 30 March: Mon 30 March, 03:00–05:00",
		}},
		{"the clocks change, seen from here", "2026-03-27 16:45", "Europe/Berlin", "en", []string{
			"As soon as possible", "Monday, 30 March: Mon 30 March, 09:00–11:00",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := newFixture(t, openWeekdays, by(t, c.at)).visitor(t)
			v.lang = c.lang
			if v.open(callTab); c.zone != "" {
				v.fill("time_zone", c.zone).press("[name=zone]")
			}
			got := v.offered("window")
			if len(got) < len(c.want) || !slices.Equal(got[:len(c.want)], c.want) {
				t.Errorf("offered\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestAWindowIsKeptAsItWasChosen(t *testing.T) {
	f := newFixture(t, openWeekdays, by(t, "2026-03-02 10:10"))
	v := f.visitor(t).calling().fill("time_zone", "Asia/Kolkata").press("[name=zone]")
	v.fill("window", "2026-03-02T11:45:00Z/2026-03-02T13:45:00Z").press("[name=zone]")
	if got := v.value("#window"); got != "2026-03-02T11:45:00Z/2026-03-02T13:45:00Z" {
		t.Fatalf("shown again, %q is chosen", got)
	}
	v.press(send)
	got := f.ticket(t)
	if got.WindowFrom.UTC().Format(time.RFC3339) != "2026-03-02T11:45:00Z" || got.TimeZone != "Asia/Kolkata" || got.Wording != handoff.CallWording {
		t.Errorf("kept %v, zone %q, wording %q", got.WindowFrom, got.TimeZone, got.Wording)
	}
}

func TestAWindowThatPassedMeanwhileIsRefusedAndTheRestKept(t *testing.T) {
	f := newFixture(t, openWeekdays, by(t, "2026-03-02 10:10"), speaking("de", "en"))
	v := f.visitor(t).calling().fill("window", "2026-03-02T09:45:00Z/2026-03-02T11:45:00Z").
		fill("email", "kim@example.com").fill("call_lang", "de").fill("time_zone", "Asia/Tokyo")
	f.clock.Add(3 * time.Hour)
	v.press(send)
	if v.status != 422 || v.text("#window-error") != "This time is over by our clock. Please choose a later one." {
		t.Fatalf("status %d: %s", v.status, v.text("main"))
	}
	for selector, want := range map[string]string{
		"#phone": "+49 30 901820", "#email": "kim@example.com", "#message": "The heating is cold.", "#call_lang": "de",
		"#time_zone": "Asia/Tokyo", "#window": "",
	} {
		if got := v.value(selector); got != want {
			t.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
	if v.press(send); v.screen() != ScreenReceipt {
		t.Errorf("then status %d: %s", v.status, v.text("main"))
	}
}

func TestAWindowThatIsNotOfferedAnyMoreButAheadStaysChosen(t *testing.T) {
	f := newFixture(t, openWeekdays, by(t, "2026-03-02 10:10"))
	const value = "2026-03-02T09:45:00Z/2026-03-02T11:45:00Z"
	v := f.visitor(t).calling().fill("window", value).fill("phone", "12")
	f.clock.Add(time.Hour)
	if v.press(send); v.value("#window") != value || len(v.find("#window-error")) > 0 {
		t.Fatalf("status %d, %q is chosen", v.status, v.value("#window"))
	}
	if v.fill("phone", "+49 30 901820").press(send); v.screen() != ScreenReceipt {
		t.Errorf("status %d: %s", v.status, v.text("main"))
	}
}

func TestAWindowThatNobodyOfferedIsRefused(t *testing.T) {
	for value, want := range map[string]string{
		"tomorrow": "window_invalid",
		"2026-03-03T11:00:00Z/2026-03-03T09:00:00Z": "window_invalid",
		"2026-03-07T09:00:00Z/2026-03-07T11:00:00Z": "window_closed", // a Saturday
		"2026-06-07T09:00:00Z/2026-06-07T11:00:00Z": "window_far",
		"2026-03-03T09:00:00Z/2026-03-05T11:00:00Z": "window_long",
	} {
		f := newFixture(t, openWeekdays)
		v := f.visitor(t).calling()
		set(v.one("#window option"), "value", value)
		v.press(send)
		if got := v.text("#window-error"); v.status != 422 || got != v.words("error."+want) || f.countTickets(t) != 0 {
			t.Errorf("%s: status %d, %q", value, v.status, got)
		}
	}
}

func TestWithoutHoursTheVisitorWritesWhen(t *testing.T) {
	f := newFixture(t)
	v := f.visitor(t).calling()
	if len(v.find("#window"))+len(v.find(".call-now")) > 0 || !strings.Contains(v.text(".zone"), "Not given") {
		t.Errorf("the form asks %s", v.text(".for-callback"))
	}
	v.fill("wish", "after 4 pm").fill("time_zone", "Asia/Tokyo").press("[name=zone]")
	if got := v.text(".zone summary"); !strings.HasPrefix(got, "Times in Tokyo time") || v.value("#wish") != "after 4 pm" {
		t.Errorf("says %q, wish %q", got, v.value("#wish"))
	}
	v.press(send)
	if got := f.ticket(t); got.Wish != "after 4 pm" || got.TimeZone != "Asia/Tokyo" {
		t.Errorf("kept %q %q", got.Wish, got.TimeZone)
	}
}

func TestNumbersAreReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		name, lang, page, phone string
		want, refused           string
	}{
		{"international", "en", "", "+49 (0)30 / 90 18-20", "+4930901820", ""},
		{"by the page's language", "de", "", "030 901820", "+4930901820", ""},
		{"by the page's country", "de", "https://flats.example.at/a", "01 58858", "+43158858", ""},
		{"by another country, in English", "en", "https://flats.example.fr/", "01 42 68 53 00", "+33142685300", ""},
		{"by a British address", "de", "https://flats.example.co.uk/", "020 7946 0958", "+442079460958", ""},
		{"foreign", "de", "https://flats.example.de/", "0033 1 42 68 53 00", "+33142685300", ""},
		{"letters", "en", "", "1-800-FLOWERS", "", "phone_invalid"},
		{"too short", "de", "", "12", "", "phone_short"},
		{"emergency", "de", "", "112", "", "phone_short"},
		{"premium", "de", "", "0900 1234567", "", "phone_not_callable"},
		{"nothing", "de", "", "", "", "required"},
		{"words", "de", "", "please do not call", "", "phone_invalid"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t, openWeekdays)
			v := f.visitor(t).open(callTab+"&lang="+c.lang+"&page="+c.page).fill("phone", c.phone).fill("message", "Hi").press(send)
			if c.refused == "" {
				if v.screen() != ScreenReceipt || f.ticket(t).Phone != c.want {
					t.Errorf("status %d: %s", v.status, v.text("main"))
				}
				return
			}
			if got := v.text("#phone-error"); v.status != 422 || got != v.words("error."+c.refused) || v.value("#phone") != c.phone {
				t.Errorf("status %d, %q beside %q", v.status, got, v.value("#phone"))
			}
		})
	}
}

func TestAThirdCallForANumberIsRefusedBesideIt(t *testing.T) {
	f := newFixture(t)
	v := f.visitor(t)
	for range 2 {
		if v.calling().press(send); v.screen() != ScreenReceipt {
			t.Fatalf("status %d: %s", v.status, v.text("main"))
		}
	}
	v.calling().press(send)
	if v.status != 409 || v.text("#phone-error") != v.words("error.calls_waiting") || v.value("#message") == "" || f.countTickets(t) != 2 {
		t.Errorf("status %d: %s", v.status, v.text("main"))
	}
}

func TestTheLanguageOfTheCallIsAskedForWhereThereIsAChoice(t *testing.T) {
	for _, c := range []struct {
		spoken []string
		lang   string
		want   string
	}{
		{[]string{"de", "en", "tr"}, "en", "en"},
		{[]string{"tr", "de-AT"}, "de", "de-AT"},
		{[]string{"tr", "fr"}, "de", "tr"},
	} {
		v := newFixture(t, speaking(c.spoken...)).visitor(t).open(callTab + "&lang=" + c.lang)
		if got := v.value("#call_lang"); got != c.want {
			t.Errorf("%v on a page in %s: %q is chosen", c.spoken, c.lang, got)
		}
	}
	if v := newFixture(t, speaking("de")).visitor(t).open(callTab); len(v.find("#call_lang")) > 0 {
		t.Error("asked with one language")
	}
	f := newFixture(t, speaking("de", "en", "tr"))
	v := f.visitor(t).calling()
	if got := v.offered("call_lang"); !slices.Equal(got, []string{"Deutsch", "English", "Türkçe"}) {
		t.Errorf("offered %q", got)
	}
	if v.fill("call_lang", "tr").press(send); f.ticket(t).CallLang != "tr" {
		t.Errorf("kept %q", f.ticket(t).CallLang)
	}
}

func TestOurNumberStandsThereWhileSomebodyIs(t *testing.T) {
	for _, c := range []struct {
		name    string
		changes []func(*fixture)
		want    string
	}{
		{"open", []func(*fixture){openWeekdays, phoned, by(t, "2026-03-02 10:10")}, "Call us now: +49 30 901820 until 17:00"},
		{"around the clock", []func(*fixture){openAlways, phoned}, "Call us now: +49 30 901820"},
		{"closed", []func(*fixture){openWeekdays, phoned, by(t, "2026-03-02 08:10")}, ""},
		{"a closure", []func(*fixture){openWeekdays, phoned, closedToday, by(t, "2026-03-02 10:10")}, ""},
		{"no hours", []func(*fixture){phoned}, ""},
		{"no number", []func(*fixture){openWeekdays, by(t, "2026-03-02 10:10")}, ""},
	} {
		v := newFixture(t, c.changes...).visitor(t).open(callTab)
		if c.want == "" {
			if len(v.find(".call-now")) > 0 {
				t.Errorf("%s: %s", c.name, v.text(".call-now"))
			}
			continue
		}
		if got := strings.Join(strings.Fields(v.text(".call-now")), " "); got != c.want || attr(v.one(".call-now a"), "href") != "tel:+4930901820" {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEnterSendsTheFormAndNothingElse(t *testing.T) {
	v := newFixture(t, openWeekdays).visitor(t).open(callTab)
	first := v.one("#desk [type=submit]")
	if attr(first, "name")+attr(first, "formaction") != "" {
		t.Errorf("Enter presses %v", first.Attr)
	}
}
