// Command calibrate makes search/calibration.json: the weights of ranking and
// confidence, from questions whose right entries are known.
//
//	go run ./search/calibrate --data DIR
//
// DIR holds a folder for each site with faq.jsonl and one or more queries*.jsonl, as
// deskbell eval reads them. Every site weighs the same. Nothing is fitted to one site: the figures written
// beside the weights are, for each site, those of weights fitted on all the others.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"deskbell/search"
)

func main() {
	log.SetFlags(0)
	data := flag.String("data", "", "folder of sets: SET/faq.jsonl, SET/queries*.jsonl")
	out := flag.String("out", "search/calibration.json", "file to write; - for none")
	var g goal
	flag.Float64Var(&g.right, "aim", 0.80, "share of answers that are to be right, on all sites but one in five")
	flag.Float64Var(&g.near, "near", 0.12, "share of questions close to a site's matters that no entry answers (kind \"near\") which may be answered")
	flag.Parse()
	if err := calibrate(context.Background(), *data, *out, g); err != nil {
		log.Fatal("calibrate: ", err)
	}
}

func calibrate(ctx context.Context, data, out string, g goal) error {
	sites, err := readSites(ctx, data)
	if err != nil {
		return err
	}
	unseen := crossValidate(sites)
	numbers := fit(sites)
	numbers.AnswerFrom = g.threshold(unseen)
	report(os.Stdout, sites, unseen, numbers)
	if out == "-" {
		return nil
	}
	m := search.Model{Date: time.Now().UTC().Format(time.DateOnly), Figures: map[string]search.Figures{}, Numbers: rounded(numbers)}
	for i, s := range sites {
		m.Data = append(m.Data, s.name)
		m.Figures[s.name] = unseen[i].figures(numbers.AnswerFrom)
	}
	file, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, append(file, '\n'), 0o644); err != nil {
		return err
	}
	fmt.Println("written:", out)
	return nil
}
