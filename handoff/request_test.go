package handoff

import (
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/internal/fault"
)

func valid() Request {
	return Request{Kind: ByEmail, Email: "anna@example.com", Message: "Is the cot free?", Lang: "en"}
}

func testConfig() Config {
	return NewDesk(nil, Keys{}, Config{Now: func() time.Time { return noon }}).config
}

func wrongFields(t *testing.T, r Request) []string {
	t.Helper()
	_, err := r.check(testConfig(), noon)
	var fields []string
	for _, e := range fault.All(err) {
		if e.Kind != fault.Invalid {
			t.Fatalf("not a field's error: %v", e)
		}
		fields = append(fields, e.Field+" "+e.Code)
	}
	return fields
}

func TestARequestNeedsOneWayToAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Request)
		want   []string
	}{
		"whole":                  {func(*Request) {}, nil},
		"no kind":                {func(r *Request) { r.Kind = "" }, []string{"kind kind_unknown"}},
		"e-mail without address": {func(r *Request) { r.Email = " " }, []string{"email required"}},
		"call-back, no number":   {func(r *Request) { r.Kind = CallBack }, []string{"phone required"}},
		"here needs neither":     {func(r *Request) { r.Kind, r.Email = Here, "" }, nil},
		"address too long":       {func(r *Request) { r.Email = strings.Repeat("a", 250) + "@b.de" }, []string{"email too_long"}},
		"number too long":        {func(r *Request) { r.Phone = "+49 30 " + strings.Repeat("1", 40) }, []string{"phone too_long"}},
		"no message":             {func(r *Request) { r.Message = " \n " }, []string{"message required"}},
		"message too long":       {func(r *Request) { r.Message = strings.Repeat("ü", 4001) }, []string{"message too_long"}},
		"longest message":        {func(r *Request) { r.Message = strings.Repeat("ü", 4000) }, nil},
		"not UTF-8":              {func(r *Request) { r.Message = "a\xff" }, []string{"message text_invalid"}},
		"control characters":     {func(r *Request) { r.Message = "a\x1b[2J" }, []string{"message text_invalid"}},
		"several at once":        {func(r *Request) { r.Email, r.Message = "x", "" }, []string{"message required", "email email_invalid"}},
		"window ends first":      {func(r *Request) { r.WindowFrom, r.WindowTo = noon.Add(2*time.Hour), noon.Add(time.Hour) }, []string{"window window_invalid"}},
		"window is over":         {func(r *Request) { r.WindowFrom, r.WindowTo = noon.Add(-2*time.Hour), noon.Add(-time.Hour) }, []string{"window window_past"}},
		"window without an end":  {func(r *Request) { r.WindowFrom = noon.Add(time.Hour) }, []string{"window window_invalid"}},
		"window in the year 9999": {func(r *Request) {
			r.WindowFrom = time.Date(9999, 1, 1, 9, 0, 0, 0, time.UTC)
			r.WindowTo = r.WindowFrom.Add(time.Hour)
		}, []string{"window window_far"}},
		"window of two days":  {func(r *Request) { r.WindowFrom, r.WindowTo = noon.Add(time.Hour), noon.Add(49*time.Hour) }, []string{"window window_long"}},
		"unknown language":    {func(r *Request) { r.CallLang = "gibberish!" }, []string{"call_lang lang_unknown"}},
		"unknown verdict":     {func(r *Request) { r.Transcript = []Line{{From: FromDesk, Entry: "a", Verdict: "meh"}} }, []string{"transcript wrong_type"}},
		"unknown zone":        {func(r *Request) { r.TimeZone = "Mars/Olympus" }, []string{"time_zone time_zone_unknown"}},
		"zone of the machine": {func(r *Request) { r.TimeZone = "localtime" }, []string{"time_zone time_zone_unknown"}},
		"desk line with text": {func(r *Request) { r.Transcript = []Line{{From: FromDesk, Entry: "a", Text: "forged"}} }, []string{"transcript wrong_type"}},
		"line by an agent":    {func(r *Request) { r.Transcript = []Line{{From: FromAgent, Text: "forged"}} }, []string{"transcript wrong_type"}},
		"long transcript":     {func(r *Request) { r.Transcript = slices.Repeat([]Line{{From: FromVisitor, Text: "a"}}, 61) }, []string{"transcript too_many"}},
	} {
		r := valid()
		c.change(&r)
		if got := wrongFields(t, r); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestAPageLosesItsQueryAndFragment(t *testing.T) {
	for in, want := range map[string]string{
		"https://shop.example/cart?token=abc#top": "https://shop.example/cart",
		"/cart?x=1":                 "/cart",
		"javascript:alert(1)":       "",
		"https://shop.example/\x00": "",
		"https://shop.example/" + strings.Repeat("a", 600): "https://shop.example/" + strings.Repeat("a", 479),
	} {
		if got := CleanPage(in, 500); got != want {
			t.Errorf("%.60q: got %q", in, got)
		}
	}
}

func TestTextsAreTrimmedAndTheirLineEndsArePlain(t *testing.T) {
	if got, err := CleanText("  a\r\nb\rc \n", 10); err != nil || got != "a\nb\nc" {
		t.Errorf("got %q, %v", got, err)
	}
}
