-- How often an entry was shown on a day: a number, and nothing of who asked or what.

-- +goose Up
CREATE TABLE shown (
    day   INTEGER NOT NULL, -- since 1970, UTC
    entry TEXT    NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (day, entry)
) STRICT, WITHOUT ROWID;
