"""How signing in differs from allauth's defaults."""
