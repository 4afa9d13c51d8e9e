"""Pages for reading, one module a page."""
