package web

import (
	"context"
	"net"
	"net/http"
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
