package main

import "encoding/json"

// find waits for what a selector finds.
func (v *visitor) find(selector string) (found json.RawMessage) {
	v.must("waiting for "+selector, within(func() (err error) {
		found, err = v.element(selector)
		return err
	}))
	return found
}

// choose presses it as the driver does: it scrolls there first.
func (v *visitor) choose(selector string) {
	_, err := v.do("ElementClick", map[string]any{"id": idOf(v.find(selector))})
	v.must("pressing "+selector, err)
}

func (v *visitor) fill(selector, text string) {
	_, err := v.do("ElementSendKeys", map[string]any{"id": idOf(v.find(selector)), "text": text})
	v.must("filling "+selector, err)
}

// idOf takes an element's name out of WebDriver's wrapping.
func idOf(element json.RawMessage) string {
	var names map[string]string
	if json.Unmarshal(element, &names) != nil {
		return ""
	}
	for _, id := range names {
		return id
	}
	return ""
}
