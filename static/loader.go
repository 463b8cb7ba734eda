package static

import (
	"crypto/sha512"
	"encoding/base64"
	"maps"
	"net/http"
	"slices"
)

// Loader is the script that sites embed, or the one that it loads with the first click.
type Loader struct{ File }

const stale = "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800"

var present = Loader{files["loader.js"]}

// loaders are the present ones and every released one, by hash: a pinned snippet, and a loader that a browser kept,
// work with any later Deskbell.
var loaders = func() map[string]Loader {
	all := map[string]Loader{}
	for _, f := range read("released") {
		all[f.Hash] = Loader{f}
	}
	for _, l := range []Loader{present, Frame()} {
		all[l.Hash] = l
	}
	return all
}()

// Present is the loader of this version.
func Present() Loader { return present }

// Frame is what the loader of this version loads with the first click.
func Frame() Loader { return Loader{files["frame.js"]} }

// Loaders are all that this version serves, in the order of their hashes.
func Loaders() []Loader {
	var all []Loader
	for _, hash := range slices.Sorted(maps.Keys(loaders)) {
		all = append(all, loaders[hash])
	}
	return all
}

// PinnedPath is the address of exactly this loader, such as "/widget.0123456789ab.js".
func (l Loader) PinnedPath() string { return "/widget." + l.Hash + ".js" }

// Integrity is the value of the script tag's attribute.
func (l Loader) Integrity() string {
	sum := sha512.Sum384(l.Body)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}

// ServeStable writes the loader under the address that never changes: an hour from
// the cache, and days more while Deskbell cannot be reached.
func (l Loader) ServeStable(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", stale)
	forOtherSites(w)
	l.write(w, r)
}

// ServePinned writes exactly this loader for ever. Integrity is only checked for
// scripts that may be read, hence the CORS header, which no other answer has.
func (l Loader) ServePinned(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	forOtherSites(w)
	l.Serve(w, r)
}

// forOtherSites keeps pages that isolate themselves (COEP) able to load the script.
func forOtherSites(w http.ResponseWriter) {
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
}
