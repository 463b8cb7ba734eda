package handoff

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestARowLeavesAsSoonAsItIsThere(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: delivers}, func(t *testing.T, r rig) {
		r.add(Outgoing{Channel: Mail})
		synctest.Wait()
		if got := r.row(1); got.State != Sent || !got.SentAt.Equal(time.Now()) {
			t.Errorf("got %+v", got)
		}
		if pulse := r.sender.Status()[Mail]; !pulse.LastSent.Equal(time.Now()) || !pulse.Working() {
			t.Errorf("pulse %+v", pulse)
		}
	})
}

func TestAParcelHoldsTheTicketAndTheMessageThatTheRowNames(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: delivers}, func(t *testing.T, r rig) {
		r.set(func(m *memory) {
			m.tickets["K7M-2QX"] = Ticket{ID: 7, Ref: "K7M-2QX", Messages: []Message{{ID: 3, Text: "one"}, {ID: 4, Text: "two"}}}
		})
		r.add(Outgoing{Channel: Mail, TicketID: 7, TicketRef: "K7M-2QX", MessageID: 4})
		synctest.Wait()
		got := r.calls[Mail].seen()[0]
		if got.Ticket.Ref != "K7M-2QX" || got.Message.Text != "two" || got.Outgoing.Attempts != 1 {
			t.Errorf("got %+v", got)
		}
	})
}

func TestAFailureIsRetriedLaterAndLaterForFiveDays(t *testing.T) {
	busy := Failure{Code: "mail_busy", Cause: "421 too busy"}
	sending(t, map[Channel]carrierFunc{Mail: fails(busy)}, func(t *testing.T, r rig) {
		began := time.Now()
		r.add(Outgoing{Channel: Mail})
		time.Sleep(4 * time.Hour)
		var waits []time.Duration
		for _, at := range r.calls[Mail].times() {
			waits = append(waits, at.Sub(began))
		}
		want := []time.Duration{0, 1 * time.Minute, 6 * time.Minute, 21 * time.Minute, 51 * time.Minute, 111 * time.Minute, 171 * time.Minute, 231 * time.Minute}
		if diff := cmp.Diff(want, waits); diff != "" {
			t.Errorf("attempts (-want +got):\n%s", diff)
		}
		if got := r.row(1); got.State != Pending || got.LastError != "mail_busy" || got.LastCause != "421 too busy" {
			t.Errorf("got %+v", got)
		}
		if pulse := r.sender.Status()[Mail]; pulse.Working() || pulse.LastError != "mail_busy" || !pulse.LastFailed.Equal(r.calls[Mail].times()[7]) {
			t.Errorf("pulse %+v", pulse)
		}
		time.Sleep(5 * 24 * time.Hour)
		if got := r.row(1); got.State != Failed {
			t.Errorf("after five days: %+v", got)
		}
	})
}

func TestASuccessAfterFailuresEndsTheAlarm(t *testing.T) {
	third := func(_ context.Context, call int, _ Parcel) error {
		if call < 3 {
			return &Failure{Code: "connect_refused"}
		}
		return nil
	}
	sending(t, map[Channel]carrierFunc{Mail: third}, func(t *testing.T, r rig) {
		r.add(Outgoing{Channel: Mail})
		time.Sleep(24 * time.Hour)
		if got := r.row(1); got.State != Sent || got.LastError != "" || r.calls[Mail].count() != 3 {
			t.Errorf("%d attempts, %+v", r.calls[Mail].count(), got)
		}
		if !r.sender.Status()[Mail].Working() {
			t.Errorf("pulse %+v", r.sender.Status()[Mail])
		}
	})
}

func TestWhatIsPermanentAndWhatIsATestFailsAtOnce(t *testing.T) {
	fail := func(_ context.Context, _ int, p Parcel) error {
		return &Failure{Code: "mail_recipient_refused", Permanent: p.Outgoing.Letter == ReplyLetter}
	}
	sending(t, map[Channel]carrierFunc{Mail: fail}, func(t *testing.T, r rig) {
		r.add(Outgoing{Channel: Mail, Letter: ReplyLetter}, Outgoing{Channel: Mail, Letter: TestLetter})
		time.Sleep(24 * time.Hour)
		if r.row(1).State != Failed || r.row(2).State != Failed || r.calls[Mail].count() != 2 {
			t.Errorf("%d attempts: %s, %s", r.calls[Mail].count(), r.row(1).State, r.row(2).State)
		}
	})
}

func TestAHangingMailServerDelaysNoPushMessage(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: hangs, Ntfy: delivers}, func(t *testing.T, r rig) {
		for range 10 {
			r.add(Outgoing{Channel: Mail})
		}
		r.add(Outgoing{Channel: Ntfy})
		synctest.Wait()
		if r.calls[Ntfy].count() != 1 || r.calls[Mail].count() != parallel {
			t.Errorf("%d push messages, %d mails under way", r.calls[Ntfy].count(), r.calls[Mail].count())
		}
	})
}

func TestAnAttemptHasAnEnd(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: hangs}, func(t *testing.T, r rig) {
		r.add(Outgoing{Channel: Mail})
		time.Sleep(attemptLimit + time.Second)
		if got := r.row(1); got.State != Pending || got.LastError != "connect_timeout" {
			t.Errorf("got %+v", got)
		}
	})
}

func TestChannelsWithoutACarrierWaitUntouched(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Ntfy: delivers}, func(t *testing.T, r rig) {
		r.add(Outgoing{Channel: Mail})
		time.Sleep(time.Hour)
		if got := r.row(1); got.State != Pending || got.Attempts != 0 {
			t.Errorf("got %+v", got)
		}
	})
}

func TestAStopLetsAShortAttemptEnd(t *testing.T) {
	slow := func(ctx context.Context, _ int, _ Parcel) error {
		select {
		case <-time.After(grace - time.Second):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	sending(t, map[Channel]carrierFunc{Mail: slow}, func(t *testing.T, r rig) {
		r.add(Outgoing{Channel: Mail})
		synctest.Wait()
		r.stop()
		if got := r.row(1); got.State != Sent {
			t.Errorf("got %+v", got)
		}
	})
}

func TestAnAttemptCutOffByAStopIsTriedAgainAsUncertain(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: hangs}, func(t *testing.T, r rig) {
		r.add(Outgoing{Channel: Mail})
		synctest.Wait()
		began := time.Now()
		r.stop()
		if took := time.Since(began); took != grace {
			t.Errorf("stopping took %s", took)
		}
		if got := r.row(1); got.State != Sending {
			t.Errorf("after the stop: %+v", got)
		}
		next, calls := senderOf(r.memory, map[Channel]carrierFunc{Mail: delivers})
		stop := started(t, next)
		synctest.Wait()
		stop()
		if r.row(1).State != Sent || calls[Mail].count() != 1 || !calls[Mail].seen()[0].Outgoing.Uncertain {
			t.Errorf("after the next start: %+v", r.row(1))
		}
	})
}

func TestNothingIsSentOnceAStopBegan(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: delivers}, func(t *testing.T, r rig) {
		r.stop()
		r.add(Outgoing{Channel: Mail})
		time.Sleep(time.Hour)
		if r.calls[Mail].count() != 0 {
			t.Errorf("%d sent", r.calls[Mail].count())
		}
	})
}

func TestATicketErasedMeanwhileIsNoFailure(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: delivers}, func(t *testing.T, r rig) {
		r.add(Outgoing{Channel: Mail, TicketID: 7, TicketRef: "K7M-2QX"}, Outgoing{Channel: Mail})
		time.Sleep(time.Hour)
		if r.calls[Mail].count() != 1 || r.row(2).State != Sent {
			t.Errorf("%d carried, the other row is %s", r.calls[Mail].count(), r.row(2).State)
		}
		if !r.sender.Status()[Mail].LastFailed.IsZero() {
			t.Errorf("pulse %+v", r.sender.Status()[Mail])
		}
	})
}

// A full disk must not send the same letter again and again.
// The row was claimed before its ticket was sealed.
func TestNothingOfASealedTicketLeaves(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: delivers}, func(t *testing.T, r rig) {
		r.set(func(m *memory) { m.tickets["K7M-2QX"] = Ticket{ID: 7, Ref: "K7M-2QX", Folder: Sealed} })
		r.add(Outgoing{Channel: Mail, TicketID: 7, TicketRef: "K7M-2QX"})
		synctest.Wait()
		if n := len(r.calls[Mail].seen()); n != 0 {
			t.Errorf("%d letters", n)
		}
	})
}

func TestALetterWhoseOutcomeCannotBeStoredIsSentOnce(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: delivers}, func(t *testing.T, r rig) {
		r.set(func(m *memory) { m.readOnly = true })
		r.add(Outgoing{Channel: Mail})
		time.Sleep(time.Hour)
		r.set(func(m *memory) { m.readOnly = false })
		time.Sleep(2 * pause)
		if r.calls[Mail].count() != 1 || r.row(1).State != Sent {
			t.Errorf("%d sent, row is %s", r.calls[Mail].count(), r.row(1).State)
		}
	})
}

func TestAStoreInTroubleIsAskedAgain(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: delivers}, func(t *testing.T, r rig) {
		r.set(func(m *memory) { m.broken = true })
		r.add(Outgoing{Channel: Mail})
		time.Sleep(time.Hour)
		r.set(func(m *memory) { m.broken = false })
		time.Sleep(2 * pause)
		if got := r.row(1); got.State != Sent {
			t.Errorf("got %+v", got)
		}
	})
}

func TestAPanicCostsOneRowOnly(t *testing.T) {
	first := func(_ context.Context, call int, _ Parcel) error {
		if call == 1 {
			panic("no words for this letter")
		}
		return nil
	}
	sending(t, map[Channel]carrierFunc{Mail: first}, func(t *testing.T, r rig) {
		r.add(Outgoing{Channel: Mail})
		synctest.Wait()
		r.add(Outgoing{Channel: Mail})
		synctest.Wait()
		if one, two := r.row(1), r.row(2); one.State != Failed || one.LastError != "internal" || two.State != Sent {
			t.Errorf("got %+v and %+v", one, two)
		}
	})
}

func TestAJumpOfTheClockDelaysNothingByMoreThanAMinute(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: delivers}, func(t *testing.T, r rig) {
		r.add(Outgoing{Channel: Mail, NextAt: time.Now().Add(10 * time.Hour)})
		time.Sleep(time.Hour)
		r.set(func(m *memory) { m.ahead = 10 * time.Hour })
		time.Sleep(longestRest)
		synctest.Wait()
		if got := r.row(1); got.State != Sent {
			t.Errorf("got %+v", got)
		}
	})
}

func TestAnIdleSenderLooksOnceAMinute(t *testing.T) {
	sending(t, map[Channel]carrierFunc{Mail: delivers}, func(t *testing.T, r rig) {
		time.Sleep(time.Hour)
		r.set(func(m *memory) {
			if m.looks > 61 {
				t.Errorf("%d looks in an hour", m.looks)
			}
		})
	})
}

func TestASenderThatCannotReleaseSaysSo(t *testing.T) {
	m := &memory{broken: true}
	s, _ := senderOf(m, nil)
	if err := s.Run(t.Context()); err == nil {
		t.Error("started on a broken outbox")
	}
}

func TestTheOtherSidesWordsAreOneShortLine(t *testing.T) {
	wild := Failure{Code: "mail_refused", Permanent: true, Cause: "550 no\r\n\x00sp\xffam\u202e " + strings.Repeat("ä", 1000)}
	sending(t, map[Channel]carrierFunc{Mail: fails(wild)}, func(t *testing.T, r rig) {
		r.add(Outgoing{Channel: Mail})
		synctest.Wait()
		got := r.row(1).LastCause
		if !strings.HasPrefix(got, "550 no sp?am ä") || !utf8.ValidString(got) || utf8.RuneCountInString(got) != maxCause {
			t.Errorf("got %q", got)
		}
	})
}
