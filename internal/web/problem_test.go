package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/internal/fault"
	"deskbell/words"
)

type halfPage struct{}

func (halfPage) Render(_ context.Context, w io.Writer) error {
	io.WriteString(w, "half a page")
	return errors.New("broken")
}

func TestAProblemSaysWhatIsWrongAndWhomToReach(t *testing.T) {
	var wrong fault.List
	wrong.Add("email", "email_invalid")
	wrong.Add("message", "required")
	site := Site{Contact: func() Contact { return Contact{Email: "owner@shop.example", Phone: "+49 30 1"} }}
	s := serve(t, site, Route{Pattern: "GET /api/x", Face: API, Handler: failing(wrong.Err())})
	w := s.do(request("GET", local+"/api/x", "", "Accept-Language", "en"))
	want := `{"type":"about:blank","title":"Unprocessable Entity","status":422,"code":"email_invalid",` +
		`"detail":"Please enter an e-mail address such as name@example.com.","field":"email","errors":[` +
		`{"field":"email","code":"email_invalid","detail":"Please enter an e-mail address such as name@example.com."},` +
		`{"field":"message","code":"required","detail":"Please fill this in."}],` +
		`"contact":{"email":"owner@shop.example","phone":"+49 30 1"}}` + "\n"
	if w.Body.String() != want || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%v\n%s\nwant\n%s", w.Header(), w.Body, want)
	}
}

func TestALimitSaysWhenAgain(t *testing.T) {
	s := serve(t, Site{}, Route{
		Pattern: "GET /api/x", Face: API,
		Handler: failing(&fault.Error{Kind: fault.Limited, Code: "too_often", RetryAfter: 7}),
	})
	w := s.do(request("GET", local+"/api/x", ""))
	if w.Code != 429 || w.Header().Get("Retry-After") != "7" || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestOnlyWhatAnOperatorMustMendIsLogged(t *testing.T) {
	for _, c := range []struct {
		err    error
		logged bool
	}{
		{errors.New("disk gone"), true},
		{fault.Because(fault.Unavailable, "storage_full", errors.New("disk full")), true},
		{fault.New(fault.Unavailable, "busy"), false},
		{fault.At("email", "email_invalid"), false},
		{fault.Because(fault.Forbidden, "cross_origin", errors.New("cause")), false},
	} {
		s := serve(t, Site{}, Route{Pattern: "GET /api/x", Face: API, Handler: failing(c.err)})
		s.do(request("GET", local+"/api/x", ""))
		if got := strings.Contains(s.log.String(), "level=ERROR"); got != c.logged {
			t.Errorf("%v: logged %t", c.err, got)
		}
	}
}

func TestErrorsSpeakTheReadersLanguage(t *testing.T) {
	spoken := func(_ http.ResponseWriter, r *http.Request) error {
		Speak(r, r.Header.Get("X-Body-Language"))
		return fault.At("email", "required")
	}
	s := serve(t, Site{}, Route{Pattern: "GET /api/x", Face: API, Handler: spoken})
	en, de := words.In("en").Error("required"), words.In("de").Error("required")
	for _, c := range []struct{ body, query, browser, want string }{
		{"", "", "", en},
		{"", "", "de-CH", de},
		{"", "de", "en", de},
		{"de", "en", "en", de},
		{"xx", "", "de", de},
	} {
		w := s.do(request("GET", local+"/api/x?lang="+c.query, "", "Accept-Language", c.browser, "X-Body-Language", c.body))
		if !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%+v: %s", c, w.Body)
		}
	}
}

func TestErrorsOfFieldsStandBesideThem(t *testing.T) {
	var wrong fault.List
	wrong.Add("email", "email_invalid")
	wrong.Add("email", "required")
	got, ok := FieldErrors(wrong.Err(), words.In("en"))
	want := map[string]string{"email": words.In("en").Error("email_invalid")}
	if diff := cmp.Diff(want, got); diff != "" || !ok {
		t.Error(diff, ok)
	}
	for _, err := range []error{errors.New("broken"), fault.New(fault.Invalid, "key_reused"), errors.Join(fault.At("a", "required"), errors.New("x"), fault.New(fault.Limited, "too_often"))} {
		if _, ok := FieldErrors(err, words.In("en")); ok {
			t.Errorf("%v was taken for an error of fields", err)
		}
	}
}

// A templ component writes nothing for a request that has ended.
type livePage string

func (p livePage) Render(ctx context.Context, w io.Writer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	_, err := io.WriteString(w, string(p))
	return err
}

// A body that stalls ends the request's context, but its sender still reads the answer.
func TestAnErrorPageIsShownToARequestThatEnded(t *testing.T) {
	s := serve(t, Site{}, Route{
		Pattern: "POST /form", Face: Panel, Body: 200,
		Handler: func(http.ResponseWriter, *http.Request) error { return fault.New(fault.Invalid, codeMalformed) },
	})
	s.site.ErrorPage = func(Face, ErrorView) Renderer { return livePage("the way to a person") }
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w := s.do(request("POST", local+"/form", "").WithContext(ctx))
	if w.Code != 400 || w.Body.String() != "the way to a person" {
		t.Errorf("%d %q", w.Code, w.Body)
	}
}

func TestAnErrorPageThatBreaksKeepsItsStatus(t *testing.T) {
	s := serve(t, Site{}, Route{Pattern: "GET /x", Face: Page, Handler: failing(fault.New(fault.NotFound, "not_found"))})
	s.site.ErrorPage = func(Face, ErrorView) Renderer { return halfPage{} }
	w := s.do(request("GET", local+"/x", ""))
	if w.Code != 404 || !strings.Contains(w.Body.String(), "owner@shop.example") || strings.Contains(w.Body.String(), "half") {
		t.Errorf("%d %q", w.Code, w.Body)
	}
}
