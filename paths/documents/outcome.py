"""What an import does to a role, for people to look at before they confirm it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from paths.documents.document import LadderDocument
from paths.ladders.compare import EditionChanges, LevelChange, compare_editions
from paths.ladders.content import Profile
from paths.ladders.telling import HEADINGS, LevelTold, Sort, Told, tell
from paths.pay.figures import PayFigure, write_pay

LONGEST_SOURCE = 30
NOTHING = EditionChanges(())
SECTIONS: Mapping[str, Promise] = {
    "overview": gettext_lazy("overview"),
    "core_responsibilities": gettext_lazy("core responsibilities"),
    "roadmap": gettext_lazy("roadmap"),
    "interview": gettext_lazy("interview questions"),
    "networking": gettext_lazy("networking"),
    "negotiation": gettext_lazy("negotiation"),
    "transitions": gettext_lazy("transitions"),
    "custom": gettext_lazy("other sections"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many statements are new, changed and removed."""

    new: int = 0
    changed: int = 0
    removed: int = 0

    def __str__(self) -> str:
        new = ngettext("%(count)d statement new", "%(count)d statements new", self.new) % {"count": self.new}
        return _("%(new)s, %(changed)d changed, %(removed)d removed") % {
            "new": new,
            "changed": self.changed,
            "removed": self.removed,
        }


@dataclass(frozen=True, slots=True)
class PayOutcome:
    """What the pay of one level becomes."""

    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What becomes of a role. `before` is the version it is compared with: "draft", "2.0", or "" if there is none.

    `reordered` are the titles of levels whose statements come in another order, `sections` the names of other parts
    that change.
    """

    role: str
    before: str
    levels: EditionChanges = NOTHING
    reordered: tuple[str, ...] = ()
    sections: tuple[str | Promise, ...] = ()
    pay: tuple[PayOutcome, ...] = ()
    is_new: bool = False

    @cached_property
    def told(self) -> tuple[LevelTold, ...]:
        """The levels that change, with their statements."""
        gone = {change.before.level_id: change.before for change in self.levels.levels if _is_gone(change)}
        return tuple(_with_gone(level, gone.get(level.level_id)) for level in tell(self.levels))

    @cached_property
    def counts(self) -> Counts:
        sorts = [sort for level in self.told for sort, _heading, statements in level.groups for _each in statements]
        new, removed = sorts.count(Sort.NEW), sorts.count(Sort.GONE)
        return Counts(new, len(sorts) - new - removed, removed)

    @property
    def changes(self) -> bool:
        return bool(self.told or self.reordered or self.sections or self.pay)

    def reason(self, source: str) -> str:
        """Why rows changed, for the history. `source` is the name of what was read, if it has one."""
        if not source:
            return _("Imported: %(counts)s.") % {"counts": self.counts}
        short = source if len(source) <= LONGEST_SOURCE else f"{source[: LONGEST_SOURCE - 1]}…"
        return (_("Imported from %(source)s: %(counts)s.") % {"source": short, "counts": self.counts})[:100]


def outcome_of(
    role: str,
    version: str,
    before: Sequence[Profile],
    after: Sequence[Profile],
    *,
    sections: tuple[str | Promise, ...] = (),
    pay: tuple[PayOutcome, ...] = (),
    is_new: bool = False,
) -> Outcome:
    """What it means for a role that its levels say `after` where they said `before`."""
    changes = compare_editions(before, after)
    reordered = tuple(change.after.title for change in changes.levels if change.after and _is_reordered(change))
    return Outcome(role, version, changes, reordered, sections, pay, is_new)


def sections_that_differ(before: LadderDocument | None, after: LadderDocument) -> tuple[str | Promise, ...]:
    """The names of the parts beside the levels that two documents say differently."""
    before = before or LadderDocument(after.title)
    names = [field.name for field in fields(LadderDocument) if field.name in SECTIONS]
    return tuple(SECTIONS[name] for name in names if getattr(before, name) != getattr(after, name))


def pay_that_differs(
    titles: Mapping[int, str],
    before: Mapping[int, Collection[PayFigure]],
    after: Mapping[int, Collection[PayFigure]],
) -> tuple[PayOutcome, ...]:
    """The levels whose pay becomes another, by level id."""
    return tuple(
        PayOutcome(
            title, tuple(map(write_pay, before.get(level_id, ()))), tuple(map(write_pay, after.get(level_id, ())))
        )
        for level_id, title in titles.items()
        if tuple(before.get(level_id, ())) != tuple(after.get(level_id, ()))
    )


def _is_gone(change: LevelChange) -> bool:
    return change.after is None


def _with_gone(level: LevelTold, profile: Profile | None) -> LevelTold:
    """A level that goes, with the statements that go with it."""
    if profile is None or not profile.expectations:
        return level
    statements = tuple(Told(Sort.GONE, expected.text) for expected in profile.expectations)
    return replace(level, groups=((Sort.GONE, HEADINGS[Sort.GONE], statements),))


def _is_reordered(change: LevelChange) -> bool:
    if change.before is None or change.after is None:
        return False
    old, new = ([expected.key for expected in profile.expectations] for profile in (change.before, change.after))
    kept = set(old) & set(new)
    return [key for key in old if key in kept] != [key for key in new if key in kept]
