package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// webdriver speaks W3C WebDriver by HTTP.
type webdriver struct {
	base   string // address of the session, of the driver before there is one
	client http.Client
}

// Where a command of WebDriver goes, as far as they are used here.
var routes = map[string][2]string{
	"NewSession":     {"POST", "/session"},
	"DeleteSession":  {"DELETE", ""},
	"Navigate":       {"POST", "/url"},
	"ExecuteScript":  {"POST", "/execute/sync"},
	"FindElement":    {"POST", "/element"},
	"SwitchToFrame":  {"POST", "/frame"},
	"PerformActions": {"POST", "/actions"},
	"TakeScreenshot": {"GET", "/screenshot"},
	"SetWindowRect":  {"POST", "/window/rect"},
}

// MiniBrowser is WebKitGTK's own small browser, which stands beside the library.
const miniBrowsers = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"

func startWebKit(dir string, _ bool) (*session, error) {
	driver, err := find("webkit2gtk-driver", "WebKitWebDriver")
	if err != nil {
		return nil, err
	}
	screen, err := find("xvfb", "Xvfb")
	if err != nil {
		return nil, err
	}
	browsers, _ := filepath.Glob(miniBrowsers)
	if len(browsers) == 0 {
		return nil, fmt.Errorf("there is no %s: apt-get install webkit2gtk-driver", miniBrowsers)
	}
	b := &session{}
	display, err := b.startScreen(screen)
	if err == nil {
		err = b.startDriver(driver, browsers[len(browsers)-1], dir, display)
	}
	if err == nil {
		_, err = b.do("SetWindowRect", map[string]any{"x": 0, "y": 0, "width": 1280, "height": 850})
	}
	if err != nil {
		b.quit()
		return nil, err
	}
	return b, nil
}

// startScreen runs a screen that nobody sees, and gives its name.
func (b *session) startScreen(path string) (string, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return "", err
	}
	defer r.Close()
	cmd := exec.Command(path, "-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{w}
	err = cmd.Start()
	w.Close()
	if err != nil {
		return "", err
	}
	b.ends = append(b.ends, func() { endProcess(cmd) })
	var n int
	if _, err := fmt.Fscan(r, &n); err != nil {
		return "", fmt.Errorf("the screen did not start: %w", err)
	}
	return fmt.Sprintf(":%d", n), nil
}

func (b *session) startDriver(path, browser, dir, display string) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	cmd := exec.Command(path, "--host=127.0.0.1", "--port="+port)
	cmd.Env = append(os.Environ(), "DISPLAY="+display, "HOME="+dir, "XDG_RUNTIME_DIR="+dir, "GDK_BACKEND=x11", "LIBGL_ALWAYS_SOFTWARE=1",
		"LANG=C.UTF-8", "LANGUAGE=en_GB", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1") // the sandbox needs rights that containers lack; the pages are ours
	if err := cmd.Start(); err != nil {
		return err
	}
	d := &webdriver{base: "http://127.0.0.1:" + port, client: http.Client{Timeout: patience}}
	b.wire = d
	// What stops last is listed first.
	b.ends = append([]func(){func() { _, _ = d.send("DeleteSession", nil) }, func() { endProcess(cmd) }}, b.ends...)
	if err := within(func() error {
		conn, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err == nil {
			conn.Close()
		}
		return err
	}); err != nil {
		return fmt.Errorf("the driver did not start: %w", err)
	}
	return b.begin(map[string]any{"webkitgtk:browserOptions": map[string]any{"binary": browser, "args": []string{"--automation"}}})
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

func (d *webdriver) send(command string, params map[string]any) (json.RawMessage, error) {
	route, known := routes[command]
	if !known {
		return nil, fmt.Errorf("no route for %s", command)
	}
	if params == nil {
		params = map[string]any{}
	}
	said, err := json.Marshal(params)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest(route[0], d.base+route[1], bytes.NewReader(said))
	if err != nil {
		return nil, err
	}
	resp, err := d.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var answer struct {
		Value json.RawMessage `json:"value"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", command, answer.Value)
	}
	if command == "NewSession" {
		var is struct{ SessionID string }
		err = json.Unmarshal(answer.Value, &is)
		d.base += "/session/" + is.SessionID
	}
	return answer.Value, err
}

func (d *webdriver) keys(actions map[string]any) error {
	_, err := d.send("PerformActions", actions)
	return err
}

// find gives the path of the first of names that is installed.
func find(debian string, names ...string) (string, error) {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("%s is not installed: apt-get install %s", strings.Join(names, " or "), debian)
}

// endProcess asks a process to end, and makes it.
func endProcess(cmd *exec.Cmd) {
	_ = cmd.Process.Signal(os.Interrupt)
	slow := time.AfterFunc(5*time.Second, func() { _ = cmd.Process.Kill() })
	defer slow.Stop()
	var exit *exec.ExitError
	if err := cmd.Wait(); err != nil && !errors.As(err, &exit) {
		fmt.Fprintln(os.Stderr, "browsers:", err)
	}
}
