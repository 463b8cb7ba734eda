package e2e

import (
	"bytes"
	"cmp"
	"html/template"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"deskbell/widget"
)

// fewColours makes a picture of at most 256 colours, the most frequent: flat areas and grey edges of letters.
func fewColours(source []byte) ([]byte, error) {
	img, err := png.Decode(bytes.NewReader(source))
	if err != nil {
		return nil, err
	}
	size := img.Bounds()
	counts := map[color.RGBA]int{}
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(img.At(x, y)).(color.RGBA) }
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			counts[at(x, y)]++
		}
	}
	frequent := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int { return cmp.Compare(counts[b], counts[a]) })
	var palette color.Palette
	for _, c := range frequent[:min(len(frequent), 256)] {
		palette = append(palette, c)
	}
	index := map[color.RGBA]uint8{}
	small := image.NewPaletted(size, palette)
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			c := at(x, y)
			i, known := index[c]
			if !known {
				i = uint8(palette.Index(c))
				index[c] = i
			}
			small.SetColorIndex(x, y, i)
		}
	}
	var b bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, small)
	return b.Bytes(), err
}

// picture is one that is there.
type picture struct {
	shot
	File          string
	Width, Height int64
}

type sheetRow struct {
	State    widget.State
	Pictures []picture
}

// writeSheet makes index.html of the pictures in a folder, those of earlier runs too.
func writeSheet(dir string) error {
	var shots []shot
	for _, s := range sittings() {
		shots = append(shots, s.shots...)
	}
	var rows []sheetRow
	for _, s := range widget.States {
		row := sheetRow{State: s}
		for _, one := range shots {
			file := fileName(s.Name) + "/" + one.Name + ".png"
			if _, err := os.Stat(filepath.Join(dir, file)); err == nil {
				row.Pictures = append(row.Pictures, picture{one, file, one.size.width, one.size.height})
			}
		}
		if len(row.Pictures) > 0 {
			rows = append(rows, row)
		}
	}
	var b bytes.Buffer
	if err := sheet.Execute(&b, map[string]any{"Rows": rows, "Shots": shots}); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "index.html"), b.Bytes(), 0o644)
}

// The filters are radio buttons, and :has() hides what was not chosen.
var sheet = template.Must(template.New("sheet").Parse(`<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Deskbell: every state</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
body { margin: 1rem; }
fieldset { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; background: Canvas; }
label { padding: 0.25rem 0; }
.pictures { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem; }
figure { margin: 0; }
img { max-inline-size: min(22rem, 100%); block-size: auto; border: 1px solid GrayText; }
section { scroll-margin-top: 6rem; }
{{range .Shots}}body:has(#show-{{.Name}}:checked) figure:not(.is-{{.Name}}) { display: none; }
{{end}}</style>
<h1>Every state of panel and launcher</h1>
<fieldset><legend>Show</legend>
<label><input type="radio" name="show" checked> all views</label>
{{range .Shots}}<label><input type="radio" name="show" id="show-{{.Name}}"> {{.Title}}</label>
{{end}}</fieldset>
<nav aria-label="States"><details><summary>{{len .Rows}} states</summary><ol>
{{range $i, $row := .Rows}}<li><a href="#state-{{$i}}">{{.State.Name}}</a></li>
{{end}}</ol></details></nav>
<main>
{{range $i, $row := .Rows}}<section id="state-{{$i}}"><h2>{{.State.Name}}</h2><div class="pictures">
{{range .Pictures}}<figure class="is-{{.Name}}"><figcaption>{{.Title}}</figcaption><a href="{{.File}}"><img loading="lazy" src="{{.File}}" width="{{.Width}}" height="{{.Height}}" alt="{{$row.State.Name}}, {{.Title}}"></a></figure>
{{end}}</div></section>
{{end}}</main>
</html>
`))

func TestAPictureOfFewColoursLooksTheSame(t *testing.T) {
	flat := image.NewRGBA(image.Rect(0, 0, 4, 1))
	for x, c := range []color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {10, 20, 30, 255}} {
		flat.SetRGBA(x, 0, c)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, flat); err != nil {
		t.Fatal(err)
	}
	small, err := fewColours(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	again, err := png.Decode(bytes.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	for x := range 4 {
		if got := color.RGBAModel.Convert(again.At(x, 0)); got != flat.At(x, 0) {
			t.Errorf("pixel %d is %v, want %v", x, got, flat.At(x, 0))
		}
	}
}
