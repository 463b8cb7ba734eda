package importer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"deskbell/internal/fault"
	"deskbell/search"
)

// Write exports entries: into a .jsonl or .csv file, which is replaced at once,
// or into a folder (a path without extension), empty or new: else Conflict with
// code export_folder_not_empty. Reading the result gives the same entries, but
// for Origin and UpdatedAt, which files do not hold.
func Write(path string, entries []search.Entry) (err error) {
	defer fault.Wrap(&err, "export %s", path)
	switch strings.ToLower(filepath.Ext(path)) {
	case ".jsonl", ".csv":
		var file bytes.Buffer
		if err := Encode(&file, filepath.Ext(path), entries); err != nil {
			return err
		}
		return replaceFile(path, file.Bytes())
	case "":
		return writeFolder(path, entries)
	default:
		return fault.At("file", "export_format")
	}
}

// Encode writes entries in a format of one file, ".jsonl" or ".csv".
func Encode(w io.Writer, format string, entries []search.Entry) error {
	switch strings.ToLower(format) {
	case ".jsonl":
		return writeJSONL(w, entries)
	case ".csv":
		return writeCSV(w, entries)
	default:
		return fault.At("file", "export_format")
	}
}

// replaceFile leaves either the old file or the whole new one.
func replaceFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is left there after the rename
	_, err = f.Write(data)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func writeFolder(dir string, entries []search.Entry) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	there, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return fault.New(fault.Conflict, "export_folder_not_empty")
	}
	for _, e := range entries {
		var file bytes.Buffer
		if err := writeMarkdown(&file, e); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, fileName(e.ID)), file.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

var (
	plainID = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,79}$`)
	notName = regexp.MustCompile(`[^a-z0-9]+`)
	// Windows keeps these names for devices, with any extension.
	device = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)
)

// fileName is a name that every file system takes, different for every id, even
// where letters of both cases are one. Plain ids are their own name.
func fileName(id string) string {
	if plainID.MatchString(id) && !device.MatchString(id) {
		return id + ".md"
	}
	sum := sha256.Sum256([]byte(id))
	slug := strings.Trim(notName.ReplaceAllString(strings.ToLower(id), "-"), "-")
	return "entry-" + slug[:min(len(slug), 40)] + "-" + hex.EncodeToString(sum[:8]) + ".md"
}
