package mail

import (
	"errors"
	"io"
	"net"
	"net/textproto"
	"os"
	"strings"

	"deskbell/handoff"
)

// failure says what an error at a stage means. Whatever the owner can mend, such
// as a password, and whatever may pass, is retried; only what this letter will
// never overcome is permanent.
func failure(at stage, err error) *handoff.Failure {
	if reply, ok := errors.AsType[*textproto.Error](err); ok {
		code, permanent := verdict(at, reply)
		return &handoff.Failure{Code: code, Cause: reply.Error(), Permanent: permanent, Err: err}
	}
	if at == awaiting {
		return &handoff.Failure{Code: "mail_unconfirmed", Cause: err.Error(), Err: err}
	}
	for known, code := range ownErrors {
		if errors.Is(err, known) {
			return &handoff.Failure{Code: code, Cause: known.Error(), Err: err}
		}
	}
	if garbled, ok := errors.AsType[textproto.ProtocolError](err); ok && !errors.Is(err, os.ErrDeadlineExceeded) {
		return &handoff.Failure{Code: "mail_garbled", Cause: garbled.Error(), Err: err}
	}
	f := handoff.ConnectionFailure(err)
	if at == securing && f.Code == "connect_broken" && !isCut(err) {
		f.Code = "tls_failed"
	}
	return f
}

// isCut tells a connection that broke from two sides that could not agree.
func isCut(err error) bool {
	_, network := errors.AsType[*net.OpError](err)
	return network || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.ErrClosedPipe)
}

var ownErrors = map[error]string{
	errNoStartTLS: "mail_no_starttls",
	errNoLogIn:    "mail_no_login",
	errTalkative:  "mail_garbled",
	errNotLocal:   "mail_not_local",
}

// verdict is the meaning of an answer that says no.
func verdict(at stage, reply *textproto.Error) (code string, permanent bool) {
	later := reply.Code < 500
	switch {
	case reply.Code == 421:
		return "mail_busy", false
	case at == securing:
		return "mail_no_starttls", false
	case later && at <= loggingIn:
		return "mail_busy", false
	case at == greeting:
		return "mail_unwelcome", false
	case at == loggingIn || reply.Code == 530 || reply.Code == 535:
		return "mail_login_refused", false
	case at == namingRecipient && speaksOfRelaying(reply):
		return "mail_relay_refused", false
	case isFull(at, reply):
		return "mail_box_full", false
	case later:
		return "mail_later", false
	case at == namingSender:
		return "mail_sender_refused", false
	case at == namingRecipient:
		return "mail_recipient_refused", true
	default:
		return "mail_refused", true
	}
}

// speaksOfRelaying tells "I do not send for you", which is a setting, from "there
// is no such mailbox". Both come as 550 or 554; only the words differ.
func speaksOfRelaying(reply *textproto.Error) bool {
	return strings.Contains(strings.ToLower(reply.Msg), "relay")
}

// isFull: a full mailbox is a matter of days, also where it is announced as
// permanent (RFC 5321 4.5.3.1.10 wants 552 here to be taken as temporary).
func isFull(at stage, reply *textproto.Error) bool {
	status, _, _ := strings.Cut(reply.Msg, " ")
	return status == "4.2.2" || status == "5.2.2" || at == namingRecipient && reply.Code == 552
}
