package admin

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
)

func TestTheOldestUnansweredStandsOnTop(t *testing.T) {
	h := newHouse(t)
	a := h.owner()
	b := h.as(a)
	b.get("/admin/").wants(t, http.StatusOK, "Nobody is waiting for you.")
	first := h.opened("The first question")
	h.clock.Add(time.Hour)
	second := h.opened("The second question")
	page := b.get("/admin/")
	page.wants(t, http.StatusOK, "The first question", "The second question", "1 hour ago", "(2) Inbox", "2 tickets")
	if strings.Index(page.body, first.Ref) > strings.Index(page.body, second.Ref) {
		t.Error("the newer one stands on top")
	}
	b.post("/admin/tickets/"+first.Ref+"/close").leads(t, "/admin/?said=closed")
	page = b.get("/admin/?said=closed")
	page.wants(t, http.StatusOK, second.Ref, "Done.", "(1) Inbox")
	page.lacks(t, first.Ref)
	b.get("/admin/?status=done").wants(t, http.StatusOK, first.Ref)
}

func TestTheInboxIsSearchedAndPaged(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	needle := h.opened("Where is the needle?")
	h.clock.Add(time.Minute)
	for range inboxPage {
		h.opened("hay")
	}
	first, second := b.get("/admin/"), b.get("/admin/?page=2")
	first.wants(t, http.StatusOK, "page=2", "26 tickets")
	second.wants(t, http.StatusOK, `rel="prev"`)
	if strings.Count(first.body, `class="row"`) != inboxPage || strings.Count(second.body, `class="row"`) != 1 {
		t.Error("the pages have other sizes")
	}
	found := b.get("/admin/?q=NEEDLE")
	found.wants(t, http.StatusOK, needle.Ref, "1 ticket")
	b.get("/admin/?q=nothing").wants(t, http.StatusOK, "Nothing found.")
	b.get("/admin/?folder=nowhere&status=odd&page=-1").wants(t, http.StatusOK, needle.Ref)
}

func TestSuspectedTicketsWaitInTheirFolder(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	odd := h.request(handoff.Request{Kind: handoff.Here, Lang: "en", Message: "odd one", Suspected: true})
	b.get("/admin/").lacks(t, odd.Ref)
	b.get("/admin/?folder=suspected").wants(t, http.StatusOK, odd.Ref)
	b.get("/admin/tickets/"+odd.Ref).wants(t, http.StatusOK, "looked like abuse", "Not spam")
	b.post("/admin/tickets/"+odd.Ref+"/folder", "folder", "inbox").leads(t, "/admin/tickets/"+odd.Ref+"?said=moved_inbox")
	b.get("/admin/").wants(t, http.StatusOK, odd.Ref)
	b.post("/admin/tickets/"+odd.Ref+"/folder", "folder", "spam").leads(t, "/admin/tickets/"+odd.Ref+"?said=moved_spam")
	b.get("/admin/?folder=spam").wants(t, http.StatusOK, odd.Ref)
	b.post("/admin/tickets/"+odd.Ref+"/folder", "folder", "elsewhere").wants(t, http.StatusUnprocessableEntity)
}

const hostile = `"><img src=x onerror=alert(1)><svg onload=alert(1)>{{7*7}}${7*7}<form action=https://evil><base href=//evil>`

// A1, A2: whatever a visitor writes is text, on every page that shows it.
func TestVisitorsWriteTextAndNothingElse(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ticket := h.request(handoff.Request{
		Kind: handoff.Here, Name: hostile[:90], Message: hostile, Wish: hostile, Scope: hostile[:50], Lang: `en"><b>`, Page: "javascript:alert(1)",
		Transcript: []handoff.Line{{From: handoff.FromVisitor, Text: hostile}, {From: handoff.FromDesk, Entry: hostile}},
	})
	for _, path := range []string{"/admin/", "/admin/tickets/" + ticket.Ref, "/admin/tickets/" + ticket.Ref + "/erase", "/admin/?q=%22%3E%3Cimg"} {
		page := b.get(path)
		page.wants(t, http.StatusOK, "&lt;img src=x")
		page.lacks(t, "<img", "<svg onload", "<base", "<form action=https", `href="javascript`, "<b>")
	}
	b.get("/admin/tickets/"+ticket.Ref).wants(t, http.StatusOK, "{{7*7}}${7*7}")
}

func TestATranscriptShowsEntriesAndNotWhatSomebodyClaims(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	e := h.entry("When can I check in?", "From **3 pm**.")
	ticket := h.request(handoff.Request{Kind: handoff.Here, Message: "Hello", Lang: "en", Transcript: []handoff.Line{
		{From: handoff.FromVisitor, Text: "chekin?"}, {From: handoff.FromDesk, Entry: e.ID}, {From: handoff.FromDesk, Entry: "gone"},
	}})
	b.get("/admin/tickets/"+ticket.Ref).wants(t, http.StatusOK, "sent by the visitor", "chekin?", "When can I check in?", "<strong>3 pm</strong>", "no longer in the FAQ")
}

func TestContactIsOneTapAway(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	call := h.request(handoff.Request{Kind: handoff.CallBack, Phone: "+49 30 901820", Wish: "after 4 pm", Message: "Call me", Lang: "de", Page: "https://shop.example/cart?secret=1"})
	page := b.get("/admin/tickets/" + call.Ref)
	page.wants(t, http.StatusOK, `href="tel:+4930901820"`, "after 4 pm", `href="https://shop.example/cart"`)
	page.lacks(t, "secret=1")
	mail := h.opened("Write me")
	b.get("/admin/tickets/"+mail.Ref).wants(t, http.StatusOK, `href="mailto:visitor@example.com?subject=`)
}

func TestALanguageIsNamedInTheAgentsOwn(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	for lang, name := range map[string]string{"de": "German", "nl": "Dutch", "xx-yy": "xx-yy"} {
		ticket := h.request(handoff.Request{Kind: handoff.Here, Lang: lang, Message: "Goedendag"})
		b.get("/admin/tickets/"+ticket.Ref).wants(t, http.StatusOK, "<dd><bdi>"+name+"</bdi></dd>")
	}
}

func TestAReplyIsSaidOnce(t *testing.T) {
	h := newHouse(t, withMail)
	b := h.as(h.owner())
	ticket := h.opened("Hello?")
	path := "/admin/tickets/" + ticket.Ref
	page := b.get(path)
	form := []string{"key", page.hidden(t, "key"), "seen", seenOf(t, page), "text", "Hello yourself!", "do", "send"}
	b.post(path+"/reply", form...).leads(t, path+"?said=replied")
	b.post(path+"/reply", form...).leads(t, path+"?said=replied") // a double click
	got := h.ticket(ticket.Ref)
	if len(got.Messages) != 2 || got.Status != handoff.Waiting {
		t.Errorf("%d messages, %s", len(got.Messages), got.Status)
	}
	b.get(path).wants(t, http.StatusOK, "Reply by Anna", "Waiting to be sent.")

	form[5] = "Something else"
	changed := b.post(path+"/reply", form...) // back, another text, the old key
	changed.wants(t, http.StatusUnprocessableEntity, "Something else", "already sent with other content")
	form[1], form[3] = changed.hidden(t, "key"), seenOf(t, changed)
	b.post(path+"/reply", form...).leads(t, path+"?said=replied")
}

func seenOf(t *testing.T, page answer) string { return page.hidden(t, "seen") }

// Two agents, two tabs: nobody answers over another's words unseen, and no text is lost.
func TestAReplyWaitsForWhatItsWriterHasNotSeen(t *testing.T) {
	h := newHouse(t)
	anna, bert := h.as(h.owner()), h.as(h.helper())
	ticket := h.opened("Hello?")
	path := "/admin/tickets/" + ticket.Ref
	page := anna.get(path)
	bert.post(path+"/reply", "key", "bertbertbertbert", "text", "I have it", "seen", seenOf(t, page))
	got := anna.post(path+"/reply", "key", page.hidden(t, "key"), "seen", seenOf(t, page), "text", "My long reply")
	got.wants(t, http.StatusUnprocessableEntity, "Somebody wrote meanwhile", "My long reply", "I have it")
	if n := len(h.ticket(ticket.Ref).Messages); n != 2 {
		t.Errorf("%d messages", n)
	}
	anna.post(path+"/reply", "key", got.hidden(t, "key"), "seen", seenOf(t, got), "text", "My long reply").leads(t, path+"?said=replied")
}

func TestAReplyThatIsRefusedComesBackFilledIn(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	path := "/admin/tickets/" + h.opened("Hello?").Ref
	b.post(path+"/reply", "key", "0123456789abcdef", "text", " ").wants(t, http.StatusUnprocessableEntity, "Please fill this in.")
	long := strings.Repeat("long ", 2000)
	b.post(path+"/reply", "key", "0123456789abcdef", "text", long).wants(t, http.StatusUnprocessableEntity, "too long", strings.TrimSpace(long))
	b.post(path+"/note", "key", "0123456789abcdef", "text", long).wants(t, http.StatusUnprocessableEntity, "too long", strings.TrimSpace(long))
}

func TestReplyAndDone(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ticket := h.opened("Hello?")
	b.post("/admin/tickets/"+ticket.Ref+"/reply", "key", "0123456789abcdef", "text", "Bye", "do", "done").leads(t, "/admin/?said=replied_done")
	if got := h.ticket(ticket.Ref).Status; got != handoff.Done {
		t.Errorf("got %s", got)
	}
}

func TestWithoutAMailServerTheReplyIsOfferedAsALink(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	path := "/admin/tickets/" + h.opened("Hello?").Ref
	b.get(path).wants(t, http.StatusOK, "No mail server is set up")
	b.post(path+"/reply", "key", "0123456789abcdef", "text", "a & b\n50% = c+d")
	b.get(path).wants(t, http.StatusOK, "&amp;body=a%20%26%20b%0A50%25%20%3D%20c%2Bd")
}

func TestNotesAreForAgents(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ticket := h.opened("Hello?")
	b.post("/admin/tickets/"+ticket.Ref+"/note", "key", "0123456789abcdef", "text", "careful").leads(t, "/admin/tickets/"+ticket.Ref+"?said=noted")
	b.get("/admin/tickets/"+ticket.Ref).wants(t, http.StatusOK, "Note by Anna, for agents only", "careful")
	if shown := h.ticket(ticket.Ref).ForVisitor(); len(shown) != 1 {
		t.Errorf("the visitor sees %d messages", len(shown))
	}
}

func TestAssigning(t *testing.T) {
	h := newHouse(t)
	owner, bert := h.owner(), h.helper()
	b := h.as(owner)
	ticket := h.opened("Hello?")
	path := "/admin/tickets/" + ticket.Ref
	b.post(path+"/assign", "agent", agentKeyOf(bert)).leads(t, path+"?said=assigned")
	b.get("/admin/").wants(t, http.StatusOK, "Bert has it")
	b.get("/admin/?mine=yes").lacks(t, ticket.Ref)
	h.as(bert).get("/admin/?mine=yes").wants(t, http.StatusOK, ticket.Ref)
	b.post(path+"/assign", "agent", "999").wants(t, http.StatusUnprocessableEntity)
	b.post(path+"/assign", "agent", "0").leads(t, path+"?said=assigned")
	if got := h.ticket(ticket.Ref).AgentID; got != 0 {
		t.Errorf("still with %d", got)
	}
}

func TestSnoozing(t *testing.T) {
	h := newHouse(t) // the clock stands at Monday, 2 March 2026, 9:00
	b := h.as(h.owner())
	path := "/admin/tickets/" + h.opened("Hello?").Ref
	for name, want := range map[string]time.Time{
		"tomorrow":   time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC),
		"three_days": time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC),
		"next_week":  time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC),
	} {
		b.post(path+"/snooze", "until", name).leads(t, "/admin/?said=snoozed")
		if got := h.ticket(strings.TrimPrefix(path, "/admin/tickets/")).SnoozedUntil; !got.Equal(want) {
			t.Errorf("%s: until %s, want %s", name, got, want)
		}
	}
	b.post(path+"/snooze", "at", "2026-03-10T14:30").leads(t, "/admin/?said=snoozed")
	b.get(path).wants(t, http.StatusOK, "Snoozed until 10 March 2026, 14:30")
	b.post(path+"/snooze", "at", "2026-03-01T14:30").wants(t, http.StatusUnprocessableEntity, "a time that lies ahead")
	b.post(path+"/snooze", "at", "soon").wants(t, http.StatusUnprocessableEntity, "a day and a time")
	b.post(path+"/reopen").leads(t, path+"?said=reopened")
}

func TestErasingAsksFirst(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ticket := h.opened("Hello?")
	b.get("/admin/tickets/"+ticket.Ref+"/erase").wants(t, http.StatusOK, "gone for good")
	h.ticket(ticket.Ref)
	b.post("/admin/tickets/"+ticket.Ref+"/erase").leads(t, "/admin/?said=erased")
	if _, err := h.Desk.Ticket(t.Context(), ticket.Ref); !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Gone) {
		t.Errorf("got %v", err)
	}
	b.get("/admin/tickets/"+ticket.Ref).wants(t, http.StatusNotFound)
}

func TestARepliesDeliveryIsShownWithWhatToDo(t *testing.T) {
	h := newHouse(t, withMail)
	b := h.as(h.owner())
	ticket := h.opened("Hello?")
	path := "/admin/tickets/" + ticket.Ref
	b.post(path+"/reply", "key", "0123456789abcdef", "text", "Hi")
	rows, err := h.store.TicketOutgoing(t.Context(), h.ticket(ticket.Ref).ID)
	if err != nil {
		t.Fatal(err)
	}
	letter := rows[len(rows)-1]
	h.fail(letter.ID, "connect_refused", "dial: <refused>")
	page := b.get(path)
	page.wants(t, http.StatusOK, "Could not be sent.", "nothing answers on this port", "dial: &lt;refused&gt;", "mailto:visitor@example.com")
	b.post(retryPath(letter), "ticket", ticket.Ref).leads(t, path+"?said=retried")
	b.get(path).lacks(t, "Could not be sent.")
}
