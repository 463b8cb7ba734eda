package importer

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"deskbell/search"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parseHTML takes the questions of a page's FAQPage data (schema.org, JSON-LD).
func parseHTML(c *collector, data []byte) {
	if !utf8.Valid(data) {
		c.refuse(invalidLine(data), "", "utf8_invalid", nil)
		return
	}
	page := scanPage(data)
	for _, s := range page.scripts {
		c.jsonLD(s, page.lang)
	}
	if len(c.result.Entries) == 0 && len(c.result.Problems) == 0 {
		c.refuse(1, "", "no_faq_data", nil)
	}
}

// page is what matters of a web page.
type page struct {
	lang    string
	scripts []script
}

// script is a JSON-LD block and the line it begins on.
type script struct {
	line int
	text string
}

// scanPage reads tokens rather than a tree, because only they know their lines.
func scanPage(data []byte) (p page) {
	z := html.NewTokenizer(bytes.NewReader(data))
	line, inLD := 1, false
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		begins := line
		line += bytes.Count(z.Raw(), []byte("\n"))
		switch token := z.Token(); {
		case kind == html.TextToken && inLD:
			p.scripts = append(p.scripts, script{begins, token.Data})
		case kind == html.StartTagToken:
			inLD = token.DataAtom == atom.Script && strings.EqualFold(attribute(token, "type"), "application/ld+json")
			if token.DataAtom == atom.Html {
				p.lang = attribute(token, "lang")
			}
		default:
			inLD = false
		}
	}
	return p
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (c *collector) jsonLD(s script, lang string) {
	var data any
	if err := json.Unmarshal([]byte(s.text), &data); err != nil {
		c.refuse(s.line, "", "json_invalid", err)
		return
	}
	for _, q := range questionsIn(data, lang) {
		if strings.TrimSpace(q.Answer) == "" {
			c.refuse(s.line, "answer", "required", nil)
			continue
		}
		c.add(s.line, q)
	}
}

// questionsIn finds the questions of FAQPages, wherever they stand in the data.
func questionsIn(data any, lang string) (found []search.Entry) {
	switch v := data.(type) {
	case []any:
		for _, item := range v {
			found = append(found, questionsIn(item, lang)...)
		}
	case map[string]any:
		if l := textOf(v["inLanguage"]); l != "" {
			lang = l
		}
		if isType(v, "Question") {
			return []search.Entry{questionOf(v, lang)}
		}
		for _, key := range []string{"@graph", "mainEntity", "hasPart"} {
			found = append(found, questionsIn(v[key], lang)...)
		}
	}
	return found
}

func questionOf(v map[string]any, lang string) search.Entry {
	e := search.Entry{Question: plainText(textOf(v["name"])), Lang: lang, URL: webAddress(textOf(v["url"]))}
	for _, key := range []string{"acceptedAnswer", "suggestedAnswer"} {
		if e.Answer == "" {
			e.Answer = markdownOf(answerText(v[key]))
		}
	}
	return e
}

func answerText(data any) string {
	switch v := data.(type) {
	case []any:
		if len(v) > 0 {
			return answerText(v[0])
		}
	case map[string]any:
		return textOf(v["text"])
	}
	return ""
}

func isType(v map[string]any, name string) bool {
	switch t := v["@type"].(type) {
	case string:
		return t == name
	case []any:
		for _, one := range t {
			if one == name {
				return true
			}
		}
	}
	return false
}

func textOf(v any) string {
	s, _ := v.(string)
	return s
}

// webAddress drops what is no link for a visitor, such as "#q3".
func webAddress(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}
