package web

import (
	"net/http"
	"net/url"
	"strings"
)

// Each face's Content-Security-Policy allows what its pages use and nothing else.
const (
	policyBase = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
		"font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
	policyTypes = "; require-trusted-types-for 'script'; trusted-types deskbell"
)

func setHeaders(h http.Header, face Face, site Site) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
	if site.BaseURL != nil && site.BaseURL.Scheme == "https" {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	switch face {
	case API:
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Cache-Control", "no-store")
	case Script:
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	case Panel:
		h.Set("Content-Security-Policy", policyBase+policyTypes+"; frame-ancestors "+ancestors(site))
		h.Set("Cache-Control", "no-store")
	case Admin:
		// The editor shows the visitor's own rendering in a frame.
		h.Set("Content-Security-Policy", policyBase+"; frame-src 'self'; frame-ancestors 'none'")
		h.Set("Cache-Control", "no-store")
	default:
		h.Set("Content-Security-Policy", policyBase+"; frame-src 'self'; frame-ancestors 'none'")
		h.Set("Cache-Control", "no-store")
	}
}

// framing is the other site that asks for a page in a frame of its own, "" if none does or the browser does not say.
func framing(r *http.Request) string {
	if r.Header.Get("Sec-Fetch-Dest") != "iframe" || r.Header.Get("Sec-Fetch-Site") == "same-origin" {
		return ""
	}
	u, err := url.Parse(r.Referer())
	if err != nil || u.Host == "" {
		return ""
	}
	return originOf(u)
}

func ancestors(site Site) string {
	if site.Ancestors == nil {
		return "'self'"
	}
	return strings.Join(append([]string{"'self'"}, site.Ancestors()...), " ")
}
