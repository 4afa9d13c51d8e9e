"""What this room asks and tells the rooms above it, which it does not know."""

from django.dispatch import Signal

# Sent inside the transaction of a publication, with `edition`: rooms above add what it means to them.
edition_published = Signal()

# Sent with `draft`, the edition in force as `published` (or None) and the `user` who is asking. Receivers answer with
# a list of sentences about the people and papers that a publication of the draft would touch.
who_is_affected = Signal()

# Sent with `contents` (edition id -> EditionContent) and the `user` who is asking (None: a command, which may see
# everything). Receivers answer with edition id -> list of lint.Finding, holding nothing that the user may not see.
what_is_odd = Signal()
