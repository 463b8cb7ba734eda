package mail

import (
	"strings"
	"time"
)

const (
	startTLS = "smtp://desk@mail.shop.example"
	implicit = "smtps://desk@mail.shop.example"
)

func answering(at, answer string) script {
	return script{answers: map[string]string{at: answer}}
}

// faults is what can go wrong with a mail server, and what it has to mean. A case
// without a code is a delivery.
var faults = []struct {
	name      string
	script    script
	code      string
	permanent bool
}{
	{"all is well", script{}, "", false},
	{"says nothing", answering("greeting", silence), "connect_timeout", false},
	{"trickles a greeting", answering("greeting", trickle), "connect_timeout", false},
	{"hangs up at once", answering("greeting", hangUp), "connect_broken", false},
	{"is overloaded", answering("greeting", "421 too busy"), "mail_busy", false},
	{"has blocked us", answering("greeting", "554 5.7.1 your address is listed"), "mail_unwelcome", false},
	{"is not a mail server", answering("greeting", "HTTP/1.1 400 Bad Request"), "mail_garbled", false},
	{"never stops talking", answering("greeting", "220 "+strings.Repeat("x", 1<<20)), "mail_garbled", false},
	{"speaks the old protocol", answering("EHLO", "502 what"), "mail_no_starttls", false},
	{"is silent after our name", answering("EHLO", silence), "connect_timeout", false},

	{"offers no STARTTLS", script{offers: []string{"AUTH PLAIN"}}, "mail_no_starttls", false},
	{"takes STARTTLS back", answering("STARTTLS", "454 not now"), "mail_no_starttls", false},
	{"is silent at STARTTLS", answering("STARTTLS", silence), "connect_timeout", false},
	{"hangs up in the handshake", script{leaves: "STARTTLS"}, "connect_broken", false},
	{"has an expired certificate", script{certificate: expired}, "tls_expired", false},
	{"has another's certificate", script{certificate: ofAnotherName}, "tls_wrong_name", false},
	{"has a certificate of nobody", script{certificate: ofAnotherAuthority}, "tls_untrusted", false},
	{"speaks TLS 1.1 only", script{certificate: tooOld}, "tls_failed", false},

	{"offers no log-in", script{offers: []string{"STARTTLS"}}, "mail_no_login", false},
	{"knows one old log-in only", script{offers: []string{"STARTTLS", "AUTH NTLM"}}, "mail_no_login", false},
	{"wants LOGIN", script{offers: []string{"STARTTLS", "AUTH LOGIN"}}, "", false},
	{"refuses the password", answering("AUTH", "535 5.7.8 bad credentials"), "mail_login_refused", false},
	{"cannot check the password", answering("AUTH", "454 4.7.0 try later"), "mail_busy", false},

	{"defers the sender", answering("MAIL", "451 4.7.1 later"), "mail_later", false},
	{"refuses the sender", answering("MAIL", "553 5.7.1 not your address"), "mail_sender_refused", false},
	{"wants a log-in first", answering("MAIL", "530 5.7.0 authentication required"), "mail_login_refused", false},
	{"hangs up at the sender", answering("MAIL", hangUp), "connect_broken", false},
	{"greylists", answering("RCPT", "450 4.2.0 greylisted"), "mail_later", false},
	{"does not know the recipient", answering("RCPT", "550 5.1.1 no such user"), "mail_recipient_refused", true},
	{"answers in no known encoding", answering("RCPT", "550 5.1.1 unbekannt f\xfcr uns"), "mail_recipient_refused", true},
	{"does not relay", answering("RCPT", "554 5.7.1 Relay access denied"), "mail_relay_refused", false},
	{"has a full mailbox", answering("RCPT", "452 4.2.2 over quota"), "mail_box_full", false},
	{"has a full mailbox for good", answering("RCPT", "552 5.2.2 over quota"), "mail_box_full", false},
	{"shuts down at the recipient", answering("RCPT", "421 4.3.2 shutting down"), "mail_busy", false},

	{"defers the message before it", answering("DATA", "451 4.3.0 later"), "mail_later", false},
	{"refuses the message before it", answering("DATA", "554 5.7.1 no"), "mail_refused", true},
	{"defers the message", answering(".", "451 4.3.0 queue full"), "mail_later", false},
	{"refuses the message", answering(".", "554 5.7.1 looks like spam"), "mail_refused", true},
	{"finds the mailbox full after the message", answering(".", "552 5.2.2 over quota"), "mail_box_full", false},
	{"hangs up before its verdict", answering(".", hangUp), "mail_unconfirmed", false},
	{"never says its verdict", answering(".", silence), "mail_unconfirmed", false},
	{"needs eleven minutes for its verdict", script{delays: map[string]time.Duration{".": 11 * time.Minute}}, "mail_unconfirmed", false},
	{"needs nine minutes for its verdict", script{delays: map[string]time.Duration{".": 9 * time.Minute}}, "", false},
	{"hangs up after its verdict", script{leaves: "."}, "", false},
	{"does not say goodbye", answering("QUIT", silence), "", false},
}
