package importer

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// markdownOf turns an answer's HTML into Markdown: paragraphs, lists, links,
// emphasis. What else there is becomes text; scripts and styles go.
func markdownOf(source string) string {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return plainText(source)
	}
	var w markdownWriter
	w.children(root)
	return strings.TrimSpace(manyLines.ReplaceAllString(w.out.String(), "\n\n"))
}

// plainText is the text of a piece of HTML on one line.
func plainText(source string) string {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return source
	}
	var out strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && !isCode(n.Parent) {
			out.WriteString(n.Data + " ")
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

var (
	manyLines = regexp.MustCompile(`\n{3,}`)
	spaces    = regexp.MustCompile(`\s+`)
	// what would become Markdown though the page showed it as it is
	special = strings.NewReplacer(`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `#`, `\#`)
)

type markdownWriter struct {
	out     strings.Builder
	numbers []int // of the lists around; 0 for bullets
}

func (w *markdownWriter) children(n *html.Node) {
	for child := range n.ChildNodes() {
		w.node(child)
	}
}

func (w *markdownWriter) node(n *html.Node) {
	if n.Type == html.TextNode {
		w.out.WriteString(special.Replace(spaces.ReplaceAllString(n.Data, " ")))
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Iframe:
	case atom.Br:
		w.out.WriteString("\\\n")
	case atom.P, atom.Div, atom.Blockquote, atom.Table, atom.Tr, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.around(n, "\n\n", "\n\n")
	case atom.Strong, atom.B:
		w.around(n, "**", "**")
	case atom.Em, atom.I:
		w.around(n, "*", "*")
	case atom.A:
		w.link(n)
	case atom.Ul, atom.Ol:
		w.list(n)
	case atom.Li:
		w.item(n)
	default:
		w.children(n)
	}
}

func (w *markdownWriter) around(n *html.Node, before, after string) {
	w.out.WriteString(before)
	w.children(n)
	w.out.WriteString(after)
}

func (w *markdownWriter) link(n *html.Node) {
	target := ""
	for _, a := range n.Attr {
		if a.Key == "href" {
			target = webAddress(a.Val)
		}
	}
	if target == "" {
		w.children(n)
		return
	}
	w.around(n, "[", "]("+strings.NewReplacer("(", "%28", ")", "%29", " ", "%20").Replace(target)+")")
}

func (w *markdownWriter) list(n *html.Node) {
	number := 0
	if n.DataAtom == atom.Ol {
		number = 1
	}
	w.numbers = append(w.numbers, number)
	w.around(n, "\n\n", "\n\n")
	w.numbers = w.numbers[:len(w.numbers)-1]
}

func (w *markdownWriter) item(n *html.Node) {
	depth := len(w.numbers)
	mark := "- "
	if depth > 0 && w.numbers[depth-1] > 0 {
		mark = strconv.Itoa(w.numbers[depth-1]) + ". "
		w.numbers[depth-1]++
	}
	w.out.WriteString("\n" + strings.Repeat("   ", max(0, depth-1)) + mark)
	w.children(n)
}

func isCode(n *html.Node) bool {
	return n != nil && (n.DataAtom == atom.Script || n.DataAtom == atom.Style)
}
