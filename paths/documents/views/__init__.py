"""HR's pages for bringing ladders in and taking them away, one module a page."""
