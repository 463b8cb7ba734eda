package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"

	"deskbell/internal/web"
)

// patience is how long requests under way may take when the process stops.
const patience = 3 * time.Second

// doors are the addresses a house is reached at. They are bound before anything else is
// opened, so that a port in use stops the start and not the service.
type doors struct {
	public    net.Listener
	admin     net.Listener // nil: the admin page is at the public one
	challenge net.Listener // nil without --domain
}

func (c serveCommand) bind() (d doors, err error) {
	if d.public, err = listen(c.publicAddress(), "--listen"); err != nil {
		return d, err
	}
	if c.AdminListen != "" {
		if d.admin, err = listen(c.AdminListen, "--admin-listen"); err != nil {
			return d, errors.Join(err, d.close())
		}
	}
	if c.Domain != "" {
		if d.challenge, err = listen(c.HTTPListen, "--http-listen"); err != nil {
			return d, errors.Join(err, d.close())
		}
	}
	return d, nil
}

func (c serveCommand) publicAddress() string {
	if c.Domain != "" && c.Listen == defaultListen {
		return ":443"
	}
	return c.Listen
}

func listen(address, flag string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s; choose another address with %s: %w", address, flag, err)
	}
	return l, nil
}

func (d doors) close() error {
	var errs []error
	for _, l := range []net.Listener{d.public, d.admin, d.challenge} {
		if l != nil {
			errs = append(errs, l.Close())
		}
	}
	return errors.Join(errs...)
}

// serve answers at every door until ctx ends.
func (d doors) serve(c serveCommand, h *house, log *slog.Logger) []func(context.Context) error {
	public := d.public
	var all []func(context.Context) error
	if d.challenge != nil {
		manager := c.certificates(h.dir)
		config := manager.TLSConfig()
		config.MinVersion = tls.VersionTLS12
		public = tls.NewListener(public, config)
		all = append(all, answer(d.challenge, manager.HTTPHandler(nil), log), watchCertificate(manager, c.Domain, log))
	}
	if d.admin != nil {
		all = append(all, answer(d.admin, h.admin, log))
	}
	return append(all, answer(public, h.public, log))
}

// certificates gets and renews the certificate of --domain by ACME.
func (c serveCommand) certificates(dir string) *autocert.Manager {
	m := &autocert.Manager{
		Prompt:     autocert.AcceptTOS,
		HostPolicy: autocert.HostWhitelist(c.Domain),
		Cache:      autocert.DirCache(filepath.Join(dir, "acme")),
	}
	if c.ACMEDirectory != "" {
		m.Client = &acme.Client{DirectoryURL: c.ACMEDirectory}
	}
	return m
}

// watchCertificate has the certificate before the first visitor needs it, whose handshake
// would not wait for the ACME server, and logs when there is none or an old one: autocert
// keeps its failures to itself.
func watchCertificate(m *autocert.Manager, domain string, log *slog.Logger) func(context.Context) error {
	log = log.With("domain", domain)
	return func(ctx context.Context) error {
		hourly := time.NewTicker(time.Hour)
		defer hourly.Stop()
		for {
			go lookAtCertificate(m, domain, log) // cannot be interrupted, so a stop leaves it behind
			select {
			case <-ctx.Done():
				return nil
			case <-hourly.C:
			}
		}
	}
}

func lookAtCertificate(m *autocert.Manager, domain string, log *slog.Logger) {
	// Without a suite autocert takes the visitor for an old one and gets an RSA certificate.
	cert, err := m.GetCertificate(&tls.ClientHelloInfo{
		ServerName:   domain,
		CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256},
	})
	if err != nil {
		log.Warn("no HTTPS certificate; the domain must lead here, and its ports 80 and 443 be open", "err", err)
		return
	}
	// autocert renews when a third of the time is left.
	if end := cert.Leaf.NotAfter; time.Until(end) < end.Sub(cert.Leaf.NotBefore)/4 {
		log.Warn("the HTTPS certificate is not renewed", "until", end)
	}
}

// answer serves until ctx ends, then lets requests under way finish.
func answer(l net.Listener, handler http.Handler, log *slog.Logger) func(context.Context) error {
	return func(ctx context.Context) error {
		server := web.NewServer(handler, log)
		done := make(chan error, 1)
		go func() { done <- server.Serve(l) }()
		select {
		case err := <-done:
			return err
		case <-ctx.Done():
		}
		ending, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := server.Shutdown(ending); err != nil {
			log.Warn("some requests did not finish in time", "err", server.Close())
		}
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	}
}
