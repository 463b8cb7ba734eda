package e2e

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"deskbell/widget"
)

var update = flag.Bool("update", false, "write the golden files anew")

// mustLookAlike compares what assistive technology is told of a state with testdata/ax, but for what was said last:
// that passes, and has tests of its own (tasks_test.go).
func (o *tour) mustLookAlike(t *testing.T, s widget.State) {
	t.Helper()
	o.tab.wait(zoneIsLearned)
	eval[bool](o.tab, `(document.querySelectorAll("#busy, #spoken").forEach((line) => {
		line.replaceChildren()
		line.replaceChildren = line.append = () => {} // what comes a moment later, too
	}), true)`)
	golden(t, filepath.Join("ax", fileName(s.Name)+".txt"), o.tab.outline())
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, file, got string) {
	t.Helper()
	file = filepath.Join("testdata", file)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (go test ./e2e -run %s -update writes it)", err, t.Name())
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}

// fileName is a state's name as that of a file.
func fileName(state string) string {
	return strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(state), "_"), "_")
}

// outline is the accessibility tree as text: a line for each role with name, value, description and state, indented
// by what contains it. What differs from day to day or from run to run is replaced.
func (tb *tab) outline() string {
	tb.t.Helper()
	tree, err := chromedp.Call(tb.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		tb.t.Fatal(err)
	}
	o := outline{nodes: map[accessibility.NodeID]*accessibility.Node{}, langs: tb.languages()}
	for _, n := range tree.Nodes {
		o.nodes[n.NodeID] = n
	}
	root := tree.Nodes[0]
	o.line(0, "page"+quoted(squeeze(asText(root.Name)))+" ("+eval[string](tb, "document.documentElement.lang")+")")
	for _, html := range root.ChildIDs {
		delete(o.langs, o.nodes[html].BackendDOMNodeID)
		o.add(o.nodes[html], 1, "")
	}
	return o.text.String()
}

// languages are the elements that say which language they are in.
func (tb *tab) languages() map[cdp.BackendNodeID]string {
	tb.t.Helper()
	var page struct {
		Nodes []struct {
			ID         cdp.BackendNodeID `json:"backendNodeId"`
			Attributes []string          `json:"attributes"`
		} `json:"nodes"`
	}
	err := chromedp.FromContext(tb.ctx).Target.Call(tb.ctx, "DOM.getFlattenedDocument", map[string]int{"depth": -1}, &page)
	if err != nil {
		tb.t.Fatal(err)
	}
	langs := map[cdp.BackendNodeID]string{}
	for _, n := range page.Nodes {
		for i := 0; i+1 < len(n.Attributes); i += 2 {
			if n.Attributes[i] == "lang" {
				langs[n.ID] = n.Attributes[i+1]
			}
		}
	}
	return langs
}

type outline struct {
	nodes map[accessibility.NodeID]*accessibility.Node
	langs map[cdp.BackendNodeID]string
	text  strings.Builder
}

// silent are roles that say nothing themselves.
var silent = []string{"none", "generic", "InlineTextBox", "LineBreak", "paragraph", "ListMarker", "LabelText", "Legend"}

// add writes a node and what is in it. inName is a name that already says what the texts in it say.
func (o *outline) add(n *accessibility.Node, depth int, inName string) {
	role, name := asText(n.Role), squeeze(asText(n.Name))
	said := n.Ignored || slices.Contains(silent, role)
	if lang, ok := o.langs[n.BackendDOMNodeID]; ok && said && role != "InlineTextBox" {
		o.line(depth, "("+lang+")")
		depth++
	}
	switch {
	case said:
	case role == "StaticText":
		if name != "" && inName != everything && !strings.Contains(inName, name) {
			o.line(depth, strconv.Quote(name))
		}
		return
	default:
		o.line(depth, role+quoted(name)+o.more(n))
		depth++
		inName = name + asText(n.Value)
	}
	if role == "combobox" || role == "textbox" {
		return // its value was said
	}
	if role == "LabelText" {
		inName = everything // it stands again as the name of its field
	}
	for _, id := range n.ChildIDs {
		if child := o.nodes[id]; child != nil {
			o.add(child, depth, inName)
		}
	}
}

const everything = "*"

// told are the properties that change how an element is read out.
var told = []accessibility.PropertyName{
	"checked", "expanded", "pressed", "selected", "disabled", "readonly", "required", "invalid", "busy", "level", "modal", "live", "atomic",
}

func (o *outline) more(n *accessibility.Node) string {
	var b strings.Builder
	if lang := o.langs[n.BackendDOMNodeID]; lang != "" {
		b.WriteString(" (" + lang + ")")
	}
	if value := squeeze(asText(n.Value)); value != "" {
		b.WriteString(" = " + strconv.Quote(value))
	}
	if text := squeeze(asText(n.Description)); text != "" {
		b.WriteString(" – " + strconv.Quote(text))
	}
	for _, p := range n.Properties {
		value := asText(p.Value)
		if p.Name == "level" && asText(n.Role) != "heading" {
			continue
		}
		if slices.Contains(told, p.Name) && value != "false" && value != "" && value != "off" {
			b.WriteString(" " + string(p.Name))
			if value != "true" {
				b.WriteString(":" + value)
			}
		}
	}
	return b.String()
}

func (o *outline) line(depth int, text string) {
	fmt.Fprintf(&o.text, "%s%s\n", strings.Repeat("  ", depth), steady(text))
}

func quoted(name string) string {
	if name == "" {
		return ""
	}
	return " " + strconv.Quote(name)
}

func asText(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var any any
	if err := json.Unmarshal([]byte(v.Value), &any); err != nil || any == nil {
		return ""
	}
	return fmt.Sprint(any)
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

// steady replaces what differs between two runs: references, links, moments.
func steady(text string) string {
	for _, r := range passing {
		text = r.of.ReplaceAllString(text, r.by)
	}
	return text
}

var passing = []struct {
	of *regexp.Regexp
	by string
}{
	{regexp.MustCompile(`http://127\.0\.0\.1:\d+`), "http://desk"},
	{regexp.MustCompile(`/ticket/[\w.-]+`), "/ticket/CODE"},
	{reference, "REF-REF"},
	{regexp.MustCompile(`\b(today|tomorrow|(Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,? (\d+ \w+( \d{4})?|[A-Z][a-z]+ \d+(, \d{4})?))\b`), "DAY"},
	{regexp.MustCompile(`\b(\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2},) \d{4}\b`), "DAY"},
	{regexp.MustCompile(`\b\d{1,2}:\d{2}(:\d{2})?( [AaPp][Mm])?`), "0:00"},
}

// zoneIsLearned: the panel does not wait for an answer about the browser's zone, which it says aloud.
const zoneIsLearned = `document.querySelector("[data-zone=asked]") === null`
