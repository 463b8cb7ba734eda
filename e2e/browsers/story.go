package main

import "fmt"

const (
	enter    = "\ue007" // as WebDriver writes keys
	escape   = "\ue00c"
	down     = "\ue015"
	question = "Where do I find the door code?"
	answer   = "arrival mail"
)

// withScript: a visitor asks, is not helped, reaches a person, has the reply live and counted, and erases the request.
func withScript(v *visitor) {
	v.goTo(v.site.origin)
	opens(v)
	asks(v)
	ref := reachesAPerson(v)
	hasTheReply(v, ref)
	erases(v)
	v.isCalm()
	v.outside()
	v.isCalm()
}

// opens the panel, types without pressing anything first, closes it by Escape and opens it again.
func opens(v *visitor) {
	v.value(shadow + ` && getComputedStyle(document.querySelector("[data-deskbell]")).visibility === "hidden"`)
	v.look("launcher")
	v.launcher(".help")
	v.inside()
	v.value(`!document.querySelector("#close").hidden && document.hasFocus()`)
	v.write("x")
	v.value(`document.querySelector("#question").value === "x"`) // Safari gives the field the focus with the first key
	v.write("\ue003" + escape)
	v.closed()
	for range 3 { // in Firefox it was a matter of luck
		v.write(enter)
		v.inside()
		v.hasFocus("#question")
		v.write(escape)
		v.closed()
	}
	v.write(enter)
	v.inside()
}

func asks(v *visitor) {
	v.hasFocus("#question")
	v.write("door")
	v.value(`!document.querySelector("#suggestions").hidden`)
	v.write(down)
	v.hasFocus("#suggestion-0[aria-selected=true]")
	v.look("suggestions")
	v.inside()
	v.write(enter)
	v.see(answer)
	v.hasFocus("#question")
	v.look("answer")
	v.inside()
}

// reachesAPerson sends a request, with a mistake first, and gives its reference.
func reachesAPerson(v *visitor) string {
	v.button("Not solved")
	v.value(`document.querySelector("#message")?.value === ` + fmt.Sprintf("%q", question))
	v.click(`document.querySelector("[name=kind][value=email]")`)
	v.look("person")
	v.inside()
	v.button("Send")
	v.hasFocus("#email[aria-invalid=true]")
	v.value(`document.querySelector("label[for=email]").getBoundingClientRect().top >= document.querySelector(".head").getBoundingClientRect().bottom`)
	v.look("mistake")
	v.inside()
	v.write("kim@guest.example" + enter)
	v.see("We have it.")
	v.look("receipt")
	v.inside()
	return v.text(`document.querySelector("#ref").textContent`)
}

// hasTheReply is told of it by the closed launcher, on the next page too, and reads it live.
func hasTheReply(v *visitor, ref string) {
	v.isCalm()
	v.click(`document.querySelector("#close")`)
	v.closed()
	v.isCalm()
	v.must("reply", v.site.reply(ref, "Yes, in the cupboard."))
	v.badge("1")
	v.look("badge")
	v.goTo(v.site.origin + "/next")
	v.badge("1")
	v.launcher(".help")
	v.inside()
	v.see("Yes, in the cupboard.")
	v.must("reply", v.site.reply(ref, "And one more upstairs."))
	v.see("And one more upstairs.")
	v.badge("")
	v.look("thread")
	v.inside()
}

func erases(v *visitor) {
	v.button("Erase this request")
	v.button("Erase it for good")
	v.see("are gone")
	v.value(`sessionStorage.length === 0`)
	v.look("erased")
	v.inside()
}

// withoutScript: the snippet's link leads to the same, page by page. There are no scripts to ask: only what the driver finds.
func withoutScript(v *visitor) {
	v.goTo(v.site.origin)
	v.name += "-plain"
	v.look("snippet")
	v.choose("[data-deskbell-open]")
	v.fill("#question", question)
	v.choose(".send")
	v.find(".answer")
	v.look("answer")
	v.choose("#person")
	v.choose("[name=kind][value=email]")
	v.fill("#email", "kim@guest.example")
	v.look("person")
	v.choose("[name=send]")
	v.find("#ref")
	v.look("receipt")
}
