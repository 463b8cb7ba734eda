package admin

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
)

func TestALateTicketSaysWhatWasPromised(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ref := h.opened("Hello?").Ref
	for _, path := range []string{"/admin/", "/admin/tickets/" + ref} {
		b.get(path).lacks(t, "Late:")
	}
	b.get("/admin/tickets/"+ref).wants(t, http.StatusOK, "Told the visitor", "no time was promised")
	h.clock.Add(24*time.Hour + time.Minute)
	for _, path := range []string{"/admin/", "/admin/tickets/" + ref} {
		b.get(path).wants(t, http.StatusOK, `<strong class="late">Late: waiting since Monday, 2 March, 09:00, no time was promised</strong>`)
	}
	b.post("/admin/tickets/"+ref+"/reply", "key", "0123456789abcdef", "text", "Sorry!")
	b.get("/admin/tickets/"+ref).lacks(t, "Late:")
}

func TestEarlierRequestsOfAnAddressAreShownAsUnverified(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	first := h.opened("The first")
	b.get("/admin/tickets/"+first.Ref).lacks(t, "Earlier requests")
	if err := h.Desk.Close(t.Context(), first.Ref); err != nil {
		t.Fatal(err)
	}
	stranger := h.request(handoff.Request{Kind: handoff.ByEmail, Email: "other@example.com", Lang: "en", Message: "Mine"})
	b.get("/admin/tickets/"+stranger.Ref).lacks(t, "Earlier requests")
	for range shownEarlier {
		h.clock.Add(time.Minute)
		h.opened("One more")
	}
	page := b.get("/admin/tickets/" + first.Ref)
	page.wants(t, http.StatusOK, "Earlier requests", "Nobody has verified")
	last := h.opened("The last")
	page = b.get("/admin/tickets/" + last.Ref)
	_, list, _ := strings.Cut(page.body, `class="earlier"`)
	list, _, _ = strings.Cut(list, "</section>")
	if n := strings.Count(list, `href="/admin/tickets/`); n != shownEarlier || strings.Contains(list, stranger.Ref) || strings.Contains(list, last.Ref) {
		t.Errorf("%d earlier ones: %s", n, list)
	}
}

func TestWhatWasTriedStandsInASentence(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	e := h.entry("When can I check in?", "From 3 pm.")
	ticket := h.request(handoff.Request{Kind: handoff.Here, Message: "Hello", Lang: "en", Transcript: []handoff.Line{
		{From: handoff.FromVisitor, Text: "chekin?"},
		{From: handoff.FromDesk, Entry: e.ID, Verdict: handoff.NotSolved},
		{From: handoff.FromVisitor, Text: "early?"},
		{From: handoff.FromDesk, Entry: "gone"},
	}})
	b.get("/admin/tickets/"+ticket.Ref).wants(t, http.StatusOK, "Asked 2 times, saw “When can I check in?” (not solved)<", `<span class="tag">not solved</span>`)
}

func TestAReplyCanComeBack(t *testing.T) {
	h := newHouse(t) // the clock stands at Monday, 2 March 2026, 9:00
	b := h.as(h.owner())
	for _, c := range []struct {
		name, at string
		want     time.Time
	}{
		{"three_days", "", time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC)},
		{"", "2026-03-10T14:30", time.Date(2026, 3, 10, 14, 30, 0, 0, time.UTC)},
		{"tomorrow", "2026-03-10T14:30", time.Date(2026, 3, 10, 14, 30, 0, 0, time.UTC)}, // what was typed goes first
	} {
		ref := h.opened("Hello?").Ref
		form := []string{"key", "0123456789abcdef", "text", "Try this", "do", "send", "wake", c.name, "wake_at", c.at}
		b.post("/admin/tickets/"+ref+"/reply", form...).leads(t, "/admin/?said=replied_wake")
		if got := h.ticket(ref); got.Status != handoff.Snoozed || !got.SnoozedUntil.Equal(c.want) || len(got.Messages) != 2 {
			t.Errorf("%+v: %s until %s", c, got.Status, got.SnoozedUntil)
		}
	}
	path := "/admin/tickets/" + h.opened("Hello?").Ref
	for at, why := range map[string]string{"2026-03-01T14:30": "a time that lies ahead", "soon": "a day and a time"} {
		got := b.post(path+"/reply", "key", "0123456789abcdef", "text", "Long words", "wake", "next_week", "wake_at", at)
		got.wants(t, http.StatusUnprocessableEntity, why, "Long words", `value="`+at+`"`, `<option value="next_week" selected>`)
	}
	b.post(path+"/reply", "key", "0123456789abcdef", "text", "Bye", "do", "done", "wake", "next_week").leads(t, "/admin/?said=replied_done")
}

func TestATicketThatCameBackSaysSo(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ref := h.opened("Hello?").Ref
	b.post("/admin/tickets/"+ref+"/reply", "key", "0123456789abcdef", "text", "Try this", "wake", "tomorrow")
	h.clock.Add(25 * time.Hour)
	h.careUntil(func() bool { return h.ticket(ref).Status == handoff.Open })
	b.get("/admin/tickets/"+ref).wants(t, http.StatusOK, `data-from="system"`, "Deskbell, for agents only", "No answer came by the time you chose.")
}

func TestABusinessLetterIsClosedToViewInsteadOfErased(t *testing.T) {
	h := newHouse(t)
	owner, agent := h.as(h.owner()), h.as(h.helper())
	ref := h.opened("I order two.").Ref
	path := "/admin/tickets/" + ref
	agent.get(path).wants(t, http.StatusOK, "§ 257 HGB", "§ 147 AO", "until 31 December 2032")
	agent.post(path+"/letter", "letter", "yes").leads(t, path+"?said=marked_letter")
	agent.get(path).wants(t, http.StatusOK, "Business letter, kept until 31 December 2032", "kept as a business letter, as the law asks")
	agent.post(path+"/letter", "letter", "no").leads(t, path+"?said=unmarked_letter")
	agent.get(path+"/erase").wants(t, http.StatusOK, "gone for good")
	agent.post(path+"/letter", "letter", "yes")
	owner.get("/admin/").lacks(t, "Closed to view")
	agent.get(path+"/erase").wants(t, http.StatusOK, "keeps until 31 December 2032", "Close to view")
	agent.post(path+"/erase").leads(t, "/admin/?said=sealed")

	agent.get(path).wants(t, http.StatusGone, "closed to view")
	agent.get("/admin/?folder=sealed").wants(t, http.StatusForbidden)
	agent.get("/admin/?status=all&q=order").lacks(t, ref)
	agent.get(path+"/erase").wants(t, http.StatusGone)
	owner.get("/admin/").wants(t, http.StatusOK, "Closed to view")
	owner.get("/admin/?folder=sealed").wants(t, http.StatusOK, ref)
	page := owner.get(path)
	page.wants(t, http.StatusOK, "closed to view: the law asks to keep it until 31 December 2032", "I order two.")
	page.lacks(t, path+"/reply", path+"/note", path+"/close", path+"/reopen", path+"/erase", path+"/letter")
	for _, action := range []string{"reply", "note", "reopen", "close", "letter"} {
		owner.post(path+"/"+action, "key", "0123456789abcdef", "text", "x").wants(t, http.StatusGone)
	}
}

// careUntil lets the desk look after itself until a condition holds.
func (h *house) careUntil(holds func() bool) {
	h.t.Helper()
	ctx, stop := context.WithCancel(h.t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		h.Desk.Care(ctx, h.store)
	}()
	for h.t.Context().Err() == nil && !holds() {
		time.Sleep(time.Millisecond) // between two looks
	}
	stop()
	<-ended
}
