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
		{"tickets of an address", ticketsOfAddressQuery, []any{"a"}, "tickets_by_email"},
		{"who wakes", snoozedDueQuery, []any{1}, "tickets_snoozed"},
		{"a thread", messagesQuery, []any{1}, "messages_by_ticket"},
		{"what is due to leave", nextAtQuery + due.text, due.args, "outbox_due"},
		{"what was not sent", unsentOutgoingQuery, []any{1}, "outbox_unsent"},
		{"calls owed", callsQuery, []any{1}, "tickets_owed_call"},
		{"how many calls are owed", countCallsQuery, nil, "tickets_owed_call"},
		{"other calls to a number", callsToQuery, []any{"a", 1}, "tickets_by_phone"},
		{"how many calls to a number", countCallsToQuery, []any{"a"}, "tickets_by_phone"},
		{"what waits", overviewQuery, []any{1, 2}, "tickets_by_answer"},
		{"how many wait in each folder", ticketCountsQuery, []any{1}, "tickets_by_answer"},
		{"mails that retention removes", expiredQuery(handoff.ExpireEmail), []any{1, 1}, "tickets_idle"},
		{"letters whose time is over", expiredQuery(handoff.ExpireLetter), []any{1, 1}, "tickets_kept"},
		{"attempts to call", attemptsQuery, []any{1}, "attempts_by_ticket"},
		{"rows that are due, whole", selectOutgoing + due.text, due.args, "outbox_due"},
		{"receipts to an address", countReceiptsToQuery, []any{[]byte("a"), 1}, "receipts_by_time"},
		{"old keys", forgetKeysQuery, []any{1}, "idempotency_by_time"},
		{"most asked gaps", gapsQuery, []any{1}, "gaps_by_count"},
	} {
		plan := planOf(t, d, test.query, test.args...)
		if !strings.Contains(plan, test.index) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s: %s; want %s and no sorting", test.name, plan, test.index)
		}
	}
	// These may sort the few rows that their index finds.
	for _, test := range []struct {
		query   string
		args    []any
		indexes []string
	}{
		{earlierQuery, []any{"a", "a", 1, 1}, []string{"tickets_by_email", "tickets_by_phone"}},
		{lateQuery, []any{1, 1, 1}, []string{"tickets_by_answer (folder=? AND answer_order<?)"}},
		{repliesQuery, []any{1, 1}, []string{"tickets_by_change (folder=? AND updated_at>?)"}},
		{expiredQuery(handoff.ExpirePhone), []any{1, 1}, []string{"tickets_by_phone"}}, // it holds those with a number alone
		{expiredQuery(handoff.ExpireSpam), []any{1, 1}, []string{"tickets_by_change (folder=? AND updated_at<?)"}},
	} {
		plan := planOf(t, d, test.query, test.args...)
		for _, index := range test.indexes {
			if !strings.Contains(plan, index) {
				t.Errorf("%s; want %s", plan, index)
			}
		}
	}
}

func planOf(t *testing.T, d db, query string, args ...any) string {
	t.Helper()
	steps, err := all(d, func(s scan) (step string, err error) {
		var id, parent, unused int
		return step, s(&id, &parent, &unused, &step)
	}, "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(steps)
}
