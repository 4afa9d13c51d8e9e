"""A level as a job advert: what its ladder says, in the order people read adverts. Nothing is added. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from paths.browse.ladder import Pay, PayLine
from paths.ladders.content import EditionContent, Expected, Profile
from paths.shared.formats import years
from paths.shared.markdown import plain_text


@dataclass(frozen=True, slots=True)
class AdvertPart:
    """A part under a heading: paragraphs, and lines of a list."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advert:
    """An advert in plain words: no Markdown, no HTML."""

    title: str
    facts: tuple[str, ...]
    parts: tuple[AdvertPart, ...]

    @property
    def text(self) -> str:
        """All of it as plain text to copy."""
        return "\n\n".join(["\n".join([self.title, *self.facts]), *map(_part_text, self.parts)]) + "\n"


def advert_of(content: EditionContent, profile: Profile, pay: Pay) -> Advert:
    """The advert for `profile`, with the pay its reader may see, here and on the rungs above."""
    required = [group for group in profile.skill_groups if group[1]]
    desirable = [group for group in profile.skill_groups if not group[1]]
    parts = (
        AdvertPart(_("About the role"), (*_paragraphs(content.overview), *_paragraphs(profile.summary))),
        AdvertPart(_("What you will do"), lines=_texts(profile.responsibilities)),
        AdvertPart(_("What everybody in this role does"), lines=_core(content)),
        AdvertPart(_("What you bring"), lines=tuple(_skills(required))),
        AdvertPart(_("What also helps"), lines=tuple(_skills(desirable))),
        AdvertPart(_("How you work"), lines=_texts(profile.soft_skills)),
        AdvertPart(_("Pay per year"), lines=_pay_lines(pay, profile)),
        AdvertPart(_("How pay progresses"), lines=tuple(_progress(content, profile, pay))),
    )
    experience = years(profile.years_min, profile.years_max)
    facts = [_("Experience: %(years)s") % {"years": experience}] if experience else []
    return Advert(profile.title, tuple(facts), tuple(part for part in parts if part.paragraphs or part.lines))


def _part_text(part: AdvertPart) -> str:
    lines = "\n".join(f"- {line}" for line in part.lines)
    return f"{part.heading}\n" + "\n\n".join([*part.paragraphs, *filter(None, [lines])])


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(plain_text(part.strip()) for part in re.split(r"\n\s*\n", text) if part.strip())


def _texts(statements: Iterable[Expected]) -> tuple[str, ...]:
    return tuple(plain_text(statement.text) for statement in statements)


def _core(content: EditionContent) -> tuple[str, ...]:
    return tuple(plain_text(text) for text, _examples in content.core_responsibilities)


def _skills(groups: Iterable[tuple[str, bool, tuple[Expected, ...]]]) -> Iterator[str]:
    """A line for each category, or for each skill that has none."""
    for category, _required, skills in groups:
        if category:
            yield f"{plain_text(category)}: {', '.join(_texts(skills))}"
        else:
            yield from _texts(skills)


def _pay_lines(pay: Pay, profile: Profile) -> tuple[str, ...]:
    return tuple(map(_pay_text, map(PayLine.of, pay.get(profile.level_id, ()))))


def _progress(content: EditionContent, profile: Profile, pay: Pay) -> Iterator[str]:
    """What the rungs above pay, one line each, lowest first."""
    for higher in content.profiles:
        figures = pay.get(higher.level_id, ())
        if higher.rank > profile.rank and figures:
            yield f"{higher.title}: " + "; ".join(_pay_text(PayLine.of(figure)) for figure in figures)


def _pay_text(line: PayLine) -> str:
    """ "$140K – 200K (USD, Berlin, plus equity)"."""
    said = [part for part in (line.currency, line.location, line.note) if part and part not in line.text]
    return f"{line.text} ({', '.join(said)})" if said else line.text
