package admin

import (
	"net/url"
	"strconv"
)

const maxPage = 100000

// pageNumber is the page that an address asks for, from 1; the first if what it says is no page.
func pageNumber(q url.Values) int {
	n, err := strconv.Atoi(q.Get("page"))
	if err != nil || n < 1 || n > maxPage {
		return 1
	}
	return n
}

// setPage says a page in an address; the first needs no saying.
func setPage(q url.Values, page int) {
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
}

// pageOf cuts a page of size out of a list.
func pageOf[T any](all []T, page, size int) []T {
	from := min((page-1)*size, len(all))
	return all[from:min(from+size, len(all))]
}

// neighbours are the addresses of the pages before and after one, "" where there is none.
func neighbours(page, size, total int, path func(page int) string) (before, after string) {
	if page > 1 {
		before = path(page - 1)
	}
	if page*size < total {
		after = path(page + 1)
	}
	return before, after
}
