package notify

import (
	"strings"
	"testing"

	"deskbell/handoff"
)

func TestTargetsAreReadFromAURL(t *testing.T) {
	for address, want := range map[string]struct {
		channel handoff.Channel
		url     string
	}{
		"ntfy://ntfy.sh/my-topic":                   {handoff.Ntfy, "https://ntfy.sh/my-topic"},
		"ntfy://tk_abc@ntfy.example/my-topic":       {handoff.Ntfy, "https://ntfy.example/my-topic"},
		"ntfy+http://127.0.0.1:8090/my-topic":       {handoff.Ntfy, "http://127.0.0.1:8090/my-topic"},
		"https://me:secret@shop.example/hook?a=b#c": {handoff.Webhook, "https://shop.example/hook?a=b"},
		"http://localhost:9000/hook":                {handoff.Webhook, "http://localhost:9000/hook"},
		"http://[::1]:9000/hook":                    {handoff.Webhook, "http://[::1]:9000/hook"},
	} {
		got, err := Parse(address)
		if err != nil || got.Channel != want.channel || got.url.String() != want.url {
			t.Errorf("%s: got %s %s (%v), want %s %s", address, got.Channel, got.url.String(), err, want.channel, want.url)
		}
	}
}

func TestATargetThatCannotWorkSaysWhyWithoutItsSecrets(t *testing.T) {
	for address, hint := range map[string]string{
		"http://shop.example/secret":           "https",
		"http://127.0.0.1.evil.example/secret": "https",
		"ntfy+http://ntfy.example/secret":      "https",
		"ntfy://tk_secret@ntfy.sh/":            "topic",
		"ntfy://ntfy.sh":                       "topic",
		"https:///secret":                      "host",
		"mailto:secret@shop.example":           "scheme",
		"https://me:secret@shop.example:x/":    "URL",
		"ntfy.sh/secret":                       "scheme",
	} {
		_, err := Parse(address)
		if err == nil || !strings.Contains(err.Error(), hint) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v, want %q and no secret", address, err, hint)
		}
	}
}

func TestATargetsNameIsStableAndHoldsNoSecret(t *testing.T) {
	name := func(address string) string {
		t.Helper()
		target, err := Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		return target.Name
	}
	one := name("https://me:secret@shop.example/secret-path")
	if one != name("https://me:changed@shop.example/secret-path") {
		t.Error("a new password makes another target of it: what waits would be lost")
	}
	if one == name("https://shop.example/other-path") || one == name("ntfy://shop.example/secret-path") {
		t.Error("two targets have one name")
	}
	if strings.Contains(one, "secret") || !strings.HasPrefix(one, "shop.example-") {
		t.Errorf("got %q", one)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("ntfy://tk_abc@ntfy.sh/topic")
	f.Add("https://shop.example/hook?a=b")
	f.Add("http://[::1]:9000/hook")
	f.Fuzz(func(t *testing.T, address string) {
		target, err := Parse(address)
		if err != nil {
			return
		}
		if u := target.url; u.User != nil || u.Scheme != "https" && !isLoopback(u.Hostname()) || target.Name == "" {
			t.Errorf("%q gives %+v", address, target)
		}
	})
}
