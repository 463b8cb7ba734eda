// Browsers runs a visitor's story in Firefox and in WebKit, the engine of Safari, from the page of a site to a request that is erased:
//
//	go run ./e2e/browsers [-o DIR] [-only firefox|webkit]
//
// The tests of package e2e run in Chromium. This is for what only the other engines show: focus across the frame, streams, storage,
// layout. It leaves pictures to look at, and fails where the story does not go on or a page has an uncaught error.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"time"
)

// engine is a browser that the story can be run in.
type engine struct {
	name  string
	start func(dir string, noScript bool) (*session, error) // dir is empty and its own
	plain bool                                              // the story without JavaScript, too
}

var engines = []engine{
	{"firefox", startFirefox, true},
	{"webkit", startWebKit, false}, // its driver does nothing in pages without JavaScript
}

func main() {
	dir := flag.String("o", "browsers", "folder for the pictures")
	only := flag.String("only", "", "only this browser: firefox or webkit")
	flag.Parse()
	if err := run(*dir, *only); err != nil {
		fmt.Fprintln(os.Stderr, "browsers:", err)
		os.Exit(1)
	}
}

func run(dir, only string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "browsers")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	var failures []error
	ran := false
	for _, e := range engines {
		if only != "" && only != e.name {
			continue
		}
		ran = true
		began := time.Now()
		if err := e.run(work, dir); err != nil {
			failures = append(failures, fmt.Errorf("%s: %w", e.name, err))
			continue
		}
		fmt.Printf("%s: the story goes through, in %.0f s\n", e.name, time.Since(began).Seconds())
	}
	if !ran {
		return fmt.Errorf("no browser is called %q", only)
	}
	return errors.Join(failures...)
}

// run tells the story with JavaScript and, where the browser can be driven so, without.
func (e engine) run(work, pictures string) error {
	s, err := open(work)
	if err != nil {
		return err
	}
	defer s.end()
	if err := e.tell(s, work, pictures, false, withScript); err != nil || !e.plain {
		return err
	}
	return e.tell(s, work, pictures, true, withoutScript)
}

func (e engine) tell(s *site, work, pictures string, noScript bool, story func(*visitor)) (err error) {
	dir, err := os.MkdirTemp(work, e.name)
	if err != nil {
		return err
	}
	b, err := e.start(dir, noScript)
	if err != nil {
		return err
	}
	defer b.quit()
	fmt.Printf("%s %s%s\n", e.name, b.version, map[bool]string{true: ", without JavaScript"}[noScript])
	v := &visitor{session: b, site: s, pictures: pictures, name: e.name}
	defer func() { err = v.outcome(recover()) }()
	story(v)
	return nil
}
