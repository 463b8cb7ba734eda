package widget

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"deskbell/search"
	"deskbell/words"
)

// sights is what was seen on the way through all states.
type sights struct {
	mu      sync.Mutex
	pages   []string
	reasons map[search.Reason]bool
}

// by notes why decisions are as they are.
func (s *sights) by(a Answers) Answers { return witness{a, s} }

type witness struct {
	Answers
	*sights
}

func (w witness) Decide(ctx context.Context, q search.Question) (search.Decision, error) {
	d, err := w.Answers.Decide(ctx, q)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.reasons == nil {
		w.reasons = map[search.Reason]bool{}
	}
	w.reasons[d.Reason] = true
	return d, err
}

func (s *sights) note(v *visitor) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages = append(s.pages, html.UnescapeString(v.source))
}

// mustBeComplete: a reason that no row of States leads to, or a text of a template that none shows, is a state
// that is missing there.
func (s *sights) mustBeComplete(t *testing.T) {
	t.Helper()
	for _, r := range constantsOf(t, filepath.Join("..", "search"), "Reason") {
		shown := words.In("en").Has("widget.lead." + r)
		if shown && !s.reasons[search.Reason(r)] {
			t.Errorf("no state shows what is decided as %s", r)
		}
	}
	all := strings.Join(s.pages, "\n")
	for _, key := range spokenByTemplates(t) {
		if !strings.Contains(all, longestPart(words.In("en").T(key))) && !slices.Contains(shownElsewhere, key) {
			t.Errorf("no state shows %s, %q", key, words.In("en").T(key))
		}
	}
}

// shownElsewhere are texts that need a fault of ours or a setting.
var shownElsewhere = []string{
	"widget.problem.id",        // an internal error has a number: visitor_test.go
	"widget.fact.gaps",         // the owner keeps a list of gaps
	"widget.notice.gaps",       // the same
	"widget.notice.controller", // the owner names who is responsible
	"widget.notice.policy",     // and where their policy is
}

// spokenByTemplates are the keys that the panel's templates ask for.
func spokenByTemplates(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../templates/panel/*.templ")
	if err != nil || len(files) == 0 {
		t.Fatalf("no templates: %v", err)
	}
	var keys []string
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range asksForWords.FindAllSubmatch(source, -1) {
			keys = append(keys, string(m[1]))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

var asksForWords = regexp.MustCompile(`\.T\("([a-z_.]*[a-z_])"`)

// longestPart is what certainly stands in a text, whatever is filled in.
func longestPart(text string) string {
	parts := regexp.MustCompile(`{{[^}]*}}`).Split(text, -1)
	return slices.MaxFunc(parts, func(a, b string) int { return len(a) - len(b) })
}

func TestEveryScreenHasAState(t *testing.T) {
	for _, screen := range constantsNamed(t, ".", "Screen") {
		if !slices.ContainsFunc(States, func(s State) bool { return s.Screen == screen }) {
			t.Errorf("no row of States leads to the screen %q", screen)
		}
	}
}

func TestStatesCanBeToldApart(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range States {
		if seen[s.Name] {
			t.Errorf("two states are called %q", s.Name)
		}
		seen[s.Name] = true
		if s.Where == Panel && s.Path == "" {
			t.Errorf("%s: nobody knows where it begins", s.Name)
		}
	}
}

// constantsOf are the values of a folder's string constants of a type.
func constantsOf(t *testing.T, dir, typeName string) []string {
	t.Helper()
	return constants(t, dir, func(v *ast.ValueSpec) bool {
		id, ok := v.Type.(*ast.Ident)
		return ok && id.Name == typeName
	})
}

// constantsNamed are those of a folder's string constants whose names begin so.
func constantsNamed(t *testing.T, dir, prefix string) []string {
	t.Helper()
	return constants(t, dir, func(v *ast.ValueSpec) bool { return strings.HasPrefix(v.Names[0].Name, prefix) })
}

func constants(t *testing.T, dir string, wanted func(*ast.ValueSpec) bool) (values []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				values = append(values, stringsIn(g, wanted)...)
			}
		}
	}
	if len(values) == 0 {
		t.Fatalf("%s has no such constants", dir)
	}
	return values
}

func stringsIn(g *ast.GenDecl, wanted func(*ast.ValueSpec) bool) (values []string) {
	for _, spec := range g.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok || len(v.Values) == 0 || !wanted(v) {
			continue
		}
		if lit, ok := v.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil {
				values = append(values, s)
			}
		}
	}
	return values
}
