package admin

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/internal/limits"
	"deskbell/internal/web"
)

// E6: whether an address belongs to somebody cannot be told from the answer.
func TestAWrongLogInSaysNotWhatWasWrong(t *testing.T) {
	h := newHouse(t)
	a := h.owner()
	known := h.browser().post("/admin/login", "email", a.Email, "password", "wrong password")
	known.wants(t, http.StatusUnauthorized, "do not fit together", `value="anna@example.org"`)
	known.lacks(t, "wrong password")
	unknown := h.browser().post("/admin/login", "email", "nobody@example.org", "password", "wrong password")
	if diff := cmp.Diff(known.body, strings.ReplaceAll(unknown.body, "nobody@example.org", a.Email)); diff != "" || unknown.code != known.code {
		t.Errorf("%d and %d differ:\n%s", known.code, unknown.code, diff)
	}
}

func TestWhoIsLoggedInNeedsNoForm(t *testing.T) {
	h := newHouse(t)
	h.as(h.owner()).get("/admin/login").leads(t, "/admin/")
}

func TestManyLogInsOfANetworkWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := logInsPerMinute(t, 2)
		for i, want := range []time.Duration{0, 0, 30 * time.Second} {
			began := time.Now()
			if err := s.queue(httptest.NewRequest("POST", "/admin/login", nil)); err != nil {
				t.Fatal(err)
			}
			if waited := time.Since(began); waited != want {
				t.Errorf("attempt %d waits %s, want %s", i+1, waited, want)
			}
		}
		time.Sleep(time.Hour)
		began := time.Now()
		if err := s.queue(httptest.NewRequest("POST", "/admin/login", nil)); err != nil || time.Since(began) != 0 {
			t.Errorf("an hour later: %v after %s", err, time.Since(began))
		}
	})
}

func TestALogInThatWouldWaitForLongIsToldToComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := logInsPerMinute(t, 1)
		var got []error
		for range 2 {
			got = append(got, s.queue(httptest.NewRequest("POST", "/admin/login", nil)))
		}
		if diff := cmp.Diff([]error{nil, web.TooOften(time.Minute)}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWhoLeavesTheQueueIsNotLoggedIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := logInsPerMinute(t, 2)
		ctx, leave := context.WithTimeout(t.Context(), time.Second)
		defer leave()
		var err error
		for range 3 {
			err = s.queue(httptest.NewRequestWithContext(ctx, "POST", "/admin/login", nil))
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

func logInsPerMinute(t *testing.T, n int) *Server {
	l, err := limits.Parse([]string{fmt.Sprintf("%s=%d", limits.LoginsPerMinute, n)})
	if err != nil {
		t.Fatal(err)
	}
	return &Server{Config: Config{Limits: l}, rates: web.NewLimiter(time.Now)}
}
