package widget

import (
	"net/url"
	"testing"

	"deskbell/internal/limits"
)

// The page goes along in hidden fields and in the address of the first screen.
func TestTheHostPagesQueryIsNotCarriedAlong(t *testing.T) {
	c := readConversation(url.Values{"page": {"https://shop.example/order?token=abc#top"}}, limits.Limits{})
	if want := "https://shop.example/order"; c.Page != want {
		t.Errorf("got %q, want %q", c.Page, want)
	}
}
