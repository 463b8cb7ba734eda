-- Times are Unix milliseconds, 0 for none. Lists are JSON text. Columns named
-- "words" hold text folded for searching. Ids are never used twice: a mail's
-- Message-ID is derived from one, a live stream resumes after one.

-- +goose Up
CREATE TABLE agents (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    email         TEXT    NOT NULL UNIQUE,
    name          TEXT    NOT NULL,
    lang          TEXT    NOT NULL,
    owner         INTEGER NOT NULL,
    disabled      INTEGER NOT NULL,
    notify_mail   INTEGER NOT NULL,
    password_hash TEXT    NOT NULL,
    epoch         INTEGER NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE invitations (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose    TEXT    NOT NULL,
    agent_id   INTEGER REFERENCES agents (id),
    hash       BLOB    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    hash       BLOB    NOT NULL PRIMARY KEY,
    data       BLOB    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tickets (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    ref              TEXT    NOT NULL UNIQUE,
    kind             TEXT    NOT NULL,
    status           TEXT    NOT NULL,
    folder           TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    email            TEXT    NOT NULL,
    email_lower      TEXT    NOT NULL,
    phone            TEXT    NOT NULL,
    wish             TEXT    NOT NULL,
    window_from      INTEGER NOT NULL,
    window_to        INTEGER NOT NULL,
    time_zone        TEXT    NOT NULL,
    lang             TEXT    NOT NULL,
    page             TEXT    NOT NULL,
    scope            TEXT    NOT NULL,
    transcript       TEXT    NOT NULL,
    agent_id         INTEGER REFERENCES agents (id),
    snoozed_until    INTEGER NOT NULL,
    unanswered_since INTEGER NOT NULL,
    promise          INTEGER NOT NULL,
    token_version    INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    closed_at        INTEGER NOT NULL,
    answer_order     INTEGER NOT NULL, -- unanswered_since; the largest integer if no answer is needed
    words            TEXT    NOT NULL
) STRICT;

CREATE INDEX tickets_by_answer ON tickets (folder, answer_order, updated_at DESC, id DESC);
CREATE INDEX tickets_by_change ON tickets (folder, updated_at DESC, id DESC);
CREATE INDEX tickets_by_agent ON tickets (agent_id) WHERE agent_id IS NOT NULL;
CREATE INDEX tickets_by_email ON tickets (email_lower) WHERE email_lower <> '';
CREATE INDEX tickets_snoozed ON tickets (snoozed_until) WHERE status = 'snoozed';

CREATE TABLE messages (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id  INTEGER NOT NULL REFERENCES tickets (id),
    author     TEXT    NOT NULL,
    note       INTEGER NOT NULL,
    agent_id   INTEGER REFERENCES agents (id),
    agent_name TEXT    NOT NULL,
    text       TEXT    NOT NULL,
    lang       TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    words      TEXT    NOT NULL
) STRICT;

CREATE INDEX messages_by_ticket ON messages (ticket_id, id);

CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    channel    TEXT    NOT NULL,
    letter     TEXT    NOT NULL,
    recipient  TEXT    NOT NULL,
    ticket_id  INTEGER REFERENCES tickets (id),
    message_id INTEGER NOT NULL, -- 0 for none; no reference, it goes with its ticket
    lang       TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    uncertain  INTEGER NOT NULL,
    attempts   INTEGER NOT NULL,
    next_at    INTEGER NOT NULL,
    last_error TEXT    NOT NULL,
    last_cause TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX outbox_due ON outbox (next_at, id) WHERE state = 'pending';
CREATE INDEX outbox_unsent ON outbox (id) WHERE state <> 'sent';
CREATE INDEX outbox_by_ticket ON outbox (ticket_id) WHERE ticket_id IS NOT NULL;

-- A row outlives its ticket, without content: ticket_id is NULL then.
CREATE TABLE idempotency (
    key           BLOB    NOT NULL PRIMARY KEY,
    body          BLOB    NOT NULL,
    ticket_id     INTEGER REFERENCES tickets (id),
    first_message INTEGER NOT NULL, -- 0 if the write added none
    last_message  INTEGER NOT NULL,
    promise       INTEGER NOT NULL, -- as it was answered then
    at            INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_by_time ON idempotency (at);
CREATE INDEX idempotency_by_ticket ON idempotency (ticket_id) WHERE ticket_id IS NOT NULL;

-- Counts receipts by keyed hash of the address. It outlives tickets, or erasing one
-- would allow the next mail to a stranger's address.
CREATE TABLE receipts (
    id      INTEGER PRIMARY KEY,
    address BLOB    NOT NULL,
    at      INTEGER NOT NULL
) STRICT;

CREATE INDEX receipts_by_time ON receipts (at, address);

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA application_id = 1145202028; -- "DBel": this file is a desk
