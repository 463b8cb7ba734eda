package admin

import "deskbell/internal/web"

func (s *Server) callRoutes() []web.Route { return nil }
