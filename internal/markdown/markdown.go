// Package markdown shows the owner's Markdown. Raw HTML in it stays text, and what
// is made of it passes a sanitiser that knows only what answers need.
package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

var render = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Linkify, extension.Strikethrough, extension.Table),
		goldmark.WithRendererOptions(html.WithHardWraps()),
	)
})

var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "hr",
		"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("https", "http", "mailto", "tel")
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(false)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true) // a link must not open inside the panel's frame
	return p
})

// headings moves Markdown's h1 and h2 below the headings of the page.
var headings = regexp.MustCompile(`(</?)h[12](>| )`)

// HTML is the sanitised HTML of a Markdown text.
func HTML(source string) string {
	var buf bytes.Buffer
	if err := render().Convert([]byte(source), &buf); err != nil {
		return policy().Sanitize(source)
	}
	return strings.TrimSpace(policy().Sanitize(headings.ReplaceAllString(buf.String(), "${1}h3$2")))
}
