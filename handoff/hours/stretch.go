package hours

// join appends stretches, in order of their beginnings, to those of to; what
// touches or overlaps becomes one, what is empty vanishes.
func join(to, more []stretch) []stretch {
	for _, s := range more {
		switch last := len(to) - 1; {
		case s.to <= s.from:
		case last >= 0 && s.from <= to[last].to:
			to[last].to = max(to[last].to, s.to)
		default:
			to = append(to, s)
		}
	}
	return to
}

// cut takes the closed stretches out of the open ones; both are in order and joined.
func cut(open, closed []stretch) []stretch {
	var left []stretch
	for _, s := range open {
		for len(closed) > 0 && closed[0].to <= s.from {
			closed = closed[1:]
		}
		for _, c := range closed {
			if c.from >= s.to {
				break
			}
			left = join(left, []stretch{{s.from, c.from}})
			s.from = c.to
		}
		left = join(left, []stretch{s})
	}
	return left
}
