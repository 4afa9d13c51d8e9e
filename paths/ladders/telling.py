"""What an edition says otherwise, told to people: level by level, and in one line. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from paths.ladders.choices import Proficiency
from paths.ladders.comparison import Mark, Statement
from paths.ladders.slugs import short_title
from paths.ladders.wording import Segment
from paths.shared.formats import join_words, years

if TYPE_CHECKING:
    from paths.ladders.compare import EditionChanges, LevelChange
    from paths.ladders.content import Profile


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


@dataclass(frozen=True, slots=True)
class Told:
    """One statement that changed. `wording` is the way from the old words to the new, empty if they are the same."""

    sort: Sort
    text: str
    wording: tuple[Segment, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a level beside its statements; before and after are empty where it is too long to set side by side."""

    name: str | Promise
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class LevelTold:
    """What one level says otherwise."""

    level_id: int
    title: str
    news: str
    groups: tuple[tuple[Sort, str | Promise, tuple[Told, ...]], ...] = ()
    facts: tuple[Fact, ...] = field(default=())


def tell(changes: EditionChanges) -> tuple[LevelTold, ...]:
    """The levels that changed, in the order of the newer edition, then those it has no more."""
    return tuple(_tell_level(level) for level in changes.levels if level.changes or not (level.before and level.after))


def in_one_line(changes: EditionChanges, role: str) -> str:
    """ "asks two new things of Senior", what matters most; "" if no level changed."""
    parts = [_news_of_levels(changes.added, _("adds %(levels)s"), role)]
    parts += [_asks(level, role) for level in changes.levels if level.before and level.after and level.asks_more]
    parts.append(_news_of_levels(changes.removed, _("removes %(levels)s"), role))
    found = list(filter(None, parts))
    if found:
        return join_words(found[:3])
    if eased := [level.after for level in changes.levels if level.before and level.after and level.asks_less]:
        return _news_of_levels(eased, _("asks less of %(levels)s"), role)
    clearer = [level.after for level in changes.levels if level.after and level.changes]
    return _news_of_levels(clearer, _("says %(levels)s more clearly"), role)


def _asks(level: LevelChange, role: str) -> str:
    counts = level.comparison.columns[1].counts
    name = short_title(level.after.title, role)
    if counts.new:
        one, many = "asks one new thing of %(level)s", "asks %(number)s new things of %(level)s"
        return ngettext(one, many, counts.new) % {"number": _number(counts.new), "level": name}
    one, many = "asks one thing more deeply of %(level)s", "asks %(number)s things more deeply of %(level)s"
    return ngettext(one, many, counts.deeper) % {"number": _number(counts.deeper), "level": name}


def _number(number: int) -> str:
    words = ["", _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine")]
    return words[number] if number < len(words) else str(number)


def _news_of_levels(levels: Any, sentence: str, role: str) -> str:
    names = [short_title(profile.title, role) for profile in levels]
    return sentence % {"levels": join_words(names)} if names else ""


def _tell_level(level: LevelChange) -> LevelTold:
    profile: Profile = level.after or level.before  # type: ignore[assignment]
    if level.before is None:
        return LevelTold(profile.level_id, profile.title, _("A new level"), _groups(level))
    if level.after is None:
        return LevelTold(profile.level_id, profile.title, _("This edition no longer has this level"))
    return LevelTold(profile.level_id, profile.title, "", _groups(level), tuple(_facts(level)))


def _groups(level: LevelChange) -> tuple[tuple[Sort, str | Promise, tuple[Told, ...]], ...]:
    told = list(_statements(level))
    return tuple(
        (sort, heading, tuple(each for each in told if each.sort is sort))
        for sort, heading in HEADINGS.items()
        if any(each.sort is sort for each in told)
    )


def _statements(level: LevelChange) -> Iterator[Told]:
    for statement in level.comparison.statements(1):
        text = statement.expected.text
        if statement.mark is Mark.NEW:
            yield Told(Sort.NEW, text, detail=_moved(statement))
        elif statement.mark is Mark.DEEPER:
            yield Told(Sort.DEEPER, text, statement.wording, _depth(statement))
        elif statement.mark is Mark.EASED:
            yield Told(Sort.EASED, text, statement.wording, _depth(statement))
        elif statement.said_otherwise:
            yield Told(Sort.REWORDED, text, statement.wording, _aside(statement))
    for statement in level.comparison.statements(0):
        if statement.no_longer_named:
            yield Told(Sort.GONE, statement.expected.text, detail=_moved(statement))


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
            yield Fact(label)


def _years(profile: Profile) -> str:
    return years(profile.years_min, profile.years_max) if profile.years_min is not None else _("not said")
