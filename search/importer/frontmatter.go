package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"deskbell/search"

	"go.yaml.in/yaml/v3"
)

// frontMatter reads the YAML before an entry; ok is false if it is broken.
func (c *collector) frontMatter(text string) (e search.Entry, ok bool) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		c.refuse(1, "", "front_matter_invalid", err)
		return e, false
	}
	if len(doc.Content) == 0 {
		return e, true
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		c.refuse(1, "", "front_matter_invalid", errors.New("want name: value"))
		return e, false
	}
	ok = true
	for i := 0; i+1 < len(root.Content); i += 2 {
		ok = c.yamlField(&e, root.Content[i], root.Content[i+1]) && ok
	}
	return e, ok
}

// yamlField takes one line of front matter. The rule above it is line 1.
func (c *collector) yamlField(e *search.Entry, name, value *yaml.Node) bool {
	f, known := fieldNamed(name.Value)
	if !known || f.name == "answer" {
		c.ignore(name.Line+1, name.Value)
		return true
	}
	if err := f.fromYAML(e, value); err != nil {
		c.refuse(name.Line+1, f.name, "wrong_type", err)
		return false
	}
	return true
}

// fromYAML takes scalars as they are written: "no" is a language and 007 an id,
// whatever YAML thinks of them. One scalar may stand for a list of one.
func (f field) fromYAML(e *search.Entry, value *yaml.Node) error {
	switch {
	case value.Kind == yaml.ScalarNode && value.Tag == "!!null":
		return nil
	case f.text != nil && value.Kind == yaml.ScalarNode:
		*f.text(e) = value.Value
	case f.list != nil && value.Kind == yaml.ScalarNode:
		*f.list(e) = []string{value.Value}
	case f.list != nil && value.Kind == yaml.SequenceNode:
		return f.itemsFromYAML(e, value.Content)
	default:
		return fmt.Errorf("line %d: neither text nor a list of texts", value.Line)
	}
	return nil
}

func (f field) itemsFromYAML(e *search.Entry, items []*yaml.Node) error {
	for _, item := range items {
		if item.Kind != yaml.ScalarNode {
			return fmt.Errorf("line %d: not a text", item.Line)
		}
		*f.list(e) = append(*f.list(e), item.Value)
	}
	return nil
}

// writeMarkdown writes one entry as a file that parseMarkdown reads back exactly.
func writeMarkdown(w io.Writer, e search.Entry) error {
	var front bytes.Buffer
	enc := yaml.NewEncoder(&front)
	enc.SetIndent(2)
	if err := enc.Encode(frontMatterOf(e)); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%s%s%s\n%s\n", rule, front.Bytes(), rule, e.Answer)
	return err
}

func frontMatterOf(e search.Entry) *yaml.Node {
	root := &yaml.Node{Kind: yaml.MappingNode}
	for _, f := range fields {
		if value := f.toYAML(&e); value != nil && f.name != "answer" {
			root.Content = append(root.Content, scalar(f.name), value)
		}
	}
	return root
}

// toYAML is nil for an empty field.
func (f field) toYAML(e *search.Entry) *yaml.Node {
	if f.text != nil {
		if *f.text(e) == "" {
			return nil
		}
		return quoted(*f.text(e))
	}
	if len(*f.list(e)) == 0 {
		return nil
	}
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for _, item := range *f.list(e) {
		list.Content = append(list.Content, quoted(item))
	}
	return list
}

func scalar(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
}

// quoted is a text in double quotes: no other YAML scalar takes every text.
func quoted(s string) *yaml.Node {
	n := scalar(s)
	n.Style = yaml.DoubleQuotedStyle
	return n
}
