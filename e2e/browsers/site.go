package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"deskbell/static"
)

// site is the site of an owner with its desk. It stands at localhost and the desk at 127.0.0.1: for browsers two sites, as on the web.
type site struct {
	origin string // of the pages
	desk   string // address of the desk
	owner  *http.Client
	ends   []func()
}

// open builds the program and starts a desk with the sample FAQ, its owner, and a page that embeds it.
func open(work string) (*site, error) {
	binary := filepath.Join(work, "deskbell")
	if out, err := exec.Command("go", "build", "-o", binary, "deskbell").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, out)
	}
	s := &site{}
	page := httptest.NewServer(http.HandlerFunc(s.serve))
	s.ends = append(s.ends, page.Close)
	s.origin = strings.Replace(page.URL, "127.0.0.1", "localhost", 1)
	if err := s.startDesk(binary, work); err != nil {
		s.end()
		return nil, err
	}
	return s, nil
}

func (s *site) end() {
	for _, end := range s.ends {
		end()
	}
}

// serve gives the same page for each path. It notes uncaught errors.
func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.URL.Path == "/favicon.ico" {
		return
	}
	snippet := static.Embed{Base: s.desk, Lang: "en", Email: "owner@shop.example", Help: "Help", Person: "Reach a person"}.Snippet()
	fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Holiday flats</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script>%s</script>
<h1>Holiday flats</h1><p><button type="button">Book</button></p>%s</html>`, notes, snippet)
}

var greeted = regexp.MustCompile(`^  (Demo|Help|Set up|Data) +(\S+)`)

func (s *site) startDesk(binary, work string) error {
	cmd := exec.Command(binary, "serve", "--data", filepath.Join(work, "data-"+strings.TrimPrefix(s.origin, "http://localhost:")), "--listen", "127.0.0.1:0", "--site", s.origin)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	s.ends = append(s.ends, func() { endProcess(cmd) })
	said := map[string]string{}
	for lines := bufio.NewScanner(out); said["Data"] == "" && lines.Scan(); {
		if m := greeted.FindStringSubmatch(lines.Text()); m != nil {
			said[m[1]] = m[2]
		}
	}
	s.desk = strings.TrimSuffix(said["Demo"]+said["Help"], "/")
	if s.desk == "" {
		return errors.New("the desk did not start")
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	s.owner = &http.Client{Jar: jar}
	return s.post(said["Set up"], url.Values{
		"name": {"Robin"}, "email": {"owner@shop.example"}, "public": {"1"}, "password": {"seven cold winters"}, "lang": {"en"},
	})
}

var keyOf = regexp.MustCompile(`name="key" value="([^"]+)"`)

// reply answers a request on the admin page.
func (s *site) reply(ref, text string) error {
	at := s.desk + "/admin/tickets/" + ref
	resp, err := s.owner.Get(at)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	key := keyOf.FindSubmatch(page)
	if key == nil {
		return fmt.Errorf("%s has no form to reply", at)
	}
	return s.post(at+"/reply", url.Values{"key": {string(key[1])}, "text": {text}, "do": {"send"}})
}

func (s *site) post(at string, form url.Values) error {
	req, err := http.NewRequest(http.MethodPost, at, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := s.owner.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", at, resp.Status)
	}
	return nil
}
