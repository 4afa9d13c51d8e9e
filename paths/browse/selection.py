"""Which levels somebody wants to compare, read from the address of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from paths.ladders.compare import FEWEST, MOST
from paths.ladders.models import Edition, LevelProfile


@dataclass(frozen=True, slots=True)
class Choice:
    """A level that can be compared. `address` is "role/level"."""

    address: str
    title: str
    role: str
    edition_id: int

    @property
    def role_slug(self) -> str:
        return self.address.partition("/")[0]

    @property
    def level_slug(self) -> str:
        return self.address.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Selection:
    """The levels chosen, in order, and what was wrong with what was asked for, in sentences."""

    choices: tuple[Choice, ...]
    problems: tuple[str, ...] = ()

    @property
    def addresses(self) -> list[str]:
        return [choice.address for choice in self.choices]

    @property
    def is_enough(self) -> bool:
        return len(self.choices) >= FEWEST

    @property
    def can_grow(self) -> bool:
        return len(self.choices) < MOST


def all_choices() -> dict[str, Choice]:
    """address -> every level of every published ladder, by role and then highest first. One query."""
    rows = (
        LevelProfile.objects.filter(edition__in=Edition.objects.published())
        .order_by("edition__role__name", "edition", "-rank", "-pk")
        .values_list("edition__role__slug", "level__slug", "title", "edition__role__name", "edition_id")
    )
    choices = (Choice(f"{role_slug}/{level_slug}", *row) for role_slug, level_slug, *row in rows)
    return {choice.address: choice for choice in choices}


def choices_by_role(choices: Mapping[str, Choice]) -> list[tuple[str, list[Choice]]]:
    """(role, its levels) for a select."""
    return [(role, list(of_role)) for role, of_role in groupby(choices.values(), key=lambda choice: choice.role)]


def selected(addresses: Iterable[str], choices: Mapping[str, Choice]) -> Selection:
    """The first four different levels of `addresses` that can be compared, and what is wrong with the others."""
    chosen: list[Choice] = []
    problems: list[str] = []
    for address in filter(None, (address.strip().strip("/") for address in addresses)):
        choice = choices.get(address)
        if choice is None:
            problems.append(
                _("There is no published level at “%(address)s”, so it is left out.") % {"address": address[:100]}
            )
        elif choice in chosen:
            problems.append(_("%(title)s was named twice and is shown once.") % {"title": choice.title})
        elif len(chosen) == MOST:
            problems.append(_("Four levels fit side by side, so %(title)s is left out.") % {"title": choice.title})
        else:
            chosen.append(choice)
    if len(chosen) == 1:
        problems.append(_("Choose a second level to compare %(title)s with.") % {"title": chosen[0].title})
    return Selection(tuple(chosen), tuple(dict.fromkeys(problems)))


def compare_address(addresses: Iterable[str], show: str = "changes") -> str:
    """The address of a comparison; what is the default is not said."""
    query = [("level", address) for address in addresses]
    if show != "changes":
        query.append(("show", show))
    path = reverse("compare")
    return f"{path}?{urlencode(query, safe='/')}" if query else path
