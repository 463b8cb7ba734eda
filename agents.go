package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"deskbell/handoff"
	"deskbell/store"
)

type agentCommands struct {
	Add     agentAddCommand     `cmd:"" help:"Add an agent and print the link to choose a password."`
	List    agentListCommand    `cmd:"" help:"List the agents."`
	Disable agentDisableCommand `cmd:"" help:"Lock an agent out, at once."`
	Enable  agentEnableCommand  `cmd:"" help:"Let an agent in again."`
	Reset   agentResetCommand   `cmd:"" help:"Print a link to choose a new password."`
}

// Team is what the agent commands share.
type Team struct {
	Data
	BaseURL *url.URL `help:"Address of the admin page, for the printed link." default:"http://localhost:8080"`
}

func (c Team) with(ctx context.Context, log *slog.Logger, do func(*handoff.Team) error) error {
	s, err := store.Open(ctx, store.Options{Dir: c.Data.Data, Log: log})
	if err != nil {
		return err
	}
	defer s.Close()
	return do(handoff.NewTeam(s, time.Now))
}

func (c Team) printLink(who, secret, life string) {
	fmt.Printf("%s chooses a password here (good for %s, once):\n%s\n", who, life, c.BaseURL.JoinPath("admin", "invite", secret))
}

// find gives the agent with an address.
func find(ctx context.Context, team *handoff.Team, email string) (handoff.Agent, error) {
	agents, err := team.Agents(ctx)
	if err != nil {
		return handoff.Agent{}, err
	}
	for _, a := range agents {
		if strings.EqualFold(a.Email, strings.TrimSpace(email)) {
			return a, nil
		}
	}
	return handoff.Agent{}, fmt.Errorf("no agent has the address %s; deskbell agent list shows them", email)
}

type agentAddCommand struct {
	Team
	Email string `arg:"" help:"E-mail address."`
	Name  string `help:"Name that visitors see." required:""`
	Owner bool   `help:"May change settings and agents; the first agent always may."`
	Lang  string `help:"Language of the admin page." default:"en"`
}

func (c agentAddCommand) Run(ctx context.Context, log *slog.Logger) error {
	return c.with(ctx, log, func(team *handoff.Team) error {
		a, secret, err := team.Add(ctx, handoff.Profile{Name: c.Name, Email: c.Email, Lang: c.Lang, Owner: c.Owner, NotifyMail: true})
		if err != nil {
			return err
		}
		c.printLink(a.Name, secret, "7 days")
		return nil
	})
}

type agentListCommand struct{ Data }

func (c agentListCommand) Run(ctx context.Context, log *slog.Logger) error {
	return Team{Data: c.Data}.with(ctx, log, func(team *handoff.Team) error {
		agents, err := team.Agents(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
		for _, a := range agents {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", a.Email, a.Name, role(a), state(a))
		}
		return w.Flush()
	})
}

func role(a handoff.Agent) string {
	if a.Owner {
		return "owner"
	}
	return "agent"
}

func state(a handoff.Agent) string {
	switch {
	case a.Disabled:
		return "disabled"
	case a.PasswordHash == "":
		return "invited"
	default:
		return "active"
	}
}

type agentDisableCommand struct {
	Data
	Email string `arg:"" help:"E-mail address."`
}

func (c agentDisableCommand) Run(ctx context.Context, log *slog.Logger) error {
	return setDisabled(ctx, log, c.Data, c.Email, true)
}

type agentEnableCommand struct {
	Data
	Email string `arg:"" help:"E-mail address."`
}

func (c agentEnableCommand) Run(ctx context.Context, log *slog.Logger) error {
	return setDisabled(ctx, log, c.Data, c.Email, false)
}

func setDisabled(ctx context.Context, log *slog.Logger, data Data, email string, disabled bool) error {
	return Team{Data: data}.with(ctx, log, func(team *handoff.Team) error {
		a, err := find(ctx, team, email)
		if err != nil {
			return err
		}
		if err := team.SetDisabled(ctx, a.ID, disabled); err != nil {
			return err
		}
		a.Disabled = disabled
		_, err = fmt.Printf("%s is %s now.\n", a.Email, state(a))
		return err
	})
}

type agentResetCommand struct {
	Team
	Email string `arg:"" help:"E-mail address."`
}

func (c agentResetCommand) Run(ctx context.Context, log *slog.Logger) error {
	return c.with(ctx, log, func(team *handoff.Team) error {
		a, err := find(ctx, team, c.Email)
		if err != nil {
			return err
		}
		secret, err := team.ResetLink(ctx, a.ID)
		if err != nil {
			return err
		}
		c.printLink(a.Name, secret, "an hour")
		return nil
	})
}
