package widget

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"deskbell/internal/web"
	"deskbell/words"
)

// visitor is a browser without JavaScript: it fills in forms and presses buttons, and sends
// what a browser would send.
type visitor struct {
	t       *testing.T
	handler http.Handler
	lang    string
	status  int
	header  http.Header
	source  string
	page    *html.Node
}

// visitor opens pages with the real error page.
func (f *fixture) visitor(t *testing.T) *visitor {
	router := web.NewRouter(web.Site{
		Log: f.Log, Contact: func() web.Contact { return web.Contact{Email: f.settings.Email, Phone: f.settings.Phone} },
		ErrorPage: func(_ web.Face, e web.ErrorView) web.Renderer { return f.ErrorPage(e) }, Words: f.Words,
	})
	router.Add(f.Routes()...)
	return &visitor{t: t, handler: router.Serve(), lang: "en"}
}

func (v *visitor) open(path string) *visitor {
	v.t.Helper()
	return v.send(httptest.NewRequest(http.MethodGet, "http://localhost:8080"+path, nil))
}

func (v *visitor) send(r *http.Request) *visitor {
	v.t.Helper()
	r.Header.Set("Accept-Language", v.lang)
	w := httptest.NewRecorder()
	v.handler.ServeHTTP(w, r)
	v.status, v.header, v.source = w.Code, w.Header(), w.Body.String()
	page, err := html.Parse(strings.NewReader(v.source))
	if err != nil {
		v.t.Fatal(err)
	}
	v.page = page
	return v
}

// press sends the form of a button as it stands.
func (v *visitor) press(selector string) *visitor {
	v.t.Helper()
	button := v.one(selector)
	form := v.formOf(button)
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for _, n := range all(v.page, func(n *html.Node) bool { return v.formOf(n) == form }) {
		if name, value, ok := sent(n); ok || n == button && attr(n, "name") != "" {
			m.WriteField(name, value)
		}
	}
	m.Close()
	action := attr(button, "formaction")
	if action == "" {
		action = attr(form, "action")
	}
	action, _, _ = strings.Cut(action, "#")
	r := httptest.NewRequest(http.MethodPost, "http://localhost:8080"+action, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return v.send(r)
}

func (v *visitor) formOf(n *html.Node) *html.Node {
	if id := attr(n, "form"); id != "" {
		return v.one("#" + id)
	}
	for ; n != nil; n = n.Parent {
		if n.Data == "form" {
			return n
		}
	}
	return nil
}

// sent is what a control adds to its form.
func sent(n *html.Node) (name, value string, ok bool) {
	name, value = attr(n, "name"), attr(n, "value")
	switch {
	case name == "":
		return "", "", false
	case n.Data == "textarea":
		return name, text(n), true
	case n.Data == "select":
		return name, chosen(n), true
	case n.Data != "input":
		return name, value, false
	case attr(n, "type") == "radio" || attr(n, "type") == "checkbox":
		return name, value, has(n, "checked")
	default:
		return name, value, true
	}
}

// chosen is the value of a list: of the option that is marked, else of the first.
func chosen(list *html.Node) string {
	options := all(list, func(n *html.Node) bool { return n.Data == "option" })
	i := slices.IndexFunc(options, func(n *html.Node) bool { return has(n, "selected") })
	return attr(options[max(i, 0)], "value")
}

// pickOption marks the option of a value in a list that offers it.
func pickOption(list *html.Node, value string) bool {
	found := false
	for _, n := range all(list, func(n *html.Node) bool { return n.Data == "option" }) {
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "selected" })
		if attr(n, "value") == value {
			set(n, "selected", "")
			found = true
		}
	}
	return found
}

// fill types into a field, or chooses a radio's or a list's value.
func (v *visitor) fill(name, value string) *visitor {
	v.t.Helper()
	for _, n := range all(v.page, func(n *html.Node) bool { return attr(n, "name") == name }) {
		switch {
		case attr(n, "type") == "radio":
			check(n, attr(n, "value") == value)
		case n.Data == "select":
			if !pickOption(n, value) {
				v.t.Fatalf("%s does not offer %q", name, value)
			}
		case n.Data == "textarea":
			for n.FirstChild != nil {
				n.RemoveChild(n.FirstChild)
			}
			n.AppendChild(&html.Node{Type: html.TextNode, Data: value})
		default:
			set(n, "value", value)
		}
	}
	return v
}

// tick sets the boxes of a name and a value.
func (v *visitor) tick(name, value string, on bool) *visitor {
	v.t.Helper()
	check(v.one("[name="+name+"][value="+value+"]"), on)
	return v
}

func (v *visitor) step(s Step) *visitor {
	v.t.Helper()
	for name, value := range s.Fill {
		v.fill(name, value)
	}
	return v.press(s.Press)
}

// words is a text in the language of the page.
func (v *visitor) words(key string) string {
	return words.In(attr(v.one("html"), "lang")).T(key)
}

func (v *visitor) screen() string { return attr(v.one("main"), "data-screen") }

func (v *visitor) text(selector string) string {
	v.t.Helper()
	return strings.TrimSpace(text(v.one(selector)))
}

func (v *visitor) value(selector string) string {
	v.t.Helper()
	n := v.one(selector)
	switch n.Data {
	case "textarea":
		return text(n)
	case "select":
		return chosen(n)
	default:
		return attr(n, "value")
	}
}

func (v *visitor) one(selector string) *html.Node {
	v.t.Helper()
	found := v.find(selector)
	if len(found) == 0 {
		v.t.Fatalf("nothing on the page is %s:\n%s", selector, v.source)
	}
	return found[0]
}

// find knows of selectors what States uses: compounds of tag, #id, .class and [name=value],
// and descendants.
func (v *visitor) find(selector string) []*html.Node {
	parts := strings.Fields(selector)
	return all(v.page, func(n *html.Node) bool { return matches(n, parts) })
}

func matches(n *html.Node, parts []string) bool {
	if !matchesOne(n, parts[len(parts)-1]) {
		return false
	}
	rest := parts[:len(parts)-1]
	if len(rest) == 0 {
		return true
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if matches(p, rest) {
			return true
		}
	}
	return false
}

func matchesOne(n *html.Node, compound string) bool {
	if n.Type != html.ElementNode {
		return false
	}
	for len(compound) > 0 {
		end := strings.IndexAny(compound[1:], "#.[") + 1
		if end == 0 {
			end = len(compound)
		}
		if !matchesSimple(n, compound[:end]) {
			return false
		}
		compound = compound[end:]
	}
	return true
}

func matchesSimple(n *html.Node, simple string) bool {
	switch simple[0] {
	case '#':
		return attr(n, "id") == simple[1:]
	case '.':
		return slices.Contains(strings.Fields(attr(n, "class")), simple[1:])
	case '[':
		name, value, _ := strings.Cut(strings.Trim(simple, "[]"), "=")
		return has(n, name) && (value == "" || attr(n, name) == value)
	default:
		return n.Data == simple
	}
}

func all(n *html.Node, keep func(*html.Node) bool) (found []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && keep(d) {
			found = append(found, d)
		}
	}
	return found
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			io.WriteString(&b, d.Data)
		}
	}
	return b.String()
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func set(n *html.Node, name, value string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

func check(n *html.Node, on bool) {
	set(n, "checked", "")
	if !on {
		n.Attr = n.Attr[:len(n.Attr)-1]
	}
}
