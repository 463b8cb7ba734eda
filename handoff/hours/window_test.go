package hours

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/internal/fault"
)

// same compares values of the package.
func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestHoursAreReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct{ written, want string }{
		{"9-12, 14-18", "09:00–12:00, 14:00–18:00"},
		{"14-18,9-12", "09:00–12:00, 14:00–18:00"},
		{"09:00–17:30", "09:00–17:30"},
		{"9.30-12", "09:30–12:00"},
		{"9h30-12h", "09:30–12:00"},
		{"0900-1730", "09:00–17:30"},
		{"900-1730", "09:00–17:30"},
		{"9 — 12 ; 14 − 18", "09:00–12:00, 14:00–18:00"},
		{"9 bis 12 Uhr und 14 bis 18 Uhr", "09:00–12:00, 14:00–18:00"},
		{"von 9.30 Uhr bis 17 Uhr", "09:30–17:00"},
		{"8-9/10-11", "08:00–09:00, 10:00–11:00"},
		{"9\u00a0–\u00a012", "09:00–12:00"},
		{"9-12, 12-15", "09:00–12:00, 12:00–15:00"},
		{"9am-5pm", "09:00–17:00"},
		{"9 AM to 5:30 P.M.", "09:00–17:30"},
		{"9-5pm", "09:00–17:00"},
		{"1-5pm", "13:00–17:00"},
		{"11-1pm", "11:00–13:00"},
		{"12-5pm", "12:00–17:00"},
		{"9-12pm", "09:00–12:00"},
		{"12am-12pm", "00:00–12:00"},
		{"10pm-2am", "22:00–02:00"},
		{"22-2", "22:00–02:00"},
		{"22-0", "22:00–24:00"},
		{"22-24", "22:00–24:00"},
		{"9-0", "09:00–24:00"},
		{"9:00-5:00", "09:00–05:00"},
		{"0-24", "00:00–24:00"},
		{"0-0", "00:00–24:00"},
		{"24h", "00:00–24:00"},
		{"24/7", "00:00–24:00"},
		{"rund um die Uhr", "00:00–24:00"},
		{"9:00-9:00", "09:00–09:00"},
		{"", ""},
		{"  ", ""},
		{"–", ""},
		{"closed", ""},
		{"Geschlossen", ""},
		{"Ruhetag", ""},
	} {
		w, err := ParseWindows(c.written)
		if got := FormatWindows(w); err != nil || got != c.want {
			t.Errorf("%q was read as %q, %v, want %q", c.written, got, err, c.want)
		}
	}
}

func TestPastMidnightAWindowStaysWithItsDay(t *testing.T) {
	w, err := ParseWindows("22-2")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "22-2", w, []Window{{22 * 60, 26 * 60}})
}

func TestHoursThatCannotBeMeantAreRefused(t *testing.T) {
	for _, c := range []struct{ written, code string }{
		{"9", "hours_invalid"},
		{"9-", "hours_invalid"},
		{"9-12,", "hours_invalid"},
		{"9-25", "hours_invalid"},
		{"24-25", "hours_invalid"},
		{"24-2", "hours_invalid"},
		{"9:60-10", "hours_invalid"},
		{"9-24:30", "hours_invalid"},
		{"13pm-15pm", "hours_invalid"},
		{"0am-3am", "hours_invalid"},
		{"9am-5", "hours_invalid"},
		{"9-5", "hours_invalid"},
		{"12-2", "hours_invalid"},
		{"9-9", "hours_invalid"},
		{"9m-12m", "hours_invalid"},
		{"9--12", "hours_invalid"},
		{"nach Vereinbarung", "hours_invalid"},
		{"９-１２", "hours_invalid"},
		{"9-12, 11-13", "hours_overlap"},
		{"9-12, 9-12", "hours_overlap"},
		{"0-24, 9-12", "hours_overlap"},
		{"22-2, 23-3", "hours_overlap"},
	} {
		if w, err := ParseWindows(c.written); !fault.HasCode(err, c.code) {
			t.Errorf("%q was read as %q, %v, want %s", c.written, FormatWindows(w), err, c.code)
		}
	}
}

func TestWindowsAreReadBackAsWritten(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		want := someWindows(r)
		got, err := ParseWindows(FormatWindows(want))
		if err != nil {
			t.Fatalf("%s: %v", FormatWindows(want), err)
		}
		same(t, FormatWindows(want), got, want)
	}
}

// someWindows are up to four that do not overlap; the last may go past midnight.
func someWindows(r *rand.Rand) []Window {
	var all []Window
	for at := r.IntN(600); at < int(wholeDay) && len(all) < 4 && r.IntN(4) > 0; {
		w := Window{Minute(at), Minute(at + 1 + r.IntN(500))}
		if w.To > wholeDay && r.IntN(2) == 0 {
			w.To = wholeDay
		}
		all = append(all, w)
		at = int(w.To) + r.IntN(300)
	}
	return all
}

func FuzzParseWindows(f *testing.F) {
	for _, s := range []string{"9-12, 14-18", "22-2", "9am-5pm", "24h", "von 9 bis 17 Uhr", "0900-1730", "9:00-9:00", strings.Repeat("9-12,", 50)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseWindows(s)
		if err != nil {
			if code := fault.Of(err).Code; code != "hours_invalid" && code != "hours_overlap" {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		again, err := ParseWindows(FormatWindows(w))
		if err != nil || !cmp.Equal(w, again) {
			t.Fatalf("%q is %v, written %q, read back as %v, %v", s, w, FormatWindows(w), again, err)
		}
	})
}
