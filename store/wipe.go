package store

import "context"

const (
	emptyLogQuery  = `PRAGMA wal_checkpoint(TRUNCATE)`
	shortPatience  = `PRAGMA busy_timeout = 200`
	normalPatience = `PRAGMA busy_timeout = 5000`
)

// emptyLog moves the write-ahead log into the database and cuts it to nothing, so
// that what was erased is in no file. A long reader, such as a backup, can be in the
// way: then the next write or the next look for foreign writes tries again.
func (s *Store) emptyLog() {
	var busy, frames, moved int
	err := s.run(shortPatience)
	if err == nil {
		err = s.writer.QueryRowContext(context.Background(), emptyLogQuery).Scan(&busy, &frames, &moved)
	}
	if err != nil {
		s.log.Warn("the log of the database could not be emptied after erasing", "err", err)
	}
	s.unwiped.Store(err != nil || busy != 0)
	_ = s.run(normalPatience)
}
