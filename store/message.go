package store

import "deskbell/handoff"

const messagesQuery = `
SELECT id, author, note, coalesce(agent_id, 0), agent_name, text, lang, at
FROM messages WHERE ticket_id = ?1 ORDER BY id`

func messagesOf(d db, ticketID int64) ([]handoff.Message, error) {
	return all(d, readMessage, messagesQuery, ticketID)
}

func readMessage(s scan) (handoff.Message, error) {
	var m handoff.Message
	err := s(&m.ID, &m.From, &m.Note, &m.AgentID, &m.AgentName, &m.Text, &m.Lang, instant{&m.At})
	return m, err
}

const insertMessageQuery = `
INSERT INTO messages (ticket_id, author, note, agent_id, agent_name, text, lang, at, words)
VALUES (?1, ?2, ?3, nullif(?4, 0), ?5, ?6, ?7, ?8, ?9)
RETURNING id`

// insertMessages stores them in order and gives each its id, in place.
func insertMessages(d db, ticketID int64, list []handoff.Message) error {
	for i := range list {
		m := &list[i]
		id, err := one(d, value[int64], insertMessageQuery, ticketID, string(m.From), m.Note, m.AgentID, m.AgentName,
			m.Text, m.Lang, millis(m.At), messageWords(*m))
		if err != nil {
			return err
		}
		m.ID = id
	}
	return nil
}

// messageWords leaves out what the system wrote: that is a key, not text.
func messageWords(m handoff.Message) string {
	if m.From == handoff.FromSystem {
		return ""
	}
	return fold(m.Text)
}
