package admin

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"deskbell/handoff"
	"deskbell/handoff/hours"
	"deskbell/internal/fault"
	"deskbell/words"
)

// hoursForm is the form of the hours as it was typed.
type hoursForm struct {
	seen     string // what the page was made of
	zone     string
	week     [7]string // by time.Weekday
	holidays string
	days     []dayRow
	closures []closureRow
	langs    []string // ticked
	others   string   // more languages
	figures  bool
}

func hoursFormOf(r handoff.Rules) hoursForm {
	f := hoursForm{seen: seenHours(r), zone: r.Hours.Zone, holidays: r.Hours.Holidays, figures: !r.HideFigures}
	if f.zone == "" {
		f.zone = time.UTC.String()
	}
	for i, windows := range r.Hours.Week {
		f.week[i] = hours.FormatWindows(windows)
	}
	for _, d := range r.Hours.Days {
		if d.Origin != hours.FromFile {
			f.days = append(f.days, dayRow{d.Date.String(), d.Name, hours.FormatWindows(d.Windows)})
		}
	}
	for _, c := range r.Hours.Closures {
		f.closures = append(f.closures, closureRow{c.From.String(), c.To.String(), c.Text})
	}
	var others []string
	for _, lang := range r.CallLangs {
		if slices.Contains(words.Languages, lang) {
			f.langs = append(f.langs, lang)
		} else {
			others = append(others, lang)
		}
	}
	f.others = strings.Join(others, ", ")
	return f
}

func readHoursForm(r *http.Request) hoursForm {
	f := hoursForm{
		seen: r.PostFormValue("seen"), zone: strings.TrimSpace(r.PostFormValue("zone")), holidays: r.PostFormValue("holidays"),
		langs: r.PostForm["call_langs"], others: r.PostFormValue("call_langs_more"), figures: r.PostFormValue("figures") != "",
	}
	for i := range f.week {
		f.week[i] = r.PostFormValue(weekField(i))
	}
	for _, row := range rowsOf(r, "day_date", "day_name", "day_hours") {
		f.days = append(f.days, dayRow{row[0], row[1], row[2]})
	}
	for _, row := range rowsOf(r, "closure_from", "closure_to", "closure_text") {
		f.closures = append(f.closures, closureRow{row[0], row[1], row[2]})
	}
	return f
}

// rowsOf reads rows of three fields that have the same names in each, without the empty ones.
func rowsOf(r *http.Request, names ...string) (rows [][3]string) {
	for i := range r.PostForm[names[0]] {
		var row [3]string
		for k, name := range names {
			if values := r.PostForm[name]; i < len(values) {
				row[k] = strings.TrimSpace(values[i])
			}
		}
		if row != [3]string{} {
			rows = append(rows, row)
		}
	}
	return rows
}

func weekField(day int) string { return "week." + strconv.Itoa(day) }

// rules puts what was typed in the place of the present rules: the hours but for imported days, and what
// else is on the page. The error names each wrong field.
func (f hoursForm) rules(present handoff.Rules, now time.Time) (handoff.Rules, error) {
	var wrong fault.List
	r := present
	r.Hours = hours.Hours{Zone: f.zone, Holidays: f.holidays}
	for i, typed := range f.week {
		windows, err := hours.ParseWindows(typed)
		if err != nil {
			wrong.Add(weekField(i), fault.Of(err).Code)
		}
		r.Hours.Week[i] = windows
	}
	r.Hours.Days = withImported(readDays(f.days, now, &wrong), present.Hours.Days)
	r.Hours.Closures = readClosures(f.closures, now, &wrong)
	r.CallLangs = readLangs(f.langs, f.others, &wrong)
	r.HideFigures = !f.figures
	r, err := r.Clean(now)
	for _, one := range fault.All(err) {
		if !slices.ContainsFunc(wrong, func(known *fault.Error) bool { return sameRow(known, one) }) {
			wrong = append(wrong, one)
		}
	}
	return r, wrong.Err()
}

// sameRow reports whether what is wrong with all days, or closures, is known of a row already.
func sameRow(known, whole *fault.Error) bool {
	return known.Code == whole.Code && strings.HasPrefix(known.Field, whole.Field+".")
}

// withImported adds the days that came from a file, but where the owner typed one.
func withImported(typed, present []hours.Day) []hours.Day {
	all := slices.Clone(typed)
	for _, d := range present {
		taken := func(t hours.Day) bool { return t.Date == d.Date }
		if d.Origin == hours.FromFile && !slices.ContainsFunc(typed, taken) {
			all = append(all, d)
		}
	}
	return all
}

// readLangs gives the languages in the shape that BCP 47 writes them, each once.
func readLangs(ticked []string, others string, wrong *fault.List) []string {
	apart := func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' }
	var all []string
	for _, typed := range slices.Concat(ticked, strings.FieldsFunc(others, apart)) {
		tag, err := language.Parse(typed)
		if err != nil || tag == language.Und {
			wrong.Add("call_langs_more", "lang_invalid")
			continue
		}
		if !slices.Contains(all, tag.String()) {
			all = append(all, tag.String())
		}
	}
	return all
}

const hoursChanged = "hours_changed"

// mayReplace refuses to write over what the page did not show: another tab, or another owner, was faster.
func (f hoursForm) mayReplace(present handoff.Rules) error {
	if f.seen != "" && f.seen != seenHours(present) {
		return fault.New(fault.Conflict, hoursChanged)
	}
	return nil
}

// seenHours tells one state of what the page changes from another.
func seenHours(r handoff.Rules) string {
	h := r.Hours
	h.Days = slices.DeleteFunc(slices.Clone(h.Days), func(d hours.Day) bool { return d.Origin == hours.FromFile })
	text, err := json.Marshal([]any{h, r.CallLangs, r.HideFigures})
	if err != nil {
		panic(err) // strings, numbers and dates are always JSON
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
