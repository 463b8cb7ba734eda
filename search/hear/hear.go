// Package hear tells what a visitor lets know beside the question: that a person is
// wanted, that one is upset, or whether a program answers.
//
// A text is cut into words (words.go), which are looked up among those of the
// patterns (vocabulary.go, listen.go) and held against them (pattern.go). The
// patterns are read from patterns/*.txt (read.go); patterns/README.md explains their
// form. What needs no words is in loud.go.
package hear

// Wish is what a visitor lets know beside the question.
type Wish int

const (
	NoWish Wish = iota
	WantsPerson
	IsUpset
)

// Heard is all that a text says beside its question.
type Heard struct {
	Wish    Wish
	IfHuman bool // asks whether a program answers, which is no wish for a person
}

// In reads what a text says beside its question, in every language at once:
// visitors mix languages, and a wish for a person must not hang on guessing one.
// To ask for a person counts more than to be upset: it says what helps. The cost
// grows with the text (0.4 ms for the costliest 500 characters), so the caller
// cuts it.
func In(text string) Heard {
	p := spoken()
	u := p.listen(text)
	h := p.heardIn(u)
	if h.Wish == NoWish && loud(text, u.glad) {
		h.Wish = IsUpset
	}
	return h
}

// WarmUp reads the patterns, which the first text would have to wait for.
func WarmUp() { spoken() }
