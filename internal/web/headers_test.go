package web

import (
	"strings"
	"testing"
)

func TestEachFaceHasItsPolicy(t *testing.T) {
	site := Site{Ancestors: func() []string { return []string{"https://shop.example", "http://localhost:*"} }}
	for _, c := range []struct {
		face      Face
		has, lack []string
	}{
		{Panel, []string{"frame-ancestors 'self' https://shop.example http://localhost:*", "require-trusted-types-for 'script'", "form-action 'self'"}, []string{"unsafe"}},
		{Page, []string{"frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"}, []string{"unsafe"}},
		{Admin, []string{"frame-ancestors 'none'"}, []string{"unsafe", "https://shop.example"}},
		{API, []string{"default-src 'none'", "frame-ancestors 'none'"}, []string{"self"}},
		{Script, []string{"default-src 'none'"}, nil},
	} {
		s := serve(t, site, Route{Pattern: "GET /x", Face: c.face, Handler: ok})
		h := s.do(request("GET", local+"/x", "")).Header()
		policy := h.Get("Content-Security-Policy")
		for _, part := range c.has {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: %q lacks %q", c.face, policy, part)
			}
		}
		for _, part := range c.lack {
			if strings.Contains(policy, part) {
				t.Errorf("%s: %q has %q", c.face, policy, part)
			}
		}
		if h.Get("X-Frame-Options") != "" {
			t.Errorf("%s: X-Frame-Options would forbid what frame-ancestors allows", c.face)
		}
		if got := h.Get("Cache-Control"); c.face != Script && got != "no-store" {
			t.Errorf("%s: Cache-Control %q", c.face, got)
		}
	}
}

func TestTheSiteAroundAPanelIsTold(t *testing.T) {
	const shop = "https://shop.example/"
	frame := []string{"Sec-Fetch-Dest", "iframe", "Sec-Fetch-Site", "cross-site"}
	for name, c := range map[string]struct {
		face    Face
		headers []string
		want    string
	}{
		"a panel in a frame":          {Panel, append(frame, "Referer", shop), "https://shop.example"},
		"a page in a frame":           {Page, append(frame, "Referer", shop), ""},
		"a browser that does not say": {Panel, []string{"Referer", shop}, ""},
		"a site that does not say":    {Panel, frame, ""},
		"our own page":                {Panel, []string{"Sec-Fetch-Dest", "iframe", "Sec-Fetch-Site", "same-origin", "Referer", local + "/admin/demo"}, ""},
		"a link that is followed":     {Panel, []string{"Sec-Fetch-Dest", "document", "Sec-Fetch-Site", "cross-site", "Referer", shop}, ""},
		"no address":                  {Panel, append(frame, "Referer", "%zz"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			told := ""
			s := serve(t, Site{Framed: func(origin string) { told = origin }}, Route{Pattern: "GET /x", Face: c.face, Handler: ok})
			s.do(request("GET", local+"/x", "", c.headers...))
			if told != c.want {
				t.Errorf("told of %q, want %q", told, c.want)
			}
		})
	}
}

func TestWithoutASiteThePanelStandsOnOurOwnPagesOnly(t *testing.T) {
	for _, site := range []Site{{}, {Ancestors: func() []string { return nil }}} {
		s := serve(t, site, Route{Pattern: "GET /x", Face: Panel, Handler: ok})
		policy := s.do(request("GET", local+"/x", "")).Header().Get("Content-Security-Policy")
		if !strings.HasSuffix(policy, "frame-ancestors 'self'") {
			t.Errorf("%q", policy)
		}
	}
}

func TestHTTPSStaysHTTPS(t *testing.T) {
	for scheme, want := range map[string]bool{"https": true, "http": false} {
		s := serve(t, Site{BaseURL: base(scheme + "://help.shop.example")}, okRoute)
		h := s.do(request("GET", "http://help.shop.example/ok", "")).Header()
		if got := h.Get("Strict-Transport-Security") != ""; got != want {
			t.Errorf("%s: HSTS %t", scheme, got)
		}
	}
}
