package handoff_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/store/storetest"
)

// The clock of these tests starts on a Monday at nine.
func at(d time.Duration) time.Time { return storetest.Start.Add(d) }

func callRequest() handoff.Request {
	return handoff.Request{Kind: handoff.CallBack, Phone: "030 901820", Message: "The heating is cold.", Lang: "de"}
}

func inWindow(from, to time.Duration) handoff.Request {
	r := callRequest()
	r.WindowFrom, r.WindowTo = at(from), at(to)
	return r
}

func (f fixture) call(t *testing.T, ref, k string, o handoff.Outcome, again time.Time) {
	t.Helper()
	if err := f.Called(t.Context(), f.anna, ref, "call-key-0000000-"+k, o, again); err != nil {
		t.Fatal(err)
	}
}

func TestPromise7_ACallIsPromisedByTheEndOfItsWindow(t *testing.T) {
	f := newDesk(t).under(t, "9-17")
	ticket := f.open(t, 1, inWindow(2*time.Hour, 4*time.Hour)).Ticket
	if !ticket.Promise.By.Equal(at(4*time.Hour)) || !ticket.Due.Equal(at(4*time.Hour)) || !ticket.CallPending {
		t.Errorf("promised %+v, due %v, owed %v", ticket.Promise, ticket.Due, ticket.CallPending)
	}
	if ticket.Wording != handoff.CallWording {
		t.Errorf("asked under the wording %q", ticket.Wording)
	}
}

func TestAWindowMustLieInOpeningTime(t *testing.T) {
	f := newDesk(t).under(t, "9-12, 14-18")
	for name, c := range map[string]struct {
		from, to time.Duration
		code     string // "" is accepted
	}{
		"open":                      {time.Hour, 2 * time.Hour, ""},
		"now":                       {-time.Hour, time.Hour, ""},
		"over lunch":                {2 * time.Hour, 6 * time.Hour, ""},
		"a quarter of an hour":      {165 * time.Minute, 5 * time.Hour, ""},
		"less than that":            {170 * time.Minute, 5 * time.Hour, "window_closed"},
		"what is left is too short": {-3 * time.Hour, 10 * time.Minute, "window_short"},
		"a moment":                  {time.Hour, time.Hour + 14*time.Minute, "window_short"},
		"lunch":                     {3 * time.Hour, 5 * time.Hour, "window_closed"},
		"night":                     {13 * time.Hour, 15 * time.Hour, "window_closed"},
		"week-end":                  {5*24*time.Hour + time.Hour, 5*24*time.Hour + 2*time.Hour, "window_closed"},
		"past":                      {-2 * time.Hour, -time.Hour, "window_past"},
	} {
		_, err := f.Open(t.Context(), key(len(name)*1000+int(c.to.Minutes())+9000), nil, inWindow(c.from, c.to))
		if c.code == "" && err != nil || c.code != "" && !fault.HasCode(err, c.code) {
			t.Errorf("%s: %v; want %q", name, err, c.code)
		}
		f.closeAll(t)
	}
}

func TestADeskWithoutHoursTakesNoMomentForAWindow(t *testing.T) {
	f := newDesk(t)
	for name, c := range map[string]struct {
		from, to time.Duration
		code     string
	}{
		"a minute":       {time.Hour, time.Hour + time.Minute, "window_short"},
		"nearly over":    {-time.Hour, 14 * time.Minute, "window_short"},
		"less than that": {time.Hour, time.Hour + 1, "window_invalid"},
	} {
		if _, err := f.Open(t.Context(), key(1), nil, inWindow(c.from, c.to)); !fault.HasCode(err, c.code) {
			t.Errorf("%s: %v; want %q", name, err, c.code)
		}
	}
	f.open(t, 1, inWindow(time.Hour, time.Hour+15*time.Minute))
}

// Whoever sends more digits of a second than are kept would read another promise after a retry.
func TestAWindowHasWholeSeconds(t *testing.T) {
	f := newDesk(t)
	r := inWindow(time.Hour+time.Microsecond, 2*time.Hour+time.Second-time.Microsecond)
	first, again := f.open(t, 1, r).Ticket, f.open(t, 1, r).Ticket
	if !first.WindowFrom.Equal(at(time.Hour)) || !first.Promise.By.Equal(at(2*time.Hour)) || !again.Promise.By.Equal(first.Promise.By) {
		t.Errorf("asked for %v to %v, promised %v, then %v", first.WindowFrom, first.WindowTo, first.Promise.By, again.Promise.By)
	}
}

// closeAll makes room for the next call to the same number.
func (f fixture) closeAll(t *testing.T) {
	t.Helper()
	open, _, err := f.Tickets(t.Context(), handoff.Filter{Folder: handoff.Inbox, Statuses: []handoff.Status{handoff.Open}}, handoff.NewestChange, 100, 0)
	for _, ticket := range open {
		if err == nil {
			err = f.Close(t.Context(), ticket.Ref)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestACallAskedForAtNightIsDueWhenTheDeskOpens(t *testing.T) {
	f := newDesk(t).under(t, "9-17")
	f.clock.Add(13 * time.Hour) // ten in the evening
	f.open(t, 1, callRequest())
	for _, c := range []struct {
		after time.Duration
		want  handoff.CallState
	}{{0, handoff.StateLater}, {10*time.Hour + 59*time.Minute, handoff.StateLater}, {time.Minute, handoff.StateDue}} {
		f.clock.Add(c.after)
		calls, err := f.Calls(t.Context())
		if err != nil || len(calls) != 1 || calls[0].State != c.want || !calls[0].From.Equal(at(24*time.Hour)) {
			t.Errorf("%v: %+v, %v; want %s", f.clock.Now(), calls, err, c.want)
		}
	}
}

func TestASecondCallToANumberIsATicketOfItsOwnAndAThirdIsRefused(t *testing.T) {
	f := newDesk(t)
	first, second := f.open(t, 1, callRequest()), f.open(t, 2, callRequest())
	if first.Ticket.Ref == second.Ticket.Ref || first.Token == second.Token {
		t.Fatal("whoever types a number gets at another's thread")
	}
	_, err := f.Open(t.Context(), key(3), nil, callRequest())
	if !fault.Is(err, fault.Conflict) || !fault.HasCode(err, "calls_waiting") {
		t.Fatalf("a third: %v", err)
	}
	calls, err := f.Calls(t.Context())
	if err != nil || len(calls) != 1 || len(calls[0].Tickets) != 2 {
		t.Fatalf("not one call to make: %+v, %v", calls, err)
	}
	f.call(t, second.Ticket.Ref, "1", handoff.Reached, time.Time{})
	for _, ref := range []string{first.Ticket.Ref, second.Ticket.Ref} {
		got := f.read(t, ref)
		if got.Status != handoff.Done || got.CallPending || got.FirstReplyAt.IsZero() || len(got.Attempts) != 1 {
			t.Errorf("%s after both were reached: %+v", ref, got)
		}
	}
	f.open(t, 4, callRequest())
}

func TestThreeCallsInVainTurnToTheVisitor(t *testing.T) {
	f := newDesk(t).under(t, "9-17")
	r := callRequest()
	r.Email = "guest@mail.example"
	ref := f.open(t, 1, r).Ticket.Ref
	f.call(t, ref, "1", handoff.NoAnswer, time.Time{})
	f.call(t, ref, "2", handoff.Busy, time.Time{})
	if got := f.read(t, ref); !got.CallPending || got.Status != handoff.Open || len(told(got)) != 0 {
		t.Fatalf("after two: %+v", got)
	}
	f.call(t, ref, "3", handoff.NoAnswer, time.Time{})
	got := f.read(t, ref)
	if got.CallPending || got.Status != handoff.Waiting || got.NeedsAnswer() {
		t.Errorf("after three: %+v", got)
	}
	if diff := cmp.Diff([]string{"call_missed"}, told(got)); diff != "" {
		t.Error(diff)
	}
	letters := f.letters(t, got)
	if last := letters[len(letters)-1]; last != "call_missed mail guest@mail.example" {
		t.Errorf("sent: %q", letters)
	}
	// The visitor chooses another time: the count begins anew.
	f.clock.Add(time.Minute)
	if err := f.ChangeCall(t.Context(), ref, handoff.CallWish{From: at(2 * time.Hour), To: at(3 * time.Hour)}); err != nil {
		t.Fatal(err)
	}
	f.clock.Add(time.Hour)
	f.call(t, ref, "4", handoff.NoAnswer, time.Time{})
	if got := f.read(t, ref); !got.CallPending || got.Status != handoff.Open {
		t.Errorf("given up after one call in the new window: %+v", got)
	}
}

func TestEachOutcomeOfACall(t *testing.T) {
	for _, c := range []struct {
		outcome handoff.Outcome
		status  handoff.Status
		owed    bool
		told    []string
		letters int // to the visitor, besides the receipt
	}{
		{handoff.Reached, handoff.Done, false, []string{"call_reached"}, 0},
		{handoff.NoAnswer, handoff.Open, true, nil, 0},
		{handoff.Busy, handoff.Open, true, nil, 0},
		{handoff.WrongNumber, handoff.Waiting, false, []string{"number_wrong"}, 1},
		{handoff.CallAgain, handoff.Open, true, []string{"call_agreed"}, 0},
	} {
		t.Run(string(c.outcome), func(t *testing.T) {
			f := newDesk(t).under(t, "9-17")
			r := callRequest()
			r.Email = "guest@mail.example"
			ref := f.open(t, 1, r).Ticket.Ref
			before := len(f.letters(t, f.read(t, ref)))
			f.call(t, ref, "1", c.outcome, at(5*time.Hour))
			got := f.read(t, ref)
			if got.Status != c.status || got.CallPending != c.owed || len(got.Attempts) != 1 || got.Attempts[0].AgentName != "Anna" {
				t.Errorf("got %+v", got)
			}
			if diff := cmp.Diff(c.told, told(got)); diff != "" {
				t.Error(diff)
			}
			if n := len(f.letters(t, got)) - before; n != c.letters {
				t.Errorf("%d letters, want %d", n, c.letters)
			}
			if c.outcome == handoff.CallAgain && (!got.WindowFrom.Equal(at(5*time.Hour)) || !got.Promise.By.Equal(got.WindowTo)) {
				t.Errorf("agreed for %v to %v, promised %v", got.WindowFrom, got.WindowTo, got.Promise.By)
			}
		})
	}
}

func TestADoubleClickIsOneAttempt(t *testing.T) {
	f := newDesk(t)
	ref := f.open(t, 1, callRequest()).Ticket.Ref
	f.call(t, ref, "1", handoff.NoAnswer, time.Time{})
	f.call(t, ref, "1", handoff.NoAnswer, time.Time{})
	if got := f.read(t, ref); len(got.Attempts) != 1 {
		t.Errorf("%d attempts", len(got.Attempts))
	}
}

func TestAnAttemptNotedTooLateChangesNothing(t *testing.T) {
	for name, settle := range map[string]func(fixture, string) error{
		"a colleague reached them": func(f fixture, ref string) error {
			return f.Called(t.Context(), f.anna, ref, "call-key-0000000-r", handoff.Reached, time.Time{})
		},
		"the visitor took it back": func(f fixture, ref string) error { return f.Withdraw(t.Context(), ref) },
		"it was closed":            func(f fixture, ref string) error { return f.Close(t.Context(), ref) },
	} {
		f := newDesk(t)
		ref := f.open(t, 1, callRequest()).Ticket.Ref
		if err := settle(f, ref); err != nil {
			t.Fatal(name, err)
		}
		before := f.read(t, ref)
		for _, o := range handoff.Outcomes {
			err := f.Called(t.Context(), f.anna, ref, "call-key-0000000-"+string(o[0]), o, f.clock.Now().Add(time.Hour))
			if !fault.HasCode(err, "call_settled") && o != handoff.Reached {
				t.Errorf("%s, then %s: %v", name, o, err)
			}
		}
		if diff := cmp.Diff(before, f.read(t, ref)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWhoWasGivenUpCanStillBeReached(t *testing.T) {
	f := newDesk(t)
	ref := f.open(t, 1, callRequest()).Ticket.Ref
	f.call(t, ref, "1", handoff.WrongNumber, time.Time{})
	f.call(t, ref, "2", handoff.Reached, time.Time{})
	if got := f.read(t, ref); got.Status != handoff.Done {
		t.Errorf("got %+v", got)
	}
}

func TestWhatIsWrongWithAnAttemptIsSaid(t *testing.T) {
	f := newDesk(t)
	call, mail := f.open(t, 1, callRequest()).Ticket.Ref, f.open(t, 2, request()).Ticket.Ref
	for name, c := range map[string]struct {
		ref     string
		outcome handoff.Outcome
		again   time.Time
		code    string
	}{
		"no outcome":   {call, "", time.Time{}, "outcome_unknown"},
		"no time":      {call, handoff.CallAgain, time.Time{}, "required"},
		"time is past": {call, handoff.CallAgain, at(-time.Hour), "time_past"},
		"far ahead":    {call, handoff.CallAgain, at(90 * 24 * time.Hour), "window_far"},
		"no call":      {mail, handoff.Reached, time.Time{}, "not_a_call"},
		"no ticket":    {"K7M-2QX", handoff.Reached, time.Time{}, "ticket_unknown"},
	} {
		if err := f.Called(t.Context(), f.anna, c.ref, "call-key-0000000-x", c.outcome, c.again); !fault.HasCode(err, c.code) {
			t.Errorf("%s: %v; want %s", name, err, c.code)
		}
	}
	if got := f.read(t, mail); got.Status != handoff.Open || len(got.Attempts) != 0 {
		t.Errorf("an attempt on a ticket that is no call-back: %+v", got)
	}
}

func TestAVisitorChangesTheCall(t *testing.T) {
	f := newDesk(t).under(t, "9-17")
	ref := f.open(t, 1, inWindow(2*time.Hour, 4*time.Hour)).Ticket.Ref
	before := len(f.letters(t, f.read(t, ref)))
	wish := handoff.CallWish{Phone: "+43 1 58858", From: at(5 * time.Hour), To: at(6 * time.Hour), TimeZone: "Europe/Vienna"}
	for range 2 { // the second time it is so already
		if err := f.ChangeCall(t.Context(), ref, wish); err != nil {
			t.Fatal(err)
		}
	}
	got := f.read(t, ref)
	if got.Phone != "+43158858" || !got.WindowFrom.Equal(wish.From) || !got.Promise.By.Equal(wish.To) || got.TimeZone != "Europe/Vienna" {
		t.Errorf("got %+v", got)
	}
	if diff := cmp.Diff([]string{"call_changed"}, told(got)); diff != "" {
		t.Error(diff)
	}
	if letters := f.letters(t, got)[before:]; len(letters) != 1 || letters[0] != "call_changed mail anna@shop.example" {
		t.Errorf("agents were told: %q", letters)
	}
	for code, wish := range map[string]handoff.CallWish{
		"window_past":   {From: at(-2 * time.Hour), To: at(-time.Hour)},
		"window_closed": {From: at(11 * time.Hour), To: at(12 * time.Hour)},
		"phone_invalid": {Phone: "1-800-FLOWERS"},
		"phone_short":   {Phone: "112"},
	} {
		if err := f.ChangeCall(t.Context(), ref, wish); !fault.HasCode(err, code) {
			t.Errorf("%+v: %v", wish, err)
		}
	}
	if diff := cmp.Diff(got, f.read(t, ref)); diff != "" {
		t.Errorf("a refused change left its mark: %s", diff)
	}
}

func TestAWishInWordsAndALanguageCanBeChanged(t *testing.T) {
	f := newDesk(t).under(t, "9-17")
	r := callRequest()
	r.Wish, r.CallLang = "after four", "de"
	ref := f.open(t, 1, r).Ticket.Ref
	if err := f.ChangeCall(t.Context(), ref, handoff.CallWish{Wish: " before\n noon ", CallLang: "tr"}); err != nil {
		t.Fatal(err)
	}
	if got := f.read(t, ref); got.Wish != "before noon" || got.CallLang != "tr" || len(told(got)) != 1 {
		t.Errorf("got %+v", got)
	}
	if err := f.ChangeCall(t.Context(), ref, handoff.CallWish{TimeZone: "Asia/Tokyo"}); err != nil {
		t.Fatal(err)
	}
	if got := f.read(t, ref); got.TimeZone != "Asia/Tokyo" || got.Wish != "before noon" || len(told(got)) != 1 {
		t.Errorf("another zone alone: %+v", got)
	}
	if err := f.ChangeCall(t.Context(), ref, handoff.CallWish{From: at(2 * time.Hour), To: at(3 * time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if got := f.read(t, ref); got.Wish != "" || got.CallLang != "tr" {
		t.Errorf("with a window: %+v", got)
	}
	if err := f.ChangeCall(t.Context(), ref, handoff.CallWish{Wish: strings.Repeat("x", 201), CallLang: "?"}); len(fault.All(err)) != 2 {
		t.Errorf("got %v", err)
	}
}

// The names of zones change, and a desk moves from one machine to another.
func TestAZoneThatIsNoLongerKnownIsNotHeldAgainstTheVisitor(t *testing.T) {
	f := newDesk(t)
	ref := f.open(t, 1, callRequest()).Ticket.Ref
	_, err := f.store.ChangeTicket(t.Context(), ref, handoff.Idempotency{}, func(t handoff.Ticket, _ handoff.Moment) (handoff.Change, error) {
		t.TimeZone, t.CallLang = "Mars/Olympus", "?"
		return handoff.Change{Ticket: t}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.ChangeCall(t.Context(), ref, handoff.CallWish{From: at(time.Hour), To: at(2 * time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if got := f.read(t, ref); !got.WindowFrom.Equal(at(time.Hour)) || got.TimeZone != "Mars/Olympus" || got.CallLang != "?" {
		t.Errorf("got %+v", got)
	}
}

func TestTheCallIsNotChangedIntoATooCommonNumber(t *testing.T) {
	f := newDesk(t)
	f.open(t, 1, callRequest())
	f.open(t, 2, callRequest())
	other := callRequest()
	other.Phone = "+43 1 58858"
	ref := f.open(t, 3, other).Ticket.Ref
	if err := f.ChangeCall(t.Context(), ref, handoff.CallWish{Phone: callRequest().Phone}); !fault.HasCode(err, "calls_waiting") {
		t.Errorf("got %v", err)
	}
}

func TestNoCallIsAgreedOnToANumberThatWasRemoved(t *testing.T) {
	f := newDesk(t)
	ref := f.open(t, 1, callRequest()).Ticket.Ref
	for n := range 3 {
		f.call(t, ref, strconv.Itoa(n), handoff.NoAnswer, time.Time{})
	}
	if r, err := f.store.Expire(t.Context(), handoff.ExpirePhone, at(time.Hour), 10); err != nil || r.Count != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	if err := f.Called(t.Context(), f.anna, ref, key(1), handoff.CallAgain, at(2*time.Hour)); !fault.HasCode(err, "call_settled") {
		t.Errorf("got %v", err)
	}
	if calls, err := f.Calls(t.Context()); err != nil || len(calls) != 0 {
		t.Errorf("calls to make: %+v, %v", calls, err)
	}
}

func TestACallThatWasTakenBackIsNoWayToAThirdOne(t *testing.T) {
	f := newDesk(t)
	ref := f.open(t, 1, callRequest()).Ticket.Ref
	f.open(t, 2, callRequest())
	if err := f.Withdraw(t.Context(), ref); err != nil {
		t.Fatal(err)
	}
	f.open(t, 3, callRequest())
	if err := f.ChangeCall(t.Context(), ref, handoff.CallWish{}); !fault.HasCode(err, "calls_waiting") {
		t.Errorf("got %v", err)
	}
}

func TestAVisitorNoLongerNeedsAnAnswer(t *testing.T) {
	f := newDesk(t)
	ref := f.open(t, 1, callRequest()).Ticket.Ref
	for range 2 {
		if err := f.Withdraw(t.Context(), ref); err != nil {
			t.Fatal(err)
		}
	}
	got := f.read(t, ref)
	if got.Status != handoff.Done || got.CallPending || got.NeedsAnswer() {
		t.Errorf("got %+v", got)
	}
	if diff := cmp.Diff([]string{"withdrawn"}, told(got)); diff != "" {
		t.Error(diff)
	}
	if _, err := f.Write(t.Context(), ref, key(9), "I do need it.", "en"); err != nil {
		t.Fatal(err)
	}
	if got := f.read(t, ref); got.Status != handoff.Open || !got.NeedsAnswer() {
		t.Errorf("written again: %+v", got)
	}
}

func TestAReplyInWritingDoesNotMakeTheCall(t *testing.T) {
	f := newDesk(t)
	ref := f.open(t, 1, callRequest()).Ticket.Ref
	if _, err := f.Reply(t.Context(), f.anna, ref, key(2), "I call at ten.", handoff.After{}); err != nil {
		t.Fatal(err)
	}
	if got := f.read(t, ref); !got.CallPending || !got.NeedsAnswer() || got.Status != handoff.Open {
		t.Errorf("after a reply: %+v", got)
	}
	if err := f.Close(t.Context(), ref); err != nil {
		t.Fatal(err)
	}
	if got := f.read(t, ref); got.CallPending {
		t.Error("a closed ticket is owed a call")
	}
	if err := f.Reopen(t.Context(), ref); err != nil {
		t.Fatal(err)
	}
	if got := f.read(t, ref); !got.CallPending {
		t.Error("whoever closes by mistake and reopens loses the call")
	}
}

func TestTheCallListBeginsWithWhatIsMissedAndDue(t *testing.T) {
	f := newDesk(t).under(t, "9-17")
	n := 0
	open := func(phone string, from, to time.Duration) string {
		n++
		r := inWindow(from, to)
		r.Phone = phone
		if to == 0 {
			r.WindowFrom, r.WindowTo = time.Time{}, time.Time{}
		}
		return f.open(t, n, r).Ticket.Ref
	}
	open("030 901821", 6*time.Hour, 8*time.Hour)
	open("030 901822", 4*time.Hour, 5*time.Hour)
	open("030 901823", 30*time.Minute, time.Hour)
	busy := open("030 901824", time.Hour, 3*time.Hour)
	open("030 901825", time.Hour, 2*time.Hour+30*time.Minute)
	open("030 901826", 0, 0)
	f.clock.Add(2 * time.Hour)
	f.call(t, busy, "1", handoff.Busy, time.Time{})
	calls, err := f.Calls(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range calls {
		got = append(got, c.Phone[len(c.Phone)-1:]+" "+string(c.State))
	}
	want := []string{"3 missed", "5 due", "6 due", "4 resting", "2 later", "1 later"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	f.clock.Add(20 * time.Minute)
	calls, _ = f.Calls(t.Context())
	if calls[2].Phone != "+4930901824" || calls[2].State != handoff.StateDue {
		t.Errorf("busy, after a quarter of an hour: %+v", calls[2])
	}
}
