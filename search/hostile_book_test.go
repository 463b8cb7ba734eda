package search

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// bytesOf is a phrasebook's file.
func bytesOf(t testing.TB, book *phrasebook) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), bookFile)
	if err := book.save(path); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// damaged overwrites bytes at a place and cuts off, or adds, some at the end.
func damaged(whole []byte, at uint, with []byte, cut uint, more []byte) []byte {
	data := append([]byte{}, whole...)
	copy(data[at%uint(len(data)):], with)
	return append(data[:uint(len(data))-cut%uint(len(data))], more...)
}

// FuzzPhrasebookFile reads damaged files. The seal finds all damage before they
// are read; one that it would miss is refused or read, without a panic and
// without more memory than a file of that size deserves.
func FuzzPhrasebookFile(f *testing.F) {
	whole := bytesOf(f, bookOf(f, manyTongues))
	huge := binary.LittleEndian.AppendUint32(nil, 1<<32-1)
	f.Add(uint(0), []byte{}, uint(0), []byte{})
	f.Add(uint(0), huge, uint(0), []byte{})
	f.Add(uint(5), []byte{0x80}, uint(0), []byte{})
	f.Add(uint(len(whole)/2), huge, uint(0), []byte{})
	f.Add(uint(len(whole)-200), huge, uint(0), []byte{})
	f.Add(uint(0), []byte{}, uint(1), []byte{})
	f.Add(uint(0), []byte{}, uint(len(whole)-1), []byte("\n\n\n"))
	f.Add(uint(0), []byte{}, uint(0), whole[:64])
	path := filepath.Join(f.TempDir(), bookFile)
	f.Fuzz(func(t *testing.T, at uint, with []byte, cut uint, more []byte) {
		data := damaged(whole, at, with, cut, more)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _ = loadPhrasebook(path)
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > uint64(100*len(data)+1<<20) {
			t.Errorf("%d bytes for a file of %d", took, len(data))
		}
	})
}

// A phrasebook that fits no longer is built anew even where the seal vouches for
// its bytes: a disk may fail while it is written.
func TestAPhrasebookThatDoesNotFitIsBuiltAnew(t *testing.T) {
	for name, harm := range map[string]func(whole []byte) []byte{
		"empty":   func([]byte) []byte { return nil },
		"cut off": func(whole []byte) []byte { return whole[:len(whole)/2] },
		"grown":   func(whole []byte) []byte { return append(whole, 0) },
		"zeros":   func(whole []byte) []byte { return make([]byte, len(whole)) },
		"a length that cannot be": func(whole []byte) []byte {
			return append(binary.LittleEndian.AppendUint32(nil, 1<<32-1), whole[4:]...)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, store := t.TempDir(), newMemory(stay...)
			if err := openAt(t, dir, store, store.feed).Close(); err != nil {
				t.Fatal(err)
			}
			index := indexes(t, dir)[0]
			path := filepath.Join(index, bookFile)
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, harm(whole), 0o600); err != nil {
				t.Fatal(err)
			}
			sealAgain(t, index, store)
			e := openAt(t, dir, store, store.feed)
			if d := ask(t, e, Question{Text: "Can I bring my dog?"}); idOf(d.Entry) != "dogs-en" {
				t.Errorf("answers %q", idOf(d.Entry))
			}
			if now := indexes(t, dir); len(now) != 1 || now[0] == index {
				t.Errorf("indexes %v, the damaged one was %s", now, index)
			}
		})
	}
}

func sealAgain(t *testing.T, dir string, entries Entries) {
	t.Helper()
	version, err := entries.EntriesVersion(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := writeSeal(dir, version); err != nil {
		t.Fatal(err)
	}
}
