package search

// wish is what a visitor lets know beside the question.
type wish int

const (
	noWish wish = iota
	wantsPerson
	isUpset
)

// heard is what a visitor lets know beside the question.
type heard struct {
	wish    wish
	ifHuman bool // asks whether a program answers, which is no wish for a person
}

// hear reads what a text says beside its question, in every language at once:
// visitors mix languages, and a wish for a person must not hang on guessing one.
// To ask for a person counts more than to be upset: it says what helps.
func hear(text string) heard {
	text = firstRunes(text, maxQuestionRunes)
	p := spoken()
	u := p.listen(text)
	h := heard{ifHuman: u.strike(p.ifHuman)}
	switch {
	case u.says(p.person):
		h.wish = wantsPerson
	case u.says(p.upset) || loud(text, u.glad):
		h.wish = isUpset
	}
	return h
}
