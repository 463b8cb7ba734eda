package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"deskbell/widget"
)

// desks are those that the panel's states need, each started when it is first asked for.
type desks struct {
	t      *testing.T
	byNeed map[widget.Need]*desk
	agents map[*desk]*agent
}

func newDesks(t *testing.T) *desks {
	return &desks{t, map[widget.Need]*desk{}, map[*desk]*agent{}}
}

// deadMail is a mail server that is set up and cannot be reached.
var deadMail = []string{"--smtp", "smtp://127.0.0.1:1?from=" + desksMail}

func (ds *desks) of(need widget.Need) *desk {
	if d := ds.byNeed[need]; d != nil {
		return d
	}
	flags := append([]string{
		"--limit", "receipts_per_address=100", "--limit", "receipts_per_hour=10000",
	}, unbounded...)
	switch need {
	case widget.NoMail:
	case widget.NoStorage: // is up to the browser
		return ds.of("")
	case widget.OneQuestion:
		flags = append(flags, append(deadMail, "--limit", "ask_per_minute=1")...)
	case widget.OneTicket:
		flags = append(flags, append(deadMail, "--limit", "tickets_per_hour=1")...)
	default:
		flags = append(flags, deadMail...)
	}
	d := start(ds.t, flags...)
	ds.agents[d] = d.owner(ds.t) // now, so that the owner's address stands on all screens that name it, wherever a visit begins
	switch need {
	case widget.NoEntries:
		d.empty()
	case widget.OpenNow:
		d.openNow()
	case widget.ClosedNow:
		d.closedNow()
	case widget.OwnEntries:
		d.run("import", filepath.Join("..", "widget", "testdata", "around.jsonl"))
		eventually(ds.t, "the index has the entries", func() error { return d.answers("Where is the swimming pool?", "pool") })
	}
	ds.byNeed[need] = d
	return d
}

// empty removes every entry.
func (d *desk) empty() {
	d.t.Helper()
	d.run("import", entryFile(d.t, "last", "Is this the last entry?", "Yes."))
	nothing := filepath.Join(d.t.TempDir(), "nothing.jsonl")
	if err := os.WriteFile(nothing, nil, 0o600); err != nil {
		d.t.Fatal(err)
	}
	d.run("import", nothing, "--prune")
	if n := d.count("entries"); n != 0 {
		d.t.Fatalf("%d entries are left", n)
	}
	eventually(d.t, "the index is empty", func() error { return d.decides("Is this the last entry?", "empty_index") })
}

// happen does what happens at a desk while the visitor waits.
func (ds *desks) happen(t *testing.T, event widget.Event, d *desk, shown string) {
	t.Helper()
	if event == "" {
		return
	}
	ref := reference.FindString(shown)
	switch event {
	case widget.AgentReplies:
		ds.agents[d].reply(ref, "It is warm again.")
	case widget.AgentCloses:
		ds.agents[d].close(ref)
	case widget.CallsInVain, widget.NumberWrong, widget.MarkedLetter, widget.PromiseEnds, widget.ThreadGrows:
		if err := d.befall(event, ref); err != nil {
			t.Fatalf("%s: %v", event, err)
		}
	default:
		t.Fatalf("nobody knows how it happens that %s", event)
	}
}

var reference = regexp.MustCompile(`\b[0-9A-Z]{3}-[0-9A-Z]{3}\b`)
