package admin

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/handoff"
	"deskbell/handoff/hours"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

func (s *Server) hoursView(f pages.Frame, own string, p hoursPage) (pages.HoursView, error) {
	form := p.form
	v := pages.HoursView{
		Frame: f, Refused: p.refused, Wrong: p.wrong, Seen: form.seen, Zone: form.zone, Zones: zoneNames,
		Week: weekFields(f, form, p.wrong), Regions: regions(f, form.holidays), Days: dayRows(f, p), Closures: closureRows(f, p),
		Others: form.others, Figures: form.figures,
	}
	v.Langs, v.MoreLangs = ticked(form.langs, own)
	if n := len(importedDays(p.present)); n > 0 {
		v.Imported = f.N("admin.hours.imported", n)
	}
	rules, wrong := form.rules(p.present, s.Now())
	if wrong != nil {
		v.Preview.Wrong = f.T("admin.hours.preview.wrong")
		rules = p.present
	}
	v.Holidays = s.upcoming(f, p)
	var err error
	if v.Measured, err = s.measured(f, rules); err != nil || wrong != nil {
		return v, err
	}
	v.Preview, err = s.preview(f, rules)
	return v, err
}

// weekOrder is from Monday to Sunday.
var weekOrder = []time.Weekday{
	time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday,
}

func weekFields(f pages.Frame, form hoursForm, wrong map[string]string) []pages.Field {
	var all []pages.Field
	for _, day := range weekOrder {
		name := weekField(int(day))
		all = append(all, pages.Field{
			Name: name, Label: f.T("time.weekday." + strconv.Itoa(int(day))), Value: form.week[day], Optional: true, Error: wrong[name], Complete: "off",
		})
	}
	return all
}

func regions(f pages.Frame, chosen string) []pages.OptionGroup {
	var all []pages.OptionGroup
	for _, r := range hours.Regions() {
		if len(all) == 0 || all[len(all)-1].Code != r.Country {
			all = append(all, pages.OptionGroup{Code: r.Country, Label: f.T("admin.hours.country." + strings.ToLower(r.Country))})
		}
		last := &all[len(all)-1]
		last.Options = append(last.Options, pages.Option{Value: r.Code, Text: r.Name, Chosen: r.Code == chosen})
	}
	return all
}

func dayRows(f pages.Frame, p hoursPage) []pages.HoursRow {
	var all []pages.HoursRow
	for i, row := range append(slices.Clone(p.form.days), dayRow{}) {
		all = append(all, p.row("days", i, cmp.Or(row.name, row.date, f.T("admin.hours.days.new")), []pages.Field{
			{ID: "date", Name: "day_date", Label: f.T("admin.hours.day.date"), Value: row.date, Type: "date"},
			{ID: "name", Name: "day_name", Label: f.T("admin.hours.day.name"), Value: row.name},
			{ID: "hours", Name: "day_hours", Label: f.T("admin.hours.day.hours"), Value: row.hours},
		}))
	}
	return all
}

func closureRows(f pages.Frame, p hoursPage) []pages.HoursRow {
	var all []pages.HoursRow
	for i, row := range append(slices.Clone(p.form.closures), closureRow{}) {
		all = append(all, p.row("closures", i, cmp.Or(row.text, row.from, f.T("admin.hours.closures.new")), []pages.Field{
			{ID: "from", Name: "closure_from", Label: f.T("admin.hours.closure.from"), Value: row.from, Type: "date"},
			{ID: "to", Name: "closure_to", Label: f.T("admin.hours.closure.to"), Value: row.to, Type: "date"},
			{ID: "text", Name: "closure_text", Label: f.T("admin.hours.closure.text"), Value: row.text},
		}))
	}
	return all
}

// row is one of a list: its fields are known by list, place and part. The one at the end is
// empty and needs no button that removes it.
func (p hoursPage) row(list string, i int, title string, fields []pages.Field) pages.HoursRow {
	r := pages.HoursRow{Title: title, Fields: fields}
	for k, field := range fields {
		id := rowField(list, i, field.ID)
		fields[k].ID, fields[k].Error, fields[k].Focus = id, p.wrong[id], id == p.focus
		fields[k].Optional, fields[k].Complete = true, "off"
		if field.Value != "" {
			r.Drop = drops[list] + "." + strconv.Itoa(i)
		}
	}
	return r
}

var drops = map[string]string{"days": "drop_day", "closures": "drop_closure"}

// upcoming are the holidays of the next twelve months and what each of them changes.
func (s *Server) upcoming(f pages.Frame, p hoursPage) []pages.HolidayRow {
	now := s.Now().In(s.zone())
	today, end := hours.DateOf(now), hours.DateOf(now.AddDate(1, 0, 0))
	var all []pages.HolidayRow
	for year := today.Year; year <= end.Year; year++ {
		for _, h := range hours.HolidaysOf(p.form.holidays, year) {
			if h.Date.Before(today) || !h.Date.Before(end) {
				continue
			}
			at := time.Date(h.Date.Year, h.Date.Month, h.Date.Day, 0, 0, 0, 0, now.Location())
			row := pages.HolidayRow{Date: h.Date.String(), Day: f.Day(at, now), Name: h.Name}
			if why := p.noMatter(h.Date); why != "" {
				row.Muted, row.Note = true, f.T(why)
			}
			all = append(all, row)
		}
	}
	return all
}

// noMatter is why a holiday changes nothing; "" if it closes the desk.
func (p hoursPage) noMatter(d hours.Date) string {
	date := d.String()
	typed := slices.IndexFunc(p.form.days, func(row dayRow) bool { return row.date == date })
	switch {
	case typed >= 0 && !isClosed(p.form.days[typed].hours):
		return "admin.hours.holiday.open"
	case typed >= 0:
		return "admin.hours.holiday.entered"
	case slices.ContainsFunc(importedDays(p.present), func(day hours.Day) bool { return day.Date == d }):
		return "admin.hours.holiday.imported"
	case slices.ContainsFunc(p.form.closures, func(c closureRow) bool { return c.from <= date && date <= cmp.Or(c.to, c.from) }):
		return "admin.hours.holiday.closure"
	case p.form.hasWeek() && isClosed(p.form.week[d.Weekday()]):
		return "admin.hours.holiday.closed"
	}
	return ""
}

// isClosed is for what was typed as hours. What cannot be read was not meant as closed.
func isClosed(typed string) bool {
	windows, err := hours.ParseWindows(typed)
	return err == nil && len(windows) == 0
}

// hasWeek is false for a desk that has set no hours: it is never closed by the week.
func (f hoursForm) hasWeek() bool {
	return slices.ContainsFunc(f.week[:], func(typed string) bool { return !isClosed(typed) })
}

func importedDays(r handoff.Rules) []hours.Day {
	typed := func(d hours.Day) bool { return d.Origin != hours.FromFile }
	return slices.DeleteFunc(slices.Clone(r.Hours.Days), typed)
}

// ticked are languages for calls to tick: first those that are ticked, the desk's own and the agents', then all others.
func ticked(chosen []string, own string) (likely, others []pages.Option) {
	for _, lang := range words.Sorted() {
		o := pages.Option{Value: lang, Text: words.Tongue(lang), Chosen: slices.Contains(chosen, lang)}
		if o.Chosen || lang == own || slices.Contains(words.AgentLanguages, lang) {
			likely = append(likely, o)
		} else {
			others = append(others, o)
		}
	}
	return likely, others
}
