package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
)

// asker is a visitor with a connection that stays open. It is leaner than http.Client, because it
// shares the cores with the server that is measured.
type asker struct {
	conn    net.Conn
	answers *bufio.Reader
	host    string
	accepts string // encodings
}

// connect calls from an address of its own, so that each client is another network for the limits.
func connect(base string, client int, accepts string) (*asker, error) {
	host := strings.TrimPrefix(base, "http://")
	from := &net.TCPAddr{IP: net.IPv4(127, 1, byte(client), 1)}
	conn, err := (&net.Dialer{LocalAddr: from}).Dial("tcp", host)
	if err != nil {
		return nil, err
	}
	return &asker{conn, bufio.NewReader(conn), host, accepts}, nil
}

// ask gives the answer as it came.
func (a *asker) ask(question string) ([]byte, error) {
	text, err := json.Marshal(question)
	if err != nil {
		return nil, err
	}
	body := fmt.Sprintf(`{"question":%s,"lang":"en","page":"https://shop.example/help","seen":[],"misses":0}`, text)
	_, err = fmt.Fprintf(a.conn, "POST /api/v1/ask HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nAccept-Encoding: %s\r\nContent-Length: %d\r\n\r\n%s",
		a.host, a.accepts, len(body), body)
	if err != nil {
		return nil, err
	}
	res, err := http.ReadResponse(a.answers, nil)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", res.Status, answer)
	}
	return answer, err
}
