package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// marionette speaks Firefox's own protocol, which has the commands of WebDriver: a message is its length in bytes, a colon and
// JSON, [0, id, command, parameters] one way and [1, id, error, result] the other.
type marionette struct {
	conn net.Conn
	in   *bufio.Reader
	id   int
}

// What a new profile would else ask of Mozilla's servers, or show.
const quiet = `
user_pref("marionette.port", 0);
user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.discovery.enabled", false);
user_pref("browser.newtabpage.enabled", false);
user_pref("browser.safebrowsing.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.startup.page", 0);
user_pref("browser.topsites.contile.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("extensions.update.enabled", false);
user_pref("intl.accept_languages", "en-GB, en");
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,#none");
user_pref("termsofuse.bypassNotification", true);
user_pref("toolkit.telemetry.server", "");
`

func startFirefox(dir string, noScript bool) (*session, error) {
	path, err := find("firefox-esr", "firefox-esr", "firefox")
	if err != nil {
		return nil, err
	}
	prefs := quiet + fmt.Sprintf("user_pref(\"javascript.enabled\", %t);\n", !noScript)
	if err := os.WriteFile(filepath.Join(dir, "user.js"), []byte(prefs), 0o600); err != nil {
		return nil, err
	}
	cmd := exec.Command(path, "--headless", "--marionette", "-remote-allow-system-access", "--no-remote", "--profile", dir)
	cmd.Env = append(os.Environ(), "HOME="+dir, "MOZ_HEADLESS_WIDTH=1280", "MOZ_HEADLESS_HEIGHT=900")
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	m := &marionette{}
	b := &session{wire: m, ends: []func(){
		func() { _, _ = m.send("Marionette:Quit", map[string]any{"flags": []string{"eForceQuit"}}) },
		func() { endProcess(cmd) },
	}}
	if err = m.connect(dir); err == nil {
		err = b.begin(nil)
	}
	if err == nil {
		_, err = b.do("SetWindowRect", map[string]any{"width": 1280, "height": 900})
	}
	if err != nil {
		b.quit()
		return nil, err
	}
	return b, nil
}

func (m *marionette) connect(profile string) error {
	var port []byte
	err := within(func() (err error) {
		port, err = os.ReadFile(filepath.Join(profile, "MarionetteActivePort"))
		return err
	})
	if err != nil {
		return fmt.Errorf("it did not start: %w", err)
	}
	if m.conn, err = net.Dial("tcp", "127.0.0.1:"+strings.TrimSpace(string(port))); err != nil {
		return err
	}
	m.in = bufio.NewReader(m.conn)
	var hello any
	return m.read(&hello)
}

func (m *marionette) send(command string, params map[string]any) (json.RawMessage, error) {
	if m.conn == nil {
		return nil, errors.New("not connected")
	}
	if !strings.Contains(command, ":") {
		command = "WebDriver:" + command
	}
	if params == nil {
		params = map[string]any{}
	}
	m.id++
	said, err := json.Marshal([]any{0, m.id, command, params})
	if err != nil {
		return nil, err
	}
	if err := m.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(said), said); err != nil {
		return nil, err
	}
	var answer [4]json.RawMessage
	if err := m.read(&answer); err != nil {
		return nil, err
	}
	if string(answer[2]) != "null" {
		return nil, fmt.Errorf("%s: %s", command, answer[2])
	}
	var wrapped struct {
		Value json.RawMessage `json:"value"`
	}
	if json.Unmarshal(answer[3], &wrapped) == nil && wrapped.Value != nil {
		return wrapped.Value, nil
	}
	return answer[3], nil
}

func (m *marionette) read(into any) error {
	length, err := m.in.ReadString(':')
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(length, ":"))
	if err != nil {
		return err
	}
	said := make([]byte, n)
	if _, err := io.ReadFull(m.in, said); err != nil {
		return err
	}
	return json.Unmarshal(said, into)
}

// keys presses them in the browser's own window, which passes them on to the frame that has the focus: within a page they would go to
// that page alone.
func (m *marionette) keys(actions map[string]any) error {
	if _, err := m.send("Marionette:SetContext", map[string]any{"value": "chrome"}); err != nil {
		return err
	}
	_, pressed := m.send("PerformActions", actions)
	_, err := m.send("Marionette:SetContext", map[string]any{"value": "content"})
	return errors.Join(pressed, err)
}
