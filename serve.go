package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strings"

	"golang.org/x/sync/errgroup"

	"deskbell/internal/limits"
	"deskbell/store"
)

const defaultListen = "localhost:8080"

type serveCommand struct {
	dataFolder
	Listen           string   `arg:"--listen,env:DESKBELL_LISTEN" help:"Address to listen on; with --domain it is :443." default:"localhost:8080" placeholder:"HOST:PORT"`
	AdminListen      string   `arg:"--admin-listen,env:DESKBELL_ADMIN_LISTEN" help:"Serve the admin page here instead, for instance inside a VPN." placeholder:"HOST:PORT"`
	BaseURL          *url.URL `arg:"--base-url,env:DESKBELL_BASE_URL" help:"Address that visitors see, such as https://help.shop.example. Only this host is served then." placeholder:"URL"`
	Domain           string   `arg:"--domain,env:DESKBELL_DOMAIN" help:"Get an HTTPS certificate for this domain by ACME and serve it; needs the ports 80 and 443." placeholder:"NAME"`
	HTTPListen       string   `arg:"--http-listen,env:DESKBELL_HTTP_LISTEN" help:"With --domain: where the ACME challenge and the redirect are served." default:":80" placeholder:"HOST:PORT"`
	ACMEDirectory    string   `arg:"--acme-directory,env:DESKBELL_ACME_DIRECTORY" help:"ACME server; Let's Encrypt if not given." placeholder:"URL"`
	TrustedProxy     list     `arg:"--trusted-proxy,env:DESKBELL_TRUSTED_PROXY" help:"Network or address of a proxy whose X-Forwarded-For counts." placeholder:"CIDR,..."`
	Site             list     `arg:"--site,env:DESKBELL_SITE" help:"Web site that may embed the panel, besides those in the settings." placeholder:"ORIGIN,..."`
	FAQ              string   `arg:"--faq,env:DESKBELL_FAQ" help:"Keep entries in step with this file or folder." placeholder:"PATH"`
	SMTP             string   `arg:"--smtp,env:DESKBELL_SMTP" help:"Mail server, smtps://user@host or smtp://user@host (STARTTLS)." placeholder:"URL"`
	SMTPFrom         string   `arg:"--smtp-from,env:DESKBELL_SMTP_FROM" help:"Address that mails come from; the SMTP user if not given." placeholder:"ADDRESS"`
	SMTPPassword     string   `arg:"--smtp-password,env:DESKBELL_SMTP_PASSWORD" help:"Password of the SMTP user; better by environment or file than here." placeholder:"PASSWORD"`
	SMTPPasswordFile string   `arg:"--smtp-password-file,env:DESKBELL_SMTP_PASSWORD_FILE" help:"File that holds the password of the SMTP user." placeholder:"FILE"`
	Notify           list     `arg:"--notify,env:DESKBELL_NOTIFY" help:"Where to announce new tickets: ntfy://host/topic or https://… (JSON webhook)." placeholder:"URL,..."`
	Limit            list     `arg:"--limit,env:DESKBELL_LIMIT" help:"Override a limit, such as tickets_per_hour=100; deskbell check --limits prints them." placeholder:"NAME=VALUE,..."`
}

func (c serveCommand) Run(ctx context.Context, log *slog.Logger) error {
	unlock, err := store.Lock(c.dir(), "serve")
	if err != nil {
		return err
	}
	defer unlock()
	lim, err := limits.Parse(c.Limit)
	if err != nil {
		return err
	}
	d, err := c.bind()
	if err != nil {
		return err
	}
	h, err := openHouse(ctx, c, d, lim, log)
	if err != nil {
		return errors.Join(err, d.close())
	}
	h.greet(ctx, os.Stdout, c.Site)
	return h.close(h.run(ctx, d.serve(c, h, log)))
}

// run serves until ctx ends or something breaks; then everything stops.
func (h *house) run(ctx context.Context, servers []func(context.Context) error) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, work := range append(h.work, servers...) {
		g.Go(func() error { return unlessStopped(ctx, work(ctx)) })
	}
	return g.Wait()
}

// unlessStopped drops the error of work that was cut off because everything stops.
func unlessStopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// base is the one address that is served; nil without --base-url and --domain.
func (c serveCommand) base() *url.URL {
	if c.BaseURL == nil && c.Domain != "" {
		return &url.URL{Scheme: "https", Host: c.Domain}
	}
	return c.BaseURL
}

// visitorsURL is the address that links are built from.
func (c serveCommand) visitorsURL(d doors) *url.URL {
	if base := c.base(); base != nil {
		return base
	}
	return &url.URL{Scheme: "http", Host: reachable(c.Listen, d.public)}
}

func (c serveCommand) adminURL(d doors) *url.URL {
	if d.admin != nil {
		return &url.URL{Scheme: "http", Host: reachable(c.AdminListen, d.admin)}
	}
	return c.visitorsURL(d)
}

// reachable is an address to click on: the host as it was given, where that is one, and
// the port that was bound.
func reachable(given string, l net.Listener) string {
	host, _, _ := net.SplitHostPort(given)
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return given
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// check finds settings that cannot work together before anything starts.
func (c serveCommand) check() error {
	if u := c.BaseURL; u != nil && (u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "") {
		return fmt.Errorf("--base-url %s: want scheme and host alone, such as https://help.shop.example", u)
	}
	if c.Domain != "" && strings.ContainsAny(c.Domain, ":/") {
		return fmt.Errorf("--domain %s: want a name alone, such as help.shop.example", c.Domain)
	}
	if c.SMTP == "" && (c.SMTPPassword != "" || c.SMTPPasswordFile != "" || c.SMTPFrom != "") {
		return fmt.Errorf("a mail password or sender is given, but no mail server: add --smtp smtps://user@host")
	}
	return nil
}

// password of the SMTP user, from wherever it was given.
func (c serveCommand) password() (string, error) {
	if c.SMTPPasswordFile == "" {
		return c.SMTPPassword, nil
	}
	text, err := os.ReadFile(c.SMTPPasswordFile)
	if err != nil {
		return "", fmt.Errorf("--smtp-password-file: %w", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}

// greet prints where everything is; sites are those of the command line.
func (h *house) greet(ctx context.Context, w io.Writer, sites []string) {
	fmt.Fprintf(w, "\n  Deskbell %s\n", version)
	front := "Demo"
	if h.settingsWith(sites)().SetUp() {
		front = "Help" // the demo stands in the admin page now
	}
	fmt.Fprintf(w, "  %s    %s/\n", front, h.visitorsURL)
	fmt.Fprintf(w, "  Admin   %s/admin/\n", h.adminURL)
	if link, err := h.setUpLink(ctx); err == nil && link != "" {
		fmt.Fprintf(w, "  Set up  %s\n          (good for 15 minutes, once; start again for a new link)\n", link)
	}
	fmt.Fprintf(w, "  Data    %s\n\n", h.dir)
}
