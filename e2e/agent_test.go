package e2e

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"testing"
)

// agent answers tickets by the forms of the admin page, without a browser.
type agent struct {
	t      *testing.T
	d      *desk
	client *http.Client
}

// owner makes the first agent of a desk.
func (d *desk) owner(t *testing.T) *agent {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	a := &agent{t, d, &http.Client{Jar: jar}}
	a.post(d.setUp, url.Values{
		"name": {"Robin"}, "email": {ownersMail}, "public": {"1"}, "password": {"seven cold winters"}, "lang": {"en"},
	})
	return a
}

func (a *agent) reply(ref, text string) {
	a.t.Helper()
	path := a.d.base + "/admin/tickets/" + ref
	key := regexp.MustCompile(`name="key" value="([^"]+)"`).FindStringSubmatch(a.get(path))
	if key == nil {
		a.t.Fatalf("%s has no form to reply", path)
	}
	a.post(path+"/reply", url.Values{"key": {key[1]}, "text": {text}, "do": {"send"}})
}

func (a *agent) close(ref string) {
	a.t.Helper()
	a.post(a.d.base+"/admin/tickets/"+ref+"/close", nil)
}

// page is what the admin page shows of a ticket.
func (a *agent) page(ref string) string {
	a.t.Helper()
	return a.get(a.d.base + "/admin/tickets/" + ref)
}

func (a *agent) get(address string) string {
	a.t.Helper()
	resp, err := a.client.Get(address)
	return a.read(address, resp, err)
}

func (a *agent) post(address string, form url.Values) {
	a.t.Helper()
	resp, err := a.client.PostForm(address, form)
	a.read(address, resp, err)
}

func (a *agent) read(address string, resp *http.Response, err error) string {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s\n%s", resp.Status, body)
	}
	if err != nil {
		a.t.Fatalf("%s: %v", address, err)
	}
	return string(body)
}
