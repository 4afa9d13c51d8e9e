"""What the page of a skill shows: what it is, what each depth of it means, and who asks for it how deep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from paths.browse.ladder import hues_of
from paths.ladders.choices import Proficiency
from paths.ladders.content import Profile
from paths.ladders.models import Edition, Expectation, LevelProfile, Skill
from paths.ladders.proficiencies import MEANINGS
from paths.ladders.slugs import short_title
from paths.shared.scales import percent

# Between two lines of the chart and to its first, in pixels.
LINE, FIRST_LINE = 22, 12


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a depth means; `own` if HR has written it for this skill."""

    depth: Proficiency
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """One statement of one level that asks for the skill."""

    profile: Profile
    short: str
    hue: int
    depth: Proficiency
    text: str
    required: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A level on the chart: `x` is its depth in percent of the width, `y` its line in pixels."""

    asking: Asking
    x: str
    y: int


@dataclass(frozen=True, slots=True)
class AskingRole:
    """A role that asks for the skill: at `levels` of its `count` levels."""

    name: str
    slug: str
    family: str
    asking: tuple[Asking, ...]
    count: int

    @property
    def levels(self) -> int:
        return len({asking.profile.level_id for asking in self.asking})

    @property
    def marks(self) -> tuple[Mark, ...]:
        """One mark for each level where it asks deepest; those of one depth stand below each other, lowest first."""
        deepest: dict[int, Asking] = {}
        for asking in self.asking:
            before = deepest.get(asking.profile.level_id)
            if not before or (asking.depth, asking.required) > (before.depth, before.required):
                deepest[asking.profile.level_id] = asking
        return tuple(mark for depth in Proficiency for mark in _column(depth, deepest.values()))

    @property
    def depths(self) -> str:
        """How deep it asks, in words: "Awareness to Expert"."""
        least, most = (end(mark.asking.depth for mark in self.marks) for end in (min, max))
        if least == most:
            return str(most.label)
        return _("%(least)s to %(most)s") % {"least": least.label, "most": most.label}

    @property
    def height(self) -> int:
        """The height of its part of the chart."""
        return max(mark.y for mark in self.marks) + FIRST_LINE


@dataclass(frozen=True, slots=True)
class SkillView:
    """Everything the page of a skill shows."""

    skill: Skill
    meanings: tuple[Meaning, ...]
    roles: tuple[AskingRole, ...]

    @property
    def levels(self) -> int:
        """How many levels ask for it."""
        return sum(role.levels for role in self.roles)

    @property
    def columns(self) -> list[str]:
        """Where each depth begins on the chart."""
        return [place_of(depth) for depth in Proficiency]

    @property
    def has_desirable(self) -> bool:
        """Whether the chart holds a level that does not insist."""
        return any(not mark.asking.required for role in self.roles for mark in role.marks)


def place_of(depth: Proficiency) -> str:
    """Where the column of a depth begins, in percent of the width."""
    return percent(Decimal(100 * (depth - 1)) / len(Proficiency))


def skill_view(skill: Skill) -> SkillView:
    """The page of `skill`. Two queries."""
    return SkillView(skill, meanings_of(skill), asking_roles(skill))


def meanings_of(skill: Skill) -> tuple[Meaning, ...]:
    """What each depth means, least first: as HR says, else as of every skill."""
    own = skill.own_meanings
    return tuple(Meaning(depth, own[depth] or str(MEANINGS[depth]), bool(own[depth])) for depth in Proficiency)


def asking_roles(skill: Skill) -> tuple[AskingRole, ...]:
    """The published roles that ask for it, in the order of the home page; their levels lowest first. Two queries."""
    asked = Expectation.objects.filter(skill=skill, profile__edition__in=Edition.objects.published())
    role = "profile__edition__role"
    rows = asked.order_by(
        *(f"{role}__family__position", f"{role}__family__name", f"{role}__name"),
        *("profile__rank", "profile__pk", "position", "pk"),
    ).values_list(
        *(f"{role}__name", f"{role}__slug", f"{role}__family__name", "profile__edition_id"),
        *("profile__level_id", "proficiency", "text", "required"),
    )
    profiles = profiles_by_edition(asked.values("profile__edition"))
    return tuple(
        _role(name, slug, family, profiles[edition_id], [row[4:] for row in group])
        for (name, slug, family, edition_id), group in groupby(rows, key=lambda row: row[:4])
    )


def profiles_by_edition(editions: object) -> dict[int, list[Profile]]:
    """edition id -> its levels, lowest first. One query."""
    found: dict[int, list[Profile]] = defaultdict(list)
    rows = (
        LevelProfile.objects.filter(edition__in=editions)
        .order_by("edition", "rank", "pk")
        .values_list("edition_id", "level_id", "level__slug", "rank", "title", "years_min", "years_max")
    )
    for edition_id, *profile in rows:
        found[edition_id].append(Profile(*profile))
    return found


def _role(
    name: str, slug: str, family: str, profiles: Sequence[Profile], rows: Iterable[tuple[int, int, str, bool]]
) -> AskingRole:
    by_level, hues = {profile.level_id: profile for profile in profiles}, hues_of(profiles)
    asking = tuple(
        Asking(
            profile=by_level[level_id],
            short=short_title(by_level[level_id].title, name),
            hue=hues[level_id],
            depth=Proficiency(depth),
            text=text,
            required=required,
        )
        for level_id, depth, text, required in rows
    )
    return AskingRole(name, slug, family, asking, len(profiles))


def _column(depth: Proficiency, asking: Iterable[Asking]) -> list[Mark]:
    """The marks of those that ask for `depth`."""
    here = (one for one in asking if one.depth == depth)
    return [Mark(one, place_of(depth), FIRST_LINE + LINE * line) for line, one in enumerate(here)]
