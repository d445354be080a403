// Package vault seals small secrets that a copy of the database must not give away: the secrets of the second step of
// signing in. Its key is the setting SECRET_KEY or, without one, a file in the data folder that is made when it is first
// needed. The database remembers the key's fingerprint, so that a node with another key says so instead of spoiling
// what the others sealed. Safe for concurrent use.
package vault

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
)

// minKey is the least length of SECRET_KEY, in characters: what `openssl rand -base64 32` gives is longer.
const minKey = 32

// fileName is the key's file in the data folder.
const fileName = "secret.key"

var (
	// ErrOtherKey: the database was written by a node with another key.
	ErrOtherKey = errors.New("SECRET_KEY is not the key that this database was written with: give all nodes the same SECRET_KEY (without the setting it stands in " + fileName + " of the data folder of the node that was first)")
	// ErrSpoiled: what is to be opened was not sealed here, or not for this purpose.
	ErrSpoiled = errors.New("vault: what was sealed cannot be opened")
)

// DB is a pool, or a transaction.
type DB interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// Vault seals and opens.
type Vault struct {
	setting, folder string

	mu  sync.Mutex // guards the following
	key []byte     // nil until it is needed
}

// New makes a Vault with the key of a setting, or with one in a folder where the setting is "". It fails when the
// setting is too short to be a key.
func New(setting, folder string) (*Vault, error) {
	setting = strings.TrimSpace(setting)
	if setting != "" && len(setting) < minKey {
		return nil, fmt.Errorf("SECRET_KEY is too short: %d characters at least, as from `openssl rand -base64 32`", minKey)
	}
	return &Vault{setting: setting, folder: folder}, nil
}

// Check tells, at the start, whether this node's key is the database's. A database in which nothing is sealed yet takes
// any key.
func (v *Vault) Check(ctx context.Context, db DB) error {
	var known []byte
	err := db.QueryRow(ctx, "select fingerprint from secret_key").Scan(&known)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the key's fingerprint: %w", err)
	}
	return v.same(known)
}

// Claim makes this node's key the database's, before something is sealed; ErrOtherKey when it has another one.
func (v *Vault) Claim(ctx context.Context, db DB) error {
	fingerprint, err := v.derive("fingerprint")
	if err != nil {
		return err
	}
	var known []byte
	// The update changes nothing: it makes the row that is there come back.
	err = db.QueryRow(ctx, `insert into secret_key (fingerprint) values ($1)
		on conflict (singleton) do update set fingerprint = secret_key.fingerprint returning fingerprint`, fingerprint).Scan(&known)
	if err != nil {
		return fmt.Errorf("keep the key's fingerprint: %w", err)
	}
	return v.same(known)
}

func (v *Vault) same(known []byte) error {
	own, err := v.derive("fingerprint")
	if err != nil {
		return err
	}
	if !hmac.Equal(own, known) {
		return ErrOtherKey
	}
	return nil
}

// Seal encrypts; what is sealed for one owner (a row's id, say) cannot be opened for another.
func (v *Vault) Seal(plain []byte, owner string) ([]byte, error) {
	box, err := v.box()
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, box.NonceSize())
	_, _ = rand.Read(nonce) // never fails (crypto/rand)
	return box.Seal(nonce, nonce, plain, []byte(owner)), nil
}

// Open gives what was sealed; ErrSpoiled when it was changed, or is another owner's.
func (v *Vault) Open(sealed []byte, owner string) ([]byte, error) {
	box, err := v.box()
	if err != nil {
		return nil, err
	}
	if len(sealed) < box.NonceSize() {
		return nil, ErrSpoiled
	}
	plain, err := box.Open(nil, sealed[:box.NonceSize()], sealed[box.NonceSize():], []byte(owner))
	if err != nil {
		return nil, ErrSpoiled
	}
	return plain, nil
}

// MAC is a fingerprint of a text that nobody makes without the key: a copy of the database cannot be searched for it.
func (v *Vault) MAC(text, owner string) ([]byte, error) {
	key, err := v.derive("mac")
	if err != nil {
		return nil, err
	}
	h := hmac.New(sha256.New, key)
	_, _ = h.Write([]byte(owner + "\x00" + text)) // never fails
	return h.Sum(nil), nil
}

func (v *Vault) box() (cipher.AEAD, error) {
	key, err := v.derive("seal")
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	return cipher.NewGCM(block)
}

// derive gives the 32 bytes for one purpose.
func (v *Vault) derive(purpose string) ([]byte, error) {
	key, err := v.root()
	if err != nil {
		return nil, err
	}
	derived, err := hkdf.Key(sha256.New, key, nil, "tongchuang "+purpose, 32)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	return derived, nil
}

func (v *Vault) root() ([]byte, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.key != nil {
		return v.key, nil
	}
	text := v.setting
	if text == "" {
		var err error
		if text, err = kept(v.folder); err != nil {
			return nil, fmt.Errorf("the installation's key (set SECRET_KEY, or make the data folder writable): %w", err)
		}
	}
	v.key = []byte(text)
	return v.key, nil
}

// kept reads the key's file, and makes it where there is none. Of two processes that make it at once, one wins.
func kept(folder string) (string, error) {
	path := filepath.Join(folder, fileName)
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = makeFile(folder, path); err == nil {
			raw, err = os.ReadFile(path)
		}
	}
	if err != nil {
		return "", err
	}
	text := strings.TrimSpace(string(raw))
	if len(text) < minKey {
		return "", fmt.Errorf("%s holds no key", path)
	}
	return text, nil
}

func makeFile(folder, path string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	made, err := os.CreateTemp(folder, fileName+".*") // for its owner alone
	if err != nil {
		return err
	}
	defer os.Remove(made.Name())
	_, err = made.WriteString(rand.Text() + rand.Text() + "\n")
	if err == nil {
		err = made.Sync()
	}
	if closed := made.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if err := os.Link(made.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
