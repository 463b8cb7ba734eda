package hear

// hearing is what all pattern files say together.
type hearing struct {
	vocabulary *vocabulary
	ifHuman    map[wordID][]pattern
	person     patterns
	upset      patterns
	polite     slot // words around a sentence that do not matter
	glad       slot
}

// listen finds the words of a text that patterns know.
func (h *hearing) listen(text string) *utterance {
	words := cutWords(text)
	u := &utterance{words: make([][]wordID, len(words)), closed: make([]bool, len(words))}
	found := make([]wordID, 0, 4*len(words))
	for i, word := range words {
		if isSentenceEnd(word) {
			u.closed[i] = true
			continue
		}
		from := len(found)
		found = h.vocabulary.find(word, found)
		u.words[i] = found[from:len(found):len(found)]
	}
	polite := u.marked(h.polite)
	u.begins, u.ends, u.asked = u.edges(polite, words)
	for at := range u.words {
		u.glad = u.glad || u.takes(h.glad, at) != 0
	}
	return u
}

// heardIn is what the patterns take an utterance for.
func (h *hearing) heardIn(u *utterance) Heard {
	heard := Heard{IfHuman: u.strike(h.ifHuman)}
	switch {
	case u.says(h.person):
		heard.Wish = WantsPerson
	case u.says(h.upset):
		heard.Wish = IsUpset
	}
	return heard
}

// marked are the words that a slot takes.
func (u *utterance) marked(s slot) []bool {
	is := make([]bool, len(u.words))
	for at := range u.words {
		for n, to := at, u.takes(s, at)>>1; to != 0; n, to = n+1, to>>1 {
			is[n] = true
		}
	}
	return is
}

// edges are the boundaries with nothing but polite words between them and the
// beginning of a sentence, and its end, and that of a question.
func (u *utterance) edges(polite []bool, words []string) (begins, ends, asked []bool) {
	n := len(u.words)
	begins, ends, asked = make([]bool, n+1), make([]bool, n+1), make([]bool, n+1)
	begins[0], ends[n] = true, true
	for i := range n {
		begins[i+1] = u.closed[i] || begins[i] && polite[i]
	}
	for i := n - 1; i >= 0; i-- {
		ends[i] = u.closed[i] || ends[i+1] && polite[i]
		asked[i] = words[i] == questionEnd || asked[i+1] && polite[i]
	}
	return begins, ends, asked
}
