"""What an edition says otherwise, told to people level by level and part by part. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paths.ladders.choices import Proficiency
from paths.ladders.compare import compare_lines
from paths.ladders.comparison import Comparison, Mark, Statement
from paths.ladders.news import in_one_line as in_one_line
from paths.ladders.parts import lines_of_fact
from paths.ladders.wording import Edit, Segment, difference
from paths.shared.formats import years

if TYPE_CHECKING:
    from paths.ladders.compare import EditionChanges, LevelChange, PartChange
    from paths.ladders.content import Expected, Profile


class Sort(StrEnum):
    """What happened to a statement, what concerns people most first."""

    NEW = "new"
    DEEPER = "deeper"
    EASED = "eased"
    GONE = "gone"
    REWORDED = "reworded"


HEADINGS = {
    Sort.NEW: gettext_lazy("New"),
    Sort.DEEPER: gettext_lazy("Deeper"),
    Sort.EASED: gettext_lazy("Eased"),
    Sort.GONE: gettext_lazy("No longer asked"),
    Sort.REWORDED: gettext_lazy("Said in other words"),
}
# Of what asks nothing of anybody.
PLAIN_HEADINGS = {
    Sort.NEW: gettext_lazy("New"),
    Sort.GONE: gettext_lazy("No longer there"),
    Sort.REWORDED: gettext_lazy("Changed"),
}
# What stands beside the levels, as a heading.
PARTS = {
    "core_responsibilities": gettext_lazy("Core responsibilities, true of every level"),
    "overview": gettext_lazy("Overview"),
    "stages": gettext_lazy("Roadmap"),
    "questions": gettext_lazy("Interview questions"),
    "advice": gettext_lazy("Advice"),
    "transitions": gettext_lazy("Transitions"),
    "custom": gettext_lazy("Other sections"),
}
FACTS = {
    "rank": gettext_lazy("rank"),
    "title": gettext_lazy("title"),
    "years_min": gettext_lazy("years"),
    "years_max": gettext_lazy("years"),
    "summary": gettext_lazy("summary"),
    "shares": gettext_lazy("a typical week"),
    "projects": gettext_lazy("portfolio projects"),
    "custom": gettext_lazy("other parts"),
}
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Told:
    """One statement that changed. `wording` is the way from the old words to the new, empty if they are the same;
    `under` is that of what stands under it, as far as it changed.
    """

    sort: Sort
    text: str
    wording: tuple[Segment, ...] = ()
    detail: str = ""
    under: tuple[Segment, ...] = ()


Groups = tuple[tuple[Sort, str | Promise, tuple[Told, ...]], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a level beside its statements: before and after where it is short, line by line where it is not."""

    name: str | Promise
    before: str = ""
    after: str = ""
    groups: Groups = ()


@dataclass(frozen=True, slots=True)
class LevelTold:
    """What one level says otherwise."""

    level_id: int
    title: str
    news: str
    groups: Groups = ()
    facts: tuple[Fact, ...] = ()

    @property
    def anchor(self) -> str:
        return str(self.level_id)


@dataclass(frozen=True, slots=True)
class PartTold:
    """What a part beside the levels says otherwise; no groups where only its order or its spacing differs."""

    anchor: str
    title: str | Promise
    groups: Groups = ()


def tell(changes: EditionChanges) -> tuple[LevelTold, ...]:
    """The levels that changed, in the order of the newer edition, then those it has no more."""
    return tuple(_tell_level(level) for level in changes.levels if level.changes or not (level.before and level.after))


def tell_all(changes: EditionChanges) -> tuple[LevelTold | PartTold, ...]:
    """All that changed: what is true of every level, then level by level, then the parts beside the levels."""
    parts = [(part.of_everybody, _tell_part(part)) for part in changes.parts]
    first = (told for of_everybody, told in parts if of_everybody)
    last = (told for of_everybody, told in parts if not of_everybody)
    return (*first, *tell(changes), *last)


def _tell_level(level: LevelChange) -> LevelTold:
    profile: Profile = level.after or level.before  # type: ignore[assignment]
    if level.before is None:
        return LevelTold(profile.level_id, profile.title, _("A new level"), _groups(level.comparison))
    if level.after is None:
        return LevelTold(profile.level_id, profile.title, _("This edition no longer has this level"))
    return LevelTold(profile.level_id, profile.title, "", _groups(level.comparison), tuple(_facts(level)))


def _tell_part(part: PartChange) -> PartTold:
    headings = HEADINGS if part.of_everybody else PLAIN_HEADINGS
    return PartTold(part.name, PARTS[part.name], _groups_of_lines(part.comparison, headings))


def _groups(comparison: Comparison) -> Groups:
    return _by_sort(_statements(comparison), HEADINGS)


def _groups_of_lines(comparison: Comparison, headings: Mapping[Sort, str | Promise]) -> Groups:
    """Lines are told with what stands under them: of a stage or a question that is most of what it says."""
    return _by_sort(_lines(comparison), headings)


def _by_sort(told: Iterable[Told], headings: Mapping[Sort, str | Promise]) -> Groups:
    found: dict[Sort, list[Told]] = defaultdict(list)
    for each in told:
        found[each.sort].append(each)
    return tuple((sort, heading, tuple(found[sort])) for sort, heading in headings.items() if found[sort])


def _statements(comparison: Comparison) -> Iterator[Told]:
    for statement in comparison.statements(1):
        text = statement.expected.text
        if statement.mark is Mark.NEW:
            yield Told(Sort.NEW, text, detail=_moved(statement))
        elif statement.mark is Mark.DEEPER:
            yield Told(Sort.DEEPER, text, statement.wording, _depth(statement))
        elif statement.mark is Mark.EASED:
            yield Told(Sort.EASED, text, statement.wording, _depth(statement))
        elif statement.said_otherwise:
            yield Told(Sort.REWORDED, text, statement.wording, _aside(statement), _under(statement))
    for statement in comparison.statements(0):
        if statement.no_longer_named:
            yield Told(Sort.GONE, statement.expected.text, detail=_moved(statement))


def _lines(comparison: Comparison) -> Iterator[Told]:
    for statement in comparison.statements(1):
        line = statement.expected
        if statement.mark is Mark.NEW:
            yield Told(Sort.NEW, line.text, detail=line.category, under=_as_they_are(line))
        elif statement.mark is not Mark.CARRIED:
            yield Told(Sort(statement.mark), line.text, statement.wording, under=_under(statement))
        elif statement.said_otherwise:
            yield Told(Sort.REWORDED, line.text, statement.wording, _other_category(statement), _under(statement))
    for statement in comparison.statements(0):
        if statement.no_longer_named:
            line = statement.expected
            yield Told(Sort.GONE, line.text, detail=line.category, under=_as_they_are(line))


def _as_they_are(line: Expected) -> tuple[Segment, ...]:
    return (Segment(Edit.SAME, _BETWEEN.join(line.examples)),) if line.examples else ()


def _under(statement: Statement) -> tuple[Segment, ...]:
    before = statement.before
    if before is None or before.examples == statement.expected.examples:
        return ()
    return difference(_BETWEEN.join(before.examples), _BETWEEN.join(statement.expected.examples))


def _other_category(statement: Statement) -> str:
    before, after = statement.before.category if statement.before else "", statement.expected.category
    return _("%(before)s → %(after)s") % {"before": before or "—", "after": after or "—"} if before != after else ""


def _moved(statement: Statement) -> str:
    if statement.moved_from:
        return _("was asked at another level")
    return _("is asked at another level now") if statement.moved_to else ""


def _depth(statement: Statement) -> str:
    before, after = statement.before and statement.before.skill, statement.expected.skill
    parts = []
    if before and after and before.proficiency != after.proficiency:
        steps = {"before": Proficiency(before.proficiency).label, "after": Proficiency(after.proficiency).label}
        parts.append(_("%(before)s → %(after)s") % steps)
    if statement.now_required:
        parts.append(_("required now"))
    if statement.now_desirable:
        parts.append(_("desirable now"))
    return ", ".join(parts)


def _aside(statement: Statement) -> str:
    if statement.before and statement.before.examples != statement.expected.examples:
        return _("other examples")
    return _("another category") if not statement.reworded else ""


def _facts(level: LevelChange) -> Iterator[Fact]:
    before, after = level.before, level.after
    told = set()
    for name in level.facts:
        label = FACTS[name]
        if str(label) in told:
            continue
        told.add(str(label))
        if name in ("years_min", "years_max"):
            yield Fact(label, _years(before), _years(after))
        elif name in ("rank", "title"):
            yield Fact(label, str(getattr(before, name)), str(getattr(after, name)))
        else:
            lines = [lines_of_fact(profile, name) for profile in (before, after)]
            yield Fact(label, groups=_groups_of_lines(compare_lines(*lines), PLAIN_HEADINGS))


def _years(profile: Profile) -> str:
    return years(profile.years_min, profile.years_max) if profile.years_min is not None else _("not said")
