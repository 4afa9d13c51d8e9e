"""The cards at the top of the admin: every room may add one of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.dispatch import Signal

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

# Sent with `user`, who has opened the admin. Receivers answer with a Card, holding nothing that the user may not see,
# or None where the card is none of theirs.
dashboard_cards = Signal()

# So many rows a person takes in; what is more stands behind the link `more`.
MOST = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to look at: what it is called, where it is, and a few words more."""

    text: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a room has to say. `empty` stands there if there is no row, `more` leads to what the rows leave out.

    The cards with the lowest `position` come first.
    """

    title: str
    rows: tuple[Row, ...]
    empty: str
    position: int = 0
    more: Row | None = None


def cards_for(user: AbstractBaseUser) -> list[Card]:
    """The cards of all rooms for `user`, in order."""
    answers = (card for _receiver, card in dashboard_cards.send(None, user=user))
    return sorted((card for card in answers if card), key=lambda card: (card.position, card.title))
