"""A small company of bakers, and whom its figures may reach."""

from __future__ import annotations

import html
import re

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from paths.documents.importing import import_ladder
from paths.documents.reader import read_ladder
from paths.ladders.choices import EditionStatus
from paths.ladders.models import Edition, LevelProfile, Transition
from tests.factories import (
    EditionFactory,
    EmployeeFactory,
    ExpectationFactory,
    JobFamilyFactory,
    LevelProfileFactory,
    RoleFactory,
    SalaryBandFactory,
    SkillFactory,
    UserFactory,
)

# Under each rule, whose figures each visitor may see: of their own level, of their ladder, of another ladder.
SEEN = {
    "everyone": {"stranger": "own ladder other", "employee": "own ladder other", "editor": "own ladder other"},
    "signed_in": {"stranger": "", "employee": "own ladder other", "editor": "own ladder other"},
    "own_ladder": {"stranger": "", "employee": "own ladder", "editor": ""},
    "hr": {"stranger": "", "employee": "own", "editor": ""},
}
CASES = [(rule, visitor) for rule, visitors in SEEN.items() for visitor in (*visitors, "compensation")]
FIGURES = {"own": "51111", "ladder": "61111", "other": "71111"}


def put_up(text: str) -> Edition:
    """The edition of a document in force. One without a level could not be published, but may be from before."""
    document = read_ladder(text.encode()).document
    edition = import_ladder(document=document, and_publish=bool(document.levels), family="Engineering").edition
    if not document.levels:
        Edition.objects.update(status=EditionStatus.PUBLISHED, major=1, published_at=timezone.now())
    return edition


def ladder(name: str, *slugs: str, family: str = "baking", **years: tuple[int, int | None]) -> list[LevelProfile]:
    """A published ladder of `name` with a level per slug, lowest first: "junior" is titled "Junior Baker"."""
    of_family = JobFamilyFactory(name=family.title(), slug=family)
    edition = EditionFactory(role=RoleFactory(name=name, slug=name.lower().replace(" ", "-"), family=of_family))
    return [
        LevelProfileFactory(
            edition=edition,
            level__slug=slug,
            title=f"{slug.title()} {name}",
            rank=rank,
            years_min=years.get(slug, (None, None))[0],
            years_max=years.get(slug, (None, None))[1],
        )
        for rank, slug in enumerate(slugs, start=1)
    ]


def asks(profile: LevelProfile, **skills: int) -> None:
    """Let a level require skills, each as deep as said."""
    for name, depth in skills.items():
        skill = SkillFactory._meta.model.objects.filter(slug=name).first() or SkillFactory(name=name.title(), slug=name)
        ExpectationFactory(profile=profile, of_skill=True, skill=skill, proficiency=depth)


def leads(profile: LevelProfile, source: str, target: str, text: str = "") -> None:
    """Write a transition down in the ladder of `profile`."""
    Transition.objects.create(edition=profile.edition, source=source, target=target, text=text)


def paid_bakery() -> dict[str, LevelProfile]:
    """Bakers on two levels and a miller, each level with a figure of its own (FIGURES)."""
    own, higher = ladder("Baker", "junior", "senior", junior=(0, 2), senior=(2, None))
    (other,) = ladder("Miller", "junior", junior=(0, 2))
    levels = {"own": own, "ladder": higher, "other": other}
    for name, profile in levels.items():
        SalaryBandFactory(level=profile.level, minimum=FIGURES[name], maximum=int(FIGURES[name]) + 1111)
    return levels


def visit(visitor: str, own: LevelProfile) -> Client:
    """A browser of somebody: a stranger, the employee on `own`, an HR editor, or somebody from Compensation."""
    client = Client()
    if visitor == "employee":
        client.force_login(EmployeeFactory(level=own.level).user)
    elif visitor != "stranger":
        user = UserFactory()
        user.groups.add(Group.objects.get(name="Compensation" if visitor == "compensation" else "HR editors"))
        client.force_login(user)
    return client


def seen(rule: str, visitor: str) -> set[str]:
    """Whose figures may reach that visitor under that rule."""
    return set(FIGURES) if visitor == "compensation" else set(SEEN[rule][visitor].split())


def figures_in(response) -> set[str]:
    """Whose figures an answer holds, however it writes them."""
    digits = re.sub(r"[,.\s'’]", "", response.content.decode())
    return {name for name, figure in FIGURES.items() if figure in digits or figure[:-3] + "K" in digits}


def words(response) -> str:
    """What a person reads on a page, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
