package mail

import (
	"context"
	"errors"
	"strings"
	"testing"

	"deskbell/handoff"
)

func TestANoticeOfOneLateTicketSpeaksOfOne(t *testing.T) {
	p := testParcel(handoff.LateNotice, "de")
	c := New(testConfig(t, startTLS))
	if l := written(t, c, p); l.subject != "3 Anfragen warten länger als zugesagt" {
		t.Errorf("got %q", l.subject)
	}
	p.Tickets = p.Tickets[:1]
	if l := written(t, c, p); l.subject != "1 Anfrage wartet länger als zugesagt" || strings.Contains(l.text, "B4R-7TX") {
		t.Errorf("got %q\n%s", l.subject, l.text)
	}
}

func digestOf(t *testing.T, o handoff.Overview, failure error) (letter, error) {
	t.Helper()
	config := testConfig(t, startTLS)
	config.Overview = func(context.Context) (handoff.Overview, error) { return o, failure }
	return New(config).write(t.Context(), testParcel(handoff.Digest, "en"), Desk{Name: "Haus am See"})
}

func TestADigestNamesWhatThereIs(t *testing.T) {
	for want, o := range map[string]handoff.Overview{
		"What waits: 5 open requests, 1 late, 2 calls": {Open: 5, Late: 1, Calls: 2, Oldest: sentAt},
		"What waits: 1 open request":                   {Open: 1, Oldest: sentAt},
		"What waits: 1 call":                           {Calls: 1},
	} {
		l, err := digestOf(t, o, nil)
		if err != nil || l.subject != want {
			t.Errorf("got %q %v, want %q", l.subject, err, want)
		}
		if has := strings.Contains(l.text, "/admin/calls"); has != (o.Calls > 0) {
			t.Errorf("%s: leads to the calls: %t", want, has)
		}
		if has := strings.Contains(l.text, "oldest"); has == o.Oldest.IsZero() {
			t.Errorf("%s: names the oldest: %t", want, has)
		}
	}
}

func TestADigestWithNothingToTellIsDropped(t *testing.T) {
	_, err := digestOf(t, handoff.Overview{}, nil)
	if f, ok := errors.AsType[*handoff.Failure](err); !ok || f.Code != "needless" || !f.Permanent {
		t.Errorf("got %v", err)
	}
	trouble := errors.New("no disk")
	if _, err := digestOf(t, handoff.Overview{}, trouble); !errors.Is(err, trouble) {
		t.Errorf("got %v", err)
	}
}
