package importer

import (
	"slices"

	"deskbell/search"
)

// A field is one part of an entry under the name it has in every format.
type field struct {
	name string
	text func(*search.Entry) *string
	list func(*search.Entry) *[]string // set where text is not
}

// fields in the order in which files show them.
var fields = []field{
	{name: "id", text: func(e *search.Entry) *string { return &e.ID }},
	{name: "group", text: func(e *search.Entry) *string { return &e.Group }},
	{name: "lang", text: func(e *search.Entry) *string { return &e.Lang }},
	{name: "question", text: func(e *search.Entry) *string { return &e.Question }},
	{name: "answer", text: func(e *search.Entry) *string { return &e.Answer }},
	{name: "alternatives", list: func(e *search.Entry) *[]string { return &e.Alternatives }},
	{name: "tags", list: func(e *search.Entry) *[]string { return &e.Tags }},
	{name: "scope", list: func(e *search.Entry) *[]string { return &e.Scope }},
	{name: "url", text: func(e *search.Entry) *string { return &e.URL }},
}

func fieldNamed(name string) (field, bool) {
	i := slices.IndexFunc(fields, func(f field) bool { return f.name == name })
	if i < 0 {
		return field{}, false
	}
	return fields[i], true
}
