"""HR partners' own pages of the admin, one module a page."""
