package admin

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	"deskbell/search"
	"deskbell/search/importer"
	pages "deskbell/templates/admin"
)

const (
	uploadLife   = 30 * time.Minute
	reportedRows = 200 // lines of each list of a report
)

// uploads are files that were checked and wait for the second click, one an agent, in
// memory only.
type uploads struct {
	now func() time.Time
	mu  sync.Mutex
	all map[int64]upload
}

type upload struct {
	token   string
	entries []search.Entry
	at      time.Time
}

func newUploads(now func() time.Time) *uploads { return &uploads{now: now, all: map[int64]upload{}} }

// keep replaces what the agent uploaded before, and forgets what nobody came back for.
func (u *uploads) keep(agent int64, entries []search.Entry) (token string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for id, one := range u.all {
		if u.now().Sub(one.at) > uploadLife {
			delete(u.all, id)
		}
	}
	token = rand.Text()
	u.all[agent] = upload{token, entries, u.now()}
	return token
}

// take gives the entries once.
func (u *uploads) take(agent int64, token string) ([]search.Entry, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	one, ok := u.all[agent]
	if !ok || one.token != token || u.now().Sub(one.at) > uploadLife {
		return nil, fault.At("file", "upload_gone")
	}
	delete(u.all, agent)
	return one.entries, nil
}

func (s *Server) showImport(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	return s.renderImport(w, r, a, "")
}

func (s *Server) renderImport(w http.ResponseWriter, r *http.Request, a handoff.Agent, wrong string) error {
	f, err := s.frame(r, a, "/admin/faq", "admin.import.title")
	if err != nil {
		return err
	}
	code := http.StatusOK
	if wrong != "" {
		code = status(map[string]string{"file": wrong})
	}
	return web.Render(w, r, code, pages.Import(pages.ImportView{Frame: f, Wrong: wrong}))
}

// importAgain shows the form with why the file was not taken.
func (s *Server) importAgain(w http.ResponseWriter, r *http.Request, a handoff.Agent, err error) error {
	f, frameErr := s.frame(r, a, "/admin/faq", "admin.import.title")
	if frameErr != nil {
		return frameErr
	}
	fields, err := refusal(err, f.Translator)
	if err != nil {
		return err
	}
	return s.renderImport(w, r, a, fields["file"])
}

// checkImport reads a file and shows what it would change; nothing is changed yet.
func (s *Server) checkImport(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	read, err := s.readUpload(r)
	if err != nil {
		return s.importAgain(w, r, a, err)
	}
	report, err := s.FAQ.Import(r.Context(), read.Entries, search.ImportOptions{DryRun: true})
	if err != nil {
		return err
	}
	f, err := s.frame(r, a, "/admin/faq", "admin.import.title")
	if err != nil {
		return err
	}
	v := pages.ReportView{Frame: f, Problems: problems(f, read.Problems)}
	v.Groups = reportGroups(f, read.Entries, report)
	if len(report.New)+len(report.Changed) > 0 {
		v.Token = s.uploads.keep(a.ID, read.Entries)
	}
	return web.Render(w, r, http.StatusOK, pages.ImportReport(v))
}

func (s *Server) readUpload(r *http.Request) (importer.Result, error) {
	file, header, err := r.FormFile("file")
	if err != nil {
		return importer.Result{}, fault.At("file", "required")
	}
	defer file.Close()
	return importer.Parse(header.Filename, file, s.Limits) // the name tells the format and nothing else
}

func (s *Server) applyImport(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	entries, err := s.uploads.take(a.ID, r.PostFormValue("token"))
	if err != nil {
		return s.importAgain(w, r, a, err)
	}
	if _, err := s.FAQ.Import(r.Context(), entries, search.ImportOptions{}); err != nil {
		return err
	}
	return saying(w, "/admin/faq", "imported")
}

func reportGroups(f pages.Frame, entries []search.Entry, report search.Report) []pages.ReportGroup {
	questions := map[string]string{}
	for _, e := range entries {
		questions[e.ID] = e.Question
	}
	var all []pages.ReportGroup
	for _, one := range []struct {
		name string
		ids  []string
	}{
		{"new", report.New},
		{"changed", report.Changed},
		{"unchanged", report.Unchanged},
		{"duplicate", report.Duplicate},
	} {
		group := pages.ReportGroup{Name: one.name, Title: f.N("admin.import."+one.name, len(one.ids)), Hint: f.T("admin.import." + one.name + ".hint")}
		for _, id := range one.ids[:min(len(one.ids), reportedRows)] {
			group.Questions = append(group.Questions, questions[id])
		}
		all = append(all, group)
	}
	return all
}

func problems(f pages.Frame, list []importer.Problem) []pages.ImportProblem {
	var all []pages.ImportProblem
	for _, p := range list[:min(len(list), reportedRows)] {
		one := pages.ImportProblem{Line: f.T("admin.import.line", "Line", strconv.Itoa(p.Line)), Field: p.Field, Text: f.Error(p.Code), Cause: p.Cause}
		if p.Kept {
			one.Kept = f.T("admin.import.kept")
		}
		all = append(all, one)
	}
	return all
}

// exports are the formats of one file with their media types.
var exports = map[string]string{".jsonl": "application/x-ndjson; charset=utf-8", ".csv": "text/csv; charset=utf-8"}

func (s *Server) export(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	format := r.URL.Query().Get("format")
	media, ok := exports[format]
	if !ok {
		return fault.At("format", "export_format")
	}
	entries, err := s.FAQ.Entries(r.Context())
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := importer.Encode(&file, format, entries); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "faq-"+s.Now().Format("2006-01-02")+format))
	file.WriteTo(w) // the client is gone if this fails
	return nil
}
