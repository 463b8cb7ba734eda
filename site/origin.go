package site

import (
	"errors"
	"net"
	"net/url"
	"regexp"
	"strings"
)

var errOrigin = errors.New("want an origin such as https://shop.example")

var hostName = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

// ParseOrigin reads the address of a site as an owner types it and gives the
// exact origin: "https://shop.example", "http://localhost:3000". A path is cut
// off. Plain http is for localhost alone, where the port may be "*".
func ParseOrigin(s string) (string, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "http://localhost:*" {
		return s, nil
	}
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.User != nil || u.Opaque != "" {
		return "", errOrigin
	}
	host := u.Hostname()
	local := host == "localhost" || isLoopback(host)
	if u.Scheme != "https" && (u.Scheme != "http" || !local) {
		return "", errOrigin
	}
	named := hostName.MatchString(host) && (local || strings.Contains(host, "."))
	if net.ParseIP(host) == nil && !named {
		return "", errOrigin
	}
	return u.Scheme + "://" + withoutDefaultPort(u), nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func withoutDefaultPort(u *url.URL) string {
	if (u.Scheme == "https" && u.Port() == "443") || (u.Scheme == "http" && u.Port() == "80") {
		return strings.TrimSuffix(u.Host, ":"+u.Port())
	}
	return u.Host
}
