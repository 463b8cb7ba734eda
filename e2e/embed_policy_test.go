package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"deskbell/static"
)

// The policies that docs/embedding.md gives are tried as they stand there.
var documentedPolicy = regexp.MustCompile("(?s)```csp\n(.*?)```")

func documentedPolicies(t *testing.T) []string {
	t.Helper()
	doc, err := os.ReadFile(filepath.Join("..", "docs", "embedding.md"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, found := range documentedPolicy.FindAllStringSubmatch(string(doc), -1) {
		all = append(all, strings.Join(strings.Fields(found[1]), " "))
	}
	if len(all) != 3 {
		t.Fatalf("docs/embedding.md gives %d policies, want one by origin, one by nonce, one with Trusted Types", len(all))
	}
	return all
}

func TestEmbed_TheDocumentedPoliciesAreEnough(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	pinned := static.Embed{Base: s.base, Email: ownersMail, Help: "Help", Person: "Reach a person"}.PinnedSnippet()
	for _, policy := range documentedPolicies(t) {
		s.policy = "default-src 'none'; " + strings.ReplaceAll(policy, "https://help.shop.example", s.base)
		for name, snippet := range map[string]string{"stable": s.snippet(), "pinned": pinned} {
			tb.each(policy+" "+name, func(t *testing.T) {
				s.page("/", s.with(snippet, `nonce="r4nd0m"`))
				tb.goTo(s, "/")
				tb.openPanel(s)
				integrity := eval[string](tb, theLauncher+`.querySelector("script").integrity`)
				if (integrity != "") != (name == "pinned") {
					t.Errorf("the second script's integrity is %q", integrity)
				}
				tb.run(`Deskbell.close(); Deskbell.open("person")`)
				tb.wait(panelOnTop)
			})
		}
	}
}

func TestEmbed_APolicyWithoutTheDeskLeavesTheParagraph(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	s.policy = "default-src 'none'; frame-src " + s.base
	s.page("/", s.snippet())
	tb := way{}.visit(t)
	tb.excuse = "script-src"
	tb.goTo(s, "/")
	tb.mustLinkTo(link("Reach a person"), "mailto:"+ownersMail)
	tb.wait(noLauncher)
}

func TestEmbed_APinnedLoaderIsRefusedWhenItChanged(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	snippet := static.Embed{Base: s.base, Email: ownersMail, Help: "Help", Person: "Reach a person"}.PinnedSnippet()
	s.page("/", strings.Replace(snippet, static.Present().PinnedPath(), static.Frame().PinnedPath(), 1))
	tb := way{}.visit(t)
	tb.excuse = "integrity"
	tb.goTo(s, "/")
	tb.mustLinkTo(link("Reach a person"), "mailto:"+ownersMail)
	tb.wait(noLauncher)
}

// A site may list the Trusted Types policies that it allows, and have listed them before it knew of this one.
func TestPromise1_AListOfPoliciesWithoutOursShowsTheContact(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	for _, types := range []string{"trusted-types others", "trusted-types others; require-trusted-types-for 'script'"} {
		s.policy = "script-src " + s.base + "; frame-src " + s.base + "; " + types
		s.page("/", s.snippet())
		tb := way{}.visit(t)
		tb.excuse = "trusted-types"
		tb.goTo(s, "/")
		tb.wait(launcherThere)
		tb.click(button("Reach a person"))
		tb.seeInLauncher(ownersMail)
	}
}
