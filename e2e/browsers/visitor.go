package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"time"
)

// visitor does what a visitor does. A step that does not lead where it should ends the story.
type visitor struct {
	*session
	site     *site
	pictures string // folder
	name     string // of the browser
	taken    int    // pictures
}

// stuck is why the story does not go on.
type stuck struct{ error }

func (v *visitor) must(what string, err error) {
	if err != nil {
		panic(stuck{fmt.Errorf("%s: %w", what, err)})
	}
}

// outcome is the error of a story that ended so, with a picture of where it got stuck.
func (v *visitor) outcome(recovered any) error {
	if recovered == nil {
		return nil
	}
	s, ok := recovered.(stuck)
	if !ok {
		panic(recovered)
	}
	path := filepath.Join(v.pictures, v.name+"-stuck.png")
	if err := v.picture(path); err != nil {
		return errors.Join(s.error, err)
	}
	return fmt.Errorf("%w; it looked like %s", s.error, path)
}

const rest = 400 * time.Millisecond // until what appears has appeared; nothing but pictures depends on it

// look takes a picture of the window.
func (v *visitor) look(what string) {
	time.Sleep(rest)
	v.taken++
	v.must(what, v.picture(filepath.Join(v.pictures, fmt.Sprintf("%s-%02d-%s.png", v.name, v.taken, what))))
}

func (v *visitor) goTo(address string) {
	v.outside()
	_, err := v.do("Navigate", map[string]any{"url": address})
	v.must(address, err)
}

// value waits until an expression is neither false nor nothing, and gives it.
func (v *visitor) value(js string) (found json.RawMessage) {
	v.must("waiting for "+js, within(func() (err error) {
		found, err = v.script("return " + js)
		if s := string(found); err == nil && (s == "null" || s == "false" || s == `""`) {
			err = errors.New("it is " + s)
		}
		return err
	}))
	return found
}

func (v *visitor) text(js string) (text string) {
	v.must(js, json.Unmarshal(v.value(js), &text))
	return text
}

func (v *visitor) see(text string) {
	v.value(`document.body.innerText.includes(` + strconv.Quote(text) + `)`)
}

func (v *visitor) outside() {
	_, err := v.do("SwitchToFrame", map[string]any{"id": nil})
	v.must("the page", err)
}

const shadow = `document.querySelector("deskbell-launcher")?.shadowRoot`

// inside goes on in the panel.
func (v *visitor) inside() {
	v.outside()
	_, err := v.do("SwitchToFrame", map[string]any{"id": v.value(shadow + `?.querySelector("iframe")`)})
	v.must("the panel", err)
	_, err = v.script(`if (!window.uncaught) {` + notes + `}`)
	v.must("the panel", err)
}

// notes lets a page note its uncaught errors.
const notes = `window.uncaught = []; for (const type of ["error", "unhandledrejection"]) addEventListener(type, (e) => uncaught.push(String(e.message ?? e.reason)));`

// isCalm asserts that the page, or the panel since it was entered, had no uncaught error.
func (v *visitor) isCalm() {
	if all := v.text("JSON.stringify(window.uncaught)"); all != "[]" {
		v.must("uncaught errors", errors.New(all))
	}
}

// click presses what an expression finds, as soon as it can be seen.
func (v *visitor) click(js string) {
	v.value(`(e => { if (!e?.getClientRects().length) return false; e.scrollIntoView({ block: "nearest" }); return true; })(` + js + `)`)
	v.must("pressing "+js, v.press(v.value(js)))
}

// launcher presses a button of the launcher.
func (v *visitor) launcher(class string) {
	v.outside()
	v.click(shadow + `?.querySelector(".bar > ` + class + `")`)
}

// button presses the button of the panel that says so.
func (v *visitor) button(says string) {
	v.click(`[...document.querySelectorAll("button, summary")].find((b) => b.textContent.trim() === ` + strconv.Quote(says) + ` && b.getClientRects().length)`)
}

func (v *visitor) write(text string) { v.must("writing", v.typed(text)) }

// hasFocus waits until what a selector finds has the focus.
func (v *visitor) hasFocus(selector string) {
	v.value(`document.activeElement?.matches(` + strconv.Quote(selector) + `) ?? false`)
}

// closed waits until the panel is closed and the focus is where it was opened.
func (v *visitor) closed() {
	v.outside()
	v.value(shadow + `.querySelector(".sheet").hidden`)
	v.value(shadow + `.activeElement?.matches(".help") ?? false`)
}

func (v *visitor) badge(count string) {
	v.outside()
	v.value(shadow + `?.querySelector(".badge")?.textContent === ` + strconv.Quote(count))
}
