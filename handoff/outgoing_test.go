package handoff

import (
	"testing"
	"time"
)

func TestAFailedRowIsTriedAgainLaterAndLater(t *testing.T) {
	row := Outgoing{State: Sending, CreatedAt: noon}
	for i, want := range []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, time.Hour} {
		row.Attempts = i + 1
		got := row.Undelivered("mail_timeout", "", false, noon)
		if got.State != Pending || got.NextAt.Sub(noon) != want || got.LastError != "mail_timeout" {
			t.Errorf("attempt %d: %s in %v", i+1, got.State, got.NextAt.Sub(noon))
		}
	}
}

func TestARowIsGivenUpWhenItCannotSucceed(t *testing.T) {
	row := Outgoing{State: Sending, Attempts: 1, CreatedAt: noon}
	if got := row.Undelivered("mail_recipient_refused", "550", true, noon); got.State != Failed {
		t.Errorf("permanent: %s", got.State)
	}
	if got := row.Undelivered("mail_timeout", "", false, noon.Add(giveUpAfter)); got.State != Failed {
		t.Errorf("after five days: %s", got.State)
	}
	failed := row.Undelivered("mail_recipient_refused", "550", true, noon)
	if got := failed.Again(noon); got.State != Pending || !got.NextAt.Equal(noon) {
		t.Errorf("an agent's retry: %s", got.State)
	}
	if under := row.Again(noon); under.State != Sending {
		t.Errorf("a row under way was sent beside itself: %s", under.State)
	}
	if sent := row.Delivered(noon).Again(noon.Add(time.Hour)); sent.State != Sent {
		t.Errorf("a sent row was sent again: %s", sent.State)
	}
}

func TestARowThatKeepsFailingIsShownToAgents(t *testing.T) {
	row := Outgoing{State: Sending, Attempts: 1, CreatedAt: noon}
	if row.Undelivered("mail_timeout", "", false, noon).Stuck() {
		t.Error("a first failure, which the next attempt may mend, calls for attention")
	}
	row.Attempts = 2
	if !row.Undelivered("mail_timeout", "", false, noon).Stuck() {
		t.Error("a second failure calls nobody")
	}
	if !row.Undelivered("mail_recipient_refused", "", true, noon).Stuck() || row.Delivered(noon).Stuck() {
		t.Error("given up must call, sent must not")
	}
}
