"""What an edition says otherwise, in one line: for the change log, the feed, and who began with another. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from paths.ladders.slugs import short_title
from paths.shared.formats import join_words

if TYPE_CHECKING:
    from paths.ladders.compare import EditionChanges, LevelChange, PartChange
    from paths.ladders.content import Profile

PARTS = {
    "core_responsibilities": gettext_lazy("the core responsibilities"),
    "overview": gettext_lazy("the overview"),
    "stages": gettext_lazy("the roadmap"),
    "questions": gettext_lazy("the interview questions"),
    "advice": gettext_lazy("the advice"),
    "transitions": gettext_lazy("the transitions"),
    "custom": gettext_lazy("other sections"),
}


def in_one_line(changes: EditionChanges, role: str) -> str:
    """ "asks two new things of Senior", what matters most; "" if nothing changed."""
    levels = [(each, short_title(each.after.title, role)) for each in changes.levels if each.before and each.after]
    of_people = [*((part, _("every level")) for part in changes.of_everybody), *levels]
    parts = [
        _named(_("adds %(levels)s"), changes.added, role),
        *(_asks(change, name) for change, name in of_people if change.asks_more),
        _named(_("removes %(levels)s"), changes.removed, role),
    ]
    if found := list(filter(None, parts)):
        return join_words(found[:3])
    if eased := [name for change, name in of_people if change.asks_less]:
        return _("asks less of %(levels)s") % {"levels": join_words(eased)}
    clearer = [str(PARTS[part.name]) for part in changes.of_everybody if part.said_otherwise]
    clearer += [name for level, name in levels if level.changes]
    if clearer:
        return _("says %(levels)s more clearly") % {"levels": join_words(clearer)}
    others = [str(PARTS[part.name]) for part in changes.parts]
    return _("changes %(parts)s") % {"parts": join_words(others)} if others else ""


def _asks(change: LevelChange | PartChange, name: str) -> str:
    counts = change.comparison.columns[1].counts
    if counts.new:
        one, many = "asks one new thing of %(level)s", "asks %(number)s new things of %(level)s"
        return ngettext(one, many, counts.new) % {"number": _number(counts.new), "level": name}
    one, many = "asks one thing more deeply of %(level)s", "asks %(number)s things more deeply of %(level)s"
    return ngettext(one, many, counts.deeper) % {"number": _number(counts.deeper), "level": name}


def _number(number: int) -> str:
    words = ["", _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine")]
    return words[number] if number < len(words) else str(number)


def _named(sentence: str, levels: Iterable[Profile], role: str) -> str:
    names = [short_title(profile.title, role) for profile in levels]
    return sentence % {"levels": join_words(names)} if names else ""
