package search

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"deskbell/search/language"

	"github.com/google/go-cmp/cmp"
)

func bookOf(t testing.TB, entries []Entry) *phrasebook {
	t.Helper()
	book, err := newPhrasebook(context.Background(), newSnapshot(entries, "1"))
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func TestAPhrasebookIsReadAsItWasWritten(t *testing.T) {
	written := bookOf(t, stay)
	path := filepath.Join(t.TempDir(), bookFile)
	if err := written.save(path); err != nil {
		t.Fatal(err)
	}
	read, err := loadPhrasebook(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(written, read, cmp.AllowUnexported(phrasebook{}, lexicon{}, form{}, inverted{}, hashed{})); diff != "" {
		t.Error(diff)
	}
}

func TestAPhrasebookThatWasCutOffIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), bookFile)
	if err := bookOf(t, stay).save(path); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{0, 3, 4, len(whole) / 2, len(whole) - 1, len(whole) + 1} {
		data := append(append([]byte{}, whole...), 0)[:size]
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := loadPhrasebook(path); err == nil {
			t.Errorf("%d of %d bytes are taken for a phrasebook", size, len(whole))
		}
	}
}

// weigh gives a phrasing's words as a vector, the slow way.
func (p *phrasebook) wordsOf(lang, text string) map[string]float64 {
	vector := map[string]float64{}
	for _, t := range language.Cut(lang, text) {
		vector[t.Term] = float64(p.termWeights[p.lexicons[lang].terms[t.Term]])
	}
	return vector
}

func cosineOf(a, b map[string]float64) float64 {
	var dot, lengthA, lengthB float64
	for k, v := range a {
		dot += v * b[k]
		lengthA += v * v
	}
	for _, v := range b {
		lengthB += v * v
	}
	return dot / math.Sqrt(lengthA*lengthB)
}

// The lists give the same likeness as comparing a question with one phrasing
// after the other.
func TestWalkingTheListsGivesTheCosines(t *testing.T) {
	entries := []Entry{
		{ID: "a", Lang: "en", Question: "Where can I park my car?", Alternatives: []string{"Is there a garage?", "parking a car"}},
		{ID: "b", Lang: "en", Question: "Can I bring my dog?", Answer: "Yes, in the car too."},
	}
	p := bookOf(t, entries)
	g := &generation{snapshot: newSnapshot(entries, "1"), book: p}
	const question = "Where is the garage for my car?"
	l, release := p.likenessTo(g.prepare(Question{Text: question, Lang: "en"}))
	defer release()
	asked := p.wordsOf("en", question)
	asked["the"], asked["for"] = float64(functionWeight*weightFor(0, 2)), float64(functionWeight*weightFor(0, 2))
	asked["the"] = float64(p.termWeights[p.lexicons["en"].terms["the"]]) // from b's answer
	var all []map[string]float64
	for i, text := range phrasings(entries[0]) {
		phrasing := p.wordsOf("en", text)
		all = append(all, phrasing)
		if got, want := float64(l.words[i]*p.wordScales[i]), cosineOf(asked, phrasing); math.Abs(got-want) > 1e-5 {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	f := p.featuresOf(l, 0)
	if want := max(cosineOf(asked, all[0]), cosineOf(asked, all[1]), cosineOf(asked, all[2])); math.Abs(f[bestWords]-want) > 1e-5 {
		t.Errorf("the best is %v, want %v", f[bestWords], want)
	}
	together := map[string]float64{}
	for _, one := range all {
		length := math.Sqrt(dotOf(one, one))
		for k, v := range one {
			together[k] += v / length
		}
	}
	if want := cosineOf(asked, together); math.Abs(f[wordCentroid]-want) > 1e-5 {
		t.Errorf("with all together %v, want %v", f[wordCentroid], want)
	}
}

func dotOf(a, b map[string]float64) (sum float64) {
	for k, v := range a {
		sum += v * b[k]
	}
	return sum
}

func TestAPhrasingWordForWordIsLikeItself(t *testing.T) {
	p := bookOf(t, stay)
	g := &generation{snapshot: newSnapshot(stay, "1"), book: p}
	for place, e := range stay {
		for _, text := range phrasings(e) {
			l, release := p.likenessTo(g.prepare(Question{Text: text, Lang: e.Lang}))
			f := p.featuresOf(l, uint32(place))
			release()
			for _, feature := range []int{bestWords, bestGrams, bestBoth, bestHeld, bestPairs, coverage} {
				if math.Abs(f[feature]-1) > 1e-4 {
					t.Errorf("%q: %s is %v", text, FeatureNames[feature], f[feature])
				}
			}
		}
	}
}

func TestFeaturesLieBetweenNothingAndOne(t *testing.T) {
	e := openEngine(t, stay)
	for _, text := range []string{"dog", "door code flat", "Where can I park my car and where does the rubbish go, and dogs, cars, codes?", "WLAN Hund dog", "park park park park"} {
		found, err := e.Candidates(t.Context(), Question{Text: text})
		if err != nil || len(found) == 0 {
			t.Fatal(text, err)
		}
		for _, c := range found {
			for i, v := range c.Features {
				if !(v >= 0 && v <= 1.0001) {
					t.Errorf("%q: %s of %s is %v", text, FeatureNames[i], c.ID, v)
				}
			}
		}
	}
}

func TestGramsRunOverWordsAndCountDenseLettersAlone(t *testing.T) {
	const keys = 1 << 20
	key := func(text string) uint32 { return fold32(hashText(text), keys) }
	for text, grams := range map[string][]string{
		"Dóg, a!": {" do", " dog", "dog", "dog ", "og ", "og a", "g a", "g a ", " a "},
		"门的":      {" 门的", " 门的 ", "门", "门的", "的", "的 "},
		"":        nil,
		"?!":      nil,
	} {
		want := map[uint32]bool{}
		for _, g := range grams {
			want[key(g)] = true
		}
		got := map[uint32]bool{}
		for _, k := range gramKeysOf(text, keys) {
			got[k] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}
