// Command pack compresses what the program embeds. The build then takes the compressed files
// for the sources, by the overlay that stands beside them:
//
//	go run ./internal/packed/pack FOLDER
//	go build -overlay FOLDER/overlay.json .
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// sources are the texts that the program reads by packed.Text, as patterns from the root. The files of a
// group are joined: together they are a third smaller.
var (
	sources = []string{"search/sample/faq.jsonl", "widget/openapi.yaml", "words/visitor/*.yaml"}
	groups  = "words/agent/*"
)

// overlay is what go build reads: by the path of a source what stands in for it, "" for nothing.
type overlay struct {
	Replace map[string]string
	folder  string
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: pack FOLDER, from the root of the sources")
		os.Exit(2)
	}
	if err := pack(".", os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

// pack writes the packed sources below root and overlay.json into folder.
func pack(root, folder string) error {
	root, err1 := filepath.Abs(root)
	folder, err2 := filepath.Abs(folder)
	languages, err3 := filepath.Glob(filepath.Join(root, groups))
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	o := overlay{map[string]string{}, folder}
	for _, s := range sources {
		if err := o.pack(filepath.Join(root, s)); err != nil {
			return err
		}
	}
	for _, l := range languages {
		files, err := filepath.Glob(filepath.Join(l, "*.yaml"))
		if err != nil {
			return err
		}
		if err := o.replace(filepath.Join(l, "all.yaml"), files...); err != nil {
			return err
		}
	}
	data, err := json.MarshalIndent(o, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "overlay.json"), data, 0o600)
}

// pack puts a packed file in the place of each that a pattern matches.
func (o overlay) pack(pattern string) error {
	files, err := filepath.Glob(pattern)
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: no such file", pattern)
	}
	for _, f := range files {
		err = errors.Join(err, o.replace(f, f))
	}
	return err
}

// replace puts one packed file named name in the place of files.
func (o overlay) replace(name string, files ...string) error {
	var all bytes.Buffer
	w, err := gzip.NewWriterLevel(&all, gzip.BestCompression)
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if _, err := w.Write(text); err != nil {
			return err
		}
		o.Replace[file] = ""
	}
	if err := w.Close(); err != nil {
		return err
	}
	packed := filepath.Join(o.folder, fmt.Sprintf("%d.gz", len(o.Replace)))
	o.Replace[name] = packed
	return os.WriteFile(packed, all.Bytes(), 0o600)
}
