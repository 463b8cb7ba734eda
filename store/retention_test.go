package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/feed"
	"deskbell/store"
	"deskbell/store/storetest"
)

const day = 24 * time.Hour

// border is what the rules of these tests remove before.
var border = storetest.Start.Add(-30 * day)

func done(ref string, ago time.Duration) handoff.Change {
	return changed(request(ref), func(t *handoff.Ticket) {
		t.Status, t.UnansweredSince, t.ClosedAt, t.UpdatedAt = handoff.Done, time.Time{}, storetest.Start.Add(-ago), storetest.Start.Add(-ago)
	})
}

func waiting(ref string, ago time.Duration) handoff.Change {
	return changed(done(ref, ago), func(t *handoff.Ticket) { t.Status, t.ClosedAt = handoff.Waiting, time.Time{} })
}

func kind(k handoff.Kind, c handoff.Change) handoff.Change {
	return changed(c, func(t *handoff.Ticket) {
		t.Kind = k
		if k == handoff.CallBack {
			t.Phone = zoesPhone
		}
	})
}

func folder(f handoff.Folder, c handoff.Change) handoff.Change {
	return changed(c, func(t *handoff.Ticket) { t.Folder = f })
}

func kept(until time.Time, c handoff.Change) handoff.Change {
	return changed(c, func(t *handoff.Ticket) { t.KeepUntil = until })
}

// oldDesk has tickets of every sort, old and new, on both sides of every rule.
func oldDesk(t *testing.T, options ...storetest.Option) *store.Store {
	t.Helper()
	s := storetest.New(t, options...)
	for _, c := range []handoff.Change{
		done("MAIL-DONE", 40*day), done("MAIL-OLDEST", 50*day), done("MAIL-NEW", 20*day), waiting("MAIL-WAITS", 45*day), waiting("MAIL-WAITS-NEW", 29*day),
		done("AT-BORDER", 30*day),
		changed(request("MAIL-OPEN"), func(t *handoff.Ticket) { t.UpdatedAt = storetest.Start.Add(-99 * day) }),
		changed(waiting("MAIL-SNOOZED", 99*day), func(t *handoff.Ticket) { t.Status = handoff.Snoozed }),
		kind(handoff.CallBack, done("CALL-DONE", 40*day)), kind(handoff.CallBack, waiting("CALL-WAITS", 40*day)), kind(handoff.CallBack, done("CALL-NEW", 20*day)),
		kind(handoff.Here, done("HERE-DONE", 40*day)), kind(handoff.Here, waiting("HERE-NEW", 20*day)),
		folder(handoff.Spam, waiting("SPAM", 40*day)), folder(handoff.Spam, done("SPAM-NEW", 20*day)), folder(handoff.Spam, done("SPAM-AT-BORDER", 30*day)),
		changed(folder(handoff.Suspected, request("SUSPECTED")), func(t *handoff.Ticket) { t.UpdatedAt = storetest.Start.Add(-31 * day) }),
		folder(handoff.Sealed, kept(border, done("LETTER-OVER", 40*day))),
		folder(handoff.Sealed, kept(border.Add(time.Millisecond), kind(handoff.CallBack, done("LETTER", 40*day)))),
	} {
		open(t, s, handoff.Idempotency{}, c)
	}
	return s
}

func TestRulesRemoveWhatTheySayTheOldestFirst(t *testing.T) {
	for what, want := range map[handoff.Expiry]string{
		handoff.ExpireEmail:    "MAIL-OLDEST MAIL-WAITS MAIL-DONE",
		handoff.ExpireCallBack: "CALL-DONE CALL-WAITS",
		handoff.ExpireHere:     "HERE-DONE",
		handoff.ExpireSpam:     "SPAM SUSPECTED",
		handoff.ExpireLetter:   "LETTER-OVER",
	} {
		t.Run(string(what), func(t *testing.T) {
			s := oldDesk(t)
			list, total, err := s.Expired(t.Context(), what, border, 100)
			if refs(list) != want || total != len(list) || err != nil {
				t.Errorf("would remove %q of %d, %v", refs(list), total, err)
			}
			first, all, err := s.Expired(t.Context(), what, border, 1)
			if len(first) != 1 || first[0].Ref != list[0].Ref || all != total || err != nil {
				t.Errorf("the oldest: %q of %d, %v", refs(first), all, err)
			}
			before := everything(t, s)
			removal := handoff.Removal{At: storetest.Start, What: what, Count: total}
			wantExpire(t, s, what, border, removal)
			wantExpire(t, s, what, border, handoff.Removal{At: storetest.Start, What: what})
			for _, gone := range list {
				delete(before, gone.Ref)
			}
			if diff := cmp.Diff(before, everything(t, s)); diff != "" {
				t.Error("what is left:", diff)
			}
			wantRemovals(t, s, removal)
		})
	}
}

// everything is every ticket, sealed ones too, by reference.
func everything(t *testing.T, s *store.Store) map[string]handoff.Ticket {
	t.Helper()
	all := map[string]handoff.Ticket{}
	for _, f := range []handoff.Folder{"", handoff.Sealed} {
		list, _, err := s.Tickets(t.Context(), handoff.Filter{Folder: f}, handoff.NewestChange, 100, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, ticket := range list {
			all[ticket.Ref] = ticket
		}
	}
	return all
}

func TestRulesRemoveInStepsOfTheLimit(t *testing.T) {
	s := oldDesk(t)
	for _, want := range []int{2, 1} {
		r, err := s.Expire(t.Context(), handoff.ExpireEmail, border, 2)
		if r.Count != want || err != nil {
			t.Errorf("removed %d, %v; want %d", r.Count, err, want)
		}
	}
}

func TestNumbersOfWhatIsClosedAreForgottenAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	var changes feed.Feed
	s := oldDesk(t, storetest.WithDir(dir), storetest.WithFeed(&changes))
	c := kind(handoff.CallBack, done("CANARY", 31*day))
	c.Ticket.Phone, c.Ticket.Wish, c.Ticket.TimeZone = "+49"+canary, canary, canary
	c.Ticket.WindowFrom, c.Ticket.WindowTo = storetest.Start, storetest.Start.Add(time.Hour)
	before := open(t, s, handoff.Idempotency{}, c).Ticket
	sub := changes.Subscribe(feed.Tickets)
	defer sub.Close()

	list, total, err := s.Expired(t.Context(), handoff.ExpirePhone, border, 100)
	if refs(list) != "CALL-DONE CALL-WAITS CANARY" || total != 3 || err != nil {
		t.Errorf("would forget %q of %d, %v", refs(list), total, err)
	}
	removal := handoff.Removal{At: storetest.Start, What: handoff.ExpirePhone, Count: 3}
	wantExpire(t, s, handoff.ExpirePhone, border, removal)
	wantExpire(t, s, handoff.ExpirePhone, border, handoff.Removal{At: storetest.Start, What: handoff.ExpirePhone})
	wantRemovals(t, s, removal)
	if found := filesWith(t, dir, canary); len(found) > 0 {
		t.Errorf("the number is still in %v", found)
	}
	if page, _, err := s.Tickets(t.Context(), handoff.Filter{Words: canary}, handoff.NewestChange, 10, 0); len(page) > 0 || err != nil {
		t.Errorf("it is still found: %q, %v", refs(page), err)
	}
	want := before
	want.Phone, want.Wish, want.TimeZone, want.WindowFrom, want.WindowTo = "", "", "", time.Time{}, time.Time{}
	got, err := s.Ticket(t.Context(), "CANARY")
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if e := <-sub.C; e.Key != "CALL-DONE" || len(sub.C) != 2 {
		t.Errorf("published %v and %d more", e, len(sub.C))
	}
}

func TestRulesSealWhatTheLawKeeps(t *testing.T) {
	s := storetest.New(t)
	open(t, s, handoff.Idempotency{}, kept(keptUntil, done("LETTER", 40*day)))
	open(t, s, handoff.Idempotency{}, kept(storetest.Start, done("OVER", 40*day)))
	open(t, s, handoff.Idempotency{}, kept(keptUntil, folder(handoff.Spam, done("SPAM", 40*day))))
	wantExpire(t, s, handoff.ExpireEmail, border, handoff.Removal{At: storetest.Start, What: handoff.ExpireEmail, Count: 1, Sealed: 1})
	wantExpire(t, s, handoff.ExpireSpam, border, handoff.Removal{At: storetest.Start, What: handoff.ExpireSpam, Sealed: 1})
	for ref, ticket := range everything(t, s) {
		if !ticket.IsSealed() || ref == "OVER" {
			t.Errorf("%s is in %s", ref, ticket.Folder)
		}
	}
}

func TestAnUnknownRuleRemovesNothing(t *testing.T) {
	s := oldDesk(t)
	for _, what := range []handoff.Expiry{"", handoff.OnRequest} {
		if _, _, err := s.Expired(t.Context(), what, storetest.Start, 10); !fault.Is(err, fault.Internal) {
			t.Errorf("%q: %v", what, err)
		}
		if _, err := s.Expire(t.Context(), what, storetest.Start, 10); !fault.Is(err, fault.Internal) {
			t.Errorf("%q: %v", what, err)
		}
	}
	wantRemovals(t, s)
}
