package admin

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"deskbell/site"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

// informal is what the form says for du.
const informal = "du"

// addresses are the two ways in which German speaks to visitors.
func addresses(f pages.Frame, du bool) []pages.Option {
	return []pages.Option{
		{Value: "", Text: f.T("admin.settings.address.formal"), Chosen: !du},
		{Value: informal, Text: f.T("admin.settings.address.informal"), Chosen: du},
	}
}

// ownLanguages are those that can be the desk's own.
func ownLanguages(chosen string) []pages.Option {
	var all []pages.Option
	for _, lang := range words.Sorted() {
		all = append(all, pages.Option{Value: lang, Text: words.Tongue(lang), Chosen: lang == chosen})
	}
	return all
}

// readTexts are the blocks of the form, by language.
func readTexts(r *http.Request) map[string]site.Texts {
	texts := map[string]site.Texts{}
	field := func(name string, i int) string {
		if all := r.PostForm[name]; i < len(all) {
			return all[i]
		}
		return ""
	}
	for i, lang := range r.PostForm["texts_lang"] {
		texts[lang] = site.Texts{Title: field("texts_title", i), Greeting: field("texts_greeting", i), Closed: field("texts_closed", i)}
	}
	return texts
}

// changeTexts adds or removes a block, as a button says, and gives the language of the one to go on with.
func changeTexts(st *site.Settings, do, add string) (open string) {
	if lang, drop := strings.CutPrefix(do, "drop_text."); drop {
		delete(st.Texts, lang)
		return ""
	}
	if _, has := st.Texts[add]; do != "add_text" || has || add == st.Lang || !slices.Contains(words.Languages, add) {
		return ""
	}
	st.Texts[add] = site.Texts{}
	return add
}

// inTheirLanguage puts typed texts where they belong if another language was made the desk's own: what stood in its fields was
// written as texts of the one before.
func inTheirLanguage(st site.Settings, before string) site.Settings {
	if before == "" || before == st.Lang {
		return st
	}
	now := st.Lang
	st.Lang = before
	return st.Moved(now)
}

// textFields are the three texts of a language: prefix stands before their names, id before what tells them from those of others.
func textFields(f pages.Frame, t site.Texts, prefix, lang string, wrong map[string]string) pages.Texts {
	field := func(name, label, value string, rows int) pages.Field {
		one := pages.Field{Name: prefix + name, Label: f.T(label), Value: value, Rows: rows, Optional: true, Lang: lang, Error: wrong[name]}
		if lang == "" {
			one.Hint = f.T(label + ".hint")
		} else {
			one.ID = "texts." + lang + "." + name
			one.Error = wrong[one.ID]
		}
		return one
	}
	return pages.Texts{
		Title: field("title", "admin.settings.name", t.Title, 0), Greeting: field("greeting", "admin.settings.greeting", t.Greeting, 3),
		Closed: field("closed", "admin.settings.closed", t.Closed, 3),
	}
}

// otherTexts are the blocks of all languages that have texts beside the desk's own, and which have none.
func otherTexts(f pages.Frame, p settingsPage) pages.TextsView {
	v := pages.TextsView{Own: words.Tongue(p.Lang), Wrong: p.wrong["texts"], Add: []pages.Option{{Text: f.T("admin.texts.add.choose")}}}
	for _, lang := range byName(p.Texts) {
		b := pages.TextsBlock{
			Named: pages.Named{Tag: lang, Name: words.Tongue(lang)}, State: missing(f, p.Own(), p.Texts[lang]),
			Texts: textFields(f, p.Texts[lang], "texts_", lang, p.wrong), Open: lang == p.open,
		}
		for field := range p.wrong {
			b.Open = b.Open || strings.HasPrefix(field, "texts."+lang+".")
		}
		b.Texts.Title.Focus = lang == p.open
		v.Blocks = append(v.Blocks, b)
	}
	for _, lang := range words.Sorted() {
		if _, has := p.Texts[lang]; has || lang == p.Lang {
			continue
		}
		name := words.Tongue(lang)
		v.Add = append(v.Add, pages.Option{Value: lang, Text: name})
		v.Names = append(v.Names, pages.Named{Tag: lang, Name: name})
	}
	if len(v.Names) > 0 && p.Own() != (site.Texts{}) {
		v.None = f.N("admin.texts.none", len(v.Names))
	}
	return v
}

// byName are the languages of texts as people look for them.
func byName(texts map[string]site.Texts) []string {
	return slices.SortedFunc(maps.Keys(texts), func(a, b string) int { return strings.Compare(words.Tongue(a), words.Tongue(b)) })
}

// missing says which texts the desk has in its own language and not in this one.
func missing(f pages.Frame, own, here site.Texts) string {
	var names []string
	for _, one := range []struct{ key, own, here string }{
		{"admin.settings.name", own.Title, here.Title},
		{"admin.settings.greeting", own.Greeting, here.Greeting},
		{"admin.settings.closed", own.Closed, here.Closed},
	} {
		if one.own != "" && one.here == "" {
			names = append(names, f.T(one.key))
		}
	}
	switch {
	case len(names) > 0:
		return f.T("admin.texts.missing", "Texts", strings.Join(names, ", "))
	case here.Title != "" && here.Greeting != "" && here.Closed != "":
		return f.T("admin.texts.complete")
	default:
		return ""
	}
}
