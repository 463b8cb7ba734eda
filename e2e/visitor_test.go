package e2e

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
)

// accepted is the answer to a ticket.
type accepted struct {
	Ref   string `json:"ref"`
	Token string `json:"token"`
	URL   string `json:"url"`
}

type thread struct {
	Ref      string    `json:"ref"`
	Status   string    `json:"status"`
	Messages []message `json:"messages"`
}

type message struct {
	From string `json:"from"`
	Text string `json:"text"`
}

// call speaks JSON with a desk: the status, and the answer in into unless that is nil.
func call(method, url string, header map[string]string, body, into any) (int, error) {
	var sent io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return 0, err
		}
		sent = bytes.NewReader(text)
	}
	req, err := http.NewRequest(method, url, sent)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	for name, value := range header {
		req.Header.Set(name, value)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return resp.StatusCode, err // an answer cut off is none
	}
	if into != nil && resp.StatusCode < 300 {
		err = json.Unmarshal(answer, into)
	}
	return resp.StatusCode, err
}

// send opens a ticket under a key.
func (d *desk) send(key, email, text string) (accepted, error) {
	var a accepted
	body := map[string]string{"kind": "email", "email": email, "message": text}
	status, err := call("POST", d.base+"/api/v1/tickets", map[string]string{"Idempotency-Key": key}, body, &a)
	if err == nil && status != http.StatusCreated {
		err = fmt.Errorf("status %d", status)
	}
	return a, err
}

// ticket opens a ticket that must be taken.
func (d *desk) ticket(email, text string) accepted {
	d.t.Helper()
	a, err := d.send(rand.Text(), email, text)
	if err != nil {
		d.t.Fatal(err)
	}
	return a
}

// thread reads a ticket by its token; the status is not 200 if it cannot be read.
func (d *desk) thread(token string) (thread, int) {
	d.t.Helper()
	var th thread
	status, err := call("GET", d.base+"/api/v1/ticket", bearer(token), nil, &th)
	if err != nil {
		d.t.Fatal(err)
	}
	return th, status
}

func bearer(token string) map[string]string {
	return map[string]string{"Authorization": "Bearer " + token}
}

// decision is the answer to a question.
type decision struct {
	Decision, Reason string
	Answer           *struct{ Entry string }
}

func (d *desk) ask(question string) (decision, error) {
	var got decision
	status, err := call("POST", d.base+"/api/v1/ask", nil, map[string]string{"question": question}, &got)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("status %d", status)
	}
	return got, err
}

// answers says what is wrong if an entry does not answer a question.
func (d *desk) answers(question, entry string) error {
	got, err := d.ask(question)
	if err == nil && (got.Answer == nil || got.Answer.Entry != entry) {
		err = fmt.Errorf("decision %q, answer %+v, want entry %s", got.Decision, got.Answer, entry)
	}
	return err
}

// decides says what is wrong if a question is not decided for a reason.
func (d *desk) decides(question, reason string) error {
	got, err := d.ask(question)
	if err == nil && got.Reason != reason {
		err = fmt.Errorf("reason %q, want %q", got.Reason, reason)
	}
	return err
}

// mustOpen asserts that a ticket's token opens exactly that ticket.
func (d *desk) mustOpen(t *testing.T, a accepted, text string) {
	t.Helper()
	th, status := d.thread(a.Token)
	if status != http.StatusOK || th.Ref != a.Ref {
		t.Fatalf("the token of %s gives status %d and ticket %q", a.Ref, status, th.Ref)
	}
	if len(th.Messages) == 0 || th.Messages[0].Text != text {
		t.Errorf("ticket %s holds %+v, want the message %q", a.Ref, th.Messages, text)
	}
}
