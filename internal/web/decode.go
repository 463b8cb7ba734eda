package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"deskbell/internal/fault"
)

const (
	maxDepth     = 8
	fieldLetters = "abcdefghijklmnopqrstuvwxyz_" // all that stands in names of fields
)

// ReadJSON reads a request body into v, strictly: the right content type, one
// value, valid UTF-8, no unknown field, no field twice. It gives the raw body too.
func ReadJSON(r *http.Request, v any) ([]byte, error) {
	if !hasType(r, "application/json") {
		return nil, fault.New(fault.Invalid, codeMediaType)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, bodyFault(err)
	}
	if !utf8.Valid(body) || !json.Valid(body) {
		return nil, fault.New(fault.Invalid, codeMalformed)
	}
	keys := json.NewDecoder(bytes.NewReader(body))
	keys.UseNumber() // whether a number fits is its field's business
	if err := checkKeys(keys, 0); err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return nil, decodeFault(err)
	}
	return body, nil
}

func hasType(r *http.Request, want string) bool {
	t, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToLower(params["charset"])
	return err == nil && t == want && (charset == "" || charset == "utf-8")
}

func decodeFault(err error) error {
	if t, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return &fault.Error{Kind: fault.Invalid, Code: codeWrongType, Field: t.Field, Err: err}
	}
	if field, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return &fault.Error{Kind: fault.Invalid, Code: codeUnknown, Field: strings.Trim(field, `"`), Err: err}
	}
	return &fault.Error{Kind: fault.Invalid, Code: codeWrongType, Err: err}
}

// checkKeys refuses a key that stands twice in one object, whose meaning would
// depend on the reader, one that only encoding/json would take for a field, which
// it matches in any case, and nesting deeper than any request needs.
func checkKeys(d *json.Decoder, depth int) error {
	token, err := d.Token()
	if err != nil {
		return fault.Because(fault.Invalid, codeMalformed, err)
	}
	delim, ok := token.(json.Delim)
	if !ok {
		return nil
	}
	if depth == maxDepth {
		return fault.New(fault.Invalid, codeMalformed)
	}
	seen := map[string]bool{}
	for d.More() {
		if delim == '{' {
			key, err := d.Token()
			if err != nil {
				return fault.Because(fault.Invalid, codeMalformed, err)
			}
			name := strings.ToLower(key.(string))
			switch {
			case seen[name]:
				return fault.At(key.(string), codeDuplicate)
			case strings.Trim(key.(string), fieldLetters) != "":
				return fault.At(key.(string), codeUnknown)
			}
			seen[name] = true
		}
		if err := checkKeys(d, depth+1); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

// ReadForm reads a posted form, urlencoded or multipart. Uploads stay in memory, bounded by the
// route's body: the server would never remove files that it wrote for them.
func ReadForm(r *http.Request) error {
	switch {
	case hasType(r, "application/x-www-form-urlencoded"):
		if err := r.ParseForm(); err != nil {
			return bodyFault(err)
		}
	case hasType(r, "multipart/form-data"):
		if err := r.ParseMultipartForm(math.MaxInt64); err != nil {
			return bodyFault(err)
		}
	default:
		return fault.New(fault.Invalid, codeMediaType)
	}
	for _, values := range r.PostForm {
		for _, v := range values {
			if !utf8.ValidString(v) {
				return fault.New(fault.Invalid, codeMalformed)
			}
		}
	}
	return nil
}

// bodyFault is about a body that is too long, or that ended early or was written wrongly.
func bodyFault(err error) error {
	if fault.HasCode(readError(err), codeTooLarge) {
		return readError(err)
	}
	return fault.Because(fault.Invalid, codeMalformed, err)
}
