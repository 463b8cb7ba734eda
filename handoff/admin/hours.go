package admin

import "deskbell/internal/web"

func (s *Server) hoursRoutes() []web.Route { return nil }
