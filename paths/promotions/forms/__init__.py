"""Forms of promotion cases."""
