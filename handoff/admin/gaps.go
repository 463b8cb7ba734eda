package admin

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	"deskbell/search"
	pages "deskbell/templates/admin"
)

const shownGaps = 200

func (s *Server) showGaps(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	settings, err := s.Settings.Settings(r.Context())
	if err != nil {
		return err
	}
	f, err := s.frame(r, a, "/admin/gaps", "admin.gaps.title")
	if err != nil {
		return err
	}
	list, err := s.Gaps.List(r.Context(), shownGaps)
	if err != nil {
		return err
	}
	v := pages.GapsView{Frame: f, Off: !settings.KeepGaps, Owner: a.Owner}
	for _, g := range list {
		id := strconv.FormatInt(g.ID, 10)
		v.Rows = append(v.Rows, pages.GapRow{
			Question: g.Question, Lang: g.Lang, Count: f.N("admin.gaps.count", g.Count), Last: f.Ago(g.At, s.Now()),
			Write: "/admin/faq/entry?gap=" + id, Try: "/admin/try?gap=" + id, Dismiss: "/admin/gaps/" + id + "/dismiss",
		})
	}
	return web.Render(w, r, http.StatusOK, pages.Gaps(v))
}

func (s *Server) dismissGap(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	id, err := pathID(r)
	if err != nil {
		return err
	}
	if err := s.Gaps.Delete(r.Context(), id); err != nil {
		return err
	}
	return saying(w, "/admin/gaps", "dismissed")
}

func (s *Server) gap(ctx context.Context, id string) (search.Gap, error) {
	list, err := s.Gaps.List(ctx, shownGaps)
	if err != nil {
		return search.Gap{}, err
	}
	i := slices.IndexFunc(list, func(g search.Gap) bool { return strconv.FormatInt(g.ID, 10) == id })
	if i < 0 {
		return search.Gap{}, fault.New(fault.NotFound, "not_found")
	}
	return list[i], nil
}

// pathID is the number in a route's {id}.
func pathID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return 0, fault.New(fault.NotFound, "not_found")
	}
	return id, nil
}
