package words

import "sync"

// variants are files of visitors' texts that hold only what differs from the language they belong to.
var variants = map[string]func() map[string]text{
	informalGerman:  sync.OnceValue(func() map[string]text { return variant(informalGerman) }),
	americanEnglish: sync.OnceValue(func() map[string]text { return variant(americanEnglish) }),
}

const (
	informalGerman  = "de-du"
	americanEnglish = "en-us"
)

func variant(name string) map[string]text {
	c := catalogue{texts: map[string]text{}}
	if err := c.add("visitor/" + name + ".yaml"); err != nil {
		panic(err) // embedded: a test reads it
	}
	return c.texts
}

// with is the translator that says these texts in the place of its own.
func (t *Translator) with(texts map[string]text) *Translator {
	over := *t
	over.texts, over.rest = texts, t
	return &over
}

// Informal says "du" to visitors where t speaks German and would say "Sie". Other languages have one form here.
func (t *Translator) Informal() *Translator {
	if t.lang == "de" {
		t = t.with(variants[informalGerman]())
	}
	over := *t
	over.informal = true
	return &over
}

// In is the translator of a reader's other language, who is addressed as by t.
func (t *Translator) In(wishes ...string) *Translator {
	other := In(wishes...)
	if t.informal {
		return other.Informal()
	}
	return other
}

// at is the translator for readers in a region, "" for none named. Only English differs by region here: dates and clock in
// America, the clock in other countries.
func (t *Translator) at(region string) *Translator {
	if region == "" {
		return t
	}
	there := *t
	there.region = region
	if t.lang != "en" {
		return &there
	}
	if face, ok := englishClocks[region]; ok {
		there.clock = face
	}
	if american[region] {
		return there.with(variants[americanEnglish]())
	}
	return &there
}
