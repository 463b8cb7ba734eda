package importer

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/search"

	"github.com/google/go-cmp/cmp"
)

func parse(t *testing.T, name, text string) Result {
	t.Helper()
	res, err := Parse(name, strings.NewReader(text), limits.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// lines are the problems in short: "line code field".
func lines(res Result) (short []string) {
	for _, p := range res.Problems {
		short = append(short, strings.TrimSpace(fmt.Sprintln(p.Line, p.Code, p.Field)))
	}
	return short
}

func questions(res Result) (all []string) {
	for _, e := range res.Entries {
		all = append(all, e.Question)
	}
	return all
}

func TestABrokenLineIsReportedAndStopsNoOther(t *testing.T) {
	long := strings.Repeat("x", 501)
	for _, tc := range []struct {
		name, file, text    string
		questions, problems []string
	}{
		{
			"JSON Lines", "faq.jsonl",
			"\ufeff{\"question\":\"A?\"}\r\n\nnonsense\n[1]\nnull\n{\"question\":7}\n{\"question\":\"" + long + "\"}\n{\"answer\":\"x\"}\n" +
				"{\"question\":\"B?\",\"colour\":\"red\"}\n{\"question\":\"C?\",\"tags\":[null]}\n{\"question\":\"\xff\"}\n{\"question\":\"A?\"}\n{\"question\":\"D?\"}",
			[]string{"A?", "B?", "D?"},
			[]string{"3 json_invalid", "4 json_invalid", "5 json_invalid", "6 wrong_type question", "7 too_long question", "8 required question", "9 unknown_field colour", "10 wrong_type tags", "11 utf8_invalid", "12 duplicate_question question"},
		},
		{
			"CSV", "faq.csv",
			"Question,colour,url\nA?,red,\n\n\"B\" x?,,\nC?,,\n\"two\nlines?\",,\nD?,,ftp://x\nE?,,,\n\xff,,\nF?\n\"never closed,,\nG?,,\n",
			[]string{"A?", "C?", "two lines?", "F?", "G?"},
			[]string{"1 unknown_field colour", "4 csv_invalid", "8 url_invalid url", "9 csv_columns", "10 utf8_invalid", "12 csv_invalid"},
		},
		{"CSV with semicolons", "faq.csv", "question;tags\nA?;x|y\n", []string{"A?"}, nil},
		{"CSV without a question column", "faq.csv", "frage,antwort\nA?,x\n", nil, []string{"1 unknown_field frage", "1 unknown_field antwort", "1 csv_header question"}},
		{"an empty CSV", "faq.csv", "", nil, nil},
		{
			"Markdown with headings", "faq.md",
			"# Our FAQ\nWelcome.\n## Arrival\n### When?\nFrom 3.\n#### Early\nAsk us.\n### Where?\n```\n### not a heading\n```\n### Empty?\n## Leaving\n### Late?\nNo.\n",
			[]string{"When?", "Where?", "Late?"},
			[]string{"12 required answer"},
		},
		{"Markdown with one question", "faq.md", "# Dogs?\n\nYes.\n", []string{"Dogs?"}, nil},
		{"Markdown without a question", "faq.md", "Just text.\n", nil, []string{"1 required question"}},
		{"Markdown with broken front matter", "faq.md", "---\nquestion: [\n---\nx", nil, []string{"1 front_matter_invalid"}},
		{"Markdown with wrong front matter", "faq.md", "---\nquestion: A?\nlang: {x: 1}\n---\nx", nil, []string{"3 wrong_type lang"}},
		{"Markdown that is no text", "faq.md", "# A?\nx\n\xff", nil, []string{"3 utf8_invalid"}},
		{"a page without FAQ data", "faq.html", "<p>hello", nil, []string{"1 no_faq_data"}},
		{"a page with broken data", "faq.html", "<html>\n<script type=application/ld+json>{</script>", nil, []string{"2 json_invalid"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			res := parse(t, tc.file, tc.text)
			if diff := cmp.Diff(tc.questions, questions(res)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.problems, lines(res)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAHopelessFileIsGivenUpAloud(t *testing.T) {
	res := parse(t, "faq.csv", "question\n"+strings.Repeat("a\"b\n", 1000))
	if last := res.Problems[len(res.Problems)-1]; last.Code != "csv_gave_up" || len(res.Problems) > maxRestarts+1 {
		t.Fatalf("%d problems, the last: %v", len(res.Problems), last)
	}
}

func TestFrontMatterHoldsForAllEntriesOfAFile(t *testing.T) {
	res := parse(t, "faq.md", "---\nlang: no\ntags: [Stay, person-first]\nscope: flat-3\n---\n# A?\nx\n# B?\ny\n")
	want := []search.Entry{
		search.Clean(search.Entry{Lang: "no", Question: "A?", Answer: "x", Tags: []string{"stay", "person-first"}, Scope: []string{"flat-3"}}),
		search.Clean(search.Entry{Lang: "no", Question: "B?", Answer: "y", Tags: []string{"stay", "person-first"}, Scope: []string{"flat-3"}}),
	}
	if diff := cmp.Diff(want, res.Entries); diff != "" {
		t.Fatal(diff)
	}
}

func TestAPagesFAQDataBecomesEntries(t *testing.T) {
	res := parse(t, "faq.html", `<!doctype html><html lang="de-AT"><script>var x</script>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":["WebPage","FAQPage"],"mainEntity":[
 {"@type":"Question","name":"Darf mein <b>Hund</b> mit?","url":"https://example.com/faq#hund","acceptedAnswer":{"@type":"Answer","text":"<p>Ja, <strong>gern</strong>.</p><ul><li>Leine</li><li><a href=\"https://example.com/a(b)\">Regeln</a></li></ul><script>alert(1)<\/script><p>5 * 3</p>"}},
 {"@type":"Question","name":"Leer?","acceptedAnswer":{"text":""}}]}]}</script>`)
	want := []search.Entry{search.Clean(search.Entry{
		Question: "Darf mein Hund mit?", Lang: "de", URL: "https://example.com/faq#hund",
		Answer: "Ja, **gern**.\n\n- Leine\n- [Regeln](https://example.com/a%28b%29)\n\n5 \\* 3",
	})}
	if diff := cmp.Diff(want, res.Entries); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"2 required answer"}, lines(res)); diff != "" {
		t.Error(diff)
	}
}

func TestAFolderIsReadWithItsSubfolders(t *testing.T) {
	dir := t.TempDir()
	for path, text := range map[string]string{
		"a.md": "---\nid: a\nquestion: A?\n---\n\nx\n", "sub/b.markdown": "# B?\ny\n",
		".git/c.md": "# C?\nz\n", "README.md": "# About?\nthis folder\n", "d.txt": "# D?\nz", "z.md": "---\nid: a\nquestion: Z?\n---\nx",
	} {
		writeFile(t, filepath.Join(dir, path), text)
	}
	res, err := Read(dir, limits.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"A?", "B?"}, questions(res)); diff != "" {
		t.Error(diff)
	}
	if len(res.Problems) != 1 || res.Problems[0].File != "z.md" || res.Problems[0].Code != "duplicate_id" {
		t.Errorf("got %v", res.Problems)
	}
}

func TestAFileThatIsNoFAQIsRefused(t *testing.T) {
	if _, err := Parse("faq.pdf", strings.NewReader(""), limits.Limits{}); !fault.HasCode(err, "import_format") {
		t.Errorf("got %v", err)
	}
	small, err := limits.Parse([]string{"import_bytes=1024"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Parse("faq.jsonl", strings.NewReader(strings.Repeat(" ", 1025)), small); !fault.HasCode(err, "import_too_large") {
		t.Errorf("got %v", err)
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none.csv"), small); err == nil {
		t.Error("a missing file was read")
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// fuzz feeds a parser; whatever comes in, what comes out is clean and valid.
func fuzz(f *testing.F, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		res, err := Parse(name, strings.NewReader(string(data)), limits.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for _, e := range res.Entries {
			if ids[e.ID] || !cmp.Equal(e, search.Clean(e)) || search.Validate(e, limits.Limits{}) != nil || !utf8.ValidString(e.Answer) {
				t.Fatalf("taken: %+v", e)
			}
			ids[e.ID] = true
		}
		for _, p := range res.Problems {
			if p.Line < 1 || p.Line > strings.Count(string(data), "\n")+1 || p.Code == "" {
				t.Fatalf("problem: %+v", p)
			}
		}
	})
}

func FuzzJSONL(f *testing.F) {
	fuzz(f, "x.jsonl", `{"question":"A?","tags":["x"]}`, "{\"question\":\"\\u0000\"}\n[]\n\xff", `{"question":null,"answer":1}`)
}

func FuzzCSV(f *testing.F) {
	fuzz(f, "x.csv", "question,tags\nA?,x|y\\|z\n", "question\n\"a\nb\n\"c\"d\n'=1\n", "\n\nid;question\n1;\"", "question\n\\.\n")
}

func FuzzMarkdown(f *testing.F) {
	fuzz(f, "x.md", "---\nquestion: A?\ntags: [x]\n---\n\ny\n", "# A?\nx\n## B?\n```\n# c\n", "---\n---\n", "---\na: &a [*a]\n---\n# x\ny", "---\n? x\n: y\n---\n")
}

func FuzzHTML(f *testing.F) {
	fuzz(f, "x.html", `<html lang=de><script type="application/ld+json">{"@type":"FAQPage","mainEntity":{"@type":"Question","name":"A?","acceptedAnswer":{"text":"<ol><li>x"}}}</script>`, "<script>", "\x00<")
}
