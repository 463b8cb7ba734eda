// Package static holds what browsers load, built by static/build and embedded. A file is
// served under a name that carries the hash of its content, so it may be cached for
// ever and an upgrade is seen at once.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed dist released
var embedded embed.FS

// File is something a browser loads.
type File struct {
	Name   string // such as "panel.css"
	Hash   string // of the body, see Hash
	Type   string // media type
	Body   []byte
	Brotli []byte // the body in brotli, nil if there is none
}

// types are ours, because the system's own table may say otherwise.
var types = map[string]string{
	".js":  "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml",
}

const (
	immutable = "public, max-age=31536000, immutable"
	aDay      = "public, max-age=86400"
)

var files = read("dist")

// Hash names a content: the first 12 hexadecimal digits of its SHA-256.
func Hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:6])
}

// URL is the path that a file is served under, such as "/static/panel.0123456789ab.css". A
// name that was not built is a programming error.
func URL(name string) string {
	f, ok := files[name]
	if !ok {
		panic("static: " + name + " is not built: run go generate ./static")
	}
	return "/static/" + f.HashedName()
}

// Find gives the file of the last part of a URL; false if there is none of that
// name with that hash.
func Find(base string) (File, bool) {
	ext := path.Ext(base)
	stem := strings.TrimSuffix(base, ext)
	f, ok := files[strings.TrimSuffix(stem, path.Ext(stem))+ext]
	return f, ok && f.HashedName() == base
}

// New is a file made at run time, such as the theme.
func New(name string, body []byte) File {
	return File{Name: name, Hash: Hash(body), Type: types[path.Ext(name)], Body: body}
}

// Icon is the sign of Deskbell, for tabs of browsers.
func Icon() File { return files["icon.svg"] }

// HashedName is the name with the hash before its extension.
func (f File) HashedName() string {
	ext := path.Ext(f.Name)
	return strings.TrimSuffix(f.Name, ext) + "." + f.Hash + ext
}

// ServeForADay writes the file under an address that does not name its hash.
func (f File) ServeForADay(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", aDay)
	f.write(w, r)
}

// Serve writes the file for ever: its address changes with its content.
func (f File) Serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", immutable)
	f.write(w, r)
}

func (f File) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.Type)
	// Weak: one tag stands for the plain and the compressed form.
	tag := `W/"` + f.Hash + `"`
	h.Set("ETag", tag)
	h.Add("Vary", "Accept-Encoding")
	if has(r.Header.Values("If-None-Match"), tag) {
		h.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := f.Body
	if f.Brotli != nil && acceptsBrotli(r) {
		h.Set("Content-Encoding", "br")
		body = f.Brotli
	}
	w.Write(body) // the client is gone if this fails
}

// has reports whether a tag is in If-None-Match, compared weakly as RFC 9110 says.
func has(header []string, tag string) bool {
	for one := range strings.SplitSeq(strings.Join(header, ","), ",") {
		one = strings.TrimSpace(one)
		if one == "*" || one == tag || "W/"+one == tag {
			return true
		}
	}
	return false
}

func acceptsBrotli(r *http.Request) bool {
	for one := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		coding, params, _ := strings.Cut(one, ";")
		refused := params != "" && strings.Trim(params, " q=0.") == "" // such as q=0.000
		if strings.EqualFold(strings.TrimSpace(coding), "br") && !refused {
			return true
		}
	}
	return false
}

func read(dir string) map[string]File {
	all := map[string]File{}
	entries, err := embedded.ReadDir(dir)
	if err != nil {
		panic(err) // embedded
	}
	for _, e := range entries {
		if name := e.Name(); types[path.Ext(name)] != "" {
			all[name] = readFile(dir, name)
		}
	}
	return all
}

func readFile(dir, name string) File {
	body, err := embedded.ReadFile(path.Join(dir, name))
	if err != nil {
		panic(err) // embedded
	}
	f := New(name, body)
	f.Brotli, _ = fs.ReadFile(embedded, path.Join(dir, name+".br")) // released loaders have none
	return f
}
