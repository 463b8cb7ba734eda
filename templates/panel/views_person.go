package panel

// Person is the form that reaches a person.
type Person struct {
	Lead    Lead // why it opened by itself, or what it is for
	Expect  Expect
	NoMail  bool   // no mail server: replies stand on the ticket's page
	About   Answer // the entry that comes second to the person
	Asks    Asks
	Kinds   []Kind
	Wrong   string // what is wrong with the choice of a kind
	Email   Field
	Now     CallNow
	Call    CallForm
	Message Field
	Name    Field
	Lines   []Line
	Attach  bool
	Lost    string // what is wrong with the lines
	Back    bool   // there is a conversation to go back to
}

// Asks are fields for what helps a person to answer. Nobody has to open them.
type Asks struct {
	Fields []Field
	Open   bool
}

// Expect is what a visitor may expect who writes now.
type Expect struct {
	Closure OwnersText // about the days without service, or the hours
	Promise []string   // sentences; none: nothing is known
}

// Known reports whether there is anything to expect.
func (e Expect) Known() bool { return e.Closure.Text != "" || len(e.Promise) > 0 }

// Kind is one way to be answered.
type Kind struct {
	Value, Label, Icon string
	Chosen             bool
}

// Line is a line of the conversation that the visitor may hand over.
type Line struct {
	Index   string
	Label   string // who said it
	Text    string
	Lang    string
	Verdict string // what the visitor said about it
	Keep    bool
}
