package account

import (
	"net/netip"
	"testing"
)

func TestANetworkOfIPv6CountsAsOneAddress(t *testing.T) {
	t.Parallel()
	key := func(s string) string { return addressKey(netip.MustParseAddr(s)) }
	if key("2001:db8::1") != key("2001:db8::ffff:2") || key("2001:db8::1") == key("2001:db8:0:1::1") ||
		key("::ffff:192.0.2.1") != key("192.0.2.1") || key("192.0.2.1") == key("192.0.2.2") || key("fe80::1%eth0") != key("fe80::2") {
		t.Error("addresses are counted wrongly")
	}
}
