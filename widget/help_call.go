package widget

import (
	"slices"
	"strings"
	"time"

	"deskbell/handoff/hours"
	"deskbell/internal/fault"
	"deskbell/templates/panel"
	"deskbell/words"
)

// callWish is how a visitor wishes to be called: as typed into a form, or as a ticket has it.
type callWish struct {
	phone  string
	window string // see readWindow; "" for as soon as possible
	wish   string
	zone   string // IANA name, "" if not known
	lang   string // BCP 47, "" if not chosen
}

// callWish is what the form says.
func (v visit) callWish() callWish {
	return callWish{v.text("phone"), v.text("window"), v.text("wish"), v.timeZone(), v.text("call_lang")}
}

// callForm is the fields for a call, filled in with what is wished. action is where the form goes
// to be shown in another time zone; wrong holds sentences by field.
func (s *Server) callForm(v visit, w callWish, action string, wrong map[string]string) panel.CallForm {
	field := func(name, value string, more panel.Field) panel.Field {
		more.Name, more.Label, more.Value, more.Error = name, v.T("widget.field."+name), value, wrong[name]
		return more
	}
	window := s.windowChoice(v, w, wrong["window"])
	window.Field = field("window", w.window, panel.Field{})
	lang := s.langChoice(v, w.lang)
	lang.Field = field("call_lang", w.lang, panel.Field{})
	zone := s.zoneChoice(v, w.zone, len(window.Groups) > 0)
	zone.Choice.Field, zone.Action = field("time_zone", w.zone, panel.Field{}), action
	return panel.CallForm{
		Phone:  field("phone", w.phone, panel.Field{Type: "tel", Complete: "tel", Mode: "tel"}),
		Wish:   field("wish", w.wish, panel.Field{Type: "text", Complete: "off", Optional: true, Hint: v.T("widget.field.wish_hint")}),
		Window: window, Lang: lang, Zone: zone,
	}
}

// windowChoice offers the windows by day, in the visitor's zone or else the desk's.
func (s *Server) windowChoice(v visit, w callWish, wrong string) panel.Select {
	now, zone := s.Now(), s.zoneFor(w.zone)
	windows := s.Timing.Windows(now)
	chosen, err := readWindow(w.window)
	if isChosen := err == nil && wrong == "" && chosen.To.After(now); isChosen && len(windows) > 0 {
		windows = withWindow(windows, chosen)
	}
	c := panel.Select{Options: []panel.Option{{Label: v.T("widget.call.asap")}}}
	for _, one := range windows {
		from, to := one.From.In(zone), one.To.In(zone)
		day := v.Day(from, time.Time{})
		if n := len(c.Groups); n == 0 || c.Groups[n-1].Label != day {
			c.Groups = append(c.Groups, panel.OptionGroup{Label: day})
		}
		group := &c.Groups[len(c.Groups)-1]
		group.Options = append(group.Options, panel.Option{
			Value: windowValue(one), Label: v.ShortWindow(from, to, now), Chosen: wrong == "" && sameWindow(one, chosen),
		})
	}
	return c
}

// withWindow puts a window that was offered before among those offered now: what was chosen stays
// chosen as long as it is not over.
func withWindow(windows []hours.Span, chosen hours.Span) []hours.Span {
	if slices.ContainsFunc(windows, func(w hours.Span) bool { return sameWindow(w, chosen) }) {
		return windows
	}
	windows = append(slices.Clone(windows), chosen)
	slices.SortStableFunc(windows, func(a, b hours.Span) int { return a.From.Compare(b.From) })
	return windows
}

func sameWindow(a, b hours.Span) bool { return a.From.Equal(b.From) && a.To.Equal(b.To) }

// windowValue is a window as a form carries it: an ISO 8601 interval in UTC. None is "".
func windowValue(w hours.Span) string {
	if w.To.IsZero() {
		return ""
	}
	return w.From.UTC().Format(time.RFC3339) + "/" + w.To.UTC().Format(time.RFC3339)
}

// readWindow reads what windowValue wrote.
func readWindow(value string) (w hours.Span, err error) {
	if value == "" {
		return w, nil
	}
	from, to, _ := strings.Cut(value, "/")
	if w.From, err = time.Parse(time.RFC3339, from); err == nil {
		w.To, err = time.Parse(time.RFC3339, to)
	}
	if err != nil {
		return hours.Span{}, fault.At("window", "window_invalid")
	}
	return w, nil
}

// langChoice asks for the language of the call if the desk speaks more than one on the phone.
func (s *Server) langChoice(v visit, chosen string) panel.Select {
	spoken := s.Timing.Rules().CallLangs
	if len(spoken) < 2 {
		return panel.Select{}
	}
	if !slices.Contains(spoken, chosen) {
		chosen = spoken[max(0, slices.IndexFunc(spoken, func(tag string) bool { return sameLanguage(tag, v.Lang()) }))]
	}
	var c panel.Select
	for _, tag := range spoken {
		c.Options = append(c.Options, panel.Option{Value: tag, Label: words.Tongue(tag), Lang: tag, Chosen: tag == chosen})
	}
	return c
}

func sameLanguage(a, b string) bool { return spoken(a) == spoken(b) }

// spoken is the language of a tag as one speaks of it: Norwegian has two written forms.
func spoken(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if base == "nb" || base == "nn" {
		return "no"
	}
	return base
}

// callNow is the owner's number while somebody is there to answer it.
func (s *Server) callNow(v visit) panel.CallNow {
	now, phone := s.Now(), s.Settings().Phone
	if phone == "" || !s.Timing.IsOpen(now) {
		return panel.CallNow{}
	}
	n := panel.CallNow{Contact: panel.Contact{Phone: phone}}
	if open, ok := s.Timing.Calendar().OpenAt(now); ok && open.To.Sub(now) < 24*time.Hour {
		n.Until = v.T("widget.call.until", "Clock", v.Clock(open.To.In(s.zoneFor(v.timeZone()))))
	}
	return n
}
