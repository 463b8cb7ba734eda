package widget

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/search"
)

var dogs = search.Entry{
	ID: "dogs", Lang: "en", Question: "Are dogs welcome?", Answer: "Yes, in the flat **Dune**.", URL: "https://flats.example/dogs",
}

func withDogs(f *fixture) {
	f.answers.decisions["Can I bring my dog?"] = search.Decision{
		Verdict: search.Answer, Reason: search.Confident, Confidence: 0.93, Entry: &dogs,
		Ranked: []search.Ranked{{Entry: dogs, Score: 12.3, Confidence: 0.93}},
	}
	f.answers.decisions["pets"] = search.Decision{
		Verdict: search.Suggest, Reason: search.Ambiguous, Confidence: 0.4,
		Suggestions: []search.Ranked{{Entry: dogs, Score: 3, Confidence: 0.4}},
	}
}

func TestAnAnswerIsTheOwnersEntry(t *testing.T) {
	f := newFixture(t, withDogs)
	w := f.post("/api/v1/ask", `{"question":"Can I bring my dog?"}`)
	want := `{"decision":"answer","reason":"confident","confidence":0.93,"answer":{"entry":"dogs","question":"Are dogs welcome?",` +
		`"text":"Yes, in the flat **Dune**.","html":"\u003cp\u003eYes, in the flat \u003cstrong\u003eDune\u003c/strong\u003e.\u003c/p\u003e",` +
		`"url":"https://flats.example/dogs","lang":"en","origin":"faq"},"suggestions":[]}` + "\n"
	if w.Code != 200 || w.Body.String() != want {
		t.Errorf("%d\n%s\nwant\n%s", w.Code, w.Body, want)
	}
}

func TestAQuestionReachesTheSearchWhole(t *testing.T) {
	f := newFixture(t)
	f.post("/api/v1/ask", `{"question":"  Hunde? ","lang":"de-CH","page":"https://shop.example/a?session=1#b","scope":"flat-3","seen":["a","b"],"misses":1}`)
	want := search.Question{Text: "Hunde?", Lang: "de", Page: "https://shop.example/a", Scope: "flat-3", Seen: []string{"a", "b"}, Misses: 1}
	if diff := cmp.Diff([]search.Question{want}, f.answers.asked); diff != "" {
		t.Error(diff)
	}
}

func TestAnEntryBesideThePointWasSeen(t *testing.T) {
	f := newFixture(t)
	f.post("/api/v1/ask", `{"question":"dogs","seen":["a","b"],"wrong":["b","c"]}`)
	got := f.answers.asked[0]
	if diff := cmp.Diff([][]string{{"a", "b", "c"}, {"b", "c"}}, [][]string{got.Seen, got.Wrong}); diff != "" {
		t.Error(diff)
	}
}

func TestEntriesBesideThePointHaveTheLimitsOfThoseSeen(t *testing.T) {
	f := newFixture(t)
	for _, field := range []string{"seen", "wrong"} {
		many := strings.Repeat(`"a",`, 50) + `"a"`
		for code, ids := range map[string]string{"too_many": many, "too_long": `"` + strings.Repeat("a", 201) + `"`} {
			w := f.post("/api/v1/ask", `{"question":"dogs","`+field+`":[`+ids+`]}`)
			if w.Code != 422 || !strings.Contains(w.Body.String(), code) || !strings.Contains(w.Body.String(), `"`+field+`"`) {
				t.Errorf("%s %s: %d %s", field, code, w.Code, w.Body)
			}
		}
	}
	if w := f.post("/api/v1/ask", `{"question":"dogs","wrong":"a"}`); w.Code != 422 && w.Code != 400 {
		t.Errorf("not a list: %d", w.Code)
	}
}

func TestTheAPISaysWhatHelpsAPerson(t *testing.T) {
	f := newFixture(t, talking)
	for question, want := range map[string][]search.Ask{"locked": {search.AskOrder, search.AskError}, "door": nil} {
		w := f.post("/api/v1/ask", `{"question":"`+question+`"}`)
		if diff := cmp.Diff(want, decode[askResponse](t, w).Asks); diff != "" || want == nil && strings.Contains(w.Body.String(), "asks") {
			t.Errorf("%s: %s\n%s", question, w.Body, diff)
		}
	}
}

func TestTheBodysLanguageComesBeforeTheBrowsers(t *testing.T) {
	f := newFixture(t)
	f.post("/api/v1/ask", `{"question":"a","lang":"de"}`, "Accept-Language", "en")
	f.post("/api/v1/ask", `{"question":"b"}`, "Accept-Language", "de-AT,en;q=0.5")
	f.post("/api/v1/ask", `{"question":"c"}`)
	var got []string
	for _, q := range f.answers.asked {
		got = append(got, q.Lang)
	}
	if diff := cmp.Diff([]string{"de", "de", ""}, got); diff != "" {
		t.Error(diff)
	}
	w := f.post("/api/v1/ask", `{"question":"","lang":"de"}`, "Accept-Language", "en")
	if !strings.Contains(w.Body.String(), "Bitte") {
		t.Errorf("the error is not in the body's language: %s", w.Body)
	}
}

func TestSuggestionsHaveNoAnswer(t *testing.T) {
	f := newFixture(t, withDogs)
	w := f.post("/api/v1/ask", `{"question":"pets"}`)
	want := `{"decision":"suggest","reason":"ambiguous","confidence":0.4,"answer":null,` +
		`"suggestions":[{"entry":"dogs","question":"Are dogs welcome?","confidence":0.4}]}` + "\n"
	if w.Body.String() != want {
		t.Errorf("got %s", w.Body)
	}
}

func TestRankingIsShownOnRequestOnly(t *testing.T) {
	f := newFixture(t, withDogs)
	body := `{"question":"Can I bring my dog?"}`
	if w := f.post("/api/v1/ask", body); strings.Contains(w.Body.String(), "ranked") {
		t.Errorf("unasked: %s", w.Body)
	}
	w := f.post("/api/v1/ask?explain=1", body)
	if !strings.Contains(w.Body.String(), `"ranked":[{"entry":"dogs","score":12.3,"confidence":0.93}]`) {
		t.Errorf("asked for: %s", w.Body)
	}
}

func TestWithoutAModelAStreamIsTheDecisionAndDone(t *testing.T) {
	f := newFixture(t, withDogs)
	plain := f.post("/api/v1/ask", `{"question":"pets"}`)
	w := f.post("/api/v1/ask", `{"question":"pets"}`, "Accept", "text/event-stream")
	want := "event: decision\ndata: " + strings.TrimSpace(plain.Body.String()) + "\n\nevent: done\ndata: {}\n\n"
	if w.Body.String() != want || w.Header().Get("Content-Type") != "text/event-stream" {
		t.Errorf("%s\n%q\nwant\n%q", w.Header(), w.Body, want)
	}
}

func TestMissesAreKeptOnlyIfTheOwnerWishes(t *testing.T) {
	for _, keep := range []bool{true, false} {
		f := newFixture(t, withDogs)
		f.settings.KeepGaps = keep
		f.post("/api/v1/ask", `{"question":"Can I bring my dog?"}`)
		f.post("/api/v1/ask", `{"question":"Is there a helipad?","lang":"en"}`)
		want := []gap{{"Is there a helipad?", "en", search.NoMatch}}
		if !keep {
			want = nil
		}
		if diff := cmp.Diff(want, f.gaps.kept, cmp.AllowUnexported(gap{})); diff != "" {
			t.Errorf("keep %t:\n%s", keep, diff)
		}
	}
}

func TestAGapListThatFailsCostsNoAnswer(t *testing.T) {
	f := newFixture(t)
	f.settings.KeepGaps, f.gaps.fail = true, errBroken
	if w := f.post("/api/v1/ask", `{"question":"anything"}`); w.Code != 200 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestAnIndexThatFailsIsAnErrorWithTheContact(t *testing.T) {
	f := newFixture(t)
	f.answers.fail = errBroken
	w := f.post("/api/v1/ask", `{"question":"my secret question"}`)
	var p struct {
		Code, ID string
		Contact  struct{ Email string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 500 {
		t.Fatalf("%d %s, %v", w.Code, w.Body, err)
	}
	if p.Code != "internal" || p.Contact.Email != "owner@shop.example" || p.ID == "" || !strings.Contains(f.log.String(), p.ID) {
		t.Errorf("%+v\nlog: %s", p, f.log)
	}
	if strings.Contains(w.Body.String()+f.log.String(), "secret") || strings.Contains(w.Body.String(), "disk") {
		t.Errorf("question or cause came out: %s %s", w.Body, f.log)
	}
}

func TestFeedbackBecomesAGap(t *testing.T) {
	f := newFixture(t)
	f.settings.KeepGaps = true
	for _, body := range []string{
		`{"entry":"dogs","verdict":"solved","question":"dogs?"}`,
		`{"entry":"dogs","verdict":"not_solved"}`,
		`{"entry":"dogs","verdict":"not_solved","question":"two dogs?"}`,
		`{"entry":"dogs","verdict":"wrong_topic","question":"cats?"}`,
	} {
		if w := f.post("/api/v1/feedback", body, "Accept-Language", "de"); w.Code != 204 || w.Body.Len() > 0 {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
	want := []gap{{"two dogs?", "de", "not_solved"}, {"cats?", "de", "wrong_topic"}}
	if diff := cmp.Diff(want, f.gaps.kept, cmp.AllowUnexported(gap{})); diff != "" {
		t.Error(diff)
	}
	f.settings.KeepGaps = false
	f.post("/api/v1/feedback", `{"entry":"dogs","verdict":"wrong_topic","question":"cats?"}`)
	if len(f.gaps.kept) != len(want) {
		t.Error("kept although the owner does not keep gaps")
	}
}
