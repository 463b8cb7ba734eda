package handoff

import (
	"context"
	"slices"

	"deskbell/internal/fault"
)

// Parcel is a row of the outbox together with what it reports.
type Parcel struct {
	Outgoing Outgoing
	Ticket   Ticket  // zero for a test
	Message  Message // zero if the row names none
	// Tickets are those that the row is about, without the ones that were erased or answered since.
	Tickets []Ticket
}

// parcel reads what a row reports, as it is now.
func (s *Sender) parcel(ctx context.Context, row Outgoing) (Parcel, error) {
	p := Parcel{Outgoing: row}
	var err error
	if p.Tickets, err = s.stillLate(ctx, row); err != nil || row.TicketID == 0 {
		return p, err
	}
	if p.Ticket, err = s.config.Tickets.Ticket(ctx, row.TicketRef); err != nil {
		if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Gone) {
			return p, erased
		}
		return p, err
	}
	if p.Ticket.IsSealed() {
		return p, erased // with the row
	}
	if p.Ticket.CallPending && (row.Letter == CallMissed || row.Letter == NumberWrong) {
		return p, Needless // the visitor chose another time or number already
	}
	if row.MessageID == 0 {
		return p, nil
	}
	i := slices.IndexFunc(p.Ticket.Messages, func(m Message) bool { return m.ID == row.MessageID })
	if i < 0 {
		return p, erased
	}
	p.Message = p.Ticket.Messages[i]
	return p, nil
}

// stillLate reads what a notice of late tickets is about. When nothing is left of it, it need not
// leave.
func (s *Sender) stillLate(ctx context.Context, row Outgoing) ([]Ticket, error) {
	var late []Ticket
	for _, ref := range row.About {
		t, err := s.config.Tickets.Ticket(ctx, ref)
		switch {
		case fault.Is(err, fault.NotFound), fault.Is(err, fault.Gone):
		case err != nil:
			return nil, err
		case t.Late(s.config.Now()):
			late = append(late, t)
		}
	}
	if row.Letter == LateNotice && len(late) == 0 {
		return nil, Needless
	}
	return late, nil
}

// erased is the outcome of a row whose ticket went while it was claimed. The row
// went with it, so there is usually nothing to record.
var erased = &Failure{Code: "erased", Permanent: true}

// Needless is the outcome of a row that has nothing left to report: someone answered, or the visitor changed the
// call, before it left.
var Needless = &Failure{Code: "needless", Permanent: true}
