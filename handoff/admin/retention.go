package admin

import "deskbell/internal/web"

func (s *Server) retentionRoutes() []web.Route { return nil }
