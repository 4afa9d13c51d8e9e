"""SQLite whose file nobody makes by accident."""
