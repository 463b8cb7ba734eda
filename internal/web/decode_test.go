package web

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

func TestABodyIsReadStrictly(t *testing.T) {
	s := serve(t, Site{}, echoRoute)
	for _, c := range []struct {
		body, contentType string
		status            int
		code, field       string
	}{
		{`{"name":"Ann","n":1,"list":["a"],"in":{"deep":true}}`, "application/json", 200, "", ""},
		{`{"name":"Ann"}`, "application/json; charset=UTF-8", 200, "", ""},
		{`{"name":"Ann"}`, "application/json; charset=latin1", 415, "media_type", ""},
		{`{"name":"Ann"}`, "text/plain", 415, "media_type", ""},
		{`{"name":"Ann"}`, "", 415, "media_type", ""},
		{``, "application/json", 400, "malformed", ""},
		{`{"name":"Ann"`, "application/json", 400, "malformed", ""},
		{`{"name":"Ann"} {}`, "application/json", 400, "malformed", ""},
		{"{\"name\":\"\xff\"}", "application/json", 400, "malformed", ""},
		{`{"list":` + strings.Repeat("[", 20) + strings.Repeat("]", 20) + `}`, "application/json", 400, "malformed", ""},
		{`{"nome":"Ann"}`, "application/json", 422, "unknown_field", "nome"},
		{`{"in":{"shallow":1}}`, "application/json", 422, "unknown_field", "shallow"},
		{`{"name":1}`, "application/json", 422, "wrong_type", "name"},
		{`{"n":1.5}`, "application/json", 422, "wrong_type", "n"},
		{`{"in":{"deep":"yes"}}`, "application/json", 422, "wrong_type", "in.deep"},
		{`["name"]`, "application/json", 422, "wrong_type", ""},
		{`{"name":"a","name":"b"}`, "application/json", 422, "duplicate_field", "name"},
		{`{"name":"a","NAME":"b"}`, "application/json", 422, "duplicate_field", "NAME"},
		{`{"NAME":"a"}`, "application/json", 422, "unknown_field", "NAME"},
		{`{"liſt":[]}`, "application/json", 422, "unknown_field", "liſt"},
		{`{"n":1e400}`, "application/json", 422, "wrong_type", "n"},
		{`{"name":"` + strings.Repeat("a", 200) + `"}`, "application/json", 413, "body_too_large", ""},
	} {
		w := s.do(request("POST", local+"/api/echo", c.body, "Content-Type", c.contentType))
		var p Problem
		if w.Code != 200 {
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
				t.Errorf("%s: %s is no problem: %v", c.body, w.Body, err)
			}
		}
		if w.Code != c.status || p.Code != c.code || p.Field != c.field {
			t.Errorf("%s %s: %d %s", c.contentType, c.body, w.Code, w.Body)
		}
	}
}

func TestABodyWithoutALengthIsCutAtTheLimit(t *testing.T) {
	server := httptest.NewServer(serve(t, Site{}, echoRoute))
	defer server.Close()
	endless := io.MultiReader(strings.NewReader(`{"name":"`), zeros{}) // sent in chunks until refused
	resp, err := http.Post(server.URL+"/api/echo", "application/json", endless)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 413 {
		t.Errorf("got %s", resp.Status)
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = '0'
	}
	return len(b), nil
}

func TestNothingIsUnpacked(t *testing.T) {
	s := serve(t, Site{}, echoRoute)
	w := s.do(request("POST", local+"/api/echo", "\x1f\x8b...", "Content-Type", "application/json", "Content-Encoding", "gzip"))
	if w.Code != 415 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestAFormIsReadStrictly(t *testing.T) {
	form := func(w http.ResponseWriter, r *http.Request) error {
		if err := ReadForm(r); err != nil {
			return err
		}
		return WriteJSON(w, 200, r.PostForm.Get("name"))
	}
	s := serve(t, Site{}, Route{Pattern: "POST /api/form", Face: API, Body: 100, Handler: form})
	for _, c := range []struct {
		body, contentType string
		status            int
	}{
		{"name=Ann", "application/x-www-form-urlencoded", 200},
		{"--x\r\nContent-Disposition: form-data; name=name\r\n\r\nAnn\r\n--x--\r\n", "multipart/form-data; boundary=x", 200},
		{"name=Ann", "text/plain", 415},
		{`{"name":"Ann"}`, "application/json", 415},
		{"name=%zz", "application/x-www-form-urlencoded", 400},
		{"name=%ff", "application/x-www-form-urlencoded", 400},
		{"--x\r\nnonsense", "multipart/form-data; boundary=x", 400},
		{"name=" + strings.Repeat("a", 100), "application/x-www-form-urlencoded", 413},
	} {
		if w := s.do(request("POST", local+"/api/form", c.body, "Content-Type", c.contentType)); w.Code != c.status {
			t.Errorf("%s %q: %d %s", c.contentType, c.body, w.Code, w.Body)
		}
	}
}

// FuzzReadJSON looks for bodies that the reader takes although a stricter look would
// not, or that make it fail other than by an invalid fault.
func FuzzReadJSON(f *testing.F) {
	for _, seed := range []string{`{"name":"a"}`, `{"name":"a","Name":"b"}`, `null`, `[[[[[[[[[[`, `{"in":{"deep":true}}`, "\xff", `{"n":1e400}`, `{"a\u0000":1}`} {
		f.Add(seed)
	}
	s := serve(f, Site{}, Route{Pattern: "POST /api/echo", Face: API, Body: 1 << 20, Handler: echo})
	f.Fuzz(func(t *testing.T, body string) {
		w := s.do(request("POST", local+"/api/echo", body, "Content-Type", "application/json"))
		if w.Code != 200 && w.Code != 400 && w.Code != 422 {
			t.Errorf("%q: %d %s", body, w.Code, w.Body)
		}
		if w.Code == 200 && !json.Valid([]byte(body)) {
			t.Errorf("%q was taken", body)
		}
	})
}

// The server removes the files of a large upload only from the request that it made itself, which
// a handler never sees: none may be written, or they stay for ever.
func TestAnUploadLeavesNoFile(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	const size = 3 << 20
	var took int
	server := httptest.NewServer(serve(t, Site{}, Route{Pattern: "POST /up", Face: Page, Body: size + 1000, Handler: func(_ http.ResponseWriter, r *http.Request) error {
		if err := ReadForm(r); err != nil {
			return err
		}
		file, _, err := r.FormFile("file")
		if err != nil {
			return err
		}
		body, err := io.ReadAll(file)
		took = len(body)
		return err
	}}))
	defer server.Close()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "faq.csv")
	if err != nil {
		t.Fatal(err)
	}
	part.Write(make([]byte, size))
	form.Close()
	resp, err := http.Post(server.URL+"/up", form.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	left, err := os.ReadDir(dir)
	if resp.StatusCode != 200 || took != size || err != nil || len(left) > 0 {
		t.Errorf("%d, took %d, left %v, %v", resp.StatusCode, took, left, err)
	}
}
