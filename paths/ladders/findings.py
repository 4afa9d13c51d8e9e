"""What is odd about an edition, out of the database: the linter's findings and those of the rooms above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.ladders.choices import EditionStatus
from paths.ladders.content import EditionContent
from paths.ladders.lint import Finding, KnownRole, KnownSkill, Library, in_reading_order, lint
from paths.ladders.models import Edition, Expectation, Role, Skill
from paths.ladders.reading import contents_of
from paths.ladders.signals import what_is_odd

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

# The fields of findings that have a page of their own, and those that are a list on the page of a level or a draft.
SECTIONS = frozenset({"roadmap", "interview", "advice", "transitions", "custom"})
PLACES = {"days": "days", "projects": "projects", "levels": "levels"}
FIELDS: dict[str, str | Promise] = {
    "advice": _("advice"),
    "core_responsibilities": _("core responsibilities"),
    "custom": _("other sections"),
    "days": _("a typical week"),
    "interview": _("interview questions"),
    "levels": _("levels"),
    "overview": _("overview"),
    "pay": _("pay"),
    "projects": _("portfolio projects"),
    "roadmap": _("roadmap"),
    "skills": _("the list of skills"),
    "statement": _("statement"),
    "summary": _("summary"),
    "title": _("title"),
    "transitions": _("transitions"),
    "years_min": _("years"),
    "years_max": _("years"),
}


def findings(
    edition: Edition,
    user: AbstractBaseUser | None,
    *,
    content: EditionContent | None = None,
    library: Library | None = None,
) -> tuple[Finding, ...]:
    """What is odd about `edition`, as far as `user` (None: a command, everything) may know it.

    Nine queries, less the five that `content` and the four that `library` spare, and those of the rooms above.
    `edition.role.family` should be at hand.
    """
    contents = {edition.pk: content} if content else contents_of([edition])
    return _findings(contents, user, library)[edition.pk]


def findings_of(editions: Collection[Edition], user: AbstractBaseUser | None) -> dict[int, tuple[Finding, ...]]:
    """Edition id -> what `findings` says of it, in as many queries as for one."""
    return _findings(contents_of(editions), user) if editions else {}


def _findings(
    contents: Mapping[int, EditionContent], user: AbstractBaseUser | None, library: Library | None = None
) -> dict[int, tuple[Finding, ...]]:
    library = library or read_library()
    found = {pk: [*lint(content, library)] for pk, content in contents.items()}
    for _receiver, answer in what_is_odd.send(Edition, contents=contents, user=user):
        for pk, more in answer.items():
            found[pk] += more
    return {pk: in_reading_order(contents[pk], of_one) for pk, of_one in found.items()}


def read_library() -> Library:
    """What the published ladders and the list of skills say, as far as the linter has to know. Four queries."""
    published = Edition.objects.published()
    roles: dict[int, tuple[str, str]] = {}
    levels: dict[int, list[tuple[str, str]]] = defaultdict(list)
    families = set()
    rows = published.order_by("role", "profiles__rank", "profiles__pk").values_list(
        "role_id", "role__name", "role__slug", "role__family__slug", "profiles__level__slug", "profiles__title"
    )
    for role_id, name, slug, family, level, title in rows:
        roles[role_id] = name, slug
        families.add(family)
        if level is not None:
            levels[role_id].append((level, title))
    asked: dict[int, set[int]] = defaultdict(set)
    pairs = Expectation.objects.filter(profile__edition__in=published, skill__isnull=False).order_by()
    for skill_id, role_id in pairs.values_list("skill_id", "profile__edition__role_id").distinct():
        asked[skill_id].add(role_id)
    names = Role.objects.order_by().values_list("name", flat=True)
    once = Role.history.order_by().values_list("name", flat=True)
    known = {name for name, _slug in roles.values()}
    return Library(
        roles=tuple(KnownRole(pk, name, slug, tuple(levels[pk])) for pk, (name, slug) in roles.items()),
        skills=tuple(
            KnownSkill(pk, name, slug, frozenset(asked[pk]))
            for pk, name, slug in Skill.objects.order_by("pk").values_list("pk", "name", "slug")
        ),
        families=frozenset(families),
        silent=frozenset({*names.union(once)} - known),
    )


def place_of(finding: Finding, titles: Mapping[int, str]) -> str:
    """Where it is, in words: "Senior Baker, statement". `titles` are those of the edition's levels, by level id."""
    parts = [titles.get(finding.level_id or 0, ""), str(FIELDS.get(finding.field, ""))]
    return ", ".join(filter(None, parts))


def address_of_skill(finding: Finding) -> str:
    """The page of the admin where `finding` about the list of skills can be mended."""
    if finding.skill_id is None:
        return reverse("admin:paths_skill_changelist")
    return reverse("admin:paths_skill_change", args=[finding.skill_id])


def address_of(edition: Edition, finding: Finding) -> str:
    """The page of the admin, and the place on it, where `finding` about `edition` can be mended.

    What is published is mended in a draft, which begins at the role's page.
    """
    if finding.field == "skills":
        return address_of_skill(finding)
    if finding.field == "pay":
        return finding.url or reverse("admin:pay_role", args=[edition.role.slug])
    if edition.status != EditionStatus.DRAFT:
        return reverse("admin:paths_role_change", args=[edition.role_id])
    if finding.field in SECTIONS:
        return reverse("admin:edition_section", args=[edition.pk, finding.field])
    place = f"statement-{finding.key}" if finding.key else PLACES.get(finding.field, f"field-{finding.field}")
    if finding.level_id is None:
        return reverse("admin:edition_edit", args=[edition.pk]) + f"#{place}"
    return reverse("admin:level_edit", args=[edition.pk, finding.level_id]) + f"#{place}"
