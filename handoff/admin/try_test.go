package admin

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"deskbell/search"
	"deskbell/site"
)

// answering is a house whose FAQ is searched as in a running desk.
func answering(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	engine := h.engine()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- engine.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		<-ended
		engine.Close()
	})
	return h
}

// engine is what the house answers from; it follows changes only while it runs.
func (h *house) engine() *search.Engine {
	h.t.Helper()
	e, err := search.Open(h.t.Context(), h.t.TempDir(), h.store, h.Feed, h.Log)
	if err != nil {
		h.t.Fatal(err)
	}
	h.Shown = e
	return e
}

// indexes waits until an entry is answered from.
func (h *house) indexes(e search.Entry) search.Entry {
	h.t.Helper()
	if !h.answeredFrom(h.t.Context(), e) {
		h.t.Fatal("the index does not follow")
	}
	return e
}

func TestATrialShowsWhatVisitorsGetAndWhy(t *testing.T) {
	h := answering(t)
	h.indexes(h.entry("Are dogs allowed?", "Yes."))
	b := h.as(h.helper())
	b.get("/admin/try").wants(t, http.StatusOK, "Questions", "One a line, up to 100")
	got := b.post("/admin/try", "questions", "Are dogs allowed?\r\n\r\n  quantum <b>flux</b>\nI want to talk to a human")
	got.wants(t, http.StatusOK, "Answered: 1 of 3", "very sure", "fits clearly enough", `data-verdict="answer"`,
		"quantum &lt;b&gt;flux", "Nothing in the FAQ comes near", "The words ask for a person", "These come nearest", `lang="en" dir="auto">Are dogs allowed?</a>`)
	got.lacks(t, "<b>flux")
}

func TestATrialSaysHowTheWordsWereRead(t *testing.T) {
	h := answering(t)
	h.indexes(h.entry("Where do I find the password?", "On the router."))
	b := h.as(h.helper())
	got := b.post("/admin/try", "questions", "where is the pasword of the drawbridge")
	got.wants(t, http.StatusOK, "“pasword” was read as “password”.", "No entry has the word drawbridge.")
}

func TestATrialIsNeitherKeptNorAGap(t *testing.T) {
	h := answering(t)
	h.entry("Are dogs allowed?", "Yes.")
	keep := func(s site.Settings) (site.Settings, error) { s.KeepGaps = true; return s, nil }
	if _, err := h.store.ChangeSettings(t.Context(), keep); err != nil {
		t.Fatal(err)
	}
	h.as(h.owner()).post("/admin/try", "questions", "quantum flux")
	if gaps, err := h.Gaps.List(t.Context(), 10); err != nil || len(gaps) != 0 {
		t.Errorf("%v, %v", gaps, err)
	}
	if strings.Contains(h.logs.String(), "quantum") {
		t.Error("the question stands in the log")
	}
}

func TestATrialThatIsRefusedLosesNothing(t *testing.T) {
	h := answering(t)
	b := h.as(h.owner())
	b.post("/admin/try", "questions", " \n").wants(t, http.StatusUnprocessableEntity, "Please fill this in.")
	many := ""
	for i := range mostTried + 1 {
		many += fmt.Sprintf("question %d\n", i)
	}
	got := b.post("/admin/try", "questions", many)
	got.wants(t, http.StatusUnprocessableEntity, "These are 101 questions; up to 100", "question 0\n", "question 100\n", `aria-invalid="true"`)
	got.lacks(t, `id="tried"`)
	b.post("/admin/try", "questions", "short\n"+strings.Repeat("x", 501)).wants(t, http.StatusUnprocessableEntity, "Question 2 is longer than 500", "short\n")
}

func TestAQuestionIsAddedAndAnsweredAtOnce(t *testing.T) {
	h := answering(t)
	dogs := h.entry("Are dogs allowed?", "Yes.")
	h.indexes(h.entry("Where do we park?", "Behind the house."))
	b := h.as(h.helper())
	got := b.post("/admin/try", "q", "is my poodle welcome", "q", "quantum flux", "add", "0 "+dogs.ID)
	got.wants(t, http.StatusOK, "Added to “Are dogs allowed?”", "Answered: 1 of 2", "quantum flux")
	got.lacks(t, "being indexed")
	kept, err := h.FAQ.Entry(t.Context(), dogs.ID)
	if err != nil || len(kept.Alternatives) != 1 || kept.Alternatives[0] != "is my poodle welcome" || kept.Answer != "Yes." {
		t.Errorf("%+v, %v", kept, err)
	}
}

func TestAnIndexThatIsLateIsSaid(t *testing.T) {
	h := newHouse(t)
	dogs := h.entry("Are dogs allowed?", "Yes.")
	engine := h.engine() // nobody runs it
	t.Cleanup(func() { engine.Close() })
	h.as(h.owner()).post("/admin/try", "q", "is my poodle welcome", "add", "0 "+dogs.ID).wants(t, http.StatusOK, "Added to", "It is being indexed")
}

func TestAnotherEntryIsLookedForByItsWords(t *testing.T) {
	h := answering(t)
	h.entry("Are dogs allowed?", "Yes.")
	park := h.indexes(h.entry("Where do we park?", "Behind the house."))
	b := h.as(h.owner())
	got := b.post("/admin/try", "q", "quantum flux", "words-0", "BEHIND park", "find", "0")
	got.wants(t, http.StatusOK, "Found one entry", `value="0 `+park.ID+`"`, "autofocus>Where do we park?")
	got.lacks(t, "Are dogs allowed?")
	b.post("/admin/try", "q", "a", "q", "quantum flux", "words-1", "behind", "find", "").wants(t, http.StatusOK, "Found one entry") // Enter
	b.post("/admin/try", "q", "quantum flux", "words-0", "tram", "find", "0").wants(t, http.StatusOK, "No entry has these words")
}

func TestWhatCannotBeAddedIsSaidBesideTheQuestion(t *testing.T) {
	h := answering(t)
	file := []search.Entry{{ID: "in", Question: "When is check-in?", Answer: "At 3.", Lang: "en"}}
	if _, err := h.FAQ.Import(t.Context(), file, search.ImportOptions{Origin: search.OriginFile}); err != nil {
		t.Fatal(err)
	}
	b := h.as(h.owner())
	all := b.post("/admin/try", "questions", "When is check-in?")
	all.wants(t, http.StatusOK, "kept in a file (--faq)")
	all.lacks(t, `name="add"`)
	h.indexes(h.entry("Are dogs allowed?", "Yes."))
	some := b.post("/admin/try", "questions", "When is check-in?")
	some.wants(t, http.StatusOK, "Kept in a file", `name="find"`)
	some.lacks(t, `name="add" value="0 in"`)

	b.post("/admin/try", "q", "arrival", "add", "0 in").wants(t, http.StatusForbidden, "kept in a file and changed there", "arrival")
	b.post("/admin/try", "q", "arrival", "add", "0 gone").wants(t, http.StatusNotFound, "no such entry any more", "arrival")
	b.post("/admin/try", "q", strings.Repeat("x", 501), "add", "0 in").wants(t, http.StatusUnprocessableEntity, "Question 1 is longer")
	b.post("/admin/try", "q", "arrival", "add", "7 in").wants(t, http.StatusBadRequest)

	body := strings.NewReader("q=arrival&add=0+gone")
	script := b.do(http.MethodPost, "/admin/try", body, map[string]string{"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"})
	script.wants(t, http.StatusOK, "no such entry any more") // htmx shows no page with an error's status
}

func TestAGapIsTriedAndLeavesTheListWithItsEntry(t *testing.T) {
	h := answering(t)
	dogs := h.indexes(h.entry("Are dogs allowed?", "Yes."))
	if err := h.store.AddGap(t.Context(), search.Gap{Question: "poodle ok", Lang: "en", At: h.clock.Now(), Count: 2}); err != nil {
		t.Fatal(err)
	}
	b := h.as(h.helper())
	b.get("/admin/gaps").wants(t, http.StatusOK, `href="/admin/try?gap=1"`)
	page := b.get("/admin/try?gap=1")
	page.wants(t, http.StatusOK, "poodle ok", "What visitors would get")
	b.post("/admin/try", "gap", page.hidden(t, "gap"), "q", "another question", "add", "0 "+dogs.ID)
	b.get("/admin/gaps").wants(t, http.StatusOK, "poodle ok")
	b.post("/admin/try", "gap", page.hidden(t, "gap"), "q", page.hidden(t, "q"), "add", "0 "+dogs.ID).wants(t, http.StatusOK, "Added to")
	b.get("/admin/gaps").lacks(t, "poodle ok")
	b.get("/admin/try?gap=1").wants(t, http.StatusNotFound)
	b.get("/admin/faq").wants(t, http.StatusOK, `href="/admin/try"`)
}

// An agent who leaves the page is not waited for.
func TestWaitingForTheIndexEndsWithTheRequest(t *testing.T) {
	h := newHouse(t)
	dogs := h.entry("Are dogs allowed?", "Yes.")
	dogs.Answer = "No."
	ctx, stop := context.WithTimeout(t.Context(), time.Millisecond)
	defer stop()
	if h.answeredFrom(ctx, dogs) {
		t.Error("it answers from an entry that is not kept")
	}
}
