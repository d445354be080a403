// Package postgres is the way to the database: a private Postgres that the server starts itself when it is given no
// database (Cluster), the pool (Open), the migrations (Migrate) and transactions (InTx). It knows nothing of what is
// stored. Every error that an operator can cause or cure is typed and tells in one line what to do.
package postgres
