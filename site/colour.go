package site

import (
	"errors"
	"math"
	"strconv"
)

// Colour is an sRGB colour, each part 0 to 255.
type Colour struct{ R, G, B uint8 }

var errColour = errors.New("want a colour such as #0b5fff")

// ParseColour reads "#rrggbb" and nothing else, so that it can stand in a
// stylesheet as it is.
func ParseColour(s string) (Colour, error) {
	if len(s) != 7 || s[0] != '#' {
		return Colour{}, errColour
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return Colour{}, errColour
	}
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

// Contrast is the WCAG 2.2 contrast ratio of two colours, 1 to 21.
func Contrast(a, b Colour) float64 {
	x, y := a.luminance(), b.luminance()
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

func (c Colour) luminance() float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// linear undoes the sRGB gamma (WCAG 2.2, "relative luminance").
func linear(part uint8) float64 {
	v := float64(part) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

var (
	white = Colour{255, 255, 255}
	black = Colour{0, 0, 0}
)

// TextOn is the text colour, "#ffffff" or "#000000", that reads best on c. One
// of the two always has a contrast of at least 4.5.
func TextOn(c Colour) string {
	if Contrast(white, c) >= Contrast(black, c) {
		return "#ffffff"
	}
	return "#000000"
}
