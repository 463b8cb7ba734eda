package e2e

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"deskbell/handoff"
	"deskbell/handoff/hours"
	"deskbell/site"
	"deskbell/store"
)

// rule changes the owner's rules and settings as another process does, and waits until the
// call-back form shows it.
func (d *desk) rule(rules func(*handoff.Rules), settings func(*site.Settings), shows string) {
	d.t.Helper()
	if err := d.store(func(s *store.Store) error {
		_, err := s.ChangeRules(d.t.Context(), func(r handoff.Rules, now time.Time) (handoff.Rules, error) {
			rules(&r)
			return r.Clean(now)
		})
		return err
	}, func(s *store.Store) error {
		_, err := s.ChangeSettings(d.t.Context(), func(set site.Settings) (site.Settings, error) {
			settings(&set)
			return set.Clean()
		})
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	eventually(d.t, "the form shows the rules", func() error { return d.formShows(shows) })
}

// store opens the desk's data folder beside it.
func (d *desk) store(steps ...func(*store.Store) error) (err error) {
	s, err := store.Open(d.t.Context(), store.Options{Dir: d.dir, Existing: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	for _, step := range steps {
		if err := step(s); err != nil {
			return err
		}
	}
	return nil
}

func (d *desk) formShows(text string) error {
	req, err := http.NewRequestWithContext(context.WithoutCancel(d.t.Context()), http.MethodGet, d.base+"/help/person?kind=callback&lang=en", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err == nil && !strings.Contains(string(page), text) {
		err = fmt.Errorf("%q is not in it", text)
	}
	return err
}

// openNow sets hours around the clock, a telephone and two languages.
func (d *desk) openNow() {
	d.t.Helper()
	d.rule(func(r *handoff.Rules) {
		r.Hours, r.CallLangs = everyDay(0, 24*60), []string{"de", "en"}
	}, func(s *site.Settings) { s.Phone = "+49 30 901820" }, "tel:+4930901820")
}

// closedNow sets hours every day, and a closure from yesterday on.
func (d *desk) closedNow() {
	d.t.Helper()
	const told = "We move house for some days."
	d.rule(func(r *handoff.Rules) {
		today := hours.DateOf(time.Now())
		r.Hours = everyDay(9*60, 17*60)
		r.Hours.Closures = []hours.Closure{{From: today.Add(-1), To: today.Add(3), Text: told}}
	}, func(*site.Settings) {}, told)
}

func everyDay(from, to hours.Minute) hours.Hours {
	h := hours.Hours{Zone: "Europe/Berlin"}
	for d := range h.Week {
		h.Week[d] = []hours.Window{{From: from, To: to}}
	}
	return h
}
