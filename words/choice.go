package words

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

var (
	forVisitors = sync.OnceValue(func() matcher { return matcherOf(Languages) })
	forAgents   = sync.OnceValue(func() matcher { return matcherOf(AgentLanguages) })
)

// matcher finds the language that serves a wish among some.
type matcher struct {
	same map[string][]written // by language
	near language.Matcher
}

// written is the place of a language among others and the script it is in.
type written struct {
	index  int
	script language.Script
}

func matcherOf(langs []string) matcher {
	tags := make([]language.Tag, len(langs))
	same := map[string][]written{}
	for i, l := range langs {
		tags[i] = language.MustParse(l)
		base, _ := tags[i].Base()
		script, _ := tags[i].Script()
		same[base.String()] = append(same[base.String()], written{i, script})
	}
	return matcher{same, language.NewMatcher(tags)}
}

// Match gives the language of ours that serves a visitor's wishes best, each a BCP 47
// tag or a whole Accept-Language header, the strongest wish first. ok is false if none fits and the fallback was taken.
func Match(wishes ...string) (lang string, ok bool) {
	i, ok := match(forVisitors(), wishes)
	return Languages[i], ok
}

// match takes of each wish the first language that is one of ours, in whatever country or script; else one that its readers read
// without effort, as CLDR has it.
func match(m matcher, wishes []string) (index int, ok bool) {
	for _, wish := range wishes {
		tags := tagsOf(wish)
		for _, tag := range tags {
			if i := m.place(tag); i >= 0 {
				return i, true
			}
		}
		if len(tags) == 0 {
			continue
		}
		if _, i, confidence := m.near.Match(tags...); confidence >= language.High {
			return i, true
		}
	}
	return 0, false
}

// writtenAs are languages that we have under the name of another: Norwegian's two written forms, Serbo-Croatian's heirs, Dari, Swiss German.
var writtenAs = map[string]string{"no": "nb", "nn": "nb", "sh": "sr", "cnr": "sr", "bs": "hr", "prs": "fa", "gsw": "de"}

// place is that of the language of a tag, if there are several of it that in its script; -1 for none.
func (m matcher) place(tag language.Tag) int {
	base, _ := tag.Base()
	ours := m.same[cmp.Or(writtenAs[base.String()], base.String())]
	if len(ours) == 0 {
		return -1
	}
	if len(ours) > 1 {
		script, _ := tag.Script()
		for _, w := range ours {
			if w.script == script {
				return w.index
			}
		}
	}
	return ours[0].index
}

// longestWish is how many bytes of a wish are looked at. Browsers send a hundred.
const longestWish = 500

// tagsOf are the languages of a wish, the strongest first, without those that nobody has registered.
func tagsOf(wish string) []language.Tag {
	if len(wish) > longestWish {
		wish = wish[:strings.LastIndexByte(wish[:longestWish], ',')+1]
	}
	tags, _, err := language.ParseAcceptLanguage(wish)
	if err == nil || !strings.Contains(wish, ",") {
		return tags
	}
	known := slices.DeleteFunc(strings.Split(wish, ","), func(one string) bool {
		_, _, err := language.ParseAcceptLanguage(one)
		return err != nil
	})
	tags, _, _ = language.ParseAcceptLanguage(strings.Join(known, ","))
	return tags
}

// In gives the translator of the language that serves a visitor's wishes best, with the forms of the region that
// the first wish for this language names. It is cheap after the first call for a language.
func In(wishes ...string) *Translator {
	lang, _ := Match(wishes...)
	return of(lang).at(regionOf(lang, wishes))
}

// ForAgents is In for pages and mails to agents, without regions.
func ForAgents(wishes ...string) *Translator {
	i, _ := match(forAgents(), wishes)
	return of(AgentLanguages[i])
}

// regionOf is the region that the first of the wishes for a language names, as "US"; "" for none. A page in plain
// English for a browser that asks for en-US is thus read in America.
func regionOf(lang string, wishes []string) string {
	base, _, _ := strings.Cut(lang, "-")
	for _, wish := range wishes {
		if !strings.Contains(wish, "-") {
			continue
		}
		for _, tag := range tagsOf(wish) {
			if b, _, region := tag.Raw(); b.String() == base && region.IsCountry() {
				return region.String()
			}
		}
	}
	return ""
}

func of(lang string) *Translator { return translators[slices.Index(Languages, lang)]() }

var translators = make([]func() *Translator, len(Languages))

func init() {
	for i, l := range Languages {
		translators[i] = sync.OnceValue(func() *Translator { return load(l) })
	}
}
