"""Promotions: checklists that gather themselves, decided by somebody else, with a trail."""
