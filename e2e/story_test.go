package e2e

import (
	"regexp"
	"strings"
	"testing"
)

const (
	visitorsMail = "kim@guest.example"
	theQuestion  = "Where do I find the door code?"
	theRequest   = "The mail never came, and we arrive at midnight. Zugspitze 42."
	theReply     = "The code is on its way to you. Have a good journey!"
)

// TestTheWholeStory is what Deskbell is for: a visitor of a site asks, is not helped, reaches a
// person, and has that person's reply where they are and in the mail.
func TestTheWholeStory(t *testing.T) {
	chromium.launched(t)
	post := startMail(t, ownersMail, visitorsMail)
	h := hostSite(t)
	d := plan{flags: append(post.flags(), "--site", h.origin), env: []string{"SSL_CERT_FILE=" + post.ca}}.start(t)
	owner := becomeOwner(t, d)
	h.embed(pasted(t, owner, d))

	panel, page := asksAndIsNotHelped(t, d, h)
	ref := reachesAPerson(t, panel)
	notice := post.awaitLetter(ownersMail, ref, theRequest, theQuestion)
	if !strings.Contains(notice.text, d.base+"/admin/tickets/"+ref) {
		t.Errorf("the notice has no link to the ticket:\n%s", notice.text)
	}
	receiptSaysNothingOfTheVisitor(t, post, ref)

	panel.click(button("Open your request"))
	panel.see(theRequest)
	eval[bool](page, "window.same = true")
	ownerReplies(t, owner, d, ref)
	panel.see(theReply) // live, where the visitor waits
	page.wait("window.same")
	theLinkOpensTheThread(t, d, post.awaitLetter(visitorsMail, theReply))
}

// becomeOwner follows the set-up link.
func becomeOwner(t *testing.T, d *desk) *tab {
	t.Helper()
	owner := way{}.visit(t)
	becomeOwnerIn(owner, d)
	return owner
}

func becomeOwnerIn(owner *tab, d *desk) {
	owner.t.Helper()
	owner.open(d.setUp)
	owner.fill(textbox("Your name"), "Robin")
	owner.fill(textbox("E-mail address"), ownersMail)
	owner.fill(textbox("New password"), "seven cold winters")
	owner.click(button("Set up"))
	owner.find(textbox("Snippet"))
}

// pasted is the snippet that the admin page offers.
func pasted(t *testing.T, owner *tab, d *desk) string {
	t.Helper()
	snippet := owner.value(textbox("Snippet"))
	for _, want := range []string{"mailto:" + ownersMail, d.base + "/help", "data-deskbell"} {
		if !strings.Contains(snippet, want) {
			t.Fatalf("the snippet has no %s:\n%s", want, snippet)
		}
	}
	return snippet
}

func asksAndIsNotHelped(t *testing.T, d *desk, h *host) (panel, page *tab) {
	t.Helper()
	page = way{}.visit(t)
	page.open(h.origin)
	page.click(button("Help"))
	panel = page.panel(d)
	panel.fill(textbox("Your question"), theQuestion)
	panel.click(button("Ask"))
	panel.see("arrival mail") // the answer, as the owner wrote it
	panel.see("From our FAQ")
	panel.click(button("Not solved"))
	return panel, page
}

// reachesAPerson writes the request and gives its reference.
func reachesAPerson(t *testing.T, panel *tab) string {
	t.Helper()
	message := textbox("Your message")
	if carried := panel.value(message); carried != theQuestion {
		t.Errorf("the form holds %q, want the question: nothing is typed twice", carried)
	}
	panel.fill(textbox("Your e-mail address"), visitorsMail)
	panel.fill(message, theQuestion+"\n"+theRequest)
	panel.click(button("Send"))
	panel.see("We have it.")
	ref := reference.FindString(panel.text())
	if ref == "" {
		t.Fatalf("no reference on the receipt:\n%s", panel.text())
	}
	return ref
}

// receiptSaysNothingOfTheVisitor: the address is not verified, so the receipt must not be
// a way to write to strangers.
func receiptSaysNothingOfTheVisitor(t *testing.T, post *mailServer, ref string) {
	t.Helper()
	receipt := post.awaitLetter(visitorsMail, ref)
	for word := range strings.FieldsSeq(theRequest) {
		if len(word) > 3 && strings.Contains(receipt.raw+receipt.text, word) && word != "mail" {
			t.Errorf("the receipt says %q, which the visitor typed:\n%s", word, receipt.raw)
		}
	}
}

func ownerReplies(t *testing.T, owner *tab, d *desk, ref string) {
	t.Helper()
	owner.open(d.base + "/admin/")
	owner.see(ref)
	owner.open(d.base + "/admin/tickets/" + ref)
	owner.see(theRequest)
	owner.fill(textbox("Reply"), theReply)
	owner.click(button("Send"))
	owner.see(theReply)
}

// theLinkOpensTheThread without JavaScript, and not before its button is pressed: mail
// scanners open links.
func theLinkOpensTheThread(t *testing.T, d *desk, reply letter) {
	t.Helper()
	link := regexp.MustCompile(regexp.QuoteMeta(d.base) + `/ticket/\S+`).FindString(reply.text)
	if link == "" {
		t.Fatalf("the reply has no link:\n%s", reply.text)
	}
	later := way{noScript: true, view: phone}.visit(t)
	later.open(link)
	if strings.Contains(later.text(), theRequest) {
		t.Error("opening the link alone shows the request")
	}
	later.click(button("Show my request"))
	later.see(theRequest)
	later.see(theReply)
}
