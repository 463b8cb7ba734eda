package main

import (
	"context"
	"log"
	"os"
	"strings"
	"time"

	"deskbell/handoff"
	"deskbell/store"
)

// openTickets is a program for scripts: it opens one ticket by guest@mail.example for each reference
// it is given; one that is written REF@YEAR is a business letter kept until New Year's Day.
func openTickets() {
	s, err := store.Open(context.Background(), store.Options{Dir: os.Getenv("DESKBELL_DATA")})
	if err != nil {
		log.Fatal(err)
	}
	for _, arg := range os.Args[1:] {
		if err := openTicket(s, arg); err != nil {
			log.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		log.Fatal(err)
	}
}

func openTicket(s *store.Store, arg string) error {
	ticket := handoff.Ticket{Kind: handoff.ByEmail, Status: handoff.Open, Folder: handoff.Inbox, Email: "guest@mail.example"}
	ref, year, letter := strings.Cut(arg, "@")
	ticket.Ref = ref
	if letter {
		until, err := time.ParseInLocation("2006", year, time.Local)
		if err != nil {
			return err
		}
		ticket.KeepUntil = until
	}
	_, err := s.OpenTicket(context.Background(), handoff.Idempotency{}, func(handoff.Moment) (handoff.Change, error) {
		return handoff.Change{Ticket: ticket}, nil
	})
	return err
}
