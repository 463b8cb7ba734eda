package store

import (
	"fmt"
	"strings"
)

const insertAboutQuery = `
INSERT INTO outbox_tickets (outbox_id, ticket_id) SELECT ?1, id FROM tickets WHERE ref = ?2
RETURNING ticket_id`

// insertAbout notes that a row of the outbox is about a ticket.
func insertAbout(d db, outboxID int64, ref string) error {
	_, err := one(d, value[int64], insertAboutQuery, outboxID, ref)
	return missing(err, "ticket_unknown")
}

// refList scans references with blanks between them; none becomes nil.
type refList struct{ to *[]string }

func (r refList) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("list of references is a %T", v)
	}
	*r.to = nil
	if text != "" {
		*r.to = strings.Split(text, " ")
	}
	return nil
}
