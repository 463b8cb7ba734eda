// Package importer reads entries from files and writes them to files: JSON
// Lines, CSV, Markdown (a file with several entries, or a folder with one entry
// a file) and web pages with FAQPage data. What it writes it reads back exactly.
//
// A broken line never stops the good ones: it is reported with its number. What
// to do about reported lines is the caller's decision.
package importer

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/search"
)

// Result is what a file held.
type Result struct {
	Entries  []search.Entry // clean and valid, in the file's order, ids unique
	Problems []Problem      // in the file's order
}

// Problem is a line, or a part of one, that was not taken.
type Problem struct {
	File  string // the name as given, or the path within a folder
	Line  int    // from 1
	Field string // "" for the whole line
	Code  string // key of its sentence in words ("error.<code>")
	Kept  bool   // the entry was taken all the same, without the field
	Cause string // what a parser said, for developers; may be empty
}

func (p Problem) Error() string {
	s := fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Code)
	if p.Field != "" {
		s += " (" + p.Field + ")"
	}
	if p.Cause != "" {
		s += ": " + p.Cause
	}
	return s
}

// parsers by file extension.
var parsers = map[string]func(*collector, []byte){
	".jsonl":    parseJSONL,
	".csv":      parseCSV,
	".md":       parseMarkdown,
	".markdown": parseMarkdown,
	".html":     parseHTML,
	".htm":      parseHTML,
}

// Read reads a file, or every Markdown file below a folder.
func Read(path string, lim limits.Limits) (res Result, err error) {
	defer fault.Wrap(&err, "import %s", path)
	info, err := os.Stat(path)
	if err != nil {
		return res, err
	}
	if info.IsDir() {
		return readFolder(path, lim)
	}
	f, err := os.Open(path)
	if err != nil {
		return res, err
	}
	defer f.Close()
	return Parse(filepath.Base(path), f, lim)
}

// Parse reads one file; its name tells the format. Errors: Invalid with code
// import_format (an extension that is not known) or import_too_large.
func Parse(name string, r io.Reader, lim limits.Limits) (Result, error) {
	c := newCollector(lim)
	if err := c.parse(name, r); err != nil {
		return Result{}, err
	}
	return c.result, nil
}

func readFolder(root string, lim limits.Limits) (Result, error) {
	c := newCollector(lim)
	paths, err := markdownFiles(root)
	if err != nil {
		return Result{}, err
	}
	for _, path := range paths {
		if err := c.parseFile(root, path); err != nil {
			return Result{}, err
		}
	}
	return c.result, nil
}

// markdownFiles are the paths of entries below a folder, in order. Hidden files
// and README.md are not entries; links are not followed out of the folder.
func markdownFiles(root string) (paths []string, err error) {
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		hidden := strings.HasPrefix(d.Name(), ".") && path != root
		switch {
		case err != nil:
			return err
		case hidden && d.IsDir():
			return fs.SkipDir
		case !hidden && d.Type().IsRegular() && isMarkdown(d.Name()) && d.Name() != "README.md":
			paths = append(paths, path)
		}
		return nil
	})
	slices.Sort(paths)
	return paths, err
}

func isMarkdown(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

// collector gathers the entries of one import.
type collector struct {
	lim    limits.Limits
	file   string
	ids    map[string]bool
	result Result
}

func newCollector(lim limits.Limits) *collector {
	return &collector{lim: lim, ids: map[string]bool{}}
}

func (c *collector) parseFile(root, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	name, err := filepath.Rel(root, path)
	if err != nil {
		return err
	}
	return c.parse(filepath.ToSlash(name), f)
}

func (c *collector) parse(name string, r io.Reader) error {
	parse, ok := parsers[strings.ToLower(filepath.Ext(name))]
	if !ok {
		return fault.At("file", "import_format")
	}
	most := c.lim.Get(limits.ImportBytes)
	data, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err != nil {
		return err
	}
	if len(data) > most {
		return fault.At("file", "import_too_large")
	}
	c.file = name
	parse(c, bytes.TrimPrefix(data, []byte("\ufeff")))
	slices.SortStableFunc(c.result.Problems, byFile)
	return nil
}

func byFile(a, b Problem) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
}

// add takes an entry, or reports why not.
func (c *collector) add(line int, e search.Entry) {
	named := e.ID != ""
	e = search.Clean(e)
	wrong := fault.All(search.Validate(e, c.lim))
	for _, w := range wrong {
		c.refuse(line, w.Field, w.Code, nil)
	}
	if len(wrong) > 0 {
		return
	}
	switch {
	case c.ids[e.ID] && named:
		c.refuse(line, "id", "duplicate_id", nil)
		return
	case c.ids[e.ID]: // an id made of the question
		c.refuse(line, "question", "duplicate_question", nil)
		return
	}
	c.ids[e.ID] = true
	c.result.Entries = append(c.result.Entries, e)
}

func (c *collector) refuse(line int, field, code string, cause error) {
	p := Problem{File: c.file, Line: line, Field: field, Code: code}
	if cause != nil {
		p.Cause = cause.Error()
	}
	c.result.Problems = append(c.result.Problems, p)
}

// ignore reports a field that is not known; the entry does not suffer for it.
func (c *collector) ignore(line int, field string) {
	c.result.Problems = append(c.result.Problems, Problem{File: c.file, Line: line, Field: field, Code: "unknown_field", Kept: true})
}
