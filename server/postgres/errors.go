package postgres

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/puddle/v2"
)

// What StartCluster, Open and Migrate may answer with. The error returned wraps one of these, its text is one line,
// fit to be shown to the person who runs the server, and holds no password.
var (
	// ErrNoBinaries: no PostgreSQL server program of MinMajor or newer was found.
	ErrNoBinaries = errors.New("no PostgreSQL server programs found")
	// ErrDataDirInUse: another server has the data folder.
	ErrDataDirInUse = errors.New("the data folder is in use by another server")
	// ErrDataDirUnwritable: the data folder cannot be made, written, or reached by the user Postgres runs as.
	ErrDataDirUnwritable = errors.New("the data folder cannot be used")
	// ErrVersionMismatch: the data folder was made by a PostgreSQL that is not on this machine.
	ErrVersionMismatch = errors.New("the data folder needs another version of PostgreSQL")
	// ErrClusterFailed: Postgres was started and gave up; the text quotes its reason.
	ErrClusterFailed = errors.New("PostgreSQL did not start")

	// ErrDatabaseURL: DATABASE_URL is not a database's address.
	ErrDatabaseURL = errors.New("DATABASE_URL is not a valid PostgreSQL address")
	// ErrUnreachable: no connection to the database could be made.
	ErrUnreachable = errors.New("the database cannot be reached")
	// ErrServerTooOld: the database's server is older than MinMajor.
	ErrServerTooOld = errors.New("the database's PostgreSQL is too old")
	// ErrDatabaseNewer: a newer version of this program has migrated the database.
	ErrDatabaseNewer = errors.New("the database belongs to a newer version of tongchuang")
)

// MinMajor is the oldest major version of PostgreSQL that is used: Debian 12's.
const MinMajor = 15

// Codes after which the same work may succeed a moment later, though nothing is wrong with it: the server is going
// down, coming up, full or slow. PostgreSQL manual, appendix A.
var unavailableCodes = map[string]bool{
	"57P01": true, // admin_shutdown
	"57P02": true, // crash_shutdown
	"57P03": true, // cannot_connect_now
	"57P05": true, // idle_session_timeout
	"25P03": true, // idle_in_transaction_session_timeout
	"25006": true, // read_only_sql_transaction: a former primary during a failover
	"55P03": true, // lock_not_available: our lock_timeout
	"57014": true, // query_canceled: our statement_timeout
}

// IsUnavailable tells whether err means that the database cannot be used just now, so that the honest answer is
// “unavailable, try again”. It is not a promise that nothing was done: a commit that was cut off may stand, so whoever
// tries again needs an idempotency key. A context canceled by the caller is not unavailability.
func IsUnavailable(err error) bool {
	if err == nil {
		return false
	}
	var pgErr *pgconn.PgError
	if errors.As(err, &pgErr) {
		return unavailableCodes[pgErr.Code] ||
			strings.HasPrefix(pgErr.Code, "08") || // connection exceptions
			strings.HasPrefix(pgErr.Code, "53") // too many connections, disk full, out of memory
	}
	if errors.Is(err, context.Canceled) {
		return false
	}
	var connectErr *pgconn.ConnectError
	var opErr *net.OpError
	return errors.As(err, &connectErr) || errors.As(err, &opErr) ||
		errors.Is(err, context.DeadlineExceeded) || // no connection, or no answer, in time
		errors.Is(err, pgconn.ErrConnClosed) || errors.Is(err, puddle.ErrClosedPool) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) ||
		pgconn.SafeToRetry(err) || pgconn.Timeout(err)
}

// IsUniqueViolation tells whether err is the violation of the named unique constraint or index; with an empty name,
// of any.
func IsUniqueViolation(err error, constraint string) bool {
	var pgErr *pgconn.PgError
	return errors.As(err, &pgErr) && pgErr.Code == "23505" && (constraint == "" || pgErr.ConstraintName == constraint)
}
