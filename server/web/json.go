package web

import (
	"bytes"
	stdjson "encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// strictJSON reads what the socket reads, and no more: no duplicate names, no invalid UTF-8 or lone surrogates, nothing
// after the value, at most 10,000 levels deep (jsontext's own bound). Unknown members are refused by huma's schemas.
// Members of the wrong case are neither matched nor let pass.
var strictJSON = huma.Format{
	Marshal: func(w io.Writer, v any) error {
		// A script block in a page must never be able to hold an answer's text as markup.
		return json.MarshalWrite(w, v, jsontext.EscapeForHTML(true))
	},
	Unmarshal: func(data []byte, v any) error {
		if err := withoutNul(data); err != nil {
			return err
		}
		return json.Unmarshal(data, v)
	},
}

var errNul = errors.New("a string holds U+0000, which the database cannot store")

// withoutNul refuses strings with U+0000. Only a body that spells the escape is read twice.
func withoutNul(data []byte) error {
	if !bytes.Contains(data, []byte(`\u0000`)) {
		return nil
	}
	d := jsontext.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.ReadToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if token.Kind() == '"' && strings.ContainsRune(token.String(), 0) {
			return errNul
		}
	}
}

// rawValue is a part of a frame whose type another part names; in the description it may be anything.
type rawValue = jsontext.Value

var rawMessage = reflect.TypeFor[stdjson.RawMessage]()
