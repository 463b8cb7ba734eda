// Package fault is the one error type of Deskbell. A domain says what kind of
// thing went wrong and gives it a code; only internal/web turns kinds into HTTP
// status codes, and only words turns codes into sentences.
package fault

import (
	"errors"
	"fmt"
	"time"
)

// Kind says whose fault it is and what a caller can do about it.
type Kind int

const (
	Internal        Kind = iota // ours: log it, show an id
	Invalid                     // the input breaks a rule; Field names where
	NotFound                    // no such thing, or not yours: the two are never told apart
	Gone                        // it existed and was erased
	Conflict                    // it changed meanwhile, or the key was used for something else
	Forbidden                   // known, and not allowed
	Unauthenticated             // nobody known
	Limited                     // too often; RetryAfter says when again
	Unavailable                 // not now: disk full, stopping
)

// Error is a failure with a stable code. The code is also the key of its
// sentence in words ("error.<code>"), so it is never free text.
type Error struct {
	Kind       Kind
	Code       string
	Field      string    // the form or JSON field it belongs to, "" for none
	RetryAfter int       // seconds; with Limited and Unavailable
	KeptUntil  time.Time // with Gone: closed to view, and kept by law until then
	Err        error     // the cause, for the log only
}

func (e *Error) Error() string {
	s := e.Code
	if e.Field != "" {
		s = e.Field + ": " + s
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// New is an error without a field or a cause.
func New(kind Kind, code string) *Error { return &Error{Kind: kind, Code: code} }

// At is an Invalid error that belongs to a field.
func At(field, code string) *Error { return &Error{Kind: Invalid, Code: code, Field: field} }

// Because is an error with a cause that stands in the log and nowhere else.
func Because(kind Kind, code string, err error) *Error {
	return &Error{Kind: kind, Code: code, Err: err}
}

// Wrap puts what was being done in front of *err, if there is one. Use it as
// defer fault.Wrap(&err, "ticket %s", ref).
func Wrap(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), *err)
	}
}

// Of finds the Error in err; any other error is Internal with code "internal".
func Of(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{Kind: Internal, Code: "internal", Err: err}
}

// Is reports whether err carries the kind.
func Is(err error, kind Kind) bool { return err != nil && Of(err).Kind == kind }

// HasCode reports whether err carries the code.
func HasCode(err error, code string) bool { return err != nil && Of(err).Code == code }

// List collects several Invalid errors, so that a form shows all of them at once.
type List []*Error

// Add appends a field's error.
func (l *List) Add(field, code string) { *l = append(*l, At(field, code)) }

// Err is nil for an empty list, else the list as one error.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	errs := make([]error, len(l))
	for i, e := range l {
		errs[i] = e
	}
	return errors.Join(errs...)
}

// All finds every Error in err, the joined ones too; an error without any
// becomes one Internal error.
func All(err error) []*Error {
	var found []*Error
	collect(err, &found)
	if err != nil && len(found) == 0 {
		found = append(found, Of(err))
	}
	return found
}

func collect(err error, found *[]*Error) {
	switch e := err.(type) {
	case nil:
	case *Error:
		*found = append(*found, e)
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			collect(one, found)
		}
	case interface{ Unwrap() error }:
		collect(e.Unwrap(), found)
	}
}
