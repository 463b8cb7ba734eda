package hours

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"deskbell/internal/fault"
)

// Minute is a minute of the day, 0 to 2880; 1440 and more are on the next day.
type Minute int

// wholeDay is a day's length on the clock; on the days of a clock change the
// day itself is shorter or longer.
const wholeDay Minute = 24 * 60

// Window is a time of service on a day: 0 <= From < 1440, From < To <= From+1440.
type Window struct {
	From Minute `json:"from"`
	To   Minute `json:"to"`
}

func (w Window) valid() bool {
	return 0 <= w.From && w.From < wholeDay && w.From < w.To && w.To <= w.From+wholeDay
}

// FormatWindows writes windows as "09:00–12:00, 22:00–02:00", so that
// ParseWindows reads the same windows back. None is "".
func FormatWindows(windows []Window) string {
	written := make([]string, len(windows))
	for i, w := range windows {
		to := w.To
		if to > wholeDay {
			to -= wholeDay
		}
		written[i] = clock(w.From) + "–" + clock(to)
	}
	return strings.Join(written, ", ")
}

func clock(m Minute) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }

// sortedWindows is a copy in order, nil if there are none.
func sortedWindows(windows []Window) []Window {
	if len(windows) == 0 {
		return nil
	}
	return slices.SortedFunc(slices.Values(windows), func(a, b Window) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
}

// checkWindows looks at one day's windows, in order: a window without sense, or
// two that overlap. Windows that touch are fine.
func checkWindows(windows []Window) error {
	for i, w := range windows {
		if !w.valid() {
			return fault.At("hours", "hours_invalid")
		}
		if i > 0 && w.From < windows[i-1].To {
			return fault.At("hours", "hours_overlap")
		}
	}
	return nil
}
