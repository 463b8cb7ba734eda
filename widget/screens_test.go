package widget

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
	"deskbell/internal/feed"
	"deskbell/internal/limits"
	"deskbell/search"
	"deskbell/search/importer"
	"deskbell/search/sample"
	"deskbell/store/storetest"
	"deskbell/words"
)

// indexed is a FAQ in JSON Lines, really indexed.
func indexed(t *testing.T, faq []byte) *search.Engine {
	t.Helper()
	entries := storetest.New(t)
	read, err := importer.Parse("faq.jsonl", bytes.NewReader(faq), limits.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if err := search.NewFAQ(entries, limits.Limits{}).SeedSample(t.Context(), read.Entries); err != nil {
		t.Fatal(err)
	}
	engine, err := search.Open(t.Context(), t.TempDir(), entries, &feed.Feed{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	return engine
}

// deskFor is the desk that a state needs.
func deskFor(t *testing.T, n Need, answers Answers) *fixture {
	t.Helper()
	var changes []func(*fixture)
	switch n {
	case NoMail:
		changes = append(changes, func(f *fixture) { f.mail = false })
	case OneQuestion:
		changes = append(changes, limited(t, "ask_per_minute=1"))
	case OneTicket:
		changes = append(changes, limited(t, "tickets_per_hour=1"))
	case OpenNow:
		changes = append(changes, openAlways, speaking("de", "en"), phoned)
	case ClosedNow:
		changes = append(changes, openWeekdays, closedToday)
	}
	f := newFixture(t, changes...)
	f.Answers = answers
	return f
}

func (f *fixture) happen(t *testing.T, e Event, ref string) {
	t.Helper()
	var err error
	switch e {
	case AgentReplies:
		_, err = f.Desk.Reply(t.Context(), f.agent(t), ref, aKey, "It is warm again.", handoff.After{})
	case AgentCloses:
		err = f.Desk.Close(t.Context(), ref)
	case CallsInVain:
		f.attempt(t, handoff.NoAnswer, handoff.Busy, handoff.NoAnswer)
	case NumberWrong:
		f.attempt(t, handoff.WrongNumber)
	case MarkedLetter:
		err = f.Desk.MarkLetter(t.Context(), ref, true)
	case PromiseEnds:
		f.clock.Add(25 * time.Hour)
	case ThreadGrows:
		agent := f.agent(t)
		for n := 0; n < 59 && err == nil; n++ {
			_, err = f.Desk.Reply(t.Context(), agent, ref, fmt.Sprintf("%s%02d", aKey, n), "It is warm again.", handoff.After{})
		}
	default:
		t.Fatalf("nobody knows how it happens that %s", e)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestAPersonCanBeReachedFromEveryState without JavaScript. What is seen on the way must be all that there is.
func TestAPersonCanBeReachedFromEveryState(t *testing.T) {
	seen := &sights{}
	inEveryState(t, seen, func(t *testing.T, v *visitor, s State) {
		mustShow(t, v, s)
		reachesPerson(t, v)
	})
	if !t.Failed() {
		seen.mustBeComplete(t)
	}
}

// inEveryState goes to each state that there is without JavaScript, a test each.
func inEveryState(t *testing.T, seen *sights, do func(t *testing.T, v *visitor, s State)) {
	t.Helper()
	around, err := os.ReadFile("testdata/around.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	full, none, own := seen.by(indexed(t, sample.JSONL)), seen.by(indexed(t, nil)), seen.by(indexed(t, around))
	t.Run("states", func(t *testing.T) { // is over when all of them are
		for _, s := range States {
			if s.Script {
				continue // in a browser
			}
			t.Run(s.Name, func(t *testing.T) {
				t.Parallel()
				answers := full
				switch s.Needs {
				case NoEntries:
					answers = none
				case OwnEntries:
					answers = own
				}
				f := deskFor(t, s.Needs, answers)
				v := f.visitor(t).open(s.Path)
				seen.note(v)
				for _, step := range s.Steps {
					if step.Meanwhile != "" {
						f.happen(t, step.Meanwhile, v.text(".ref"))
					}
					v.take(step)
					seen.note(v)
				}
				do(t, v, s)
			})
		}
	})
}

// take goes a step, which may press nothing.
func (v *visitor) take(s Step) {
	v.t.Helper()
	if s.Open != "" {
		set(v.one(s.Open).Parent, "open", "") // what is folded is there all the same
	}
	if s.Press != "" {
		v.step(s)
		return
	}
	for name, value := range s.Fill {
		v.fill(name, value)
	}
}

func mustShow(t *testing.T, v *visitor, s State) {
	t.Helper()
	if got := v.screen(); got != s.Screen {
		t.Fatalf("shows %q (status %d), want %q\n%s", got, v.status, s.Screen, v.text("main"))
	}
	if s.Shows != "" && len(v.find(s.Shows)) == 0 {
		t.Errorf("there is no %s", s.Shows)
	}
	if s.Says != "" && !strings.Contains(v.text("body"), v.words(s.Says)) {
		t.Errorf("it does not say %q", v.words(s.Says))
	}
}

// reachesPerson is promise 1: one action from the form, wherever the visitor is.
func reachesPerson(t *testing.T, v *visitor) {
	t.Helper()
	control := v.one("header #person")
	if has(control, "hidden") || has(control, "disabled") {
		t.Errorf("the control is not there to use: %v", control.Attr)
	}
	if control.Data == "a" { // on the form itself
		if attr(control, "aria-current") != "page" || attr(v.one(attr(control, "href")), "action") != "/help/person" {
			t.Errorf("the control does not lead to the form: %v", control.Attr)
		}
		return
	}
	v.press("#person")
	if v.status != 200 || v.screen() != ScreenPerson {
		t.Errorf("the control leads to %q, status %d", v.screen(), v.status)
	}
}

func TestEveryKindOfReplyCanBeChosen(t *testing.T) {
	f := newFixture(t)
	v := f.visitor(t)
	for _, kind := range []handoff.Kind{handoff.ByEmail, handoff.CallBack, handoff.Here} {
		v.open("/help/person?kind=" + string(kind))
		if !has(v.one("[type=radio][value="+string(kind)+"]"), "checked") {
			t.Errorf("%s is not chosen", kind)
		}
	}
}

func TestEveryScreenAndReasonHasItsWords(t *testing.T) {
	reasons := []search.Reason{
		search.Confident, search.Ambiguous, search.NoMatch, search.AskedForPerson, search.Upset, search.IsPersonFirst,
		search.Repeated, search.SecondMiss, search.EmptyIndex,
	}
	for _, lang := range words.Languages {
		w := words.In(lang)
		for _, s := range States {
			if s.Screen != "" && !w.Has("widget.screen."+s.Screen) {
				t.Errorf("%s: screen %s has no title", lang, s.Screen)
			}
		}
		for _, r := range reasons {
			if r != search.Confident && !w.Has("widget.lead."+string(r)) {
				t.Errorf("%s: reason %s has no sentence", lang, r)
			}
		}
	}
}
