package importer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"deskbell/search"
)

// maxRestarts bounds the work on a file in which every line has a stray quote.
const maxRestarts = 200

// csvReader reads records and, after a broken one, goes on with the line below
// it: a quote that is never closed must not swallow the rest of the file.
type csvReader struct {
	data     []byte
	comma    rune
	line     int // lines before data
	restarts int
	r        *csv.Reader
}

// errGaveUp comes with the last record that is read of a hopeless file.
var errGaveUp = errors.New("too many broken records, the rest was not read")

func newCSVReader(data []byte) *csvReader {
	c := &csvReader{data: data, comma: separatorOf(data)}
	c.open()
	return c
}

// separatorOf looks at the header: spreadsheets in much of Europe write
// semicolons, and some write tabs.
func separatorOf(data []byte) rune {
	header, _, _ := bytes.Cut(data, []byte("\n"))
	best, most := ',', 0
	for _, sep := range ",;\t" {
		if n := bytes.Count(header, []byte(string(sep))); n > most {
			best, most = sep, n
		}
	}
	return best
}

func (c *csvReader) open() {
	c.r = csv.NewReader(bytes.NewReader(c.data))
	c.r.Comma = c.comma
	c.r.FieldsPerRecord = -1
}

// next is a record and the line it begins on. After an error that is not
// io.EOF the next record can be read.
func (c *csvReader) next() (record []string, line int, err error) {
	record, err = c.r.Read()
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		line = c.line + parse.StartLine
		return nil, line, errors.Join(err, c.restart(parse.StartLine))
	}
	if err != nil {
		return nil, c.line, err
	}
	at, _ := c.r.FieldPos(0)
	return record, c.line + at, nil
}

// restart goes on below the line on which the broken record began. Blank lines
// before the record are the parser's to skip, so lines are counted from data.
func (c *csvReader) restart(startLine int) error {
	if c.restarts++; c.restarts > maxRestarts {
		c.data = nil
		c.open()
		return errGaveUp
	}
	for range startLine {
		_, c.data, _ = bytes.Cut(c.data, []byte("\n"))
	}
	c.line += startLine
	c.open()
	return nil
}

// parseCSV reads a header and an entry a record.
func parseCSV(c *collector, data []byte) {
	r := newCSVReader(data)
	header, line, err := r.next()
	if err == io.EOF {
		return
	}
	columns := c.columns(line, header)
	if err != nil || !slices.ContainsFunc(columns, func(f *field) bool { return f != nil && f.name == "question" }) {
		c.refuse(max(line, 1), "question", "csv_header", err)
		return
	}
	for {
		record, line, err := r.next()
		switch {
		case err == io.EOF:
			return
		case errors.Is(err, errGaveUp):
			c.refuse(line, "", "csv_gave_up", err)
		case err != nil:
			c.refuse(line, "", "csv_invalid", err)
		default:
			c.csvRecord(line, columns, record)
		}
	}
}

// columns are the fields by column, nil for one that is not known.
func (c *collector) columns(line int, header []string) []*field {
	columns := make([]*field, len(header))
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		if f, ok := fieldNamed(name); ok {
			columns[i] = &f
		} else if name != "" {
			c.ignore(line, name)
		}
	}
	return columns
}

func (c *collector) csvRecord(line int, columns []*field, record []string) {
	if len(record) > len(columns) {
		c.refuse(line, "", "csv_columns", nil)
		return
	}
	var e search.Entry
	for i, cell := range record {
		if !utf8.ValidString(cell) {
			c.refuse(line, "", "utf8_invalid", nil)
			return
		}
		if columns[i] != nil {
			columns[i].fromCell(&e, defuse(cell))
		}
	}
	c.add(line, e)
}

func (f field) fromCell(e *search.Entry, cell string) {
	if f.text != nil {
		*f.text(e) = cell
		return
	}
	*f.list(e) = splitList(cell)
}

func (f field) toCell(e search.Entry) string {
	if f.text != nil {
		return *f.text(&e)
	}
	return joinList(*f.list(&e))
}

func writeCSV(w io.Writer, entries []search.Entry) error {
	out := csv.NewWriter(w)
	record := make([]string, len(fields))
	for i, f := range fields {
		record[i] = f.name
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, e := range entries {
		for i, f := range fields {
			record[i] = arm(f.toCell(e))
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
