// Package limits is the one table of everything that has a bound. Code asks it
// by name; operators override a row with --limit NAME=VALUE.
package limits

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Limit is one row: Default lies within Min and Max.
type Limit struct {
	Name              string
	Default, Min, Max int
	Unit              string
	Doc               string // what happens at the bound
}

// The names of the rows, so that a misspelt one does not compile.
const (
	BodyBytes          = "body_bytes"
	ImportBytes        = "import_bytes"
	QuestionChars      = "question_chars"
	MessageChars       = "message_chars"
	NameChars          = "name_chars"
	EmailBytes         = "email_bytes"
	PhoneChars         = "phone_chars"
	WishChars          = "wish_chars"
	OrderChars         = "order_chars"
	ErrorChars         = "error_chars"
	PageChars          = "page_chars"
	ScopeChars         = "scope_chars"
	SeenEntries        = "seen_entries"
	TranscriptLines    = "transcript_lines"
	TicketMessages     = "ticket_messages"
	AskPerMinute       = "ask_per_minute"
	AskTotalPerMinute  = "ask_total_per_minute"
	SuggestPerMinute   = "suggest_per_minute"
	FeedbackPerMinute  = "feedback_per_minute"
	TicketsSoftPerHour = "tickets_soft_per_hour"
	TicketsPerHour     = "tickets_per_hour"
	MessagesPerHour    = "messages_per_hour"
	ReadsPerMinute     = "reads_per_minute"
	LoginsPerMinute    = "logins_per_minute"
	StreamsPerTicket   = "streams_per_ticket"
	StreamsPerNetwork  = "streams_per_network"
	Streams            = "streams"
	ReceiptsPerAddress = "receipts_per_address"
	ReceiptsPerHour    = "receipts_per_hour"
	EntryChars         = "entry_chars"
	AnswerChars        = "answer_chars"
	Alternatives       = "alternatives"
)

// Table is every limit. Text is counted in Unicode code points ("characters"),
// rates are per client network unless the name says total.
var Table = []Limit{
	{BodyBytes, 32 << 10, 4 << 10, 1 << 20, "bytes", "a request body of a visitor; over it 413"},
	{ImportBytes, 8 << 20, 1 << 10, 256 << 20, "bytes", "an FAQ file uploaded in the admin page; over it 413"},
	{QuestionChars, 500, 50, 4000, "characters", "a question, of which the first 500 are compared; over it 422"},
	{MessageChars, 4000, 200, 20000, "characters", "a message to a person, a reply or a note; over it 422"},
	{NameChars, 100, 20, 400, "characters", "a name; over it 422"},
	{EmailBytes, 254, 64, 254, "bytes", "an e-mail address; over it 422"},
	{PhoneChars, 40, 20, 80, "characters", "a phone number as typed; over it 422"},
	{WishChars, 200, 40, 1000, "characters", "the wish for a call's time in words; over it 422"},
	{OrderChars, 100, 20, 400, "characters", "an order or customer number; over it 422"},
	{ErrorChars, 1000, 100, 4000, "characters", "the text of an error that a visitor passes on; over it 422"},
	{PageChars, 500, 100, 2000, "characters", "the host page's address without query; over it cut off"},
	{ScopeChars, 60, 10, 200, "characters", "a scope; over it 422"},
	{SeenEntries, 50, 10, 500, "entries", "entries a visitor has seen; over it 422"},
	{TranscriptLines, 60, 10, 500, "lines", "lines of a transcript; over it 422"},
	{TicketMessages, 500, 20, 10000, "messages", "messages of one ticket; over it 422"},
	{AskPerMinute, 30, 1, 100000, "per minute", "questions of a network; over it 429 with the contact"},
	{AskTotalPerMinute, 6000, 60, 1000000, "per minute", "questions of all networks together; over it 429 with the contact"},
	{SuggestPerMinute, 1200, 1, 1000000, "per minute", "lists of questions while a network's visitors type; over it 429, no list is shown"},
	{FeedbackPerMinute, 60, 1, 100000, "per minute", "verdicts of a network; over it 429"},
	{TicketsSoftPerHour, 10, 1, 1000000, "per hour", "tickets of a network; over it they go to the suspected folder"},
	{TicketsPerHour, 60, 1, 1000000, "per hour", "tickets of a network; over it 429 with the contact"},
	{MessagesPerHour, 60, 1, 1000000, "per hour", "messages of a network into threads; over it 429 with the contact"},
	{ReadsPerMinute, 240, 10, 1000000, "per minute", "reads of tickets by a network; over it 429"},
	{LoginsPerMinute, 20, 1, 10000, "per minute", "log-in attempts of a network; over it they wait, nobody is locked out"},
	{StreamsPerTicket, 3, 1, 50, "streams", "live streams of a ticket; over it 429, the page polls"},
	{StreamsPerNetwork, 20, 1, 10000, "streams", "live streams of a network; over it 429, the page polls"},
	{Streams, 1000, 10, 15000, "streams", "live streams in all; over it 503, the page polls"},
	{ReceiptsPerAddress, 1, 0, 100, "per day", "receipts to one unverified address; over it none is sent, the ticket stays"},
	{ReceiptsPerHour, 20, 0, 10000, "per hour", "receipts in all; over it none is sent, the ticket stays"},
	{EntryChars, 500, 100, 4000, "characters", "an entry's question or one alternative; over it 422"},
	{AnswerChars, 10000, 500, 100000, "characters", "an entry's answer; over it 422"},
	{Alternatives, 200, 10, 2000, "alternatives", "alternatives of one entry; over it 422"},
}

// Limits are the values in force. The zero value holds the defaults.
type Limits struct{ set map[string]int }

// Parse reads NAME=VALUE overrides; an unknown name or a value out of bounds is
// an error that says what would be right.
func Parse(overrides []string) (Limits, error) {
	l := Limits{set: map[string]int{}}
	for _, o := range overrides {
		name, value, ok := strings.Cut(o, "=")
		row, found := find(strings.TrimSpace(name))
		if !ok || !found {
			return l, fmt.Errorf("--limit %q: want NAME=VALUE with a name that `deskbell check --limits` prints", o)
		}
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < row.Min || n > row.Max {
			return l, fmt.Errorf("--limit %s: want a whole number from %d to %d (%s)", row.Name, row.Min, row.Max, row.Unit)
		}
		l.set[row.Name] = n
	}
	return l, nil
}

// Get is the value of a row; a name outside the table is a programming error.
func (l Limits) Get(name string) int {
	if n, ok := l.set[name]; ok {
		return n
	}
	row, ok := find(name)
	if !ok {
		panic("limits: no row " + name)
	}
	return row.Default
}

func find(name string) (Limit, bool) {
	i := slices.IndexFunc(Table, func(r Limit) bool { return r.Name == name })
	if i < 0 {
		return Limit{}, false
	}
	return Table[i], true
}
