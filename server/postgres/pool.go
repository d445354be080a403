package postgres

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// PoolConfig sizes a pool. The zero value is usable.
type PoolConfig struct {
	// MaxConns bounds the connections; 0 means DefaultMaxConns.
	MaxConns int32
	// ApplicationName is what pg_stat_activity shows; empty means “tongchuang”.
	ApplicationName string
}

// DefaultMaxConns suits one small machine: with group commits a node is rarely in need of more, and four nodes fit
// into Postgres's default of 100.
const DefaultMaxConns = 16

// How long the first connection may take before the database counts as unreachable.
const connectTimeout = 5 * time.Second

// sessionDefaults hold for every connection unless the URL says otherwise. The bounds keep one bad statement, or a
// node that hangs in the middle of a transaction, from stopping everybody.
var sessionDefaults = map[string]string{
	"timezone":                            "UTC",
	"statement_timeout":                   "10s",
	"lock_timeout":                        "5s",
	"idle_in_transaction_session_timeout": "5s",
}

// Open makes a pool for the database at rawURL and tries one connection.
//
// The pool has no time limit of its own on acquiring a connection: it is the caller's context that bounds it.
// Errors: ErrDatabaseURL, ErrUnreachable, ErrServerTooOld. The pool is safe for concurrent use; its caller closes it.
func Open(ctx context.Context, rawURL string, cfg PoolConfig) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(rawURL)
	if err != nil || !isURL(rawURL) { // libpq's other form, with spaces, is not offered
		return nil, fmt.Errorf("%w: %s", ErrDatabaseURL, invalidURLReason(rawURL, err))
	}
	config.MaxConns = cfg.MaxConns
	if config.MaxConns == 0 {
		config.MaxConns = DefaultMaxConns
	}
	conn := config.ConnConfig
	params := maps.Clone(sessionDefaults)
	params["application_name"] = "tongchuang"
	if cfg.ApplicationName != "" {
		params["application_name"] = cfg.ApplicationName
	}
	for name, value := range params {
		if _, set := conn.RuntimeParams[name]; !set {
			conn.RuntimeParams[name] = value
		}
	}
	if !strings.Contains(rawURL, "connect_timeout") {
		conn.ConnectTimeout = connectTimeout
	}

	config.AfterConnect = knowUUIDs
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrDatabaseURL, invalidURLReason(rawURL, err))
	}
	if err := checkServer(ctx, pool); err != nil {
		pool.Close()
		return nil, err
	}
	return pool, nil
}

// checkServer makes one connection and looks at the server's version.
func checkServer(ctx context.Context, pool *pgxpool.Pool) error {
	c, err := pool.Acquire(ctx)
	if err != nil {
		return unreachable(pool.Config(), err)
	}
	defer c.Release()
	version := c.Conn().PgConn().ParameterStatus("server_version")
	major, err := majorVersion(version)
	if err != nil {
		return fmt.Errorf("%w: it calls its version %q", ErrServerTooOld, version)
	}
	if major < MinMajor {
		return fmt.Errorf("%w: it is version %s, and %d or newer is needed", ErrServerTooOld, version, MinMajor)
	}
	return nil
}

// unreachable says in one line where no connection could be made and why.
func unreachable(config *pgxpool.Config, err error) error {
	conn := config.ConnConfig
	where := net.JoinHostPort(conn.Host, strconv.Itoa(int(conn.Port)))
	if strings.HasPrefix(conn.Host, "/") {
		where = "socket folder " + conn.Host
	}
	return &unreachableError{
		text: fmt.Sprintf("%v: database %q at %s as user %q: %s",
			ErrUnreachable, conn.Database, where, conn.User, withoutPassword(reason(err), conn.Password)),
		cause: err,
	}
}

// unreachableError keeps the cause for errors.As without showing its text, which has several lines.
type unreachableError struct {
	text  string
	cause error
}

func (e *unreachableError) Error() string   { return e.text }
func (e *unreachableError) Unwrap() []error { return []error{ErrUnreachable, e.cause} }

// reason takes the one telling cause out of pgx's many-lined errors.
func reason(err error) string {
	var pgErr *pgconn.PgError
	var dnsErr *net.DNSError
	var opErr *net.OpError
	switch {
	case errors.As(err, &pgErr):
		return oneLine(pgErr.Message)
	case errors.As(err, &dnsErr):
		return fmt.Sprintf("no address is known for the host %q", dnsErr.Name)
	case errors.Is(err, context.DeadlineExceeded) || pgconn.Timeout(err):
		return "no answer in time"
	case errors.As(err, &opErr):
		return oneLine(opErr.Err.Error())
	default:
		return oneLine(err.Error())
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func withoutPassword(s, password string) string {
	if password == "" {
		return s
	}
	return strings.ReplaceAll(s, password, "***")
}

func isURL(s string) bool {
	return strings.HasPrefix(s, "postgres://") || strings.HasPrefix(s, "postgresql://")
}

// invalidURLReason tells what is wrong with an address without repeating any of it: it may hold a password in a place
// where nobody looks for one.
func invalidURLReason(rawURL string, err error) string {
	const form = "expected postgres://user:password@host:5432/database"
	if !isURL(rawURL) {
		return form
	}
	u, parseErr := url.Parse(rawURL)
	if parseErr != nil {
		return "it cannot be read as a URL; special characters in the password must be percent-encoded; " + form
	}
	var parseConfigErr *pgconn.ParseConfigError
	if errors.As(err, &parseConfigErr) && parseConfigErr.Unwrap() != nil {
		password, _ := u.User.Password()
		cause := oneLine(parseConfigErr.Unwrap().Error())
		if !strings.Contains(cause, "://") {
			return withoutPassword(cause, password) + "; " + form
		}
	}
	return form
}

// majorVersion reads the 15 of “15.18 (Debian 15.18-0+deb12u1)” or “18beta1”.
func majorVersion(version string) (int, error) {
	digits := version
	if i := strings.IndexFunc(version, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		digits = version[:i]
	}
	major, err := strconv.Atoi(digits)
	if err != nil {
		return 0, fmt.Errorf("version %q has no number", version)
	}
	return major, nil
}
