package admin

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"deskbell/handoff"
	"deskbell/internal/web"
	"deskbell/search"
	pages "deskbell/templates/admin"
)

const faqPage = 25 // entries a page

var origins = []search.Origin{search.OriginOwn, search.OriginImport, search.OriginFile, search.OriginSample}

// sieve selects entries of the list, as its address says it.
type sieve struct {
	words, lang, tag string
	origin           search.Origin
	page             int
}

func readSieve(q url.Values) sieve {
	s := sieve{words: strings.TrimSpace(q.Get("q")), lang: q.Get("lang"), tag: q.Get("tag"), origin: search.Origin(q.Get("origin"))}
	s.page = pageNumber(q)
	return s
}

func (s sieve) path(page int) string {
	q := url.Values{}
	for name, value := range map[string]string{"q": s.words, "lang": s.lang, "tag": s.tag, "origin": string(s.origin)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	setPage(q, page)
	return "/admin/faq?" + q.Encode()
}

func (s sieve) lets(e search.Entry) bool {
	switch {
	case s.lang != "" && e.Lang != s.lang, s.origin != "" && e.Origin != s.origin, s.tag != "" && !slices.Contains(e.Tags, s.tag):
		return false
	}
	text := strings.ToLower(strings.Join(append([]string{e.Question, e.Answer, e.ID}, e.Alternatives...), "\n"))
	for _, word := range strings.Fields(strings.ToLower(s.words)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func (s *Server) showFAQ(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	entries, err := s.FAQ.Entries(r.Context())
	if err != nil {
		return err
	}
	f, err := s.frame(r, a, "/admin/faq", "admin.faq.title")
	if err != nil {
		return err
	}
	sv := readSieve(r.URL.Query())
	found := slices.DeleteFunc(slices.Clone(entries), func(e search.Entry) bool { return !sv.lets(e) })
	v := pages.FAQView{
		Frame: f, Words: sv.words, Total: f.N("admin.faq.total", len(found)),
		Langs:   options(f.T("admin.faq.any_lang"), sv.lang, langsOf(entries), func(s string) string { return s }),
		Origins: options(f.T("admin.faq.any_origin"), string(sv.origin), origins, func(o search.Origin) string { return f.T("admin.origin." + string(o)) }),
		Tags:    options(f.T("admin.faq.any_tag"), sv.tag, tagsOf(entries), func(s string) string { return s }),
		Sample:  slices.ContainsFunc(entries, func(e search.Entry) bool { return e.Origin == search.OriginSample }),
		None:    len(entries) == 0,
	}
	v.Rows = entryRows(f, pageOf(found, sv.page, faqPage), translations(entries))
	v.Previous, v.Next = neighbours(sv.page, faqPage, len(found), sv.path)
	return web.Render(w, r, http.StatusOK, pages.FAQ(v))
}

func langsOf(entries []search.Entry) []string {
	var all []string
	for _, e := range entries {
		all = append(all, e.Lang)
	}
	return sorted(all)
}

func tagsOf(entries []search.Entry) []string {
	var all []string
	for _, e := range entries {
		all = append(all, e.Tags...)
	}
	return sorted(all)
}

func sorted(all []string) []string {
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(s string) bool { return s == "" })
}

func options[T ~string](any, chosen string, values []T, text func(T) string) []pages.Option {
	all := []pages.Option{{Text: any, Chosen: chosen == ""}}
	for _, value := range values {
		all = append(all, pages.Option{Value: string(value), Text: text(value), Chosen: string(value) == chosen})
	}
	return all
}

// translations are the languages that each group has.
func translations(entries []search.Entry) map[string][]string {
	groups := map[string][]string{}
	for _, e := range entries {
		if e.Group != "" {
			groups[e.Group] = append(groups[e.Group], e.Lang)
		}
	}
	for group := range groups {
		groups[group] = sorted(groups[group])
	}
	return groups
}

func entryRows(f pages.Frame, entries []search.Entry, groups map[string][]string) []pages.EntryRow {
	var all []pages.EntryRow
	for _, e := range entries {
		row := pages.EntryRow{
			Href: entryPath(e.ID), Question: e.Question, Lang: e.Lang, Preview: shorten(e.Answer, previewChars),
			Origin: f.T("admin.origin." + string(e.Origin)), Tags: ownTags(e), PersonFirst: e.PersonFirst(),
			Also: f.N("admin.faq.alternatives", len(e.Alternatives)),
		}
		if langs := groups[e.Group]; len(langs) > 1 {
			row.Translations = f.T("admin.faq.in_languages", "Languages", strings.Join(langs, ", "))
		}
		all = append(all, row)
	}
	return all
}

func entryPath(id string) string { return "/admin/faq/entry?id=" + url.QueryEscape(id) }
