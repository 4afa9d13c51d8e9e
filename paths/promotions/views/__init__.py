"""Pages of promotion cases."""
