package web

import (
	"fmt"
	"net/http"
	"net/netip"
	"strings"
)

// Proxy is whose word about a client's address is believed, and where it stands. The zero Proxy believes nobody: whoever
// can reach the server could write a header.
type Proxy struct {
	header string // canonical; "": none
	from   []netip.Prefix
}

// nearby is where proxies stand: this machine, and networks that the internet cannot send from.
var nearby = []string{"127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "fc00::/7", "fe80::/10"}

// NewProxy makes a Proxy of the settings PROXY_HEADER and PROXY_FROM (addresses or networks; none: nearby ones). Errors
// name the setting.
func NewProxy(header string, from []string) (Proxy, error) {
	p := Proxy{header: http.CanonicalHeaderKey(strings.TrimSpace(header))}
	switch {
	case p.header == "" && len(from) > 0:
		return p, fmt.Errorf("PROXY_FROM is set, and PROXY_HEADER does not say which header to believe")
	case p.header == "Forwarded":
		return p, fmt.Errorf("PROXY_HEADER: Forwarded is not understood; let the proxy send X-Forwarded-For or X-Real-IP")
	case strings.ContainsAny(p.header, " \t\r\n:,"):
		return p, fmt.Errorf("PROXY_HEADER %q is not the name of a header, as X-Forwarded-For", header)
	}
	if len(from) == 0 {
		from = nearby
	}
	for _, one := range from {
		network, err := netip.ParsePrefix(one)
		if address, alone := netip.ParseAddr(one); alone == nil {
			network, err = netip.PrefixFrom(address, address.BitLen()), nil
		}
		if err != nil {
			return p, fmt.Errorf("PROXY_FROM: %q is neither an address nor a network like 10.0.0.0/8", one)
		}
		p.from = append(p.from, network.Masked())
	}
	return p, nil
}

// caller gives the address of whoever a request comes from; false where the connection's own is all that is known. It is
// the last one in the header, which the proxy itself wrote: what stands before it the client may have made up.
func (p Proxy) caller(r *http.Request) (netip.Addr, bool) {
	if p.header == "" {
		return netip.Addr{}, false
	}
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !p.trusts(peer.Addr().Unmap().WithZone("")) {
		return netip.Addr{}, false
	}
	lines := r.Header.Values(p.header)
	if len(lines) == 0 {
		return netip.Addr{}, false
	}
	last := lines[len(lines)-1]
	return hop(strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:]))
}

func (p Proxy) trusts(peer netip.Addr) bool {
	for _, network := range p.from {
		if network.Contains(peer) {
			return true
		}
	}
	return false
}

// hop reads one address of a header; some proxies add the port.
func hop(s string) (netip.Addr, bool) {
	if a, err := netip.ParseAddr(strings.Trim(s, "[]")); err == nil {
		return a.Unmap(), true
	}
	a, err := netip.ParseAddrPort(s)
	return a.Addr().Unmap(), err == nil
}

// behind puts the caller's address where everything looks for it: into RemoteAddr, of a copy. The port of a connection
// that is not this one is nobody's business, and 0.
func behind(p Proxy, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a, ok := p.caller(r); ok {
			r = r.WithContext(r.Context())
			r.RemoteAddr = netip.AddrPortFrom(a, 0).String()
		}
		next.ServeHTTP(w, r)
	})
}
