"""How rooms above add to what is done with a person."""

from django.dispatch import Signal

# Sent with `employee` and `user` (None: no account) inside the transaction, before the two go: delete or empty
# whatever would still tell who it was and does not go with the employee.
person_erased = Signal()

# Sent with `employee` and `user`; answered with sentences for people.
what_erasing_removes = Signal()
what_erasing_keeps = Signal()
