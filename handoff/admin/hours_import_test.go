package admin

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"deskbell/handoff/hours"
)

// ics sends a calendar file as the form does.
func (b *browser) ics(content string) answer {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "../holidays.ics")
	if err != nil {
		b.t.Fatal(err)
	}
	part.Write([]byte(content))
	form.Close()
	return b.do(http.MethodPost, "/admin/hours/import", &body, map[string]string{"Content-Type": form.FormDataContentType()})
}

// calendar is a file of events, each given by its lines.
func calendar(events ...string) string {
	text := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
	for i, e := range events {
		text += fmt.Sprintf("BEGIN:VEVENT\r\nUID:%d\r\n%s\r\nEND:VEVENT\r\n", i, e)
	}
	return text + "END:VCALENDAR\r\n"
}

const (
	schoolBreak = "DTSTART;VALUE=DATE:20260330\r\nDTEND;VALUE=DATE:20260411\r\nSUMMARY:School <b>break</b>"
	outing      = "DTSTART;VALUE=DATE:20260515\r\nSUMMARY:Works outing"
	meeting     = "DTSTART:20260520T080000Z\r\nDTEND:20260520T090000Z\r\nSUMMARY:Meeting"
)

func TestDaysComeFromACalendarFile(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.post("/admin/hours", week("day_date", "2026-03-31", "day_name", "Mine", "day_hours", "9-10")...).leads(t, "/admin/hours?said=saved")
	got := b.ics(calendar(schoolBreak, outing, meeting))
	got.wants(t, http.StatusOK, "12 days were added.", "1 day was left out because you entered it yourself.", "1 entry was skipped", "School &lt;b&gt;break&lt;/b&gt;", "Works outing")
	if n := len(h.rules().Hours.Days); n != 13 {
		t.Errorf("%d days, want 12 and the one that was typed", n)
	}
	page := b.get("/admin/hours")
	page.wants(t, http.StatusOK, "12 days come from a calendar file.", `value="Mine"`, "Closed by your calendar file") // Good Friday
	page.lacks(t, `value="Works outing"`)

	// Saving the form keeps them; a day that is typed later wins.
	b.post("/admin/hours", week("day_date", "2026-05-15", "day_name", "Open after all", "day_hours", "9-10")...).leads(t, "/admin/hours?said=saved")
	if n := len(importedDays(h.rules())); n != 11 {
		t.Errorf("%d days from the file are left, want 11", n)
	}
	b.ics(calendar(outing, "DTSTART;VALUE=DATE:20260605\r\nSUMMARY:Bridge day")).wants(t, http.StatusOK, "1 day was added.", "1 day was left out", "Bridge day")
	if got := importedDays(h.rules()); len(got) != 1 || got[0].Name != "Bridge day" {
		t.Errorf("the second file did not replace the first: %v", got)
	}
	b.post("/admin/hours/import/remove").leads(t, "/admin/hours/import?said=days_removed")
	if days := h.rules().Hours.Days; len(days) != 1 || days[0].Origin == hours.FromFile {
		t.Errorf("left: %v", days)
	}
}

func TestAFileThatCannotBeTakenSaysWhy(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.ics(calendar(outing))
	rule := "DTSTART;VALUE=DATE:20260515\r\nRRULE:FREQ=DAILY\r\nSUMMARY:"
	daily := make([]string, 1000)
	for i := range daily {
		daily[i] = rule + fmt.Sprint(i)
	}
	for name, test := range map[string]struct{ file, want string }{
		"10 MB":          {calendar(outing) + strings.Repeat("x", 10<<20), "too large"},
		"thousand rules": {calendar(daily...), "too many entries"},
		"no calendar":    {"<html>Log in</html>", "no calendar file"},
		"empty":          {"", "no calendar file"},
		"half a file":    {calendar(outing)[:60], "no calendar file"},
		"by the hour":    {calendar(meeting), "No whole days were found"},
		"every day":      {calendar(rule), "That is too many"},
	} {
		t.Run(name, func(t *testing.T) {
			b.ics(test.file).wants(t, http.StatusUnprocessableEntity, `id="file-error"`, test.want, "Works outing")
		})
	}
	b.post("/admin/hours/import").wants(t, http.StatusUnprocessableEntity, "Please fill this in.")
	if got := importedDays(h.rules()); len(got) != 1 {
		t.Errorf("the days from before are gone: %v", got)
	}
}
