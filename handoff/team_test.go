package handoff_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/store/storetest"
)

func newTeam(t *testing.T) (*handoff.Team, *storetest.Clock) {
	clock := storetest.NewClock()
	return handoff.NewTeam(storetest.New(t, storetest.WithClock(clock)), clock.Now), clock
}

func anna() handoff.Profile {
	return handoff.Profile{Name: "Anna", Email: "Anna@Shop.example", Lang: "de"}
}

func TestTheSetUpLinkMakesTheOwnerOnce(t *testing.T) {
	team, _ := newTeam(t)
	secret, err := team.SetUpLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	a, err := team.Accept(t.Context(), secret, anna(), goodPassword)
	if err != nil || !a.Owner || !a.NotifyMail || a.Email != "anna@shop.example" {
		t.Fatalf("%+v, %v", a, err)
	}
	if _, err := team.Accept(t.Context(), secret, anna(), goodPassword); !fault.HasCode(err, "link_used") {
		t.Errorf("used twice: %v", err)
	}
	if _, err := team.SetUpLink(t.Context()); !fault.HasCode(err, "already_set_up") {
		t.Errorf("a second set-up: %v", err)
	}
}

func TestTheSetUpLinkEndsAfterFifteenMinutes(t *testing.T) {
	team, clock := newTeam(t)
	secret, _ := team.SetUpLink(t.Context())
	clock.Add(15*time.Minute + time.Second)
	if _, err := team.Accept(t.Context(), secret, anna(), goodPassword); !fault.HasCode(err, "link_used") {
		t.Errorf("got %v", err)
	}
}

func TestANewSetUpLinkEndsTheOldOne(t *testing.T) {
	team, _ := newTeam(t)
	old, _ := team.SetUpLink(t.Context())
	if _, err := team.SetUpLink(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := team.Accept(t.Context(), old, anna(), goodPassword); !fault.HasCode(err, "link_used") {
		t.Errorf("got %v", err)
	}
}

func TestHostileLinksOpenNothing(t *testing.T) {
	team, _ := newTeam(t)
	if _, err := team.SetUpLink(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"", " ", "A", "%", strings.Repeat("A", 26), strings.Repeat("A", 10000)} {
		if _, err := team.Accept(t.Context(), s, anna(), goodPassword); !fault.HasCode(err, "link_used") {
			t.Errorf("%.30q: %v", s, err)
		}
	}
}

func TestWeakPasswordsAreRefused(t *testing.T) {
	team, _ := newTeam(t)
	secret, _ := team.SetUpLink(t.Context())
	for password, code := range map[string]string{
		"short":                   "password_short",
		"elevenchars":             "password_short",
		"passwordpassword":        "password_guessable",
		"Deskbell1234":            "password_guessable",
		"annaannaanna":            "password_guessable",
		anna().Email:              "password_guessable",
		"aaaaaaaaaaaaaaa":         "password_guessable",
		strings.Repeat("äb1", 50): "too_long",
	} {
		if _, err := team.Accept(t.Context(), secret, anna(), password); !fault.HasCode(err, code) {
			t.Errorf("%.20s: %v, want %s", password, err, code)
		}
	}
	if _, err := team.Accept(t.Context(), secret, anna(), "Müllers Kuh mag Heu"); err != nil {
		t.Errorf("a good one after refused ones: %v", err)
	}
}

func TestLoginTakesTheRightPasswordOnly(t *testing.T) {
	team, _ := newTeam(t)
	a := firstAgent(t, team)
	if got, err := team.Login(t.Context(), " ANNA@shop.example", goodPassword, "n1"); err != nil || got.ID != a.ID {
		t.Errorf("right: %v", err)
	}
	for _, c := range [][2]string{{"anna@shop.example", "wrong"}, {"nobody@shop.example", goodPassword}, {"", ""}, {"anna@shop.example", strings.Repeat("x", 1<<20)}} {
		if _, err := team.Login(t.Context(), c[0], c[1], "n1"); !fault.HasCode(err, "login_wrong") {
			t.Errorf("%.30q: %v", c, err)
		}
	}
}

func TestTheBrakeHoldsHoweverTheAddressIsTyped(t *testing.T) {
	team, _ := newTeam(t)
	firstAgent(t, team)
	for _, typed := range []string{"anna@shop.example", "ANNA@shop.example", " anna@shop.example "} {
		if _, err := team.Login(t.Context(), typed, "wrong", "n1"); !fault.HasCode(err, "login_wrong") {
			t.Fatal(err)
		}
	}
	impatient, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := team.Login(impatient, "Anna@shop.example", "wrong", "n1"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the fourth attempt does not wait: %v", err)
	}
}

func TestADisabledAgentIsOutAtOnce(t *testing.T) {
	team, _ := newTeam(t)
	owner := firstAgent(t, team)
	if err := team.SetDisabled(t.Context(), owner.ID, true); !fault.HasCode(err, "last_owner") {
		t.Errorf("the last owner: %v", err)
	}
	ben, secret, err := team.Add(t.Context(), handoff.Profile{Name: "Ben", Email: "ben@shop.example"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := team.Login(t.Context(), ben.Email, "", "n1"); !fault.HasCode(err, "login_wrong") {
		t.Errorf("before a password is chosen: %v", err)
	}
	if ben, err = team.Accept(t.Context(), secret, handoff.Profile{}, goodPassword); err != nil {
		t.Fatal(err)
	}
	if err := team.SetDisabled(t.Context(), ben.ID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := team.Agent(t.Context(), ben.ID, ben.Epoch); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the session: %v", err)
	}
	if _, err := team.Login(t.Context(), ben.Email, goodPassword, "n1"); !fault.HasCode(err, "login_wrong") {
		t.Errorf("the login: %v", err)
	}
}

func TestANewPasswordEndsEverySession(t *testing.T) {
	team, _ := newTeam(t)
	a := firstAgent(t, team)
	if _, err := team.SetPassword(t.Context(), a.ID, "wrong", "another good passphrase"); !fault.HasCode(err, "password_wrong") {
		t.Errorf("with the wrong old one: %v", err)
	}
	after, err := team.SetPassword(t.Context(), a.ID, goodPassword, "another good passphrase")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := team.Agent(t.Context(), a.ID, a.Epoch); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the old session: %v", err)
	}
	if _, err := team.Agent(t.Context(), a.ID, after.Epoch); err != nil {
		t.Errorf("the new session: %v", err)
	}
}

func TestABrokenHashIsNoWrongPassword(t *testing.T) {
	store := storetest.New(t)
	team := handoff.NewTeam(store, time.Now)
	a := firstAgent(t, team)
	a.PasswordHash = "broken"
	put := func([]handoff.Agent, []handoff.Invitation, time.Time) (handoff.AgentChange, error) {
		return handoff.AgentChange{Put: []handoff.Agent{a}}, nil
	}
	if _, err := store.ChangeAgents(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	if _, err := team.SetPassword(t.Context(), a.ID, goodPassword, "another good passphrase"); !fault.Is(err, fault.Internal) {
		t.Errorf("got %v", err)
	}
}

func TestTwoAgentsCannotShareAnAddress(t *testing.T) {
	team, _ := newTeam(t)
	firstAgent(t, team)
	_, _, err := team.Add(t.Context(), handoff.Profile{Name: "Anna 2", Email: "ANNA@shop.example"})
	if !fault.HasCode(err, "email_taken") {
		t.Errorf("got %v", err)
	}
}
