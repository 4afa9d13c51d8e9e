"""Pages of the growth room, one module a page."""
