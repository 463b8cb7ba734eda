package search

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"

	"deskbell/internal/fault"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// generation is one state of the FAQ with the index built from it. It is never
// changed: a change of the FAQ makes a new one.
type generation struct {
	*snapshot
	dir   string         // the index's own directory; "" for an empty FAQ
	index *textIndex     // nil for an empty FAQ: bleve cannot build an index of nothing
	book  *phrasebook    // what ranking knows of the same entries
	users sync.WaitGroup // questions being answered from it
}

// seal is written last into an index directory. An index without a seal, or
// whose files do not bear it out, is not used.
type seal struct {
	Version string            `json:"version"`
	Files   map[string]uint32 `json:"files"` // CRC-32C by path
}

const (
	sealFile    = "seal.json"
	indexPrefix = "index-"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sealVersion(version string) string { return indexFormat + ":" + version }

// buildGeneration writes a new index below root and opens it.
func buildGeneration(ctx context.Context, root string, s *snapshot) (g *generation, err error) {
	defer fault.Wrap(&err, "search: build index")
	if len(s.entries) == 0 {
		return &generation{snapshot: s}, nil
	}
	dir, err := os.MkdirTemp(root, indexPrefix)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(dir)
		}
	}()
	if err = writeIndex(ctx, dir, s); err != nil {
		return nil, err
	}
	if err = writePhrasebook(ctx, dir, s); err != nil {
		return nil, err
	}
	if err = writeSeal(dir, s.version); err != nil {
		return nil, err
	}
	return openGeneration(dir, s)
}

// writeIndex uses bleve's offline builder: one merged segment, nothing that
// keeps working in the background afterwards. It needs ten times the memory that
// serving does (60 MB for 1,000 entries), which goes back at once.
func writeIndex(ctx context.Context, dir string, s *snapshot) error {
	defer debug.FreeOSMemory()
	b, err := scorch.NewBuilder(map[string]any{"path": filepath.Join(dir, "bleve"), "buildPathPrefix": dir})
	if err != nil {
		return err
	}
	for i, e := range s.entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := b.Index(newDocument(e, s.fields[i])); err != nil {
			return err
		}
	}
	return b.Close()
}

func writePhrasebook(ctx context.Context, dir string, s *snapshot) error {
	book, err := newPhrasebook(ctx, s)
	if err != nil {
		return err
	}
	return book.save(filepath.Join(dir, bookFile))
}

// openGeneration opens an index that was sealed for the snapshot's version.
// bleve panics on some damaged files; here that is an error like any other.
func openGeneration(dir string, s *snapshot) (g *generation, err error) {
	defer func() {
		if r := recover(); r != nil {
			g, err = nil, fmt.Errorf("search: open index: %v", r)
		}
	}()
	if err := checkSeal(dir, s.version); err != nil {
		return nil, err
	}
	idx, err := openTextIndex(filepath.Join(dir, "bleve"))
	if err != nil {
		return nil, err
	}
	book, err := loadPhrasebook(filepath.Join(dir, bookFile))
	if err != nil {
		return nil, errors.Join(err, idx.Close())
	}
	return &generation{snapshot: s, dir: dir, index: idx, book: book}, nil
}

// close waits for the questions in flight.
func (g *generation) close() error {
	g.users.Wait()
	if g.index == nil {
		return nil
	}
	return g.index.Close()
}

// discard closes a generation that was replaced and deletes its files.
func (g *generation) discard() error {
	err := g.close()
	if g.dir == "" {
		return err
	}
	return errors.Join(err, os.RemoveAll(g.dir))
}

func writeSeal(dir, version string) error {
	sums, err := checksums(dir)
	if err != nil {
		return err
	}
	data, err := json.Marshal(seal{Version: sealVersion(version), Files: sums})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, sealFile), data, 0o600)
}

func checkSeal(dir, version string) error {
	data, err := os.ReadFile(filepath.Join(dir, sealFile))
	if err != nil {
		return err
	}
	var s seal
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	if s.Version != sealVersion(version) {
		return errors.New("search: index of another version")
	}
	return compareChecksums(dir, s.Files)
}

func compareChecksums(dir string, want map[string]uint32) error {
	got, err := checksums(dir)
	if err != nil {
		return err
	}
	for path, sum := range want {
		if got[path] != sum {
			return fmt.Errorf("search: index file %s is damaged", path)
		}
	}
	return nil
}

func checksums(dir string) (map[string]uint32, error) {
	sums := map[string]uint32{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == sealFile {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		sums[filepath.ToSlash(name)], err = checksum(path)
		return err
	})
	return sums, err
}

func checksum(path string) (uint32, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	h := crc32.New(castagnoli)
	_, err = io.Copy(h, f)
	return h.Sum32(), err
}
