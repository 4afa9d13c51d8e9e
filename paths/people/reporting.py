"""The reporting line: nobody reports to themselves, however long the way round. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

_Who = TypeVar("_Who", bound=Hashable)


def loops(managers: Mapping[_Who, _Who | None]) -> Iterator[tuple[_Who, ...]]:
    """Every circle in the reporting line, each person before their manager. `managers` says who reports to whom."""
    seen: set[_Who] = set()
    for start in managers:
        way: dict[_Who, None] = {}
        who: _Who | None = start
        while who is not None and who not in seen:
            seen.add(who)
            way[who] = None
            who = managers.get(who)
        if who in way:
            people = list(way)
            yield tuple(people[people.index(who) :])


def say_loop(names: Sequence[str]) -> str:
    """The sentence that refuses a circle of these people."""
    circle = " → ".join([*names, names[0]])
    return _("These people would report to each other in a circle: %(circle)s.") % {"circle": circle}
