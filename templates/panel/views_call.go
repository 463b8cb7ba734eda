package panel

// CallForm is when and how to call: part of the person form and of a ticket's page.
type CallForm struct {
	Phone  Field
	Window Select // without groups there are no times to offer, and Wish is asked for
	Wish   Field  // without a name it is not asked for
	Lang   Select // without options it is not asked for
	Zone   Zone
}

// hasTimes reports whether the form says or asks anything in terms of time.
func (c CallForm) hasTimes() bool { return len(c.Window.Groups) > 0 || c.Wish.Name != "" }

// Zone is the time zone that times are shown in.
type Zone struct {
	Known  bool   // the visitor or their browser named it; the script asks the browser else
	Told   string // "Times in Berlin time"
	Choice Select
	Action string // where the form goes to be shown in another zone
}

// state is for the script.
func (z Zone) state() string {
	if z.Known {
		return "known"
	}
	return "unknown"
}

// Select is a choice from a list: options that stand alone, then groups.
type Select struct {
	Field
	Options []Option
	Groups  []OptionGroup
}

// Option is one of a list. Lang is of its label, "" for the page's.
type Option struct {
	Value, Label, Lang string
	Chosen             bool
}

// OptionGroup is a part of a list under a heading.
type OptionGroup struct {
	Label   string
	Options []Option
}

// CallNow is the owner's number while somebody is there; the zero value is not shown.
type CallNow struct {
	Contact Contact
	Until   string // "until 17:00"; "" without an end today
}
