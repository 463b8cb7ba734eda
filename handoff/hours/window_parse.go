package hours

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"deskbell/internal/fault"
)

// A time as people write it: 9, 09:30, 9.30, 9h30, 0930, 9 Uhr, 9.30 Uhr, 9am, 5:30 p.m.
const timePattern = `(\d{1,2})(?:[:.h](\d{2})|(\d{2}))?\s*(?:h|uhr)?\s*(?:([ap])\.?m\.?)?`

var (
	windowText = regexp.MustCompile(`^(?:von\s|from\s)?\s*` + timePattern + `\s*(?:-|bis|to|until)\s*` + timePattern + `$`)
	betweens   = regexp.MustCompile(`[,;/&+\n]|\s(?:und|and)\s`)
	dashes     = strings.NewReplacer("–", "-", "—", "-", "−", "-", "‑", "-", "\u00a0", " ", "\u202f", " ")

	closedWords   = []string{"", "-", "closed", "none", "off", "geschlossen", "zu", "keine", "ruhetag"}
	wholeDayWords = []string{"24/7", "24h", "24 h", "24 hours", "24 std", "24 stunden", "around the clock", "rund um die uhr"}
)

// ParseWindows reads a day's hours as people write them: "9-12, 14-18",
// "09:00–17:30", "9.30-12", "9am-5pm", "22-2" past midnight, "0-24" or "24h" for
// the whole day; "8:00-8:00" is 24 hours. "" and words for closed are none. What
// cannot be read is hours_invalid, what overlaps hours_overlap. The windows come
// in order.
func ParseWindows(s string) ([]Window, error) {
	s = strings.TrimSpace(dashes.Replace(strings.ToLower(s)))
	if slices.Contains(closedWords, s) {
		return nil, nil
	}
	if slices.Contains(wholeDayWords, s) {
		return []Window{{0, wholeDay}}, nil
	}
	var windows []Window
	for _, part := range betweens.Split(s, -1) {
		w, ok := parseWindow(strings.TrimSpace(part))
		if !ok {
			return nil, fault.At("hours", "hours_invalid")
		}
		windows = append(windows, w)
	}
	windows = sortedWindows(windows)
	if err := checkWindows(windows); err != nil {
		return nil, err
	}
	return windows, nil
}

func parseWindow(s string) (Window, bool) {
	m := windowText.FindStringSubmatch(s)
	if m == nil {
		return Window{}, false
	}
	from, to := timeOf(m[1:5]), timeOf(m[5:9])
	if from.half != "" && to.half == "" || ambiguous(from, to) {
		return Window{}, false
	}
	if from.half == "" && from.hour <= 12 && to.half != "" {
		from = from.sharing(to)
	}
	w := Window{from.minute(), to.minute()}
	if !from.valid() || !to.valid() || w.From == wholeDay {
		return Window{}, false
	}
	if w.To <= w.From {
		w.To += wholeDay
	}
	return w, w.valid()
}

// ambiguous is "9-5" or "12-2": most who write this mean the afternoon, but it
// says a night. "9:00-5:00" and "22-2" can be taken by their word.
func ambiguous(from, to timeText) bool {
	return from.bare && to.bare && from.hour <= 12 && 0 < to.hour && to.hour <= from.hour
}

// timeText is a time of day as it was written; half is "a", "p" or "", bare is an
// hour without minutes and half.
type timeText struct {
	hour, min int
	half      string
	bare      bool
}

func timeOf(groups []string) timeText {
	minutes := groups[1] + groups[2]   // one of the two, or none
	hour, _ := strconv.Atoi(groups[0]) // the pattern lets digits through only
	minute, _ := strconv.Atoi(minutes)
	return timeText{hour, minute, groups[3], minutes == "" && groups[3] == ""}
}

func (t timeText) valid() bool {
	if t.half != "" && (t.hour < 1 || t.hour > 12) {
		return false
	}
	return t.min < 60 && t.minute() <= wholeDay
}

func (t timeText) minute() Minute {
	hour := t.hour
	if t.half != "" {
		hour %= 12
	}
	if t.half == "p" {
		hour += 12
	}
	return Minute(hour*60 + t.min)
}

// sharing takes over the half of the day from the window's end if that makes
// sense: "1-5pm" begins in the afternoon, "9-5pm" in the morning.
func (t timeText) sharing(end timeText) timeText {
	shared := timeText{hour: t.hour, min: t.min, half: end.half}
	if shared.valid() && shared.minute() < end.minute() {
		return shared
	}
	return t
}
