package web

import (
	"context"
	"net/http"
	"net/netip"
	"strings"
)

// Proxies are the networks whose forwarded headers count.
type Proxies []netip.Prefix

// ParseProxies reads CIDRs or single addresses.
func ParseProxies(list []string) (Proxies, error) {
	var all Proxies
	for _, s := range list {
		if !strings.Contains(s, "/") {
			addr, err := netip.ParseAddr(s)
			if err != nil {
				return nil, err
			}
			all = append(all, netip.PrefixFrom(addr, addr.BitLen()))
			continue
		}
		prefix, err := netip.ParsePrefix(s)
		if err != nil {
			return nil, err
		}
		all = append(all, prefix)
	}
	return all, nil
}

func (p Proxies) trusts(a netip.Addr) bool {
	for _, prefix := range p {
		if prefix.Contains(a) {
			return true
		}
	}
	return false
}

// client finds whom a request comes from: the peer, or, when the peer is a trusted
// proxy, the right-most address in X-Forwarded-For that is not one.
func (p Proxies) client(r *http.Request) netip.Addr {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	addr := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && p.trusts(addr); i-- {
		hop, ok := parseHop(strings.TrimSpace(hops[i]))
		if !ok {
			break
		}
		addr = hop.Unmap().WithZone("")
	}
	return addr
}

// parseHop reads an address; some proxies write the port too.
func parseHop(s string) (netip.Addr, bool) {
	addr, err := netip.ParseAddr(s)
	if err == nil {
		return addr, true
	}
	withPort, err := netip.ParseAddrPort(s)
	return withPort.Addr(), err == nil
}

// Client is the address that a request comes from. It is for rate keys only:
// it must never be written anywhere.
func Client(r *http.Request) netip.Addr {
	a, _ := r.Context().Value(clientKey).(netip.Addr)
	return a
}

func withClient(ctx context.Context, a netip.Addr) context.Context {
	return context.WithValue(ctx, clientKey, a)
}
