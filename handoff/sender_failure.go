package handoff

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"os"
	"strings"
	"syscall"
	"unicode"
)

// Failure is why a parcel did not arrive, in terms of what can be done about it.
type Failure struct {
	Code      string // "error.<code>" in words says what to do
	Cause     string // the other side's words, for the owner; never a secret
	Permanent bool   // trying again is useless
	Err       error
}

func (f *Failure) Error() string {
	if f.Cause == "" {
		return f.Code
	}
	return f.Code + ": " + f.Cause
}

func (f *Failure) Unwrap() error { return f.Err }

// failureOf gives every error a code. One that a carrier did not foresee is
// retried, since nothing says that it will stay.
func failureOf(err error) *Failure {
	if f, ok := errors.AsType[*Failure](err); ok {
		return f
	}
	if isTimeout(err) {
		return ConnectionFailure(err)
	}
	return &Failure{Code: "internal", Err: err}
}

// maxCause keeps a talkative server from filling the outbox.
const maxCause = 300

// foreignWords makes the other side's words fit for a list: valid, one line, not too long.
func foreignWords(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(s, "?"))
	runes := []rune(strings.Join(strings.Fields(s), " "))
	return string(runes[:min(len(runes), maxCause)])
}

// connectionTroubles are looked at in this order, because one error can be
// several things: an unanswered name lookup is a timeout, too.
var connectionTroubles = []struct {
	code string
	is   func(error) bool
}{
	{"tls_expired", isExpired},
	{"tls_wrong_name", is[x509.HostnameError]},
	{"tls_untrusted", is[x509.UnknownAuthorityError]},
	{"tls_untrusted", is[*tls.CertificateVerificationError]},
	{"tls_missing", is[tls.RecordHeaderError]},
	{"tls_failed", isAlert},
	{"connect_host_unknown", is[*net.DNSError]},
	{"connect_refused", func(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }},
	{"connect_unreachable", isUnreachable},
	{"connect_timeout", isTimeout},
}

// ConnectionFailure says what an error of the network or of TLS means. All of them
// are retried: either the network heals or the owner mends the setting.
func ConnectionFailure(err error) *Failure {
	for _, trouble := range connectionTroubles {
		if trouble.is(err) {
			return &Failure{Code: trouble.code, Cause: err.Error(), Err: err}
		}
	}
	return &Failure{Code: "connect_broken", Cause: err.Error(), Err: err}
}

func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

func isExpired(err error) bool {
	invalid, ok := errors.AsType[x509.CertificateInvalidError](err)
	return ok && invalid.Reason == x509.Expired
}

// isAlert: crypto/tls keeps its alerts private and marks them like this.
func isAlert(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && (op.Op == "remote error" || op.Op == "local error")
}

func isUnreachable(err error) bool {
	return errors.Is(err, syscall.EHOSTUNREACH) || errors.Is(err, syscall.ENETUNREACH)
}

func isTimeout(err error) bool {
	slow, ok := errors.AsType[net.Error](err)
	return ok && slow.Timeout() || errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded)
}
