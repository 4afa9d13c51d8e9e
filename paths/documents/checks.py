"""What the database has no room for, said before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from paths.documents.document import LadderDocument, Problem, UnreadableDocument
from paths.ladders.models import Expectation, LevelProfile, Role, Skill
from paths.ladders.skill_names import name_skill
from paths.pay.models import ProposedBand

LARGEST_PAY = 10**12


def check_room(document: LadderDocument) -> None:
    """Raise UnreadableDocument for names, notes or amounts longer than a field can keep."""
    problems = tuple(
        Problem(0, _("%(what)s is too long (%(length)d characters, at most %(most)d): “%(text)s…”. Shorten it.")
                % {"what": what, "length": len(text), "most": most, "text": text[:40]})
        for what, text, most in _texts(document)
        if len(text) > most
    )  # fmt: skip
    problems += tuple(
        Problem(0, _("The pay of “%(level)s” is too large a figure. Check it.") % {"level": level.title[:80]})
        for level in document.levels
        for figure in level.pay
        if max(figure.minimum, figure.maximum or 0) >= LARGEST_PAY
    )
    if problems:
        raise UnreadableDocument(*problems)


def _texts(document: LadderDocument) -> Iterator[tuple[str, str, int]]:
    def room(model: type, field: str) -> int:
        return model._meta.get_field(field).max_length  # type: ignore[attr-defined]

    yield _("The role’s name"), document.title, room(Role, "name")
    for level in document.levels:
        yield _("A level’s title"), level.title, room(LevelProfile, "title")
        for figure in level.pay:
            yield _("A note on pay"), figure.note, room(ProposedBand, "note")
            yield _("A location"), figure.location, room(ProposedBand, "location")
        for statement in (*level.responsibilities, *level.soft_skills):
            yield _("A category"), statement.category, room(Expectation, "category")
        for group in level.skills:
            yield _("A skill category"), group.category, room(Expectation, "category")
            for skill in group.skills:
                yield _("A skill"), name_skill(skill.text).name, room(Skill, "name")
