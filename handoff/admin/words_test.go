package admin

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"deskbell/words"
)

// key finds what is asked of the words: in templates as an argument of T or N, in Go as a
// string that looks like one of ours. One that ends with a dot or a
// line is put together later.
var key = regexp.MustCompile(`"(admin\.[a-z_.]+)"`)

// notWords are names of files.
var notWords = map[string]bool{"admin.css": true, "admin.js": true}

func TestEveryWordThatThePagesAskForExists(t *testing.T) {
	english := words.In("en")
	asked := 0
	for _, pattern := range []string{"*.go", "../../templates/admin/*.templ"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range key.FindAllStringSubmatch(string(text), -1) {
				if asked++; !strings.HasSuffix(found[1], ".") && !strings.HasSuffix(found[1], "_") && !notWords[found[1]] && !english.Has(found[1]) {
					t.Errorf("%s: no word %s", name, found[1])
				}
			}
		}
	}
	if asked < 100 {
		t.Errorf("only %d words were found: this test looks at the wrong files", asked)
	}
}

// What is put together from a name of the domain exists for each of them.
func TestEveryNameHasItsWord(t *testing.T) {
	english := words.In("en")
	for prefix, names := range map[string][]string{
		"admin.folder.": {"inbox", "suspected", "spam", "sealed"}, "widget.form.": {"email", "callback", "here"},
		"admin.status.": {"open", "waiting", "snoozed", "done", "all"}, "admin.origin.": {"own", "import", "file", "sample"},
		"admin.channel.": {"mail", "ntfy", "webhook"}, "admin.letter.": {"new_ticket", "new_message", "receipt", "reply", "test", "call_changed", "withdrawn", "call_missed", "wrong_number", "late", "digest"},
		"admin.ticket.move_": {"inbox", "spam"}, "admin.ticket.in_": {"suspected", "spam", "sealed"}, "admin.invite.": {"invite", "reset"},
		"admin.snooze.": {"tomorrow", "three_days", "next_week"}, "admin.calls.": {"now", "resting", "later"},
		"admin.call.state.": {"missed", "due", "resting", "later"}, "admin.verdict.": {"solved", "not_solved", "wrong_topic"},
		"admin.outcome.": {"reached", "no_answer", "busy", "wrong_number", "again"}, "admin.outcome.button.": {"reached", "no_answer", "busy", "wrong_number", "again"},
		"admin.said.called_": {"reached", "no_answer", "busy", "wrong_number", "again", "given_up"}, "admin.said.": {"marked_letter", "unmarked_letter", "here", "away"},
	} {
		for _, name := range names {
			if !english.Has(prefix + name) {
				t.Errorf("no word %s%s", prefix, name)
			}
		}
	}
}

var sayingSomething = regexp.MustCompile(`saying\(w, .*, "([a-z_]+)"\)|said=([a-z_]+)"`)

func TestEveryThingThatIsDoneIsSaid(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range sayingSomething.FindAllStringSubmatch(string(text), -1) {
			if what := found[1] + found[2]; !words.In("en").Has("admin.said." + what) {
				t.Errorf("%s: no word for %s", name, what)
			}
		}
	}
}
