"""What was found, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from paths.browse.marks import LONGEST, marked, passage
from paths.browse.models import EntryKind
from paths.browse.search import MOST, Found
from paths.browse.selection import compare_address
from paths.browse.terms import Term
from paths.ladders.models import Edition, Skill
from paths.shared.formats import years


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its name and the passage that was meant with marks in them, where it is and what it is of.

    A level has its hue, and where it can be compared.
    """

    name: SafeString
    url: str
    context: str
    passage: SafeString
    hue: int | None
    compare: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the first few, and how many there are in all."""

    kind: EntryKind
    hits: tuple[Hit, ...]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than were looked at."""
        return self.total >= MOST


def groups_of(found: Found, *, each: int, most: int = 1_000, longest: int = LONGEST) -> tuple[Group, ...]:
    """The groups to show: at most `each` of every kind, and `most` together, with passages up to `longest` letters.

    One query.
    """
    shown: list[tuple[EntryKind, list[Any], int]] = []
    for kind, rows in found.by_kind:
        room = min(each, most - sum(len(rows) for _kind, rows, _total in shown))
        if room > 0:
            shown.append((kind, rows[:room], len(rows)))
    asking = roles_asking(row.skill_id for _kind, rows, _total in shown for row in rows if row.skill_id)
    return tuple(
        Group(kind, tuple(hit(row, found.terms, asking, longest) for row in rows), total) for kind, rows, total in shown
    )


def roles_asking(skill_ids: Iterable[int]) -> dict[int, int]:
    """skill id -> how many published ladders ask for it. One query, also for none."""
    skills = Skill.objects.filter(
        pk__in=list(skill_ids), expectations__profile__edition__in=Edition.objects.published()
    )
    roles = Count("expectations__profile__edition__role", distinct=True)
    return dict(skills.order_by().values_list("pk").annotate(roles=roles))


def hit(row: Any, terms: Sequence[Term], asking: dict[int, int], longest: int) -> Hit:
    """An entry of the index as people see it."""
    name = row.folded.partition("\n")[0]
    text = "" if all(term.fit(name) is not None for term in terms) else passage(row.text, terms, longest)
    compare = compare_address([f"{row.role__slug}/{row.level__slug}"]) if row.kind == EntryKind.LEVEL else ""
    return Hit(marked(row.name, terms), address(row), context(row, asking), marked(text, terms), row.hue, compare)


def address(row: Any) -> str:
    """Where an entry leads."""
    if row.kind == EntryKind.SKILL:
        return reverse("skill", args=[row.skill__slug])
    if row.kind == EntryKind.LEVEL:
        return reverse("level", args=[row.role__slug, row.level__slug])
    return reverse("role", args=[row.role__slug]) + (f"#{row.place}" if row.place else "")


def context(row: Any, asking: dict[int, int]) -> str:
    """What an entry is of, in a few words."""
    if row.kind == EntryKind.ROLE:
        return str(row.role__family__name)
    if row.kind == EntryKind.SKILL:
        number = asking.get(row.skill_id, 0)
        return ngettext("asked for in %(number)s role", "asked for in %(number)s roles", number) % {"number": number}
    about = years(row.years_min, row.years_max) or row.under
    return " · ".join(filter(None, [row.role__name, about]))
