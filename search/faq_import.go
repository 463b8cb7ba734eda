package search

import (
	"context"
	"slices"
)

// ImportOptions say how far an import goes.
type ImportOptions struct {
	Origin Origin // OriginImport, or OriginFile for --faq; "" is OriginImport
	Prune  bool   // entries missing from the import are removed
	DryRun bool   // only report
}

// Report says by id what an import did, or would do.
type Report struct {
	New       []string
	Changed   []string
	Unchanged []string
	Duplicate []string // a repeated id, a question that another entry has in that language, or an id that --faq keeps
	Removed   []string // by Prune; the sample entries that leave are not counted
}

// Import takes entries that come together, from a file or a page. Nothing is
// deleted but the sample entries, unless Prune: then an import leaves exactly
// its own entries and those of --faq; with OriginFile only entries of earlier
// files are removed. An import without entries changes nothing but by Prune.
// The importer has left out broken entries; one that is still there fails all.
func (f *FAQ) Import(ctx context.Context, entries []Entry, opts ImportOptions) (Report, error) {
	if opts.Origin == "" {
		opts.Origin = OriginImport
	}
	entries, err := f.prepare(entries, opts.Origin)
	if err != nil {
		return Report{}, err
	}
	var report Report
	err = f.store.ChangeEntries(ctx, func(current []Entry) (EntryChange, error) {
		var change EntryChange
		change, report = planImport(current, entries, opts)
		if opts.DryRun {
			return EntryChange{}, nil
		}
		return change, nil
	})
	return report, err
}

// importPlan is an import in the making.
type importPlan struct {
	opts      ImportOptions
	current   map[string]Entry
	questions map[string]string // language and folded question → id
	taken     map[string]bool   // ids of this import
	change    EntryChange
	report    Report
}

func planImport(current, incoming []Entry, opts ImportOptions) (EntryChange, Report) {
	p := importPlan{opts: opts, current: map[string]Entry{}, questions: map[string]string{}, taken: map[string]bool{}}
	for _, e := range current {
		if e.Origin != OriginSample {
			p.current[e.ID] = e
			p.questions[questionKey(e)] = e.ID
		}
	}
	for _, e := range incoming {
		p.take(e)
	}
	if opts.Prune {
		p.prune(current)
	}
	p.dropSample(current)
	return p.change, p.report
}

func (p *importPlan) take(e Entry) {
	old, known := p.current[e.ID]
	other, asked := p.questions[questionKey(e)]
	foreign := old.Origin == OriginFile && p.opts.Origin != OriginFile
	switch {
	case p.taken[e.ID], foreign, !known && asked && other != e.ID:
		p.report.Duplicate = append(p.report.Duplicate, e.ID)
		return
	case known && SameContent(old, e) && (p.opts.Origin != OriginFile || old.Origin == OriginFile):
		p.report.Unchanged = append(p.report.Unchanged, e.ID)
	case known:
		p.report.Changed = append(p.report.Changed, e.ID)
		p.put(e, old)
	default:
		p.report.New = append(p.report.New, e.ID)
		p.put(e, old)
	}
	p.taken[e.ID] = true
	p.questions[questionKey(e)] = e.ID
}

// put keeps an own entry the owner's when an import brings it back changed.
func (p *importPlan) put(e, old Entry) {
	if old.Origin == OriginOwn && p.opts.Origin == OriginImport {
		e.Origin = OriginOwn
	}
	p.change.Put = append(p.change.Put, e)
}

func (p *importPlan) prune(current []Entry) {
	for _, e := range current {
		fromFile := e.Origin == OriginFile
		if p.taken[e.ID] || e.Origin == OriginSample || fromFile != (p.opts.Origin == OriginFile) {
			continue
		}
		p.report.Removed = append(p.report.Removed, e.ID)
		p.change.Delete = append(p.change.Delete, e.ID)
	}
}

// dropSample lets the sample go as soon as there is anything of the owner's.
func (p *importPlan) dropSample(current []Entry) {
	if len(p.taken) == 0 {
		return
	}
	for _, id := range idsOf(current, OriginSample) {
		if !slices.ContainsFunc(p.change.Put, func(e Entry) bool { return e.ID == id }) {
			p.change.Delete = append(p.change.Delete, id)
		}
	}
}
