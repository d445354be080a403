// Package web is what the server says over HTTP: the API of typed operations and its description, the built client, and
// the public pages for readers without JavaScript. Every answer passes the same door (door.go): request id, log without
// personal data, security headers, the reader's language, refusal of requests from other sites. New puts it together
// once; the handler is safe for concurrent use.
package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"

	"tongchuang/server/command"
)

// Deps is what the app gives.
type Deps struct {
	// PublicURL is the address under which people reach the server (PUBLIC_URL), without a path. Absolute links are
	// made from it and never from a request's Host. Required.
	PublicURL *url.URL
	// Client holds the built client, index.html at its root; nil when it was not built.
	Client fs.FS
	// Forum is what the public pages read; nil leaves them to the client.
	Forum Forum
	// Features have their operations registered, in this order.
	Features []Feature
	// Commands is the set that the socket offers, already filled by the features; for the description.
	Commands *command.Set
	// Authenticate puts the request's actor into its context (access.WithActor); nil where everyone is a visitor.
	Authenticate func(http.Handler) http.Handler
	// Socket answers /api/socket. It checks the Origin by itself.
	Socket http.Handler
	// Routes are further handlers by their mux pattern ("GET /metrics").
	Routes map[string]http.Handler
	// Proxy is whose word about a client's address is believed; zero: nobody's.
	Proxy Proxy
	// Ready returns why the server cannot work at the moment, nil when it can; nil means always ready.
	Ready func(context.Context) error
}

// New makes the whole handler. It fails when the built client is not what it should be.
func New(d Deps) (http.Handler, error) {
	if d.PublicURL == nil || d.PublicURL.Host == "" {
		return nil, errors.New("web: the public address is missing")
	}
	site, err := newSite(d)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	api := NewAPI(mux)
	for _, f := range d.Features {
		f.Operations(api)
	}
	if d.Commands != nil {
		describeSocket(api.OpenAPI(), d.Commands)
	}
	addDescription(mux, api.OpenAPI(), site)
	mux.Handle("/api/", noOperation(mux))
	site.routes(mux)
	for pattern, h := range d.Routes {
		mux.Handle(pattern, h)
	}
	compressed, err := compress(notePattern(mux))
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	inner := compressed
	if d.Socket != nil {
		// Beside the compressing writer, which a hijacked connection has no use for.
		outer := http.NewServeMux()
		outer.Handle("/api/socket", d.Socket)
		outer.Handle("/", compressed)
		inner = notePattern(outer)
	}
	if d.Authenticate != nil {
		inner = d.Authenticate(inner)
	}
	inner = inTime(inner)
	// Before anybody is asked who they are: a page's twenty files must not cost twenty look-ups of a session, and a
	// database that is away must not make the process look dead.
	front := http.NewServeMux()
	addHealth(front, d.Ready)
	front.Handle("/", site.assetsOr(inner))
	return door(d.PublicURL, site.shell.scripts, behind(d.Proxy, front))
}
