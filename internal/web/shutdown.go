package web

import (
	"context"
	"net"
	"net/http"
	"sync"
)

// endStreams lets the live streams of a server end when it begins to shut down, while requests
// under way finish undisturbed.
func endStreams(s *http.Server) {
	ending := make(chan struct{})
	s.BaseContext = func(net.Listener) context.Context {
		return context.WithValue(context.Background(), endingKey, ending)
	}
	s.RegisterOnShutdown(func() { close(ending) })
}

// endUnused lets connections on which nothing was ever asked end with the server. Browsers open
// some ahead of need, and Shutdown waits five seconds for each: longer than a service may take to stop.
func endUnused(s *http.Server) {
	var unused sync.Map // of net.Conn
	s.ConnState = func(c net.Conn, state http.ConnState) {
		if state == http.StateNew {
			unused.Store(c, nil)
		} else {
			unused.Delete(c)
		}
	}
	s.RegisterOnShutdown(func() {
		unused.Range(func(c, _ any) bool {
			c.(net.Conn).Close()
			return true
		})
	})
}

// StreamContext is the context of a live stream: it ends with the request, and when
// the server begins to shut down.
func StreamContext(r *http.Request) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(r.Context())
	ending, ok := r.Context().Value(endingKey).(chan struct{})
	if !ok {
		return ctx, cancel
	}
	go func() {
		select {
		case <-ending:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}
