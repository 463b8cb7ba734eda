package handoff

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
)

func TestConnectionTroublesHaveTheirCodes(t *testing.T) {
	dial := func(err error) error {
		return &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", err)}
	}
	for _, c := range []struct {
		err  error
		code string
	}{
		{dial(syscall.ECONNREFUSED), "connect_refused"},
		{dial(syscall.EHOSTUNREACH), "connect_unreachable"},
		{dial(syscall.ENETUNREACH), "connect_unreachable"},
		{dial(syscall.ETIMEDOUT), "connect_timeout"},
		{&net.OpError{Op: "dial", Err: &net.DNSError{IsNotFound: true}}, "connect_host_unknown"},
		{&net.OpError{Op: "dial", Err: &net.DNSError{IsTimeout: true}}, "connect_host_unknown"},
		{os.ErrDeadlineExceeded, "connect_timeout"},
		{context.DeadlineExceeded, "connect_timeout"},
		{&net.OpError{Op: "remote error", Err: errors.New("tls: handshake failure")}, "tls_failed"},
		{io.ErrUnexpectedEOF, "connect_broken"},
		{dial(syscall.ECONNRESET), "connect_broken"},
	} {
		f := ConnectionFailure(fmt.Errorf("mail.shop.example: %w", c.err))
		if f.Code != c.code || f.Permanent || f.Cause == "" || !errors.Is(f, c.err) {
			t.Errorf("%v: got %+v, want %s", c.err, f, c.code)
		}
	}
}
