package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

const patience = 30 * time.Second // of everything that is waited for

// wire carries commands of WebDriver to a browser.
type wire interface {
	send(command string, params map[string]any) (json.RawMessage, error)
	keys(actions map[string]any) error // the parameters of PerformActions; to where the focus is
}

// session is a running browser.
type session struct {
	wire
	version string
	ends    []func() // in this order
}

func (b *session) begin(options map[string]any) error {
	must := map[string]any{"unhandledPromptBehavior": "ignore"}
	for name, value := range options {
		must[name] = value
	}
	answer, err := b.send("NewSession", map[string]any{"capabilities": map[string]any{"alwaysMatch": must}})
	if err != nil {
		return err
	}
	var is struct {
		Capabilities struct{ BrowserVersion string }
	}
	err = json.Unmarshal(answer, &is)
	b.version = is.Capabilities.BrowserVersion
	return err
}

func (b *session) quit() {
	for _, end := range b.ends {
		end()
	}
}

func (b *session) do(command string, params map[string]any) (json.RawMessage, error) {
	return b.send(command, params)
}

// script runs the body of a function in the page or frame and gives what it returns.
func (b *session) script(body string, args ...any) (json.RawMessage, error) {
	if args == nil {
		args = []any{}
	}
	return b.do("ExecuteScript", map[string]any{"script": body, "args": args})
}

// element gives the first element that a selector finds, as WebDriver names it.
func (b *session) element(selector string) (json.RawMessage, error) {
	return b.do("FindElement", map[string]any{"using": "css selector", "value": selector})
}

// press presses the mouse in the middle of an element.
func (b *session) press(element json.RawMessage) error {
	_, err := b.do("PerformActions", actions("pointer",
		map[string]any{"type": "pointerMove", "x": 0, "y": 0, "duration": 0, "origin": element},
		map[string]any{"type": "pointerDown", "button": 0},
		map[string]any{"type": "pointerUp", "button": 0}))
	return err
}

// typed presses the keys of a text, one after the other.
func (b *session) typed(text string) error {
	var all []map[string]any
	for _, key := range text {
		all = append(all, map[string]any{"type": "keyDown", "value": string(key)}, map[string]any{"type": "keyUp", "value": string(key)})
	}
	return b.keys(actions("key", all...))
}

func actions(device string, all ...map[string]any) map[string]any {
	return map[string]any{"actions": []any{map[string]any{"type": device, "id": device, "actions": all}}}
}

// picture writes what is on the screen, as PNG.
func (b *session) picture(path string) error {
	if _, err := b.do("SwitchToFrame", map[string]any{"id": nil}); err != nil {
		return err
	}
	answer, err := b.do("TakeScreenshot", map[string]any{"full": false})
	if err != nil {
		return err
	}
	var text string
	if err := json.Unmarshal(answer, &text); err != nil {
		return err
	}
	png, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return err
	}
	return os.WriteFile(path, png, 0o644)
}

// within tries until there is no error any more, and gives the last one when patience is over.
func within(try func() error) error {
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		err := try()
		if err == nil {
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("not after %v: %w", patience, err)
		}
	}
}
