// Package config holds the settings: each a flag and an environment variable of the same name, none of them needed.
package config

import (
	"cmp"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strings"
	"time"
)

// Config is the settings of one node. Its tags are what `tongchuang --help` lists.
type Config struct {
	Addr            string            `help:"Address to listen on." env:"ADDR" default:":8080"`
	PublicURL       string            `help:"Address that people type, as https://tongchuang.example. Links in mails begin with it. Default: http://localhost and the port." env:"PUBLIC_URL"`
	DataDir         string            `help:"Folder for the private Postgres and files. Default: ./data (for root, where that is out of reach of the user that Postgres runs as: /var/lib/tongchuang)." env:"DATA_DIR" type:"path"`
	DatabaseURL     string            `help:"Postgres 15 or newer, as postgres://user:password@host/database. Default: a private Postgres in the data folder." env:"DATABASE_URL"`
	DatabaseConns   int32             `help:"Connections to the database, at most; at least 4." env:"DATABASE_CONNS" default:"16"`
	RedisURL        string            `help:"Redis 7, as redis://host:6379, which joins several nodes. Default: this node is alone." env:"REDIS_URL"`
	SecretKey       string            `help:"Key, 32 characters or more, that seals what must not be read from a copy of the database. Nodes that share a database need the same. Default: made up once and kept in the data folder." env:"SECRET_KEY"`
	TwoStep         []string          `help:"Roles, besides administrators, that can do nothing before signing in asks them for a code: teacher, coordinator, moderator." env:"TWO_STEP" enum:"citizen,student,teacher,coordinator,moderator,administrator"`
	SMTPURL         string            `help:"Mail server, as smtp://user:password@host:587?from=forum@example.org or smtps://. Default: mails are kept for the administrator to read." env:"SMTP_URL" name:"smtp-url"`
	OIDCIssuer      string            `help:"Address of a district's OpenID Connect provider, through which its people sign in. Default: none." env:"OIDC_ISSUER" name:"oidc-issuer"`
	OIDCClientID    string            `help:"This installation's name at the provider." env:"OIDC_CLIENT_ID" name:"oidc-client-id"`
	OIDCSecret      string            `help:"This installation's secret at the provider." env:"OIDC_CLIENT_SECRET" name:"oidc-client-secret"`
	OIDCName        string            `help:"What people call the provider, as it stands on the button. Default: the host of its address." env:"OIDC_NAME" name:"oidc-name"`
	OIDCSchool      string            `help:"Slug of the school whose people the provider vouches for." env:"OIDC_SCHOOL" name:"oidc-school"`
	OIDCSchoolClaim string            `help:"Claim of the provider that tells somebody's school. Default: everybody belongs to OIDC_SCHOOL." env:"OIDC_SCHOOL_CLAIM" name:"oidc-school-claim"`
	OIDCSchools     map[string]string `help:"Slugs of the schools by the values of that claim, as 1042=linden;1043=maple. Where it is given, the district vouches for these schools alone; without it the values are the slugs." env:"OIDC_SCHOOLS" name:"oidc-schools"`
	OIDCRoleClaim   string            `help:"Claim of the provider that tells who is a teacher. Default: everybody who comes is a student." env:"OIDC_ROLE_CLAIM" name:"oidc-role-claim"`
	OIDCTeacher     []string          `help:"Values of that claim that make a teacher." env:"OIDC_TEACHER" name:"oidc-teacher" default:"teacher"`
	Retention       string            `help:"Limits of retention to shorten, as deleted_posts=7d,notices=90d; docs/safety.md lists them. Default: the written ones." env:"RETENTION"`
	ErasureLedger   string            `help:"File that remembers what was erased, for backups that are restored. Keep it outside of the database. Default: erasures.jsonl in the data folder; none where DATABASE_URL is set and DATA_DIR is not." env:"ERASURE_LEDGER" type:"path"`
	ProxyHeader     string            `help:"Header in which the proxy in front names the client's address, as X-Forwarded-For; the last address in it counts. Default: none is believed." env:"PROXY_HEADER"`
	ProxyFrom       []string          `help:"Addresses and networks of the proxies whose PROXY_HEADER is believed. Default: this machine and private networks." env:"PROXY_FROM"`
	Node            string            `help:"Name of this node in logs and figures. Default: made up." env:"NODE"`
	Drain           time.Duration     `help:"How long clients have to leave when the server stops." env:"DRAIN" default:"15s"`
	LogLevel        slog.Level        `help:"debug, info, warn or error." env:"LOG_LEVEL" default:"info"`
	LogJSON         bool              `help:"Log lines as JSON." env:"LOG_JSON"`
	PostsPerSecond  float64           `help:"Posts that one person may write a second for long." env:"POSTS_PER_SECOND" default:"1"`
	PostsBurst      int               `help:"Posts that one person may write at once." env:"POSTS_BURST" default:"20"`
	FramesPerSecond float64           `help:"Frames that one connection may send a second for long." env:"FRAMES_PER_SECOND" default:"30"`
	FrameBurst      int               `help:"Frames that one connection may send at once." env:"FRAME_BURST" default:"90"`
	VisitorSockets  int               `help:"Open sockets that the visitors from one address (of IPv6, one /64) may have on this node; who is signed in is counted alone." env:"VISITOR_SOCKETS" default:"1000"`
	PostsGroup      int               `help:"Posts that one commit takes at most." env:"POSTS_GROUP" default:"256"`
	PostsWriters    int               `help:"Commits of posts that are under way at once." env:"POSTS_WRITERS" default:"2"`
	TranslateEngine string            `help:"What translates for moderators: libretranslate, deepl, or openai for any service that speaks its chat completions. Default: nothing does." env:"TRANSLATE_ENGINE" enum:",libretranslate,deepl,openai" default:""`
	TranslateURL    string            `help:"Where it is, as https://translate.example.org. Default: DeepL's or OpenAI's own address." env:"TRANSLATE_URL"`
	TranslateKey    string            `help:"Key for it. It is in no log." env:"TRANSLATE_KEY"`
	TranslateModel  string            `help:"Model, for openai." env:"TRANSLATE_MODEL"`
	Metrics         string            `help:"public: serve figures at /metrics on the main address, for everybody who can reach it. Default: on DEBUG_ADDR alone." env:"METRICS" enum:",public" default:""`
	DebugAddr       string            `help:"Address, of this machine alone, for figures and profiles, as localhost:6060. Default: none." env:"DEBUG_ADDR"`
	Demo            *bool             `help:"Load the example data, whose accounts have a password that everybody knows. Default: only for a trial, that is without a PUBLIC_URL, and while nobody else is there." env:"DEMO" negatable:""`
}

// Public gives the address that people type. Errors name the setting.
func (c Config) Public() (*url.URL, error) {
	if c.PublicURL == "" {
		_, port, err := net.SplitHostPort(c.Addr)
		if err != nil {
			return nil, fmt.Errorf("ADDR %q is not an address like :8080", c.Addr)
		}
		return &url.URL{Scheme: "http", Host: "localhost:" + port}, nil
	}
	u, err := url.Parse(c.PublicURL)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		return nil, fmt.Errorf("PUBLIC_URL %q is not an address like https://tongchuang.example", c.PublicURL)
	}
	u.Path = ""
	return u, nil
}

// fewestConns: the writer of posts keeps some for itself, jobs listen on one, and the rest is for everybody.
const fewestConns = 4

// Check tells what cannot be served with.
func (c Config) Check() error {
	if c.DatabaseConns != 0 && c.DatabaseConns < fewestConns {
		return fmt.Errorf("DATABASE_CONNS is %d, and at least %d are needed", c.DatabaseConns, fewestConns)
	}
	return nil
}

// Writers is how many commits of posts may be under way at once, 0 for the default: each keeps a connection, and half of
// them are for reading.
func (c Config) Writers() int {
	if c.DatabaseConns == 0 {
		return c.PostsWriters
	}
	return min(c.PostsWriters, int(c.DatabaseConns)/2)
}

// PostRate is how many posts one person may write: a second for long, and at once.
func (c Config) PostRate() (perSecond float64, burst int) {
	return cmp.Or(c.PostsPerSecond, 1), cmp.Or(c.PostsBurst, 20)
}

// WantsDemo tells whether the example data are loaded at the start.
func (c Config) WantsDemo() bool {
	if c.Demo != nil {
		return *c.Demo
	}
	return c.PublicURL == ""
}

// Logger makes the log that the settings ask for.
func (c Config) Logger() *slog.Logger {
	options := &slog.HandlerOptions{Level: c.LogLevel}
	if c.LogJSON {
		return slog.New(slog.NewJSONHandler(os.Stderr, options))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, options))
}
