// Package agenda writes call-backs as iCalendar (RFC 5545): one as a file for the agent who will call, or all as
// a feed that calendar programs read again and again. It owns how golang-ical is written with, and decides how
// much a calendar may know.
package agenda

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"deskbell/handoff"
	"deskbell/words"
)

// Options say for whom a calendar is written.
type Options struct {
	AdminURL string         // base of the pages of agents
	Desk     string         // what the desk is called; "" for the word of the language
	Lang     string         // of the agent
	Zone     *time.Location // of times in texts; nil for UTC
	Now      time.Time
	// Private leaves out everything about visitors: programs outside the house read the calendar.
	Private bool
}

const (
	productID = "-//Deskbell//Calls//EN"
	refresh   = "PT15M" // how often programs should read the feed
)

// Call is the calendar of one call.
func Call(c handoff.Call, o Options) ([]byte, error) {
	w, err := newWriter(o)
	if err != nil {
		return nil, err
	}
	w.add(c)
	return w.bytes()
}

// Feed is the calendar of all of them. Programs take what is missing in it for called off.
func Feed(calls []handoff.Call, o Options) ([]byte, error) {
	w, err := newWriter(o)
	if err != nil {
		return nil, err
	}
	w.calendar.SetName(oneLine(w.T("agenda.name", "Desk", w.Desk)))
	w.calendar.SetRefreshInterval(refresh)
	w.calendar.SetXPublishedTTL(refresh)
	for _, c := range calls {
		w.add(c)
	}
	if len(calls) == 0 {
		w.fill()
	}
	return w.bytes()
}

// writer is at work on one calendar.
type writer struct {
	*words.Translator
	Options
	host     string
	calendar *ics.Calendar
}

func newWriter(o Options) (*writer, error) {
	at, err := url.Parse(o.AdminURL)
	if err != nil || at.Hostname() == "" {
		return nil, fmt.Errorf("agenda: %q is no address of the agents' pages", o.AdminURL)
	}
	o.AdminURL = strings.TrimRight(o.AdminURL, "/")
	w := &writer{words.ForAgents(o.Lang), o, at.Hostname(), ics.NewCalendar()}
	if w.Desk == "" {
		w.Desk = w.T("mail.desk")
	}
	if w.Zone == nil {
		w.Zone = time.UTC
	}
	w.calendar.SetProductId(productID)
	w.calendar.SetCalscale("GREGORIAN")
	w.calendar.SetMethod(ics.MethodPublish)
	return w, nil
}

func (w *writer) bytes() ([]byte, error) {
	var b bytes.Buffer
	err := w.calendar.SerializeTo(&b, ics.WithNewLineWindows)
	return b.Bytes(), err
}

// fill puts a time zone into a calendar without calls, because the standard wants a component in each.
func (w *writer) fill() {
	standard := w.calendar.AddTimezone("Etc/UTC").AddStandard()
	standard.SetProperty(ics.ComponentPropertyDtStart, "19700101T000000")
	standard.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), "+0000")
	standard.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), "+0000")
}
