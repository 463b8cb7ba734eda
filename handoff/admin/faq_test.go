package admin

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"

	"deskbell/internal/limits"
	"deskbell/search"
	"deskbell/search/importer"
	"deskbell/site"
)

func (h *house) entry(question, answer string) search.Entry {
	h.t.Helper()
	e, err := h.FAQ.Save(h.t.Context(), search.Entry{Question: question, Answer: answer, Lang: "en"})
	if err != nil {
		h.t.Fatal(err)
	}
	return e
}

func (h *house) entries() []search.Entry {
	h.t.Helper()
	all, err := h.FAQ.Entries(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}

func TestTheEditorSavesEverything(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	got := b.post("/admin/faq/entry", "question", " When can I check in? ", "answer", "From **3 pm**.", "alternatives", "check in\r\n\r\narrival time",
		"lang", "EN", "tags", "Arrival, key", "scope", "Seaview", "url", "https://example.com/in", "group", "in", "person_first", "yes")
	e := h.entries()[0]
	got.leads(t, entryPath(e.ID)+"&said=saved")
	want := search.Entry{
		ID: e.ID, Question: "When can I check in?", Answer: "From **3 pm**.", Alternatives: []string{"check in", "arrival time"}, Lang: "en",
		Tags: []string{"arrival", "key", search.PersonFirst}, Scope: []string{"Seaview"}, URL: "https://example.com/in", Group: "in",
	}
	if !search.SameContent(e, want) || e.Origin != search.OriginOwn {
		t.Errorf("got %+v", e)
	}
	page := b.get(entryPath(e.ID))
	page.wants(t, http.StatusOK, "check in\narrival time", `value="arrival, key"`, "<strong>3 pm</strong>", "checked")

	b.post("/admin/faq/entry", "id", e.ID, "version", page.hidden(t, "version"), "question", "Check-in?", "answer", "At 4.", "lang", "en")
	if all := h.entries(); len(all) != 1 || all[0].Question != "Check-in?" {
		t.Errorf("got %+v", all)
	}
}

func TestTheEditorSavesWhatTheFormAsksFor(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.post("/admin/faq/entry", "question", "My account is locked", "answer", "", "lang", "en", "tags", "asks-nothing", "person_first", "yes", "asks-order", "yes", "asks-page", "yes")
	e := h.entries()[0]
	if !slices.Equal(e.Tags, []string{search.AsksNothing, search.PersonFirst, search.AsksOrder, search.AsksPage}) {
		t.Errorf("tags %v", e.Tags)
	}
	page := b.get(entryPath(e.ID))
	page.wants(t, http.StatusOK, `value="asks-nothing"`, `name="asks-order" value="yes" checked`, `name="asks-page" value="yes" checked`)
	page.lacks(t, `name="asks-error" value="yes" checked`)
}

func TestARefusedEntryComesBackFilledIn(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.post("/admin/faq/entry", "question", "", "answer", "An answer", "url", "javascript:alert(1)", "lang", "en").
		wants(t, http.StatusUnprocessableEntity, "An answer", "Please fill this in.", "web address such as", `value="javascript:alert(1)"`)
	h.entry("Twice?", "Yes")
	b.post("/admin/faq/entry", "question", "Twice?", "answer", "No", "lang", "en").wants(t, http.StatusConflict, "Another entry", "No")
	if n := len(h.entries()); n != 1 {
		t.Errorf("%d entries", n)
	}
}

func TestThePreviewShowsAndSavesNothing(t *testing.T) {
	h := newHouse(t)
	got := h.as(h.owner()).post("/admin/faq/entry", "do", "preview", "question", "Q <b>", "answer", "*soft* <script>alert(1)</script> [x](javascript:alert(1))")
	got.wants(t, http.StatusOK, "<em>soft</em>", "Q &lt;b&gt;")
	got.lacks(t, "<script>alert", `href="javascript`)
	if n := len(h.entries()); n != 0 {
		t.Errorf("%d entries", n)
	}
}

// Two tabs with one entry: the second to save is told, and then decides.
func TestAnEntryIsNotOverwrittenUnseen(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	e := h.entry("Q?", "first")
	page := b.get(entryPath(e.ID))
	h.clock.Add(1e9)
	if _, err := h.FAQ.Save(t.Context(), search.Entry{ID: e.ID, Question: "Q?", Answer: "theirs", Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	form := []string{"id", e.ID, "version", page.hidden(t, "version"), "question", "Q?", "answer", "mine", "lang", "en"}
	again := b.post("/admin/faq/entry", form...)
	again.wants(t, http.StatusConflict, "Somebody changed this entry", "mine")
	form[3] = again.hidden(t, "version")
	b.post("/admin/faq/entry", form...)
	if got := h.entries()[0].Answer; got != "mine" {
		t.Errorf("got %q", got)
	}
}

func TestAnEntryDeletedMeanwhileCanBeSavedAnew(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	e := h.entry("Q?", "first")
	page := b.get(entryPath(e.ID))
	if err := h.FAQ.Delete(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	form := []string{"id", e.ID, "version", page.hidden(t, "version"), "question", "Q?", "answer", "mine", "lang", "en"}
	again := b.post("/admin/faq/entry", form...)
	again.wants(t, http.StatusConflict, "no such entry any more", "mine")
	form[1] = again.hidden(t, "id")
	b.post("/admin/faq/entry", form...)
	if all := h.entries(); len(all) != 1 || all[0].Answer != "mine" {
		t.Errorf("got %+v", all)
	}
}

func TestEntriesOfFilesAreReadOnly(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	file := []search.Entry{{ID: "in", Question: "Q?", Answer: "from a file", Lang: "en"}}
	if _, err := h.FAQ.Import(t.Context(), file, search.ImportOptions{Origin: search.OriginFile}); err != nil {
		t.Fatal(err)
	}
	page := b.get("/admin/faq/entry?id=in")
	page.wants(t, http.StatusOK, "kept in a file", "disabled")
	page.lacks(t, `value="save"`)
	b.post("/admin/faq/entry", "id", "in", "version", page.hidden(t, "version"), "question", "Q?", "answer", "mine", "lang", "en").wants(t, http.StatusForbidden)
	b.post("/admin/faq/delete", "id", "in").wants(t, http.StatusForbidden)
}

func TestTheListIsFilteredAndNamesTheSample(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.get("/admin/faq").wants(t, http.StatusOK, "no entries yet")
	sample := []search.Entry{
		{ID: "a", Question: "Where is the key?", Lang: "en", Group: "key", Tags: []string{"arrival"}},
		{ID: "b", Question: "Wo ist der Schlüssel?", Lang: "de", Group: "key", Alternatives: []string{"türcode"}},
	}
	if err := h.FAQ.SeedSample(t.Context(), sample); err != nil {
		t.Fatal(err)
	}
	all := b.get("/admin/faq")
	all.wants(t, http.StatusOK, "This is the sample FAQ", "Where is the key?", "Wo ist der Schlüssel?", "in de, en", "2 entries")
	for query, lacks := range map[string]string{"lang=de": "Where is", "q=T%C3%9CRCODE": "Where is", "tag=arrival": "Wo ist", "origin=own": "Where is"} {
		b.get("/admin/faq?"+query).lacks(t, lacks)
	}
	h.entry("Mine?", "Yes")
	b.get("/admin/faq").lacks(t, "This is the sample FAQ", "Where is the key?")
}

func TestATranslationJoinsTheGroup(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	e := h.entry("Where is the key?", "In the box.")
	page := b.get("/admin/faq/entry?translates=" + e.ID)
	page.wants(t, http.StatusOK, "In the box.", `value="`+e.ID+`"`)
	b.post("/admin/faq/entry", "of", page.hidden(t, "of"), "group", e.ID, "question", "Wo ist der Schlüssel?", "answer", "Im Kasten.", "lang", "de")
	for _, one := range h.entries() {
		if one.Group != e.ID {
			t.Errorf("%s is in group %q", one.Lang, one.Group)
		}
	}
	b.get(entryPath(e.ID)).wants(t, http.StatusOK, "de: Wo ist der Schlüssel?")
}

func TestDeletingAnEntryAsksFirst(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	e := h.entry("Old?", "Yes")
	b.get("/admin/faq/delete?id="+e.ID).wants(t, http.StatusOK, "Old?", `value="`+e.ID+`"`)
	if len(h.entries()) != 1 {
		t.Error("asking deleted it")
	}
	b.post("/admin/faq/delete", "id", e.ID).leads(t, "/admin/faq?said=deleted")
	if len(h.entries()) != 0 {
		t.Error("it is still there")
	}
}

// upload sends a file as the form does.
func (b *browser) upload(name, content string) answer {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		b.t.Fatal(err)
	}
	part.Write([]byte(content))
	form.Close()
	return b.do(http.MethodPost, "/admin/faq/import", &body, map[string]string{"Content-Type": form.FormDataContentType()})
}

func TestAnImportIsCheckedThenApplied(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	h.entry("Old?", "Yes")
	file := `{"question":"Old?","answer":"Yes","lang":"en"}
{"question":"Fresh <b>?","answer":"Yes","lang":"en"}
not json
{"question":"Old?","answer":"Yes","lang":"en"}`
	report := b.upload("../../faq.jsonl", file)
	report.wants(t, http.StatusOK, "1 new", "1 unchanged", "Line 3", "Line 4", "Fresh &lt;b&gt;?", "Nothing is changed yet.")
	if len(h.entries()) != 1 {
		t.Error("the check changed something")
	}
	token := report.hidden(t, "token")
	b.post("/admin/faq/import/apply", "token", "guessed").wants(t, http.StatusUnprocessableEntity, "choose it again")
	b.post("/admin/faq/import/apply", "token", token).leads(t, "/admin/faq?said=imported")
	b.post("/admin/faq/import/apply", "token", token).wants(t, http.StatusUnprocessableEntity, "choose it again")
	if len(h.entries()) != 2 {
		t.Errorf("%d entries", len(h.entries()))
	}
}

func TestAnUploadBelongsToItsAgentAndIsForgotten(t *testing.T) {
	h := newHouse(t)
	anna, bert := h.as(h.owner()), h.as(h.helper())
	file := `{"question":"Fresh?","answer":"Yes","lang":"en"}`
	token := anna.upload("faq.jsonl", file).hidden(t, "token")
	bert.post("/admin/faq/import/apply", "token", token).wants(t, http.StatusUnprocessableEntity)
	h.clock.Add(uploadLife + 1)
	anna.post("/admin/faq/import/apply", "token", token).wants(t, http.StatusUnprocessableEntity)
	if len(h.entries()) != 0 {
		t.Error("it was imported")
	}
}

func TestAFileOfAnotherKindIsRefusedInTheForm(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.upload("faq.exe", "MZ").wants(t, http.StatusUnprocessableEntity, "Please choose a .jsonl, .csv or .md file.")
	b.upload("faq.jsonl", "").wants(t, http.StatusOK, "would change nothing")
	b.upload("big.jsonl", strings.Repeat("x", limits.Limits{}.Get(limits.ImportBytes)+smallForm)).wants(t, http.StatusRequestEntityTooLarge)
}

// A10: what is exported is imported again as it was, and no cell is a formula.
func TestTheExportIsAFileThatComesBack(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	e := h.entry("=cmd|'/c calc'!A1", "+1 | -1")
	for _, format := range []string{".jsonl", ".csv"} {
		got := b.get("/admin/faq/export?format=" + format)
		got.wants(t, http.StatusOK)
		if !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %q", format, got.header.Get("Content-Disposition"))
		}
		back, err := importer.Parse("faq"+format, strings.NewReader(got.body), limits.Limits{})
		if err != nil || len(back.Entries) != 1 || !search.SameContent(back.Entries[0], e) {
			t.Errorf("%s: %+v, %v", format, back, err)
		}
	}
	b.get("/admin/faq/export?format=.csv").lacks(t, ",=cmd")
	b.get("/admin/faq/export?format=.exe").wants(t, http.StatusUnprocessableEntity)
}

func TestAGapBecomesAnEntry(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.get("/admin/gaps").wants(t, http.StatusOK, "switched off")
	b.get("/admin/").lacks(t, `href="/admin/gaps"`)
	keep := func(s site.Settings) (site.Settings, error) { s.KeepGaps = true; return s, nil }
	if _, err := h.store.ChangeSettings(t.Context(), keep); err != nil {
		t.Fatal(err)
	}
	for _, question := range []string{"do you have a sauna", "<b>sledge</b>?"} {
		if err := h.store.AddGap(t.Context(), search.Gap{Question: question, Lang: "en", At: h.clock.Now(), Count: 2}); err != nil {
			t.Fatal(err)
		}
	}
	b.get("/admin/").wants(t, http.StatusOK, `href="/admin/gaps"`)
	b.get("/admin/gaps").wants(t, http.StatusOK, "do you have a sauna", "asked 2 times", "&lt;b&gt;sledge")
	b.get("/admin/faq/entry?gap=1").wants(t, http.StatusOK, "do you have a sauna")
	b.post("/admin/faq/entry", "gap", "1", "question", "Do you have a sauna?", "answer", "Yes.", "lang", "en")
	b.post("/admin/gaps/2/dismiss").leads(t, "/admin/gaps?said=dismissed")
	b.get("/admin/gaps").wants(t, http.StatusOK, "No gaps.")
}
