"""Ways from a ladder that lead nowhere: roles in transitions, and links in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from paths.ladders.content import EditionContent
from paths.ladders.lint.finding import Finding, KnownRole, Library, name_of, quoted
from paths.ladders.slugs import RESERVED
from paths.shared.folding import fold

# (what it stands in, the level, the statement, the field, the text)
Text = tuple[str, int | None, UUID | None, str, str]

# A word of that many letters may have one slip of the pen in it, and be meant; a longer one two.
SHORTEST, LONG = 5, 9
_LINK = re.compile(r"\]\(\s*<?(/(?:roles|skills|families)/[^\s)>]*)")


def unknown_roles(content: EditionContent, library: Library) -> Iterator[Finding]:
    """Transitions that name a role of this company which is not there, so that the page shows no link.

    Roles elsewhere ("Product Management") are meant as they stand. One of this company it is if its name is a slip of
    the pen away from one, if a role once bore it or has no published ladder, or if it is a level that a role lacks.
    """
    names = {fold(name): name for role in library.roles if role.id != content.role_id for name in _names_of(role)}
    own = {fold(title) for role in library.roles if role.id == content.role_id for _slug, title in role.levels}
    names |= {fold(name): name for name in (content.role, *(profile.title for profile in content.profiles))}
    starts = {" ".join(words[:n]) for words in map(str.split, names) for n in range(1, len(words) + 1)}
    roles = [fold(role.name) for role in library.roles] + [fold(content.role)]
    silent = {fold(name) for name in library.silent}
    gone = own - names.keys()
    for move in content.transitions:
        for name in dict.fromkeys((move.source, move.target)):
            folded = fold(name)
            if folded in starts or not folded:
                continue
            if problem := _problem(folded, starts, roles, silent, gone):
                yield Finding(
                    "unknown-role",
                    _("Transition from %(source)s to %(target)s: %(problem)s")
                    % {
                        "source": quoted(move.source),
                        "target": quoted(move.target),
                        "problem": problem % {"name": quoted(name)},
                    },
                    _("The page shows this way on without a link, so nobody can look where it leads."),
                    field="transitions",
                )


def dead_links(content: EditionContent, library: Library) -> Iterator[Finding]:
    """Links within the site (/roles/…, /skills/…, /families/…) to what is not there."""
    levels = {role.slug: {slug for slug, _title in role.levels} for role in library.roles}
    levels[content.role_slug] = {profile.slug for profile in content.profiles}
    skills = {skill.slug for skill in library.skills}
    for where, level_id, key, field, text in _texts(content):
        for address in _LINK.findall(text):
            if not _leads_somewhere(address, levels, skills, library.families):
                yield Finding(
                    "dead-link",
                    _("%(where)s: the link to %(address)s leads nowhere.") % {"where": where, "address": address},
                    _("Whoever follows it finds a page that is not there."),
                    level_id,
                    key,
                    field,
                )


def _problem(folded: str, starts: set[str], roles: list[str], silent: set[str], gone: set[str]) -> str:
    """What is wrong with a name that nothing here bears; "" if it is a role elsewhere."""
    if folded in silent:
        return _("%(name)s is no role with a published ladder.")
    if folded in gone:
        return _("the role has no level %(name)s any more.")
    if any(_is_slip(folded, start) for start in starts):
        return _("there is no role or level %(name)s, only one of nearly that name.")
    if any(" " in role and folded.endswith(f" {role}") for role in roles):
        return _("the role has no level %(name)s.")
    return ""


def _is_slip(one: str, other: str) -> bool:
    """Whether two names differ only by slips within long words: "UI Designer" is no slip for "UX Designer"."""
    left, right = one.split(), other.split()
    return len(left) == len(right) and all(
        a == b or (a[0] == b[0] and 0 < OSA.distance(a, b) <= (longest >= SHORTEST) + (longest >= LONG))
        for a, b in zip(left, right, strict=True)
        for longest in [max(len(a), len(b))]
    )


def _names_of(role: KnownRole) -> Iterator[str]:
    yield role.name
    yield from (title for _slug, title in role.levels)


def _leads_somewhere(address: str, levels: dict[str, set[str]], skills: set[str], families: frozenset[str]) -> bool:
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    kind, *rest = path.strip("/").split("/")
    if not rest:
        return kind == "skills"
    if kind != "roles":
        return rest[0] in (skills if kind == "skills" else families) and len(rest) == 1
    role, extension = re.fullmatch(r"(.*?)(\.md|\.json)?", rest[0]).groups()
    if role not in levels or (extension and len(rest) > 1):
        return False
    if len(rest) == 1:
        return True
    if rest[1] in RESERVED:
        return len(rest) == 2
    return rest[1] in levels[role] and rest[2:] in ([], ["advert"])


def _texts(content: EditionContent) -> Iterator[Text]:
    """Every text of the edition that is shown as Markdown, with its place."""
    yield _("Overview"), None, None, "overview", content.overview
    for line, examples in content.core_responsibilities:
        for text in (line, *examples):
            yield _("Core responsibilities"), None, None, "core_responsibilities", text
    for profile in content.profiles:
        level = name_of(content, profile)
        yield level, profile.level_id, None, "summary", profile.summary
        for expected in profile.expectations:
            for text in (expected.text, *expected.examples):
                yield f"{level}, {quoted(expected.text)}", profile.level_id, expected.key, "statement", text
        for share in profile.shares:
            yield level, profile.level_id, None, "days", share.activity
        for project in profile.projects:
            yield level, profile.level_id, None, "projects", project
        for part in profile.custom:
            yield level, profile.level_id, None, "custom", part.body
    for stage in content.stages:
        for text in (stage.title, stage.focus, stage.key_skills, stage.mindset, *stage.notes):
            yield _("Roadmap"), None, None, "roadmap", text
    for question in content.questions:
        for text in (question.text, *question.examples):
            yield _("Interview preparation"), None, None, "interview", text
    for piece in content.advice:
        for text in (piece.title, piece.text, *piece.examples):
            yield _("Advice"), None, None, "advice", text
    for move in content.transitions:
        for text in (move.text, *move.examples):
            yield _("Transitions"), None, None, "transitions", text
    for part in content.custom:
        yield part.heading or _("Another section"), None, None, "custom", part.body
