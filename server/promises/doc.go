// Package promises holds a test for each of the thirteen promises of docs/guarantees.md that no narrower test proves:
// whole nodes in one process, a Postgres and a Redis of their own where these have to die. The same promises under
// everything at once, on real processes, are package chaos's.
package promises
