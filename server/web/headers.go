package web

import (
	"net/http"
	"net/url"
	"strings"
)

// secured sets the headers that keep a page to what this server sent. scripts are the hashes of the inline scripts of
// the built index.html, as they stand in a policy ('sha256-…').
func secured(public *url.URL, scripts []string, next http.Handler) http.Handler {
	set := map[string]string{
		"Content-Security-Policy": policy(public, scripts),
		"X-Content-Type-Options":  "nosniff",
		"X-Frame-Options":         "DENY", // for browsers that do not know frame-ancestors
		"Referrer-Policy":         "same-origin",
		// Nothing uses these yet; what will (camera and microphone of a lesson) is let in by name then.
		"Permissions-Policy":           "camera=(), microphone=(), display-capture=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), browsing-topics=()",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
	}
	if public.Scheme == "https" {
		set["Strict-Transport-Security"] = "max-age=31536000"
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for name, value := range set {
			h.Set(name, value)
		}
		if forAPI(r) {
			// Slips, new tokens, one's own affairs: a shared computer's disk keeps none of it. What may be kept says so.
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r)
	})
}

func policy(public *url.URL, scripts []string) string {
	socket := "ws://"
	if public.Scheme == "https" {
		socket = "wss://"
	}
	return strings.Join([]string{
		"default-src 'self'",
		strings.Join(append([]string{"script-src 'self'"}, scripts...), " "),
		"style-src 'self'",
		"img-src 'self' data: blob:",
		"connect-src 'self' " + socket + public.Host, // Safari before 15.4 does not count the socket as 'self'
		"frame-ancestors 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"object-src 'none'",
	}, "; ")
}
