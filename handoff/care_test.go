package handoff_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/internal/fault"
)

// outgoing are the rows of a letter, the oldest first.
func (f fixture) outgoing(t *testing.T, l handoff.Letter) (all []handoff.Outgoing) {
	t.Helper()
	rows, err := f.store.OutgoingList(t.Context(), false, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range slices.Backward(rows) {
		if row.Letter == l {
			all = append(all, row)
		}
	}
	return all
}

// care looks after the desk as it does every minute.
func (f fixture) care(t *testing.T) {
	t.Helper()
	if err := handoff.CareOnce(t.Context(), f.Desk); err != nil {
		t.Fatal(err)
	}
}

func (f fixture) agent(t *testing.T, name string, change func(*handoff.Profile)) handoff.Agent {
	t.Helper()
	p := handoff.Profile{Name: name, Email: name + "@shop.example", Lang: "en", NotifyMail: true, NotifyLate: true, Digest: true, DigestHour: 8}
	if change != nil {
		change(&p)
	}
	_, secret, err := f.team.Add(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	a, err := f.team.Accept(t.Context(), secret, p, goodPassword)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAgentsAreToldOnceOfALateTicket(t *testing.T) {
	f := newDesk(t).under(t, "9-17")
	ref := f.open(t, 1, request()).Ticket.Ref
	f.clock.Add(8*time.Hour - time.Minute)
	f.care(t)
	if rows := f.outgoing(t, handoff.LateNotice); len(rows) != 0 {
		t.Fatalf("told before it was late: %+v", rows)
	}
	f.clock.Add(24 * time.Hour) // the next day, in opening time
	f.clock.Add(-time.Hour)
	for range 3 {
		f.care(t)
	}
	rows := f.outgoing(t, handoff.LateNotice)
	if len(rows) != 1 || rows[0].Recipient != "anna@shop.example" || !slices.Equal(rows[0].About, []string{ref}) {
		t.Fatalf("told: %+v", rows)
	}
	// Answered, written again, late again: that is another wait.
	if _, err := f.Reply(t.Context(), f.anna, ref, key(2), "Yes.", handoff.After{}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(t.Context(), ref, key(3), "And the high chair?", "en"); err != nil {
		t.Fatal(err)
	}
	f.clock.Add(48 * time.Hour)
	f.care(t)
	if rows := f.outgoing(t, handoff.LateNotice); len(rows) != 2 {
		t.Errorf("told %d times", len(rows))
	}
}

// A ticket that concerns only agents who do not want to hear of it does not stand before the others.
func TestATicketThatNobodyWantsToHearOfHidesNoOther(t *testing.T) {
	f := newDesk(t)
	deaf := f.agent(t, "deaf", func(p *handoff.Profile) { p.NotifyLate = false })
	for n := range 51 {
		ref := f.open(t, n+1, request()).Ticket.Ref
		if err := f.Assign(t.Context(), ref, deaf.ID); err != nil {
			t.Fatal(err)
		}
	}
	f.clock.Add(time.Minute)
	ref := f.open(t, 100, request()).Ticket.Ref
	f.clock.Add(25 * time.Hour)
	f.care(t)
	f.care(t)
	if rows := f.outgoing(t, handoff.LateNotice); len(rows) != 1 || !slices.Equal(rows[0].About, []string{ref}) {
		t.Errorf("told: %+v", rows)
	}
}

func TestOneNoticeNamesAllThatIsLate(t *testing.T) {
	f := newDesk(t).under(t, "9-17")
	for n := range 3 {
		f.open(t, n+1, request())
	}
	f.clock.Add(25 * time.Hour)
	f.care(t)
	if rows := f.outgoing(t, handoff.LateNotice); len(rows) != 1 || len(rows[0].About) != 3 {
		t.Errorf("told: %+v", rows)
	}
}

func TestLateTicketsWaitForOpeningTimeToBeToldOf(t *testing.T) {
	f := newDesk(t).under(t, "9-17")
	f.open(t, 1, request())
	f.clock.Add(10 * time.Hour) // due at five in the afternoon, and it is seven
	f.care(t)
	if rows := f.outgoing(t, handoff.LateNotice); len(rows) != 0 {
		t.Fatalf("told in the evening: %+v", rows)
	}
	f.clock.Add(14 * time.Hour)
	f.care(t)
	if rows := f.outgoing(t, handoff.LateNotice); len(rows) != 1 {
		t.Errorf("told %d times in the morning", len(rows))
	}
}

func TestNoticesGoToThoseWhoAreHereAndNeverToNobody(t *testing.T) {
	f := newDesk(t)
	ben := f.agent(t, "ben", nil)
	told := func(n int) (all []string) {
		ticket := f.open(t, n, request()).Ticket
		for _, l := range f.letters(t, ticket) {
			if mail, ok := cutPrefix(l, "new_ticket mail "); ok {
				all = append(all, mail)
			}
		}
		return all
	}
	if diff := cmp.Diff([]string{"anna@shop.example", "ben@shop.example"}, told(1)); diff != "" {
		t.Errorf("both here: %s", diff)
	}
	if err := f.team.SetAway(t.Context(), f.anna.ID, true); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"ben@shop.example"}, told(2)); diff != "" {
		t.Errorf("anna away: %s", diff)
	}
	if err := f.team.SetAway(t.Context(), ben.ID, true); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"anna@shop.example", "ben@shop.example"}, told(3)); diff != "" {
		t.Errorf("nobody here: %s", diff)
	}
}

func cutPrefix(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || s[:len(prefix)] != prefix {
		return s, false
	}
	return s[len(prefix):], true
}

func TestADigestComesOnceADayAtTheAgentsHour(t *testing.T) {
	f := newDesk(t).under(t, "9-17") // Monday, nine o'clock
	early := f.agent(t, "early", func(p *handoff.Profile) { p.DigestHour = 7 })
	f.agent(t, "never", func(p *handoff.Profile) { p.Digest = false })
	f.open(t, 1, request())
	var got []string
	for range 8 * 24 * 4 { // eight days, a quarter of an hour at a time
		f.clock.Add(15 * time.Minute)
		f.care(t)
	}
	for _, row := range f.outgoing(t, handoff.Digest) {
		got = append(got, row.CreatedAt.Format("Mon 2 15:04 ")+row.Recipient)
	}
	want := []string{
		"Mon 2 09:15 anna@shop.example", "Mon 2 09:15 early@shop.example", // the day that they began
		"Tue 3 07:00 early@shop.example", "Tue 3 08:00 anna@shop.example",
		"Wed 4 07:00 early@shop.example", "Wed 4 08:00 anna@shop.example",
		"Thu 5 07:00 early@shop.example", "Thu 5 08:00 anna@shop.example",
		"Fri 6 07:00 early@shop.example", "Fri 6 08:00 anna@shop.example",
		"Mon 9 07:00 early@shop.example", "Mon 9 08:00 anna@shop.example",
		"Tue 10 07:00 early@shop.example", "Tue 10 08:00 anna@shop.example",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if early.DigestHour != 7 {
		t.Errorf("hour %d", early.DigestHour)
	}
}

// A machine may start with a clock that is years ahead, until it has asked for the time.
func TestAClockThatWasWrongDelaysDigestsByADayAtMost(t *testing.T) {
	f := newDesk(t).under(t, "9-17")
	f.open(t, 1, request())
	f.clock.Add(52 * 7 * 24 * time.Hour)
	f.care(t)
	f.clock.Add(-52 * 7 * 24 * time.Hour)
	for range 3 * 24 { // hours
		f.care(t)
		f.clock.Add(time.Hour)
	}
	var days []int
	for _, row := range f.outgoing(t, handoff.Digest)[1:] {
		days = append(days, row.CreatedAt.Day())
	}
	if diff := cmp.Diff([]int{2, 3, 4, 5}, days); diff != "" {
		t.Error(diff)
	}
}

func TestADayWithNothingToDoHasNoDigest(t *testing.T) {
	f := newDesk(t).under(t, "9-17")
	f.clock.Add(24 * time.Hour)
	f.care(t)
	if rows := f.outgoing(t, handoff.Digest); len(rows) != 0 {
		t.Errorf("got %+v", rows)
	}
}

func TestATicketWakesIfNoAnswerCame(t *testing.T) {
	f := newDesk(t)
	silent, answered := f.open(t, 1, request()).Ticket.Ref, f.open(t, 2, request()).Ticket.Ref
	for n, ref := range []string{silent, answered} {
		after := handoff.After{WakeBy: f.clock.Now().Add(time.Hour)}
		if _, err := f.Reply(t.Context(), f.anna, ref, key(10+n), "Which room?", after); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.Write(t.Context(), answered, key(20), "Room 3.", "en"); err != nil {
		t.Fatal(err)
	}
	f.clock.Add(time.Hour)
	f.care(t)
	woken := f.read(t, silent)
	if woken.Status != handoff.Open || woken.NeedsAnswer() || woken.Turn().IsZero() {
		t.Errorf("the silent one: %+v", woken)
	}
	if diff := cmp.Diff([]string{"no_answer_yet"}, told(woken)); diff != "" {
		t.Error(diff)
	}
	if len(woken.ForVisitor()) != 2 {
		t.Error("the visitor sees that they are silent")
	}
	if other := f.read(t, answered); other.Status != handoff.Open || len(told(other)) != 0 {
		t.Errorf("the answered one: %+v", other)
	}
}

func TestAReplyIsNotSentWithATimeThatIsPast(t *testing.T) {
	f := newDesk(t)
	ref := f.open(t, 1, request()).Ticket.Ref
	_, err := f.Reply(t.Context(), f.anna, ref, key(2), "Which room?", handoff.After{WakeBy: f.clock.Now()})
	if !fault.HasCode(err, "time_past") || len(f.read(t, ref).Messages) != 1 {
		t.Errorf("got %v", err)
	}
}

// Promise 8: what is closed goes in time; what waits for an agent never does.
func TestPromise8_WhatIsClosedGoesInTime(t *testing.T) {
	f := newDesk(t)
	open := f.open(t, 1, request()).Ticket.Ref
	done := f.open(t, 2, request()).Ticket.Ref
	waiting := f.open(t, 3, request()).Ticket.Ref
	spam := f.open(t, 4, request()).Ticket.Ref
	call := f.open(t, 5, callRequest()).Ticket.Ref
	letter := f.open(t, 6, request()).Ticket.Ref
	f.call(t, call, "1", handoff.Reached, time.Time{})
	for _, err := range []error{
		f.Close(t.Context(), done), f.File(t.Context(), spam, handoff.Spam),
		f.MarkLetter(t.Context(), letter, true), f.Close(t.Context(), letter),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.Reply(t.Context(), f.anna, waiting, key(7), "Yes.", handoff.After{}); err != nil {
		t.Fatal(err)
	}
	f.clock.Add(31 * 24 * time.Hour)
	f.retain(t, map[handoff.Expiry]int{handoff.ExpireSpam: 1, handoff.ExpirePhone: 1}, 0)
	if got := f.read(t, call); got.Phone != "" || !got.WindowFrom.IsZero() || len(got.Messages) == 0 {
		t.Errorf("the number stays, or the ticket went: %+v", got)
	}
	f.clock.Add(150 * 24 * time.Hour)
	f.retain(t, map[handoff.Expiry]int{handoff.ExpireEmail: 2, handoff.ExpireCallBack: 1}, 1)
	f.read(t, open)
	for _, gone := range []string{done, waiting, spam, call} {
		if _, err := f.Ticket(t.Context(), gone); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", gone, err)
		}
	}
	if got := f.read(t, letter); !got.IsSealed() {
		t.Errorf("the letter: %+v", got)
	}
	f.clock.Add(7 * 366 * 24 * time.Hour)
	f.retain(t, map[handoff.Expiry]int{handoff.ExpireLetter: 1}, 0)
	log, err := f.Removals(t.Context(), 100)
	if err != nil || len(log) != 5 {
		t.Errorf("the log: %+v, %v", log, err)
	}
}

// retain looks that a dry run tells what goes, and then lets it go.
func (f fixture) retain(t *testing.T, want map[handoff.Expiry]int, sealed int) {
	t.Helper()
	foretold, err := f.DryRun(t.Context(), handoff.DefaultRules().Retention, 10)
	if err != nil {
		t.Fatal(err)
	}
	went, err := f.Retain(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	total, got, closed := 0, map[handoff.Expiry]int{}, 0
	for _, e := range foretold {
		total += e.Total
	}
	for _, r := range went {
		got[r.What] += r.Count
		closed += r.Sealed
		total -= r.Count + r.Sealed
	}
	if diff := cmp.Diff(want, got); diff != "" || closed != sealed || total != 0 {
		t.Errorf("%s; %d sealed, want %d; the dry run was wrong by %d", diff, closed, sealed, total)
	}
}

func TestABusinessLetterIsClosedToViewInsteadOfErased(t *testing.T) {
	f := newDesk(t).under(t, "9-17") // in UTC
	a := f.open(t, 1, request())
	ref := a.Ticket.Ref
	if err := f.MarkLetter(t.Context(), ref, true); err != nil {
		t.Fatal(err)
	}
	until := time.Date(2033, time.January, 1, 0, 0, 0, 0, time.UTC) // six years after the end of 2026
	for range 2 {
		e, err := f.Erase(t.Context(), ref)
		if err != nil || !e.KeptUntil.Equal(until) {
			t.Fatalf("kept until %v, %v", e.KeptUntil, err)
		}
	}
	seen, err := f.ByToken(t.Context(), a.Token)
	if err != nil || len(seen.Messages) != 0 || seen.Email != "" || !seen.KeepUntil.Equal(until) || !seen.IsSealed() {
		t.Errorf("its visitor sees %+v, %v", seen, err)
	}
	for name, err := range map[string]error{
		"write":  second(f.Write(t.Context(), ref, key(2), "Hello?", "en")),
		"reply":  second(f.Reply(t.Context(), f.anna, ref, key(3), "Yes.", handoff.After{})),
		"note":   second(f.Note(t.Context(), f.anna, ref, key(4), "Odd.")),
		"reopen": f.Reopen(t.Context(), ref),
		"move":   f.File(t.Context(), ref, handoff.Inbox),
		"unmark": f.MarkLetter(t.Context(), ref, false),
		"assign": f.Assign(t.Context(), ref, f.anna.ID),
	} {
		if !fault.HasCode(err, "sealed") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if list, n, err := f.Tickets(t.Context(), handoff.Filter{Folder: handoff.Inbox}, handoff.NewestChange, 10, 0); n != 0 || err != nil {
		t.Errorf("still in the inbox: %+v, %v", list, err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestAnUnmarkedLetterIsErased(t *testing.T) {
	f := newDesk(t)
	ref := f.open(t, 1, request()).Ticket.Ref
	for _, letter := range []bool{true, true, false} {
		if err := f.MarkLetter(t.Context(), ref, letter); err != nil {
			t.Fatal(err)
		}
	}
	if got := told(f.read(t, ref)); !slices.Equal(got, []string{"marked_letter", "unmarked_letter"}) {
		t.Errorf("its visitor was told %q", got)
	}
	if e, err := f.Erase(t.Context(), ref); err != nil || !e.KeptUntil.IsZero() {
		t.Errorf("%+v, %v", e, err)
	}
}

func TestEarlierRequestsOfAnAddressAreShownToAgentsOnly(t *testing.T) {
	f := newDesk(t)
	first := f.open(t, 1, request()).Ticket
	shouted := request()
	shouted.Email = "GUEST@mail.example"
	second := f.open(t, 2, shouted).Ticket
	other := request()
	other.Email = "other@mail.example"
	f.open(t, 3, other)
	earlier, err := f.Earlier(t.Context(), second, 10)
	if err != nil || len(earlier) != 1 || earlier[0].Ref != first.Ref {
		t.Errorf("got %+v, %v", earlier, err)
	}
}
