package admin

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/site"
)

func TestSettingsAreSaved(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.post("/admin/settings", "title", "Shop help", "greeting", "Hello!", "colour", "#00aa44", "email", "help@example.org", "phone", "+49 30 123456",
		"origins", "https://shop.example/cart\r\nhttp://localhost:3000", "lang", "de", "controller", "Shop Ltd", "policy_url", "https://shop.example/privacy", "keep_gaps", "yes").
		leads(t, "/admin/settings?said=saved")
	got, err := h.store.Settings(t.Context())
	want := site.Settings{
		Title: "Shop help", Greeting: "Hello!", Colour: "#00aa44", Email: "help@example.org", Phone: "+49 30 123456",
		Origins: []string{"https://shop.example", "http://localhost:3000"}, Lang: "de", Controller: "Shop Ltd",
		PolicyURL: "https://shop.example/privacy", KeepGaps: true,
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	b.get("/admin/settings").wants(t, http.StatusOK, "Shop help", "https://shop.example\nhttp://localhost:3000", "checked")
}

func TestRefusedSettingsComeBackFilledIn(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	got := b.post("/admin/settings", "title", "Kept", "colour", "red;}</style>", "email", "nobody", "origins", "ftp://x", "lang", "de", "policy_url", "javascript:1")
	got.wants(t, http.StatusUnprocessableEntity, `value="Kept"`, "such as #0b5fff", "name@example.com", "one a line", "https://example.com/page", `value="nobody"`)
	got.lacks(t, "</style>")
	b.post("/admin/settings", "colour", "#000000", "lang", "tlh").wants(t, http.StatusUnprocessableEntity, "language code")
	if now, err := h.store.Settings(t.Context()); err != nil || now.Title != "" {
		t.Errorf("got %+v, %v", now, err)
	}
}

func TestTheContrastOfAColourIsShownBeforeItIsSaved(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.post("/admin/settings", "do", "preview", "colour", "#ffff00").wants(t, http.StatusOK, `fill="#ffff00"`, `fill="#000000"`, "contrast 19.5 : 1", "That is pale")
	dark := b.post("/admin/settings", "do", "preview", "colour", "#0b5fff")
	dark.wants(t, http.StatusOK, `fill="#ffffff"`)
	dark.lacks(t, "That is pale")
	if now, err := h.store.Settings(t.Context()); err != nil || now.Colour != site.Default().Colour {
		t.Errorf("got %q, %v", now.Colour, err)
	}
}

func TestTheSnippetIsReadyToPaste(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	page := b.get("/admin/snippet")
	page.wants(t, http.StatusOK, "&lt;p data-deskbell&gt;", "http://localhost:8080/widget.js", "integrity=", "script-src http://localhost:8080", "No web site may show", "no contact for visitors")
	b.post("/admin/settings", "colour", "#0b5fff", "lang", "en", "email", "help@example.org", "origins", "https://shop.example")
	page = b.get("/admin/snippet")
	page.wants(t, http.StatusOK, "mailto:help@example.org")
	page.lacks(t, "No web site may show", "no contact for visitors")
}

func TestASiteThatMayNotShowThePanelIsNamedAndAllowed(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.get("/admin/settings").lacks(t, "asked for the panel")
	for _, origin := range []string{"http://plain.example", "https://www.shop.example"} {
		h.Strangers.Note(origin)
	}
	b.get("/admin/snippet").wants(t, http.StatusOK, "https://www.shop.example asked for the panel", "http://plain.example asked for the panel")
	page := b.get("/admin/settings")
	page.wants(t, http.StatusOK, "https://www.shop.example asked for the panel (", `value="allow.https://www.shop.example"`, "Only sites with https")
	page.lacks(t, "allow.http://plain")

	form := []string{"origins", "https://other.example", "lang", "en", "do", "allow.https://www.shop.example"}
	b.post("/admin/settings", append(form, "colour", "red")...).wants(t, http.StatusUnprocessableEntity, "https://other.example\nhttps://www.shop.example")
	b.post("/admin/settings", append(form, "colour", "#0b5fff")...).leads(t, "/admin/settings?said=saved")
	if got := h.settings().Origins; !slices.Equal(got, []string{"https://other.example", "https://www.shop.example"}) {
		t.Errorf("the sites are now %q", got)
	}
	page = b.get("/admin/settings")
	page.wants(t, http.StatusOK, "http://plain.example asked for the panel")
	page.lacks(t, "www.shop.example asked for the panel")
	b.post("/admin/settings", "lang", "en", "colour", "#0b5fff", "do", "allow.https://*").wants(t, http.StatusUnprocessableEntity, "one a line")

	b = h.as(h.helper())
	b.get("/admin/settings").lacks(t, "asked for the panel")
}

func TestTheTeamIsTheOwnersBusiness(t *testing.T) {
	h := newHouse(t)
	owner := h.owner()
	b := h.as(owner)
	b.post("/admin/agents/new", "name", "", "email", "anna@example.org", "lang", "en").wants(t, http.StatusUnprocessableEntity, "Please fill this in.", "already uses this address")
	bert := h.helper()
	b.get("/admin/agents").wants(t, http.StatusOK, "Anna", "Bert", "can log in")
	b.post(agentPath(bert), "name", "Bertha", "email", "bertha@example.org", "lang", "de", "owner", "yes").leads(t, "/admin/agents?said=saved")
	b.get(agentPath(bert)).wants(t, http.StatusOK, `value="Bertha"`, `value="bertha@example.org"`)
	b.post(agentPath(bert)+"/reset").wants(t, http.StatusOK, "/admin/invite/", "one hour")
	b.get("/admin/agents/77").wants(t, http.StatusNotFound)
}

func TestThereIsAlwaysAnOwner(t *testing.T) {
	h := newHouse(t)
	owner := h.owner()
	b := h.as(owner)
	b.post(agentPath(owner), "name", "Anna", "email", "anna@example.org", "lang", "en").wants(t, http.StatusUnprocessableEntity, "Somebody must stay the owner.")
	b.post(agentPath(owner)+"/disable").wants(t, http.StatusConflict)
	b.get("/admin/").wants(t, http.StatusOK)
}

func TestOwnProfile(t *testing.T) {
	h := newHouse(t)
	h.owner()
	b := h.as(h.helper())
	b.post("/admin/profile", "name", "Bert B.", "email", "bert@example.org", "lang", "de", "owner", "yes").leads(t, "/admin/profile?said=saved")
	b.get("/admin/profile").wants(t, http.StatusOK, `value="Bert B."`, "Ihr Profil")
	b.get("/admin/settings").wants(t, http.StatusForbidden)
	b.post("/admin/profile", "name", "", "email", "bert@example.org", "lang", "de").wants(t, http.StatusUnprocessableEntity)
	b.post("/admin/profile/password", "old_password", "wrong", "password", "another good password").wants(t, http.StatusUnprocessableEntity, "nicht Ihr bisheriges")
	b.post("/admin/profile/password", "old_password", password, "password", "short").wants(t, http.StatusUnprocessableEntity, "mindestens 12")
	before := b.cookie()
	b.post("/admin/profile/password", "old_password", password, "password", "another good password").leads(t, "/admin/profile?said=password_changed")
	if b.cookie() == before || !b.in() {
		t.Error("the session was not renewed")
	}
}

func TestPagesNeedNothingThatTheirPolicyForbids(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	h.opened("Hello")
	for _, route := range h.Routes() {
		method, path := split(route)
		if method != http.MethodGet || strings.Contains(route.Pattern, "{") || path == "/admin/live" {
			continue
		}
		page := b.get(path)
		page.lacks(t, "<style", " style=", "<script>", " onclick", "javascript:")
		if strings.Contains(page.header.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s: %s", path, page.header.Get("Content-Security-Policy"))
		}
	}
}
