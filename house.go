package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"path/filepath"
	"time"

	"deskbell/handoff"
	"deskbell/handoff/mail"
	"deskbell/handoff/notify"
	"deskbell/internal/feed"
	"deskbell/internal/limits"
	"deskbell/internal/packed"
	"deskbell/search"
	"deskbell/search/importer"
	"deskbell/search/sample"
	"deskbell/site"
	"deskbell/store"
)

// house is everything that serve runs, wired.
type house struct {
	dir         string
	visitorsURL *url.URL
	adminURL    *url.URL

	feed      *feed.Feed
	limits    limits.Limits
	log       *slog.Logger
	store     *store.Store
	keys      handoff.Keys
	engine    *search.Engine
	faq       *search.FAQ
	gaps      *search.Gaps
	tally     *search.Tally
	settings  *site.Current
	strangers *site.Strangers
	timing    *handoff.Timing
	team      *handoff.Team
	desk      *handoff.Desk
	sender    *handoff.Sender
	out       outward

	public http.Handler
	admin  http.Handler
	work   []func(context.Context) error // runs beside the servers until its context ends
}

// outward is the ways out that were configured.
type outward struct {
	account *mail.Account
	targets []notify.Target
}

func (o outward) names() []handoff.Target {
	names := make([]handoff.Target, len(o.targets))
	for i, t := range o.targets {
		names[i] = t.Target
	}
	return names
}

func openHouse(ctx context.Context, c serveCommand, d doors, lim limits.Limits, log *slog.Logger) (*house, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	h := &house{dir: c.dir(), visitorsURL: c.visitorsURL(d), adminURL: c.adminURL(d), feed: new(feed.Feed), limits: lim, log: log}
	for _, step := range []func(context.Context, serveCommand) error{
		h.openOutward, h.openStore, h.openSearch, h.openSettings, h.openHandoff, h.openPages,
	} {
		if err := step(ctx, c); err != nil {
			return nil, h.close(err)
		}
	}
	return h, nil
}

func (h *house) openOutward(_ context.Context, c serveCommand) error {
	if c.SMTP != "" {
		password, err := c.password()
		if err != nil {
			return err
		}
		account, err := mail.ParseAccount(c.SMTP, password, c.SMTPFrom)
		if err != nil {
			return err
		}
		h.out.account = &account
	}
	for _, address := range c.Notify {
		target, err := notify.Parse(address)
		if err != nil {
			return err
		}
		h.out.targets = append(h.out.targets, target)
	}
	return nil
}

func (h *house) openStore(ctx context.Context, _ serveCommand) (err error) {
	if h.store, err = store.Open(ctx, store.Options{Dir: h.dir, Locked: true, Feed: h.feed, Log: h.log}); err != nil {
		return err
	}
	key, err := store.Key(h.dir)
	if err != nil {
		return err
	}
	h.keys = handoff.NewKeys(key)
	h.work = append(h.work,
		func(ctx context.Context) error { h.store.WatchForeign(ctx); return nil },
		h.watchDisk)
	return nil
}

// watchDisk ends the process when a flush failed: what the disk holds is then unknown
// until the database is opened anew.
func (h *house) watchDisk(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case <-h.store.Failed():
		return h.store.Ready(ctx)
	}
}

func (h *house) openSearch(ctx context.Context, c serveCommand) (err error) {
	h.faq = search.NewFAQ(h.store, h.limits)
	h.gaps = search.NewGaps(h.store, time.Now)
	h.tally = search.NewTally(h.store, time.Now, h.log)
	if err := h.seed(ctx); err != nil {
		return err
	}
	if c.FAQ != "" {
		if err := takeFile(ctx, c.FAQ, h.faq, h.limits, h.log); err != nil {
			return err
		}
		h.work = append(h.work, func(ctx context.Context) error { return followFile(ctx, c.FAQ, h.faq, h.limits, h.log) })
	}
	if h.engine, err = search.Open(ctx, filepath.Join(h.dir, "index"), h.store, h.feed, h.log); err != nil {
		return err
	}
	h.work = append(h.work, h.engine.Run, func(ctx context.Context) error { h.tally.Run(ctx); return nil })
	return nil
}

// seed puts the sample FAQ into a store that never held an entry.
func (h *house) seed(ctx context.Context) error {
	version, err := h.store.EntriesVersion(ctx)
	if err != nil || version != "" {
		return err
	}
	read, err := importer.Parse("sample.jsonl", bytes.NewReader(packed.Text(sample.JSONL)), h.limits)
	if err != nil {
		return err
	}
	return h.faq.SeedSample(ctx, read.Entries)
}

func (h *house) openSettings(ctx context.Context, _ serveCommand) (err error) {
	if h.settings, err = site.Load(ctx, h.store, h.feed, h.log); err != nil {
		return err
	}
	h.strangers = site.NewStrangers(time.Now)
	h.work = append(h.work, h.settings.Run)
	return nil
}

func (h *house) openHandoff(ctx context.Context, _ serveCommand) (err error) {
	h.team = handoff.NewTeam(h.store, time.Now)
	if h.timing, err = handoff.LoadTiming(ctx, h.store, h.feed, time.Now, h.log); err != nil {
		return err
	}
	h.desk = handoff.NewDesk(h.store, h.keys, handoff.Config{
		Limits: h.limits, Mail: h.out.account != nil, Notify: h.out.names(), Timing: h.timing, Now: time.Now,
		OwnersPhone: func() string { return h.settings.Get().Phone }, Log: h.log,
	})
	h.sender = handoff.NewSender(handoff.SenderConfig{
		Outbox: h.store, Tickets: h.store, Feed: h.feed, Carriers: h.carriers(), Now: time.Now, Log: h.log,
	})
	h.work = append(h.work, h.sender.Run, h.timing.Run,
		func(ctx context.Context) error { h.desk.Care(ctx, h.store); return nil },
		func(ctx context.Context) error { h.gaps.Run(ctx, h.log); return nil })
	return nil
}

func (h *house) carriers() map[handoff.Channel]handoff.Carrier {
	carriers := map[handoff.Channel]handoff.Carrier{}
	if h.out.account != nil {
		carriers[handoff.Mail] = mail.New(mail.Config{
			Account: *h.out.account, Key: h.keys.Derive("message id"), AdminURL: h.adminURL.String(),
			LinkURL: h.linkURL, Desk: h.letterhead, Question: h.question, Overview: h.desk.Overview,
		})
	}
	if len(h.out.targets) > 0 {
		announce := notify.New(notify.Config{
			Targets: h.out.targets, AdminURL: h.adminURL.String(), Key: h.keys.Derive("webhook"), Now: time.Now,
		})
		carriers[handoff.Ntfy], carriers[handoff.Webhook] = announce, announce
	}
	return carriers
}

func (h *house) linkURL(t handoff.Ticket) string {
	return h.visitorsURL.JoinPath("ticket", h.desk.LinkCode(t)).String()
}

func (h *house) letterhead(context.Context) (mail.Desk, error) {
	s := h.settings.Get()
	calendar := h.timing.Calendar()
	return mail.Desk{
		Name: s.Title, Email: s.Email, Controller: s.Controller, Zone: calendar.Zone(), Hours: calendar.Set(),
		NameIn: func(lang string) string { return s.TitleIn(lang).Text }, Informal: s.Informal,
	}, nil
}

func (h *house) question(_ context.Context, entry string) (string, bool) {
	e, ok := h.engine.Entry(entry)
	return e.Question, ok
}

func (h *house) setUpLink(ctx context.Context) (string, error) {
	needed, err := h.team.NeedsSetUp(ctx)
	if err != nil || !needed {
		return "", err
	}
	secret, err := h.team.SetUpLink(ctx)
	return h.adminURL.JoinPath("admin", "setup", secret).String(), err
}

// close ends everything in order and adds what goes wrong to err.
func (h *house) close(err error) error {
	var errs []error
	if h.engine != nil {
		errs = append(errs, h.engine.Close())
	}
	if h.store != nil {
		errs = append(errs, h.store.Close())
	}
	return errors.Join(append([]error{err}, errs...)...)
}
