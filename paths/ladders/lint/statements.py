"""Statements that are made more than once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from paths.ladders.choices import Kind
from paths.ladders.content import EditionContent, Expected, Profile
from paths.ladders.lint.finding import Finding, name_of, quoted
from paths.shared.folding import fold
from paths.shared.markdown import plain_text


def said_twice(content: EditionContent) -> Iterator[Finding]:
    """What one level says a second time: the same words, or the same skill. The later statement is named.

    A skill may be required and, deeper, be desirable too.
    """
    for profile in content.profiles:
        seen: set[Hashable] = set()
        for expected in profile.expectations:
            same = {("text", _folded(expected)), *_skill(expected)}
            if seen & same and _folded(expected):
                yield Finding(
                    "said-twice",
                    _("%(level)s: %(statement)s stands there twice.")
                    % {"level": name_of(content, profile), "statement": quoted(expected.text)},
                    _("Whoever is assessed would be rated on it twice."),
                    profile.level_id,
                    expected.key,
                    "statement",
                )
            seen |= same


def said_again(content: EditionContent) -> Iterator[Finding]:
    """What a higher level says in the words of a lower one, as a statement of its own: one finding for each wording.

    A statement that was carried up (same key), or that is said to grow from the lower one, is meant so. So are skills,
    which deepen by their proficiency, and what two levels of one rank share.
    """
    found: dict[tuple[str, str], list[tuple[Profile, Expected]]] = defaultdict(list)
    for profile in content.profiles:
        for expected in profile.expectations:
            if expected.kind != Kind.SKILL and _folded(expected):
                found[expected.kind, _folded(expected)].append((profile, expected))
    for same in found.values():
        (first, lowest), *others = same
        known: set[UUID] = {lowest.key}
        again = []
        for profile, expected in others:
            if profile.rank != first.rank and not known & {expected.key, expected.grows_from}:
                again.append((profile, expected))
            known.add(expected.key)
        if again:
            yield Finding(
                "said-again",
                _("%(level)s: %(statement)s already stands at %(lower)s, word for word.")
                % {
                    "level": name_of(content, again[0][0]),
                    "statement": quoted(again[0][1].text),
                    "lower": name_of(content, first),
                },
                _("Somebody who looks one rung up cannot tell what more is asked there."),
                again[0][0].level_id,
                again[0][1].key,
                "statement",
            )


def _folded(expected: Expected) -> str:
    return fold(plain_text(expected.text))


def _skill(expected: Expected) -> set[Hashable]:
    return {("skill", expected.skill.id, expected.required)} if expected.skill else set()
