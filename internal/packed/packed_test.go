package packed_test

import (
	"testing"

	"deskbell/internal/packed"
)

func TestTextThatIsNotCompressedStaysAsItIs(t *testing.T) {
	for _, text := range []string{"", "a: b\n", "\x1f"} {
		if got := packed.Text([]byte(text)); string(got) != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestADamagedFileIsNotTakenForText(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("half an archive was read as a text")
		}
	}()
	packed.Text([]byte("\x1f\x8b\x08\x00"))
}
