"""Levels that are not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.ladders.content import EditionContent, Question
from paths.ladders.lint.finding import Finding, quoted


def no_levels(content: EditionContent) -> Iterator[Finding]:
    """A ladder without a rung."""
    if not content.profiles:
        message, why = _("The ladder has no level."), _("Nobody could stand on it, so it cannot be published yet.")
        yield Finding("no-levels", message, why, field="levels")


def lost_questions(content: EditionContent) -> Iterator[Finding]:
    """Interview questions of a level that the edition does not have: one finding for each such level."""
    here = {profile.level_id for profile in content.profiles}
    lost: dict[int, list[Question]] = defaultdict(list)
    for question in content.questions:
        if question.level_id is not None and question.level_id not in here:
            lost[question.level_id].append(question)
    for questions in lost.values():
        others = len(questions) - 1
        message = ngettext(
            "%(question)s and %(n)s other question are for a level that this ladder does not have.",
            "%(question)s and %(n)s other questions are for a level that this ladder does not have.",
            others,
        )
        alone = _("%(question)s is for a level that this ladder does not have.")
        yield Finding(
            "question-lost",
            (message if others else alone) % {"question": quoted(questions[0].text), "n": others},
            _("The page shows it as a question for anybody. Choose another level, or put the level back."),
            field="interview",
        )
