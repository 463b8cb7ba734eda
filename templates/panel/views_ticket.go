package panel

// Ticket is a ticket as its visitor sees it.
type Ticket struct {
	Ref, Code, Token string
	Status           string // what happens now
	Late             bool   // longer than promised: the owner's contact stands beside it
	About            string // how the visitor is reached besides this page
	Call             Call
	Messages         []Message
	Text             Field
	Withdraw         Offer // without a title it is not offered
	Erase            Offer
}

// Call is what there is to say and to do about calling the visitor; the zero value is nothing.
type Call struct {
	Facts   []Fact   // about the call that is owed
	Tried   []string // a sentence for each attempt in vain
	Change  Offer
	Form    CallForm
	Problem Problem // with the last change
	ID      string  // of the form: another one after each change, so that it is closed again
	Open    bool    // the form is shown at once
}

// Known reports whether the ticket is about a call.
func (c Call) Known() bool { return c.Change.Title != "" }

// Fact is one thing to know, by its name.
type Fact struct {
	Name, Value string
	LTR         bool // left to right in any language, as numbers are
}

// Offer is something the visitor can do: what it is called, what it means, its button.
type Offer struct{ Title, Text, Do string }

// Sealed is a ticket that is closed to view.
type Sealed struct{ Ref, Why string }
