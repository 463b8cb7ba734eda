package widget

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
)

func TestTheVerdictGoesAlongAsItIsShown(t *testing.T) {
	f := newFixture(t, talking)
	v := f.visitor(t).open("/help").ask("door").press("[value=solved]").ask("dog").press("[value=wrong_topic]")
	said := v.text(".transcript .lines")
	if !strings.Contains(said, "You said: Solved") || !strings.Contains(said, "You said: Not about this") {
		t.Errorf("shows %q", said)
	}
	v.fill("email", "kim@example.com").tick("attach", "1", true).tick("keep", "0", false).press(send)
	want := []handoff.Line{
		{From: handoff.FromDesk, Entry: "door", Verdict: handoff.Solved},
		{From: handoff.FromVisitor, Text: "dog"},
		{From: handoff.FromDesk, Entry: "dog", Verdict: handoff.WrongTopic},
	}
	if diff := cmp.Diff(want, f.ticket(t).Transcript); diff != "" {
		t.Error(diff)
	}
}

func TestAVerdictThatNobodyCanGiveIsNone(t *testing.T) {
	f := newFixture(t, talking)
	line := `{"from":"desk","entry":"door","verdict":"pay+me"}`
	v := f.visitor(t).open("/help/person?line=" + strings.ReplaceAll(line, `"`, "%22"))
	v.fill("email", "kim@example.com").fill("message", "Hi").tick("attach", "1", true).press(send)
	if diff := cmp.Diff([]handoff.Line{{From: handoff.FromDesk, Entry: "door"}}, f.ticket(t).Transcript); diff != "" {
		t.Error(diff)
	}
}
