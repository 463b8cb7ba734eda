// Package templates holds the pages: templ components and the view structs they take.
package templates

//go:generate go tool templ generate
