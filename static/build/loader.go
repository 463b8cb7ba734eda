package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
	"go.yaml.in/yaml/v3"
)

// The scripts of host pages.
const (
	loader = "loader.js"
	frame  = "frame.js" // what the loader loads with the first click
)

// addLoader adds both scripts. The loader holds the other's address and integrity, so that a site that pins the one
// has pinned both.
func addLoader(files map[string][]byte) error {
	second, err := bundle([]string{"frame.ts"}, nil)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(second[frame])
	pinned := fmt.Sprintf("widget.%s.js sha256-%s", hashOf(second[frame]), base64.StdEncoding.EncodeToString(sum[:]))
	first, err := bundle([]string{"loader.ts"}, map[string]string{"FRAME": `"` + pinned + `"`})
	maps.Copy(files, first)
	maps.Copy(files, second)
	return err
}

// launcherWords gives the few texts of the launcher in all languages as "words:launcher": a line a
// language, "tag|help|reach a person|no connection".
var launcherWords = api.Plugin{
	Name: "launcher words",
	Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: `^words:launcher$`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: a.Path, Namespace: "words"}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: `.`, Namespace: "words"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			table, err := launcherTable("../words/visitor")
			return api.OnLoadResult{Contents: &table, Loader: api.LoaderText}, err
		})
	},
}

// alike are further tags that a language goes by; they cost nearly nothing in the compressed loader.
var alike = map[string][]string{"nb": {"no", "nn"}, "zh-Hant": {"zh-tw", "zh-hk"}}

var launcherKeys = []string{"host.help", "widget.person", "launcher.lost"}

func launcherTable(dir string) (string, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return "", err
	}
	var lines []string
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		texts := map[string]any{}
		if err := yaml.Unmarshal(source, &texts); err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
		if texts[launcherKeys[0]] == nil {
			continue // a variant of another language holds what differs
		}
		line := []string{strings.TrimSuffix(filepath.Base(path), ".yaml")}
		for _, key := range launcherKeys {
			said, _ := texts[key].(string)
			if said == "" || strings.ContainsAny(said, "|\n") {
				return "", fmt.Errorf("%s: %s is missing, or no plain text", path, key)
			}
			line = append(line, said)
		}
		for _, tag := range append(alike[line[0]], line[0]) {
			line[0] = strings.ToLower(tag)
			lines = append(lines, strings.Join(line, "|"))
		}
	}
	slices.SortFunc(lines, func(a, b string) int { return cmp.Or(cmp.Compare(script(a), script(b)), cmp.Compare(a, b)) })
	return strings.Join(lines, "\n"), nil
}

// script is the highest letter of a text: languages of one script stand together, which makes the compressed loader smaller.
func script(text string) rune {
	highest := slices.Max([]rune(text))
	if highest < 0x370 || highest >= 0x1e00 && highest < 0x2100 {
		return 0 // Latin
	}
	return highest >> 7
}

// hashOf is static.Hash: this must build while there is nothing to embed.
func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:6])
}

// keep puts a script among the released ones.
func keep(name string) error {
	body, err := os.ReadFile(filepath.Join(dist, name))
	if err != nil {
		return err
	}
	path := filepath.Join("released", hashOf(body)+".js")
	if old, err := os.ReadFile(path); !errors.Is(err, fs.ErrNotExist) {
		if err == nil && !bytes.Equal(old, body) {
			err = fmt.Errorf("%s: another script has this hash", path)
		}
		return err
	}
	return os.WriteFile(path, body, 0o644)
}
