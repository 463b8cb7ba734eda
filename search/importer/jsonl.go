package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"unicode/utf8"

	"deskbell/search"
)

// parseJSONL reads an entry a line; empty lines are passed over.
func parseJSONL(c *collector, data []byte) {
	line := 0
	for text := range bytes.Lines(data) {
		line++
		if text = bytes.TrimSpace(text); len(text) > 0 {
			c.jsonLine(line, text)
		}
	}
}

func (c *collector) jsonLine(line int, text []byte) {
	if !utf8.Valid(text) { // encoding/json would silently replace it
		c.refuse(line, "", "utf8_invalid", nil)
		return
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil || object == nil {
		c.refuse(line, "", "json_invalid", err)
		return
	}
	if e, ok := c.jsonEntry(line, object); ok {
		c.add(line, e)
	}
}

func (c *collector) jsonEntry(line int, object map[string]json.RawMessage) (e search.Entry, ok bool) {
	ok = true
	for _, name := range slices.Sorted(maps.Keys(object)) {
		f, known := fieldNamed(name)
		if !known {
			c.ignore(line, name)
			continue
		}
		if err := f.fromJSON(&e, object[name]); err != nil {
			c.refuse(line, name, "wrong_type", err)
			ok = false
		}
	}
	return e, ok
}

func (f field) fromJSON(e *search.Entry, raw json.RawMessage) error {
	if f.text != nil {
		return json.Unmarshal(raw, f.text(e))
	}
	var items []*string // a null among the items is not an empty string
	if err := json.Unmarshal(raw, &items); err != nil {
		return err
	}
	for _, item := range items {
		if item == nil {
			return errors.New("null in a list")
		}
		*f.list(e) = append(*f.list(e), *item)
	}
	return nil
}

// jsonEntry is an entry as a line of JSON.
type jsonEntry struct {
	ID           string   `json:"id"`
	Question     string   `json:"question"`
	Answer       string   `json:"answer"`
	Lang         string   `json:"lang,omitempty"`
	Group        string   `json:"group,omitempty"`
	Alternatives []string `json:"alternatives,omitempty"`
	Tags         []string `json:"tags,omitempty"`
	Scope        []string `json:"scope,omitempty"`
	URL          string   `json:"url,omitempty"`
}

func writeJSONL(w io.Writer, entries []search.Entry) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false) // the file is read by people
	for _, e := range entries {
		err := enc.Encode(jsonEntry{e.ID, e.Question, e.Answer, e.Lang, e.Group, e.Alternatives, e.Tags, e.Scope, e.URL})
		if err != nil {
			return err
		}
	}
	return nil
}
