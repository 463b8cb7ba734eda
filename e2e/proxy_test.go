package e2e

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// badWay is the network between a visitor and everything else: a proxy that every request of a tab goes through. It
// does to requests of a desk what rules say, and counts them.
type badWay struct {
	address string
	desk    string // its host and port; requests to others always get through

	mu      sync.Mutex
	rules   []*rule
	counts  map[string]int // by method and path
	running map[int]transit
	last    int
	speed   int // bytes a second, 0 for as fast as can be
	delay   time.Duration
	healed  chan struct{} // closed when all is well again
}

// rule is what happens to the next requests of a path.
type rule struct {
	path  string // how it begins
	times int    // how often; below 0 always
	fault fault
}

type transit struct {
	path string
	cut  context.CancelFunc
}

// badWayTo begins a network on which nothing goes wrong yet.
func badWayTo(t *testing.T, d *desk) *badWay {
	p := &badWay{desk: strings.TrimPrefix(d.base, "http://"), counts: map[string]int{}, running: map[int]transit{}, healed: make(chan struct{})}
	server := httptest.NewServer(http.HandlerFunc(p.serve))
	t.Cleanup(func() {
		p.heal()
		p.drop("/")
		server.CloseClientConnections()
		server.Close()
	})
	p.address = server.URL
	return p
}

// fail lets times requests of paths that begin so meet a fault; below 0 all until heal.
func (p *badWay) fail(path string, times int, f fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules = append(p.rules, &rule{path, times, f})
}

// heal ends every fault.
func (p *badWay) heal() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules, p.speed, p.delay = nil, 0, 0
	close(p.healed)
	p.healed = make(chan struct{})
}

// slow makes every answer come late and in drops.
func (p *badWay) slow(bytesPerSecond int, delay time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.speed, p.delay = bytesPerSecond, delay
}

// drop cuts the requests to paths that begin so, as they are under way.
func (p *badWay) drop(path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, one := range p.running {
		if strings.HasPrefix(one.path, path) {
			one.cut()
		}
	}
}

// count is how many requests there were, such as of "POST /help/ask"; open how many are under way.
func (p *badWay) count(request string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.counts[request]
}

func (p *badWay) open(path string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, one := range p.running {
		if one.path == path {
			n++
		}
	}
	return n
}

func (p *badWay) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodConnect { // HTTPS: nothing of a test is there
		w.WriteHeader(http.StatusForbidden)
		return
	}
	if r.Host != p.desk {
		forward(w, r)
		return
	}
	f, r, done := p.begin(r)
	defer done()
	f(w, r, p)
}

// begin notes a request and gives what happens to it.
func (p *badWay) begin(r *http.Request) (fault, *http.Request, func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	ctx, cut := context.WithCancel(r.Context())
	p.last++
	id := p.last
	p.running[id] = transit{r.URL.Path, cut}
	p.counts[r.Method+" "+r.URL.Path]++
	done := func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		cut()
		delete(p.running, id)
	}
	for _, one := range p.rules {
		if one.times != 0 && strings.HasPrefix(r.URL.Path, one.path) {
			one.times--
			return one.fault, r.WithContext(ctx), done
		}
	}
	if p.speed > 0 {
		return trickling(p.speed, p.delay), r.WithContext(ctx), done
	}
	return well, r.WithContext(ctx), done
}

// forward asks the desk. If the request is cut meanwhile, so is the visitor's connection.
func forward(w http.ResponseWriter, r *http.Request) {
	through := httputil.ReverseProxy{
		Rewrite:       func(*httputil.ProxyRequest) {}, // the address is absolute already
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		FlushInterval: -1,
		ErrorHandler:  func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	through.ServeHTTP(w, r)
}

func TestTheBadWayDoesWhatItsRulesSay(t *testing.T) {
	var asked atomic.Int32
	behind := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_, _ = io.WriteString(w, strings.Repeat("x", 1000))
	}))
	defer behind.Close()
	for name, c := range map[string]struct {
		fault  fault
		status int // 0 for no answer
		bytes  int
		asked  int32
	}{
		"refused":       {refused, 0, 0, 0},
		"502":           {says(502, 0), 502, 59, 0},
		"unanswered":    {unanswered, 0, 0, 1},
		"half":          {half, 200, 500, 1},
		"held back":     {heldBack, 200, 1000, 1},
		"without fault": {well, 200, 1000, 1},
	} {
		t.Run(name, func(t *testing.T) {
			p := badWayTo(t, &desk{base: behind.URL})
			p.fail("/help", 1, c.fault)
			asked.Store(0)
			if status, n := p.get(t, behind.URL+"/help/ask"); status != c.status || n != c.bytes || asked.Load() != c.asked {
				t.Errorf("status %d with %d bytes, the desk was asked %d times; want %d, %d, %d", status, n, asked.Load(), c.status, c.bytes, c.asked)
			}
			if status, n := p.get(t, behind.URL+"/help/ask"); status != 200 || n != 1000 {
				t.Errorf("after its rules: status %d with %d bytes", status, n)
			}
			if n := p.count("GET /help/ask"); n != 2 {
				t.Errorf("it counted %d requests", n)
			}
		})
	}
}

func TestTheBadWayIsSilentUntilItIsWell(t *testing.T) {
	behind := httptest.NewServer(http.NotFoundHandler())
	defer behind.Close()
	p := badWayTo(t, &desk{base: behind.URL})
	p.fail("/", -1, mute)
	answered := make(chan int)
	go func() {
		status, _ := p.get(t, behind.URL)
		answered <- status
	}()
	eventually(t, "the request is under way", func() error {
		if p.open("/") != 1 {
			return errors.New("it is not")
		}
		return nil
	})
	p.heal()
	if status := <-answered; status != 0 {
		t.Errorf("status %d", status)
	}
}

// get asks through the proxy as a browser does; the status is 0 if there was no answer.
func (p *badWay) get(t *testing.T, address string) (status, bytes int) {
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Error(err)
		return 0, 0
	}
	req.URL.Path = "/" + strings.TrimPrefix(req.URL.Path, "/")
	transport := &http.Transport{Proxy: func(*http.Request) (*url.URL, error) { return req.URL.Parse(p.address) }, DisableKeepAlives: true}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return 0, 0
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, len(body)
}
