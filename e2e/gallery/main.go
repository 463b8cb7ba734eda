// Gallery makes pictures of every state that a visitor can see, and one page that shows them all:
//
//	go run ./e2e/gallery [-o DIR] [-states REGEXP] [-views REGEXP] [-axe]
//
// It runs TestGallery of package e2e, which has the browser and the way to each state.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	dir := flag.String("o", "gallery", "folder for the pictures and index.html")
	states := flag.String("states", "", "only states whose names match, such as '^thread'")
	views := flag.String("views", "", "only views whose names match, such as '360|forced'")
	axe := flag.Bool("axe", false, "run axe-core on every picture's page, too")
	flag.Parse()
	if err := run(*dir, *states, *views, *axe); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

func run(dir, states, views string, axe bool) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	cmd := exec.Command("go", "test", "deskbell/e2e", "-run", "^TestGallery$", "-timeout", "60m", "-parallel", "2", "-count", "1",
		"-args", "-gallery="+dir, "-states="+states, "-views="+views, fmt.Sprintf("-gallery-axe=%t", axe))
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("some pictures are missing: %w", err)
	}
	fmt.Println(filepath.Join(dir, "index.html"))
	return nil
}
