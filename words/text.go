package words

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// text is what a key says, by CLDR plural form. A text without plurals has the
// form Other alone.
type text map[plural.Form]string

var forms = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// UnmarshalYAML reads a string, or a map from forms to strings.
func (t *text) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		*t = text{plural.Other: node.Value}
		return nil
	}
	var named map[string]string
	if err := node.Decode(&named); err != nil {
		return err
	}
	*t = text{}
	for name, s := range named {
		form, ok := forms[name]
		if !ok {
			return fmt.Errorf("line %d: %q is no plural form", node.Line, name)
		}
		(*t)[form] = s
	}
	if _, ok := (*t)[plural.Other]; !ok {
		return fmt.Errorf("line %d: the form \"other\" is missing", node.Line)
	}
	return nil
}

// form is the text for a whole number in a language.
func (t text) form(lang language.Tag, n int) string {
	if s, ok := t[plural.Cardinal.MatchPlural(lang, max(n, -n), 0, 0, 0, 0)]; ok {
		return s
	}
	return t[plural.Other]
}

// fill puts values into a text of t's: numbers in its digits, and what is written in letters of its own, such as a phone number, so
// that a text from right to left does not tear it apart.
func (t *Translator) fill(s string, args []any) string {
	apart := t.Dir() == "rtl"
	if t.clock.zero == 0 && !apart {
		return fill(s, args)
	}
	args = slices.Clone(args)
	for i := 1; i < len(args); i += 2 {
		switch value := args[i].(type) {
		case int:
			args[i] = t.clock.write(strconv.Itoa(value))
		case string:
			if apart && slices.Contains(verbatim, args[i-1].(string)) {
				args[i] = ownDirection + value + endOfThat
			}
		}
	}
	return fill(s, args)
}

// verbatim are the marks whose values are no words of the language.
var verbatim = []string{"Ref", "Phone", "Email", "Zone", "Desk", "Controller", "Language", "Wish", "ID"}

// fill puts values into the {{.Name}} marks of a text. A mark without a value stays, so that it is
// noticed. Values are never read for marks themselves.
func fill(s string, args []any) string {
	if !strings.Contains(s, "{{") {
		return s
	}
	pairs := make([]string, 0, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		pairs = append(pairs, "{{."+args[i].(string)+"}}", fmt.Sprint(args[i+1]))
	}
	return strings.NewReplacer(pairs...).Replace(s)
}
