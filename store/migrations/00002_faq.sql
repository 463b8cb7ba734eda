-- +goose Up
CREATE TABLE entries (
    id           TEXT    NOT NULL PRIMARY KEY,
    group_id     TEXT    NOT NULL,
    lang         TEXT    NOT NULL,
    question     TEXT    NOT NULL,
    answer       TEXT    NOT NULL,
    alternatives TEXT    NOT NULL,
    tags         TEXT    NOT NULL,
    scope        TEXT    NOT NULL,
    url          TEXT    NOT NULL,
    origin       TEXT    NOT NULL,
    updated_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE gaps (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    question TEXT    NOT NULL,
    lang     TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    UNIQUE (question, lang)
) STRICT;

CREATE INDEX gaps_by_count ON gaps (count DESC, at DESC, id DESC);
CREATE INDEX gaps_by_time ON gaps (at);
