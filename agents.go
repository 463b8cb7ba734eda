package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"deskbell/handoff"
	"deskbell/store"
	"deskbell/words"
)

type agentCommands struct {
	Add     *agentAddCommand     `arg:"subcommand:add" help:"Add an agent and print the link to choose a password."`
	List    *agentListCommand    `arg:"subcommand:list" help:"List the agents."`
	Disable *agentDisableCommand `arg:"subcommand:disable" help:"Lock an agent out, at once."`
	Enable  *agentEnableCommand  `arg:"subcommand:enable" help:"Let an agent in again."`
	Reset   *agentResetCommand   `arg:"subcommand:reset" help:"Print a link to choose a new password."`
}

// Team is what the agent commands share.
type Team struct {
	dataFolder
	BaseURL *url.URL `arg:"--base-url,env:DESKBELL_BASE_URL" help:"Address of the admin page, for the printed link." default:"http://localhost:8080" placeholder:"URL"`
}

func (c Team) with(ctx context.Context, log *slog.Logger, do func(*handoff.Team) error) error {
	s, err := store.Open(ctx, store.Options{Dir: c.dir(), Existing: true, Log: log})
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
	Email string `arg:"positional,required" help:"E-mail address."`
	Name  string `arg:"--name,required,env:DESKBELL_NAME" help:"Name that visitors see."`
	Owner bool   `arg:"--owner,env:DESKBELL_OWNER" help:"May change settings and agents; the first agent always may."`
	Lang  string `arg:"--lang,env:DESKBELL_LANG" help:"Language of the admin page, en or de." default:"en"`
}

func (c agentAddCommand) Run(ctx context.Context, log *slog.Logger) error {
	if !slices.Contains(words.AgentLanguages, c.Lang) {
		return usageError{fmt.Errorf("--lang %s: the admin page is in %s", c.Lang, strings.Join(words.AgentLanguages, " or "))}
	}
	s, err := openOrMake(ctx, c.dir(), log)
	if err != nil {
		return err
	}
	defer s.Close()
	a, secret, err := handoff.NewTeam(s, time.Now).Add(ctx, handoff.Profile{
		Name: c.Name, Email: c.Email, Lang: c.Lang, Owner: c.Owner, NotifyMail: true, NotifyLate: true, Digest: true, DigestHour: handoff.DigestHour,
	})
	if err != nil {
		return err
	}
	c.printLink(a.Name, secret, "7 days")
	return nil
}

type agentListCommand struct{ dataFolder }

func (c agentListCommand) Run(ctx context.Context, log *slog.Logger) error {
	return Team{dataFolder: c.dataFolder}.with(ctx, log, func(team *handoff.Team) error {
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
	dataFolder
	Email string `arg:"positional,required" help:"E-mail address."`
}

func (c agentDisableCommand) Run(ctx context.Context, log *slog.Logger) error {
	return setDisabled(ctx, log, c.dataFolder, c.Email, true)
}

type agentEnableCommand struct {
	dataFolder
	Email string `arg:"positional,required" help:"E-mail address."`
}

func (c agentEnableCommand) Run(ctx context.Context, log *slog.Logger) error {
	return setDisabled(ctx, log, c.dataFolder, c.Email, false)
}

func setDisabled(ctx context.Context, log *slog.Logger, data dataFolder, email string, disabled bool) error {
	return Team{dataFolder: data}.with(ctx, log, func(team *handoff.Team) error {
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
	Email string `arg:"positional,required" help:"E-mail address."`
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
