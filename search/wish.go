package search

// wish is what a visitor lets know beside the question.
type wish int

const (
	noWish wish = iota
	wantsPerson
	isUpset
)

func wishOf(string) wish { return noWish }
