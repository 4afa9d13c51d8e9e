"""Skills that no level asks for, and skills that look like one skill written twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.ladders.content import EditionContent, Expected, Profile
from paths.ladders.lint.finding import Finding, KnownSkill, name_of, quoted
from paths.ladders.lint.twins import twins

# So many names of skills make a sentence that somebody still reads.
NAMED = 5


def skills_alike(content: EditionContent, skills: Collection[KnownSkill]) -> Iterator[Finding]:
    """Pairs of skills that look like one, of which the edition asks for at least one: where it is first asked for."""
    asked = _asked(content)
    names = {skill.id: skill.name for skill in skills} | {i: of.skill.name for i, (_level, of) in asked.items()}
    for one, other in twins(names):
        if not asked.keys() & {one, other}:
            continue
        # Where both are asked for, the one that comes later is likelier the slip.
        here, there = (
            (one, other) if one in asked and (other not in asked or _is_later(asked, one, other)) else (other, one)
        )
        profile, expected = asked[here]
        yield Finding(
            "skills-alike",
            _("%(level)s: the skills %(one)s and %(other)s look like one skill written twice.")
            % {"level": name_of(content, profile), "one": quoted(names[here]), "other": quoted(names[there])},
            _why_alike(),
            profile.level_id,
            expected.key,
            "statement",
            here,
        )


def skills_unasked(content: EditionContent, skills: Collection[KnownSkill]) -> Iterator[Finding]:
    """Skills that only the published edition of this role asks for and this one no longer does: one finding each.

    Skills that nobody asked for before are not this edition's doing: one finding for all of them.
    """
    asked, orphans = _asked(content), []
    for skill in skills:
        if skill.id in asked or skill.asked_by - {content.role_id}:
            continue
        if skill.asked_by:
            yield _unasked(skill, _("No level of any ladder will ask for the skill %(skill)s any more."))
        else:
            orphans.append(skill)
    if len(orphans) == 1:
        yield _unasked(orphans[0], _("No level of any ladder asks for the skill %(skill)s."))
    elif orphans:
        more = len(orphans) - NAMED
        names = ", ".join(quoted(skill.name) for skill in orphans[:NAMED])
        if more > 0:
            names += " " + ngettext("and %(n)s other", "and %(n)s others", more) % {"n": more}
        yield Finding(
            "skill-unasked",
            _("No level of any ladder asks for the skills %(skills)s.") % {"skills": names},
            _why_unasked(),
            field="skills",
        )


def unasked(skills: Collection[KnownSkill]) -> Iterator[Finding]:
    """Skills that no published ladder asks for, one finding each."""
    for skill in skills:
        if not skill.asked_by:
            yield _unasked(skill, _("No level of any ladder asks for the skill %(skill)s."))


def written_twice(skills: Collection[KnownSkill]) -> Iterator[Finding]:
    """Pairs of skills in the list that look like one, named at the one that fewer ladders ask for."""
    by_id = {skill.id: skill for skill in skills}
    for pair in twins({skill.id: skill.name for skill in skills}):
        kept, spare = sorted((by_id[i] for i in pair), key=lambda skill: (-len(skill.asked_by), skill.id))
        yield Finding(
            "skills-alike",
            _("The skills %(one)s and %(other)s look like one skill written twice.")
            % {"one": quoted(spare.name), "other": quoted(kept.name)},
            _why_alike(),
            field="skills",
            skill_id=spare.id,
        )


def _asked(content: EditionContent) -> dict[int, tuple[Profile, Expected]]:
    """skill id -> where the edition first asks for it."""
    found: dict[int, tuple[Profile, Expected]] = {}
    for profile in content.profiles:
        for expected in profile.expectations:
            if expected.skill:
                found.setdefault(expected.skill.id, (profile, expected))
    return found


def _is_later(asked: dict[int, object], one: int, other: int) -> bool:
    order = list(asked)
    return order.index(one) > order.index(other)


def _unasked(skill: KnownSkill, message: str) -> Finding:
    return Finding(
        "skill-unasked", message % {"skill": quoted(skill.name)}, _why_unasked(), field="skills", skill_id=skill.id
    )


def _why_alike() -> str:
    return _("People find half of who asks for it under each name, and a rating of one does not count for the other.")


def _why_unasked() -> str:
    return _("It stands in the list that people choose from, and leads nowhere.")
