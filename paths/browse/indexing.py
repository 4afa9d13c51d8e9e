"""Keeping the search index: what is published is found, what no longer is published is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paths.browse.ladder import hues_of
from paths.browse.models import EntryKind, SearchEntry
from paths.ladders.choices import AdviceKind
from paths.ladders.content import EditionContent, Piece, Profile
from paths.ladders.models import Edition, Expectation, Skill
from paths.ladders.reading import content_of
from paths.shared.folding import fold
from paths.shared.markdown import plain_text

OF_A_SKILL = ["name", "text", "folded"]
# What advice is about, in words that people look for, and the part of the page it stands in.
ABOUT = {
    AdviceKind.NETWORKING: (_("Networking"), "networking"),
    AdviceKind.NEGOTIATION: (_("Negotiating pay and salary"), "negotiation"),
}


@transaction.atomic
def index_role(*, role_id: int) -> None:
    """Make the entries of a role those of its published edition, and those of the skills it asks or ever asked for."""
    SearchEntry.objects.filter(role=role_id).delete()
    edition = Edition.objects.published().filter(role=role_id).select_related("role__family").first()
    if edition:
        SearchEntry.objects.bulk_create(entries_of(content_of(edition)))
    asked = Expectation.objects.filter(profile__edition__role=role_id, skill__isnull=False)
    index_skills(only=Q(pk__in=asked.values("skill")))


@transaction.atomic
def index_skills(*, only: Q | None = None) -> None:
    """Make the entries of skills, or of `only` some, what they are called and how published ladders word them."""
    # Locked, so that of two ladders published at once neither leaves out the words of the other.
    skills = list(Skill.objects.select_for_update(no_key=True).filter(only or Q()).order_by("pk"))
    asked = Expectation.objects.filter(profile__edition__in=Edition.objects.published(), skill__in=skills)
    wordings: dict[int, dict[str, None]] = defaultdict(dict)
    for skill_id, text in asked.order_by("pk").values_list("skill_id", "text"):
        wordings[skill_id][plain_text(text)] = None
    SearchEntry.objects.filter(skill__in=[skill.pk for skill in skills if skill.pk not in wordings]).delete()
    SearchEntry.objects.bulk_create(
        [
            of_skill(skill, wordings[skill.pk])
            for skill in sorted(skills, key=lambda skill: skill.key)
            if skill.pk in wordings
        ],
        update_conflicts=True,
        unique_fields=["skill"],
        update_fields=OF_A_SKILL,
    )


@transaction.atomic
def reindex() -> int:
    """Make the whole index anew. Returns how many entries it has."""
    SearchEntry.objects.all().delete()
    for edition in Edition.objects.published().order_by("role").select_related("role__family"):
        SearchEntry.objects.bulk_create(entries_of(content_of(edition)))
    index_skills()
    return SearchEntry.objects.count()


def entries_of(content: EditionContent) -> list[SearchEntry]:
    """What can be found of a ladder: the role, its levels, its questions and its advice, in the order of the page."""
    core = (line for text, examples in content.core_responsibilities for line in (text, *examples))
    hues = hues_of(content.profiles)
    levels = {profile.level_id for profile in content.profiles}
    entries = [entry(EntryKind.ROLE, content, name=content.role, text=[*content.overview.splitlines(), *core])]
    for profile in content.profiles:
        of_level = entry(EntryKind.LEVEL, content, name=profile.title, text=_statements(profile))
        of_level.level_id, of_level.hue = profile.level_id, hues[profile.level_id]
        of_level.years_min, of_level.years_max = profile.years_min, profile.years_max
        entries.append(of_level)
    for question in content.questions:
        asked = entry(
            EntryKind.QUESTION,
            content,
            name=question.text,
            text=question.examples,
            under=question.heading,
            place="interview",
        )
        asked.level_id = question.level_id if question.level_id in levels else None
        entries.append(asked)
    return [*entries, *(_advice(content, piece) for piece in content.advice)]


def entry(
    kind: EntryKind, content: EditionContent, *, name: str, text: Iterable[str], under: str = "", place: str = ""
) -> SearchEntry:
    """An entry that belongs to the role of `content`; its texts are Markdown as written."""
    role = "" if kind == EntryKind.ROLE else content.role
    row = SearchEntry(kind=kind, role_id=content.role_id, place=place, name=plain_text(name), under=plain_text(under))
    row.text = "\n".join(plain_text(line) for line in text if line.strip())
    row.folded = folded(row.name, role, f"{row.under} {row.text}")
    return row


def of_skill(skill: Skill, wordings: Iterable[str]) -> SearchEntry:
    """The entry of a skill, which ladders word like that."""
    text = "\n".join([*(line for line in skill.description.splitlines() if line.strip()), *wordings])
    return SearchEntry(
        kind=EntryKind.SKILL, skill=skill, name=skill.name, text=text, folded=folded(skill.name, "", text)
    )


def folded(name: str, surroundings: str, text: str) -> str:
    """The column that is searched: three lines, each folded, with a space at both ends."""
    return "\n".join(f" {fold(part)} " for part in (name, surroundings, text))


def _statements(profile: Profile) -> Iterator[str]:
    yield from profile.summary.splitlines()
    for expected in profile.expectations:
        yield expected.text
        yield from expected.examples
    yield from profile.projects


def _advice(content: EditionContent, piece: Piece) -> SearchEntry:
    name, text = (piece.title, [piece.text]) if piece.title else (piece.text, [])
    under, place = ABOUT[AdviceKind(piece.kind)]
    return entry(EntryKind.ADVICE, content, name=name, text=[*text, *piece.examples], under=str(under), place=place)
