package hours

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
)

func TestEachByteOfOldWindowsIsReadAsItsLetter(t *testing.T) {
	for b := range 256 {
		want := string(charmap.Windows1252.DecodeByte(byte(b)))
		if got := fromWindows([]byte{byte(b)}); got != want {
			t.Errorf("%#x: %q, want %q", b, got, want)
		}
	}
}
