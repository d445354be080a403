package postgres_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"

	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
)

const secret = "s3cret-w!rd"

func open(t *testing.T, url string) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	pool, err := postgres.Open(ctx, url, postgres.PoolConfig{})
	if err == nil {
		pool.Close()
	}
	return err
}

func TestAConnectionHasBoundsAndUTC(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	for setting, want := range map[string]string{
		"TimeZone": "UTC", "statement_timeout": "10s", "lock_timeout": "5s",
		"idle_in_transaction_session_timeout": "5s", "application_name": t.Name(),
	} {
		var got string
		if err := pool.QueryRow(t.Context(), "SELECT current_setting($1)", setting).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s is %q, want %q", setting, got, want)
		}
	}
}

func TestTheURLMayChangeABound(t *testing.T) {
	t.Parallel()
	pool, err := postgres.Open(t.Context(), postgrestest.Empty(t)+"&statement_timeout=3s", postgres.PoolConfig{})
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var got string
	if err := pool.QueryRow(t.Context(), "SHOW statement_timeout").Scan(&got); err != nil || got != "3s" {
		t.Errorf("%q %v", got, err)
	}
}

func TestAWrongAddressIsRefusedWithoutShowingThePassword(t *testing.T) {
	t.Parallel()
	for _, url := range []string{
		"", "nonsense", "mysql://u:" + secret + "@localhost/db", "postgres://u:" + secret + "%zz@localhost/db",
		"postgres://u:" + secret + "@localhost:99999999/db", "postgres://u:" + secret + "@localhost/db?sslmode=perhaps",
		"postgres://u:" + secret + "%@localhost/db", "postgres://u:" + secret + "@local host/db",
	} {
		err := open(t, url)
		mustRefuse(t, err, postgres.ErrDatabaseURL, "postgres://user:password@host")
		if strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("it shows the password: %v", err)
		}
	}
}

func TestAnUnreachableDatabaseIsNamedWithoutThePassword(t *testing.T) {
	t.Parallel()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := closed.Addr().String()
	closed.Close()
	for url, words := range map[string][]string{
		"postgres://u:" + secret + "@" + address + "/db":                 {address, `"db"`, `"u"`, "refused"},
		"postgres://u:" + secret + "#?@" + address + "/db":               {address, "refused"},
		"postgres://u:" + secret + "@nowhere.invalid/db":                 {"nowhere.invalid", "no address"},
		"postgres://u:" + secret + "@/db?host=/nowhere":                  {"/nowhere", "no such file"},
		strings.Replace(postgrestest.Empty(t), "/test_", "/missing_", 1): {"missing_", "does not exist"},
	} {
		err := open(t, url)
		mustRefuse(t, err, postgres.ErrUnreachable, words...)
		if strings.Contains(err.Error(), secret) {
			t.Errorf("it shows the password: %v", err)
		}
	}
}

// answer plays a Postgres that lets everybody in, and calls its version as given; with an empty one it says nothing.
func answer(t *testing.T, version string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		backend := pgproto3.NewBackend(conn, conn)
		if _, err := backend.ReceiveStartupMessage(); err != nil {
			return
		}
		if version != "" {
			backend.Send(&pgproto3.AuthenticationOk{})
			backend.Send(&pgproto3.ParameterStatus{Name: "server_version", Value: version})
			backend.Send(&pgproto3.ReadyForQuery{TxStatus: 'I'})
			if backend.Flush() != nil {
				return
			}
		}
		_, _ = backend.Receive() // the end
	}()
	t.Cleanup(func() { listener.Close(); <-done })
	return "postgres://u:" + secret + "@" + listener.Addr().String() + "/db?sslmode=disable"
}

func TestADatabaseThatIsTooOldIsRefused(t *testing.T) {
	t.Parallel()
	mustRefuse(t, open(t, answer(t, "14.9 (Debian)")), postgres.ErrServerTooOld, "14.9", "15")
	if err := open(t, answer(t, "15.0")); err != nil {
		t.Error(err)
	}
	if err := open(t, answer(t, "19beta1")); err != nil {
		t.Error(err)
	}
}

func TestADatabaseThatSaysNothingIsUnreachable(t *testing.T) {
	t.Parallel()
	err := open(t, answer(t, "")+"&connect_timeout=1")
	mustRefuse(t, err, postgres.ErrUnreachable, "no answer in time")
}
