package handoff

// Tries tells how often the call was tried in vain since it was last agreed, and after how
// many times it is the visitor's turn.
func (t Ticket) Tries() (made, most int) { return t.vainAttempts(), giveUpCallAt }

// Tries is that of the ticket that was tried most often.
func (c Call) Tries() (made, most int) {
	for _, t := range c.Tickets {
		n, _ := t.Tries()
		made = max(made, n)
	}
	return made, giveUpCallAt
}
