package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"deskbell/handoff/admin"
	"deskbell/internal/web"
	"deskbell/site"
	"deskbell/widget"
)

// openPages wires what is served to whom.
func (h *house) openPages(_ context.Context, c serveCommand) error {
	proxies, err := web.ParseProxies(c.TrustedProxy)
	if err != nil {
		return fmt.Errorf("--trusted-proxy: %w", err)
	}
	sites, err := origins(c.Site)
	if err != nil {
		return err
	}
	visitors := widget.New(h.widgetConfig(c, sites))
	agents := admin.New(h.adminConfig(visitors, sites))
	outside := h.surroundings(c, proxies, sites)
	outside.Words = visitors.Words
	outside.ErrorPage = func(face web.Face, e web.ErrorView) web.Renderer {
		if face == web.Admin {
			return admin.ErrorPage(e)
		}
		return visitors.ErrorPage(e)
	}
	public := web.NewRouter(outside)
	public.Add(visitors.Routes()...)
	if c.AdminListen == "" {
		public.Add(agents.Routes()...)
	} else {
		outside.BaseURL = nil // reached by whatever address the inside has
		inside := web.NewRouter(outside)
		inside.Add(agents.Routes()...)
		inside.Add(widget.StaticRoute())
		h.admin = inside.Serve()
	}
	h.public = public.Serve()
	return nil
}

func (h *house) widgetConfig(c serveCommand, sites []string) widget.Config {
	return widget.Config{
		Answers: h.engine, Gaps: h.gaps, Tally: h.tally, Desk: h.desk, Timing: h.timing, Settings: h.settingsWith(sites), Feed: h.feed, Limits: h.limits,
		BaseURL: c.base(), Now: time.Now, Log: h.log,
		Ready:   func() error { return nil }, // it listens once the index is open
		Healthy: h.store.Ready,
	}
}

func (h *house) adminConfig(visitors *widget.Server, sites []string) admin.Config {
	return admin.Config{
		Desk: h.desk, Timing: h.timing, Rules: h.store, Keys: h.keys, Team: h.team, Outbox: h.store, Pulses: h.sender.Status, Targets: h.out.names(),
		FAQ: h.faq, Gaps: h.gaps, Shown: h.engine, Settings: h.store, Sessions: h.store.Sessions(),
		Feed: h.feed, Limits: h.limits, VisitorsURL: h.visitorsURL, AgentsURL: h.adminURL, Sites: sites, Strangers: h.strangers, Demo: visitors.Demo,
		Version: version, Now: time.Now, Log: h.log,
	}
}

func (h *house) surroundings(c serveCommand, proxies web.Proxies, sites []string) web.Site {
	return web.Site{
		BaseURL: c.base(), Proxies: proxies, Log: h.log,
		Contact: func() web.Contact {
			contact := h.settings.Get().Contact()
			return web.Contact{Email: contact.Email, Phone: contact.Phone}
		},
		Ancestors: func() []string { return h.settingsWith(sites)().Origins },
		Framed: func(origin string) {
			if !site.MayShow(h.settingsWith(sites)().Origins, origin) {
				h.strangers.Note(origin)
			}
		},
	}
}

// settingsWith gives the settings with the sites of the command line among the origins: the
// panel must know each site that may embed it, because it speaks to no other.
func (h *house) settingsWith(sites []string) func() site.Settings {
	return func() site.Settings {
		set := h.settings.Get()
		set.Origins = append(slices.Clip(set.Origins), sites...)
		return set
	}
}

func origins(sites []string) ([]string, error) {
	exact := make([]string, len(sites))
	for i, s := range sites {
		origin, err := site.ParseOrigin(s)
		if err != nil {
			return nil, fmt.Errorf("--site %s: %w", s, err)
		}
		exact[i] = origin
	}
	return exact, nil
}
