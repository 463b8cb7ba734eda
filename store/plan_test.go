package store

import (
	"fmt"
	"strings"
	"testing"

	"deskbell/handoff"
)

// The statements that run all day must not read or sort a whole table.
func TestFrequentStatementsUseTheirIndex(t *testing.T) {
	d := openStore(t, t.TempDir()).read(t.Context())
	inbox := filterTickets(handoff.Filter{Folder: handoff.Inbox})
	due := pendingOn([]handoff.Channel{handoff.Mail, handoff.Ntfy})
	due.add(soonestFirst, 1)
	for _, test := range []struct {
		name, query string
		args        []any
		index       string
	}{
		{"the inbox", listTicketsQuery + inbox.text + byAnswer, inbox.args, "tickets_by_answer"},
		{"the inbox by change", listTicketsQuery + inbox.text + byChange, inbox.args, "tickets_by_change"},
		{"tickets of an address", refsOfAddressQuery, []any{"a"}, "tickets_by_email"},
		{"who wakes", snoozedDueQuery, []any{1}, "tickets_snoozed"},
		{"a thread", messagesQuery, []any{1}, "messages_by_ticket"},
		{"what is due to leave", nextAtQuery + due.text, due.args, "outbox_due"},
		{"what was not sent", unsentOutgoingQuery, []any{1}, "outbox_unsent"},
		{"receipts to an address", countReceiptsToQuery, []any{[]byte("a"), 1}, "receipts_by_time"},
		{"old keys", forgetKeysQuery, []any{1}, "idempotency_by_time"},
		{"most asked gaps", gapsQuery, []any{1}, "gaps_by_count"},
	} {
		steps, err := all(d, func(s scan) (step string, err error) {
			var id, parent, unused int
			return step, s(&id, &parent, &unused, &step)
		}, "EXPLAIN QUERY PLAN "+test.query, test.args...)
		plan := fmt.Sprint(steps)
		if err != nil || !strings.Contains(plan, test.index) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s: %s, %v; want %s and no sorting", test.name, plan, err, test.index)
		}
	}
}
