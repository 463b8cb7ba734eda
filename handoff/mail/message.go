package mail

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/mail"
	"strings"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"deskbell/handoff"
)

// compose puts the message together. A retry gives the same message with the same
// Message-ID and Date, so that a mailbox which got it twice shows it once.
func (c *Carrier) compose(p handoff.Parcel, l letter, desk Desk, to string) *gomail.Msg {
	m := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingQP), gomail.WithNoDefaultUserAgent())
	m.FromMailAddress(&mail.Address{Name: headerText(l.from), Address: c.config.Account.From})
	m.ToMailAddress(&mail.Address{Address: to})
	if address, err := handoff.ParseEmail(desk.Email); err == nil && l.toVisitor {
		m.ReplyToMailAddress(&mail.Address{Address: address})
	}
	m.Subject(headerText(l.subject))
	m.SetDateWithValue(p.Outgoing.CreatedAt.UTC())
	m.SetMessageIDWithValue(c.rowID(p.Outgoing))
	if p.Outgoing.TicketID != 0 {
		m.SetGenHeader(gomail.HeaderReferences, "<"+c.ticketID(p.Ticket)+">")
	}
	m.SetGenHeader(gomail.HeaderContentLang, l.lang)
	if l.automatic {
		m.SetGenHeader("Auto-Submitted", "auto-generated")
		m.SetGenHeader(gomail.HeaderXAutoResponseSuppress, "All")
	}
	m.SetBodyString(gomail.TypeTextPlain, l.text)
	return m
}

// rowID is the Message-ID of a row. The time is part of it because a restored
// backup gives out the same row numbers again.
func (c *Carrier) rowID(o handoff.Outgoing) string {
	return c.id(fmt.Sprintf("row %d %d", o.ID, o.CreatedAt.UnixMilli()))
}

// ticketID is the root of a thread that no message has: it lets mailboxes group
// all letters about one ticket.
func (c *Carrier) ticketID(t handoff.Ticket) string {
	return c.id(fmt.Sprintf("ticket %d %d", t.ID, t.CreatedAt.UnixMilli()))
}

func (c *Carrier) id(of string) string {
	mac := hmac.New(sha256.New, c.config.Key)
	mac.Write([]byte(of))
	return hex.EncodeToString(mac.Sum(nil)[:16]) + "@" + c.config.Account.domain()
}

// maxHeaderText keeps a header within a line of 998 bytes however it is encoded.
const maxHeaderText = 100

// headerText makes one line of a text; what is left of it is encoded by the library.
func headerText(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
	runes := []rune(oneLine(s))
	return string(runes[:min(len(runes), maxHeaderText)])
}
