package fault

import (
	"errors"
	"fmt"
	"testing"
)

func TestAForeignErrorIsInternal(t *testing.T) {
	if got := Of(errors.New("boom")); got.Kind != Internal || got.Code != "internal" {
		t.Fatalf("got %+v", got)
	}
}

func TestWrapKeepsKindAndCode(t *testing.T) {
	err := func() (err error) {
		defer Wrap(&err, "ticket %s", "K7M-2QX")
		return At("email", "email_invalid")
	}()
	if !Is(err, Invalid) || !HasCode(err, "email_invalid") {
		t.Fatalf("lost the kind: %v", err)
	}
	if want := "ticket K7M-2QX: email: email_invalid"; err.Error() != want {
		t.Fatalf("got %q, want %q", err, want)
	}
}

func TestAllFindsEveryFieldsError(t *testing.T) {
	var l List
	l.Add("email", "email_invalid")
	l.Add("message", "required")
	got := All(fmt.Errorf("form: %w", l.Err()))
	if len(got) != 2 || got[0].Field != "email" || got[1].Field != "message" {
		t.Fatalf("got %v", got)
	}
	if All(nil) != nil || List(nil).Err() != nil {
		t.Fatal("nothing wrong must stay nothing")
	}
}
