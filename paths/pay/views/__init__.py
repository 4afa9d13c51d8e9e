"""Compensation's pages, one module a page."""
