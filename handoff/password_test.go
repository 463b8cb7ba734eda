package handoff

import (
	"testing"

	"github.com/alexedwards/argon2id"
)

func TestTheDecoyCostsWhatARealHashCosts(t *testing.T) {
	params, _, _, err := argon2id.DecodeHash(decoyHash)
	if err != nil {
		t.Fatal(err)
	}
	if params.Memory != argon.Memory || params.Iterations != argon.Iterations || params.Parallelism != argon.Parallelism || params.KeyLength != argon.KeyLength {
		t.Errorf("decoy %+v, real %+v", params, argon)
	}
}
