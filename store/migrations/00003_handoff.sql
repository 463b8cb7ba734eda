-- Call-backs, hours, promises, care and retention.

-- +goose Up
ALTER TABLE tickets ADD COLUMN call_lang TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN wording TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN first_reply_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN promise_made INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN promise_usual INTEGER NOT NULL DEFAULT 0; -- milliseconds
ALTER TABLE tickets ADD COLUMN promise_opens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN due INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN nagged_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN call_pending INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN keep_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN idle_since INTEGER NOT NULL DEFAULT 0; -- closed_at, or updated_at of one that waits; else 0

-- From here on answer_order is also set for an open ticket without a waiting visitor: since its last change.
UPDATE tickets SET answer_order = updated_at WHERE status = 'open' AND unanswered_since = 0;
UPDATE tickets SET idle_since = CASE status WHEN 'done' THEN closed_at WHEN 'waiting' THEN updated_at ELSE 0 END;
UPDATE tickets SET call_pending = 1 WHERE kind = 'callback' AND status IN ('open', 'snoozed');
-- Without it every ticket from before would count as never answered.
UPDATE tickets SET first_reply_at = coalesce(
    (SELECT min(at) FROM messages WHERE ticket_id = tickets.id AND author = 'agent' AND note = 0), 0);

-- Nothing was promised and no hours were known until now: a reply is late after a day, a call after its window.
UPDATE tickets SET due = CASE WHEN kind = 'callback' AND window_to <> 0 THEN window_to ELSE unanswered_since + 86400000 END
WHERE status <> 'done' AND unanswered_since <> 0;

CREATE INDEX tickets_by_phone ON tickets (phone) WHERE phone <> '';
CREATE INDEX tickets_owed_call ON tickets (folder, window_from) WHERE call_pending = 1;
CREATE INDEX tickets_idle ON tickets (kind, idle_since) WHERE idle_since <> 0;
CREATE INDEX tickets_kept ON tickets (folder, keep_until) WHERE keep_until <> 0;

CREATE TABLE attempts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id  INTEGER NOT NULL REFERENCES tickets (id),
    agent_id   INTEGER REFERENCES agents (id),
    agent_name TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    outcome    TEXT    NOT NULL,
    again      INTEGER NOT NULL
) STRICT;

CREATE INDEX attempts_by_ticket ON attempts (ticket_id, id);

-- The tickets that a notice is about. It goes with either.
CREATE TABLE outbox_tickets (
    outbox_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    PRIMARY KEY (outbox_id, ticket_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_tickets_by_ticket ON outbox_tickets (ticket_id);

ALTER TABLE agents ADD COLUMN away INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agents ADD COLUMN notify_late INTEGER NOT NULL DEFAULT 1;
ALTER TABLE agents ADD COLUMN digest INTEGER NOT NULL DEFAULT 1;
ALTER TABLE agents ADD COLUMN digest_hour INTEGER NOT NULL DEFAULT 8;
ALTER TABLE agents ADD COLUMN digest_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agents ADD COLUMN calendar_version INTEGER NOT NULL DEFAULT 1;

ALTER TABLE idempotency ADD COLUMN promise_made INTEGER NOT NULL DEFAULT 0;
ALTER TABLE idempotency ADD COLUMN promise_usual INTEGER NOT NULL DEFAULT 0;
ALTER TABLE idempotency ADD COLUMN promise_opens INTEGER NOT NULL DEFAULT 0;

-- What was removed in time or on request: how much, never whose.
CREATE TABLE removals (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     INTEGER NOT NULL,
    what   TEXT    NOT NULL,
    count  INTEGER NOT NULL,
    sealed INTEGER NOT NULL
) STRICT;

-- A desk that has tickets keeps them until its owner has chosen numbers of days.
INSERT INTO settings (name, value)
SELECT 'handoff', '{"retention":{"email":0,"call_back":0,"here":0,"spam":0,"phone":0}}'
WHERE EXISTS (SELECT 1 FROM tickets);
