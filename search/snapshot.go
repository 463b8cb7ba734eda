package search

import "deskbell/search/language"

// snapshot is the FAQ as it was when an index was built: entries are shown from
// here, so that what is found and what is shown never disagree.
type snapshot struct {
	version string
	entries []Entry  // in the order of their ids
	langs   []string // a language for each entry, guessed where it names none
	fields  []string // the language of its fields in the index
	spoken  []string // the languages of entries, that of most entries first
	place   map[string]int
	groups  map[string][]int // translations by group
	openers openers
}

func newSnapshot(entries []Entry, version string) *snapshot {
	s := &snapshot{
		version: version,
		entries: entries,
		langs:   make([]string, len(entries)),
		fields:  make([]string, len(entries)),
		place:   make(map[string]int, len(entries)),
		groups:  map[string][]int{},
	}
	for i, e := range entries {
		s.place[e.ID] = i
		s.langs[i] = entryLang(e)
		s.fields[i] = language.Analyzed(s.langs[i])
		if e.Group != "" {
			s.groups[e.Group] = append(s.groups[e.Group], i)
		}
	}
	s.spoken = byFrequency(s.langs)
	s.openers = findOpeners(entries, s.langs)
	return s
}

// siblings are the places of an entry and its translations.
func (s *snapshot) siblings(i int) []int {
	if g := s.entries[i].Group; g != "" {
		return s.groups[g]
	}
	return []int{i}
}

// seen are the places that count as shown: an entry seen in one language is
// seen in all. Ids that are unknown, by now or from the start, are passed over.
func (s *snapshot) seen(ids []string) map[int]bool {
	seen := map[int]bool{}
	for _, id := range ids {
		i, ok := s.place[id]
		if !ok {
			continue
		}
		for _, sibling := range s.siblings(i) {
			seen[sibling] = true
		}
	}
	return seen
}

// entryLang is the language an entry names, else the one it seems to be in.
func entryLang(e Entry) string {
	if e.Lang != "" {
		return e.Lang
	}
	lang, _ := language.Guess(e.Question + " " + e.Answer)
	return lang
}
