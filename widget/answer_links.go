package widget

import (
	"html"
	"regexp"

	"deskbell/words"
)

// newTabLinks are links of a sanitised answer that leave the panel. Signs in their attributes are escaped.
var newTabLinks = regexp.MustCompile(`(?s)<a [^>]*target="_blank"[^>]*>.*?</a>`)

// sayingNewTab tells those who do not see it, in the language of the page, that links of an answer open a new tab.
func sayingNewTab(answer string, t *words.Translator) string {
	note := `<span class="unseen" lang="` + html.EscapeString(t.Lang()) + `"> ` + html.EscapeString(t.T("widget.new_tab")) + `</span>`
	return newTabLinks.ReplaceAllStringFunc(answer, func(link string) string { return link[:len(link)-len("</a>")] + note + "</a>" })
}
