package widget

import (
	"fmt"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/internal/limits"
)

// The page goes along in hidden fields and in the address of the first screen.
func TestTheHostPagesQueryIsNotCarriedAlong(t *testing.T) {
	c := readConversation(url.Values{"page": {"https://shop.example/order?token=abc#top"}}, limits.Limits{})
	if want := "https://shop.example/order"; c.Page != want {
		t.Errorf("got %q, want %q", c.Page, want)
	}
}

func TestTheNextQuestionKnowsWhatWasBesideThePoint(t *testing.T) {
	f := newFixture(t, talking)
	v := f.visitor(t).open("/help").ask("door").ask("dog").press("[value=wrong_topic]").press("[name=back]")
	v.ask("unheard of")
	last := f.answers.asked[len(f.answers.asked)-1]
	if diff := cmp.Diff([][]string{{"door", "dog"}, {"dog"}}, [][]string{last.Seen, last.Wrong}); diff != "" {
		t.Error(diff)
	}
}

func TestWhatDidNotHelpIsNotBesideThePoint(t *testing.T) {
	f := newFixture(t, talking)
	f.visitor(t).open("/help").ask("door").press("[value=not_solved]").press("[name=back]").ask("unheard of")
	if last := f.answers.asked[len(f.answers.asked)-1]; len(last.Wrong) != 0 {
		t.Errorf("wrong: %v", last.Wrong)
	}
}

// Lines are forgotten first; what was beside the point is seen even when the list of those has grown too long.
func TestABesideThePointOutlivesItsLine(t *testing.T) {
	f := newFixture(t, talking, limited(t, "transcript_lines=10", "seen_entries=10"))
	v := f.visitor(t).open("/help").ask("dog").press("[value=wrong_topic]").press("[name=back]")
	for range 12 {
		v.ask("unheard of")
	}
	if got := len(v.find(".answer")); got != 0 {
		t.Fatalf("%d answers are still there", got)
	}
	form := url.Values{"wrong": {v.value("[name=wrong]")}}
	for i := range 20 {
		form.Add("seen", fmt.Sprint(i))
	}
	q := readConversation(form, f.Limits).question("x", "en")
	if len(q.Seen) != 11 || q.Seen[10] != "dog" || len(q.Wrong) != 1 || q.Wrong[0] != "dog" {
		t.Errorf("seen %v, wrong %v", q.Seen, q.Wrong)
	}
}
