package markdown

import (
	"strings"
	"testing"
)

func TestAnswersKeepTheirForm(t *testing.T) {
	got := HTML("# Head\n\nTwo **bold** words.\n\n- one\n- [two](https://a.example/x?y=1)")
	for _, want := range []string{"<h3>Head</h3>", "<strong>bold</strong>", "<li>one</li>", `href="https://a.example/x?y=1"`, `target="_blank"`, "noopener"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestNothingButTextAndLinksSurvives(t *testing.T) {
	for _, in := range []string{
		`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `![x](https://evil/?q)`, `[x](javascript:alert(1))`,
		`[x](data:text/html,1)`, `[x](//evil)`, `[x](JaVaScRiPt&#58;alert(1))`, `<form action=https://evil><input></form>`,
		`<a href="https://a" onclick="x()">x</a>`, `<style>*{}</style>`, `<base href=//evil>`, `<svg onload=alert(1)>`,
	} {
		got := strings.ToLower(HTML(in))
		for _, bad := range []string{"<script", "<img", "javascript:", "data:", "<form", "onclick=\"", "<style", "<base", "<svg", `href="//`} {
			if strings.Contains(got, bad) {
				t.Errorf("%s: %s in %s", in, bad, got)
			}
		}
	}
}
