// Package packed reads texts that are embedded as they are written, but compressed in the
// program that scripts/build-static.sh makes. The command below it compresses them.
package packed

import (
	"bytes"
	"compress/gzip"
	"io"
)

var magic = []byte{0x1f, 0x8b}

// Text is the text of an embedded file, compressed or not. Who needs it more than once keeps it.
// It panics if the file is damaged, since then the program itself is.
func Text(file []byte) []byte {
	if !bytes.HasPrefix(file, magic) {
		return file
	}
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		panic("packed: " + err.Error())
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic("packed: " + err.Error())
	}
	return text
}
