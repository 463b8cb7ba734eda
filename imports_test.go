package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

type rule struct {
	pkg     string
	allowed []string
	why     string
}

// mayImport says for each package which of ours it may import, and why it may not import
// the rest. "x/..." stands for x and what is below it.
var mayImport = []rule{
	{"deskbell/internal/address", nil, "the grammar of addresses stands below everything"},
	{"deskbell/internal/fault", nil, "the error type stands below everything"},
	{"deskbell/internal/feed", nil, "the change feed stands below everything"},
	{"deskbell/internal/limits", nil, "the table of limits stands below everything"},
	{"deskbell/internal/linked", []string{"internal/address"}, "it finds addresses in any text"},
	{"deskbell/internal/markdown", nil, "it shows Markdown and knows nothing else"},
	{"deskbell/internal/web", []string{"internal/fault", "internal/limits", "words"}, "HTTP that both sides share must not know either side"},
	{"deskbell/internal/packed/...", []string{"internal/packed"}, "it reads compressed texts and knows nothing of them"},
	{"deskbell/words", []string{"internal/packed"}, "words are spoken by all and must depend on none; only their texts are packed"},
	{"deskbell/static", nil, "assets are files"},
	{"deskbell/static/build", nil, "the bundler runs before the rest can be built"},
	{"deskbell/search", append([]string{"search/hear", "search/language"}, domain...), "a domain decides without knowing who stores or shows it; texts are read by parts that know no FAQ"},
	{"deskbell/search/hear", []string{"search/language"}, "a wish for a person is heard whatever a FAQ holds"},
	{"deskbell/search/language", nil, "how a language cuts its words has nothing to do with what is searched"},
	{"deskbell/handoff", append([]string{"handoff/hours"}, domain...), "a domain decides without knowing who stores or shows it; the promise is computed from the hours"},
	{"deskbell/handoff/hours", []string{"internal/fault"}, "a calendar knows nothing of tickets"},
	{"deskbell/site", domain, "a domain decides without knowing who stores or shows it"},
	{"deskbell/search/sample", nil, "the sample is data"},
	{"deskbell/search/...", append([]string{"search/..."}, domain...), "a part of a domain imports its parent, never another domain"},
	{"deskbell/handoff/mail", append([]string{"handoff", "handoff/hours", "words"}, domain...), "a carrier delivers; it neither stores nor shows"},
	{"deskbell/handoff/agenda", append([]string{"handoff", "handoff/hours", "words"}, domain...), "a calendar is written from calls that were found; it neither stores nor shows"},
	{"deskbell/handoff/notify", append([]string{"handoff", "handoff/hours", "words"}, domain...), "a carrier delivers; it neither stores nor shows"},
	{
		"deskbell/handoff/admin", append([]string{"handoff", "handoff/hours", "handoff/agenda", "search", "search/importer", "site", "words", "static", "templates/...", "internal/web", "internal/linked", "internal/markdown"}, domain...),
		"the admin page and the visitor's side never import each other, nor the store",
	},
	{
		"deskbell/widget", append([]string{"handoff", "handoff/hours", "search", "site", "words", "static", "templates/...", "internal/web", "internal/linked", "internal/markdown", "internal/packed"}, domain...),
		"the admin page and the visitor's side never import each other, nor the store",
	},
	{"deskbell/templates/...", []string{"words", "templates/..."}, "templates take view structs and words"},
	{"deskbell/store", append([]string{"search", "handoff", "handoff/hours", "site"}, domain...), "the store implements what the domains declare"},
	{"deskbell/e2e/browsers", []string{"static"}, "it starts the program, and asks for the snippet alone"},
	{"deskbell/e2e/gallery", nil, "it runs a test and knows nothing of what that shows"},
	{"deskbell/store/storetest", append([]string{"store", "search", "handoff", "handoff/hours", "site"}, domain...), "a store for tests"},
}

var domain = []string{"internal/address", "internal/fault", "internal/feed", "internal/limits"}

func TestEachPackageImportsWhatItMayOnly(t *testing.T) {
	for _, p := range packages(t) {
		if slices.Contains([]string{"deskbell", "deskbell/deploy", "deskbell/e2e", "deskbell/bench"}, p.ImportPath) {
			continue // main wires everything; the others only drive it from outside
		}
		rule := slices.IndexFunc(mayImport, func(r rule) bool {
			return covers(strings.TrimPrefix(r.pkg, "deskbell/"), strings.TrimPrefix(p.ImportPath, "deskbell/"))
		})
		if rule < 0 {
			t.Errorf("%s has no rule: say in mayImport what it may import and why", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			ours, ok := strings.CutPrefix(imported, "deskbell/")
			if !ok {
				continue
			}
			if !slices.ContainsFunc(mayImport[rule].allowed, func(a string) bool { return covers(a, ours) }) {
				t.Errorf("%s imports %s: %s", p.ImportPath, imported, mayImport[rule].why)
			}
		}
	}
}

func covers(pattern, pkg string) bool {
	if below, ok := strings.CutSuffix(pattern, "/..."); ok {
		return pkg == below || strings.HasPrefix(pkg, below+"/")
	}
	return pattern == pkg
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
