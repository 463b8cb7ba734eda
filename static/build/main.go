// Command build bundles what browsers load: TypeScript and styles of widget/client
// and the vendored scripts, into dist, each beside its brotli form. It runs in the folder
// static, from `go generate`. The same sources give the same bytes.
//
// With -release it also keeps the loader, and the script that it loads, among the released ones.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/evanw/esbuild/pkg/api"
)

const (
	client = "../widget/client"
	dist   = "dist"
)

var entryPoints = []string{"panel.ts", "panel.css", "admin.ts", "admin.css", "demo.css"}

// copied maps what is served to where it comes from.
var copied = map[string]string{
	"icon.svg":    client + "/icon.svg",
	"htmx.js":     "vendor/htmx.org/htmx.min.js",
	"htmx-sse.js": "vendor/htmx-ext-sse/sse.min.js",
}

func main() {
	log.SetFlags(0)
	release := flag.Bool("release", false, "keep the scripts of host pages among the released ones")
	flag.Parse()
	if err := build(); err != nil {
		log.Fatal("static: ", err)
	}
	if *release {
		for _, name := range []string{loader, frame} {
			if err := keep(name); err != nil {
				log.Fatal("static: ", err)
			}
		}
	}
}

func build() error {
	files, err := bundle(entryPoints, nil)
	if err != nil {
		return err
	}
	if err := addLoader(files); err != nil {
		return err
	}
	for name, source := range copied {
		if files[name], err = os.ReadFile(source); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(dist); err != nil {
		return err
	}
	if err := os.Mkdir(dist, 0o755); err != nil {
		return err
	}
	for name, body := range files {
		if err := write(name, body); err != nil {
			return err
		}
	}
	return nil
}

// bundle makes the files that pages load of entry points. constants are JavaScript by name.
func bundle(names []string, constants map[string]string) (map[string][]byte, error) {
	paths := make([]string, len(names))
	for i, name := range names {
		paths[i] = filepath.Join(client, name)
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       paths,
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Format:            api.FormatIIFE,
		Target:            api.ES2022,
		// The first browsers with constructed stylesheets; esbuild lowers newer CSS for them.
		Engines: []api.Engine{{Name: api.EngineChrome, Version: "99"}, {Name: api.EngineFirefox, Version: "101"}, {Name: api.EngineSafari, Version: "16.4"}},
		Charset: api.CharsetUTF8,
		Outdir:  dist,
		Define:  constants,
		Plugins: []api.Plugin{styleText, launcherWords},
	})
	if len(result.Errors) > 0 {
		lines := api.FormatMessages(result.Errors, api.FormatMessagesOptions{})
		return nil, errors.New(strings.Join(lines, ""))
	}
	files := map[string][]byte{}
	for _, f := range result.OutputFiles {
		files[filepath.Base(f.Path)] = f.Contents
	}
	return files, nil
}

// styleText gives a style sheet imported as "x.css?text" as a string, minified, for
// constructed style sheets.
var styleText = api.Plugin{
	Name: "style text",
	Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: `\.css\?text$`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			path := filepath.Join(a.ResolveDir, strings.TrimSuffix(a.Path, "?text"))
			return api.OnResolveResult{Path: path, Namespace: "style-text"}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: `.`, Namespace: "style-text"}, loadStyle)
	},
}

func loadStyle(a api.OnLoadArgs) (api.OnLoadResult, error) {
	source, err := os.ReadFile(a.Path)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	small := api.Transform(string(source), api.TransformOptions{Loader: api.LoaderCSS, MinifyWhitespace: true, MinifySyntax: true})
	if len(small.Errors) > 0 {
		return api.OnLoadResult{}, fmt.Errorf("%s: %s", a.Path, small.Errors[0].Text)
	}
	text := strings.TrimSpace(string(small.Code))
	return api.OnLoadResult{Contents: &text, Loader: api.LoaderText}, nil
}

func write(name string, body []byte) error {
	path := filepath.Join(dist, name)
	if err := os.WriteFile(path, body, 0o644); err != nil {
		return err
	}
	var small bytes.Buffer
	w := brotli.NewWriterLevel(&small, brotli.BestCompression)
	if _, err := w.Write(body); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(path+".br", small.Bytes(), 0o644)
}
