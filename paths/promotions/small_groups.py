"""Counts of people by group that give away no small group. Pure.

A group under LEAST people is not shown. If that hid one group alone, or a few that are under LEAST together, what is
missing from the total would be that group: then the next smallest goes with them. How many groups are hidden is not
told, so that what they are together could always be made up in several ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

LEAST = 5


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that may be shown with how many people each has, the largest first, and `together` all others.

    `is_too_few`: there are under LEAST people in all, so that nothing is told.
    """

    shown: tuple[tuple[str, int], ...]
    together: int = 0
    is_too_few: bool = False


def count_groups(groups: Iterable[str]) -> Groups:
    """How many people are in each group. `groups` holds the name of one group for each person."""
    counts = Counter(groups)
    if counts.total() < LEAST:
        return Groups((), is_too_few=True)
    smallest_first = sorted(counts.items(), key=lambda group: (group[1], group[0]))
    hidden = [group for group in smallest_first if group[1] < LEAST]
    shown = smallest_first[len(hidden) :]
    while shown and hidden and (len(hidden) == 1 or _people(hidden) < LEAST):
        hidden.append(shown.pop(0))
    return Groups(tuple(sorted(shown, key=lambda group: (-group[1], group[0]))), _people(hidden))


def count_nested(pairs: Iterable[tuple[str, str]]) -> tuple[Groups, Groups]:
    """The same of groups and of the parts they have. `pairs` holds group and part for each person; a part is of one
    group. What is left of a group beside its parts would be a group as well: so parts are left out group by group, and
    of all groups that are not shown together.
    """
    pairs = list(pairs)
    groups = count_groups(group for group, _part in pairs)
    if groups.is_too_few:
        return groups, groups
    named = {name for name, _number in groups.shown}
    pools: dict[str | None, list[str]] = {}
    for group, part in pairs:
        pools.setdefault(group if group in named else None, []).append(part)
    found = [count_groups(parts) for parts in pools.values()]
    shown = sorted((part for each in found for part in each.shown), key=lambda part: (-part[1], part[0]))
    return groups, Groups(tuple(shown), sum(each.together for each in found))


def _people(groups: Iterable[tuple[str, int]]) -> int:
    return sum(number for _name, number in groups)
