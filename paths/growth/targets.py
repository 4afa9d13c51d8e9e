"""What an assessment asks: the whole of a level, or what it asks beyond one's own. Pure but for reading editions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from paths.growth.models import Assessment
from paths.growth.standing import Answer, Standing, standing_of
from paths.ladders.compare import compare
from paths.ladders.comparison import Column, Mark
from paths.ladders.content import EditionContent, Expected, Profile
from paths.ladders.models import Edition, Level, LevelProfile
from paths.ladders.reading import contents_of


def asked_beyond(own: Profile | None, target: Profile) -> tuple[Expected, ...]:
    """What `target` asks that `own` does not, or not as deep. All of it where there is nothing to compare with, or
    nothing differs.
    """
    if own is None or own.level_id == target.level_id:
        return target.expectations
    statements = compare([Column(own), Column(target)]).statements(1)
    beyond = {s.expected.key for s in statements if s.mark in (Mark.NEW, Mark.DEEPER)}
    return tuple(each for each in target.expectations if each.key in beyond) or target.expectations


def read_editions(edition_ids: Iterable[int]) -> dict[int, EditionContent]:
    """edition id -> what it says, in as many queries for many as for one."""
    editions = Edition.objects.select_related("role__family").filter(pk__in=set(edition_ids))
    return contents_of(list(editions))


def edition_in_force(level: Level) -> Edition | None:
    """The edition that describes a level now."""
    return Edition.objects.published().filter(role=level.role_id, profiles__level=level).first()


def is_below(level: Level, other: Level | None) -> bool:
    """Whether `level` is a lower rung than `other` of the same ladder, as the edition in force has it. One query."""
    if other is None or level.role_id != other.role_id:
        return False
    in_force = LevelProfile.objects.filter(edition__in=Edition.objects.published(), level__in=[level, other])
    ranks = dict(in_force.values_list("level", "rank"))
    return len(ranks) == 2 and ranks[level.pk] < ranks[other.pk]


def levels_to_choose() -> dict[str, list[LevelProfile]]:
    """role -> its levels as the edition in force has them, lowest first. One query."""
    in_force = LevelProfile.objects.filter(edition__in=Edition.objects.published()).select_related("edition__role")
    found: dict[str, list[LevelProfile]] = {}
    for profile in in_force.order_by("edition__role__name", "rank", "pk"):
        found.setdefault(profile.edition.role.name, []).append(profile)
    return found


def profile_in(content: EditionContent, level_id: int) -> Profile | None:
    """The level as an edition describes it."""
    return next((profile for profile in content.profiles if profile.level_id == level_id), None)


def expectations_of(paper: Assessment, contents: Mapping[int, EditionContent]) -> tuple[Expected, ...]:
    """The statements that a paper is about. `contents` holds its edition, and that of the level its owner came from."""
    target = profile_in(contents[paper.edition_id], paper.level_id)
    if target is None:
        return ()
    return target.expectations if paper.whole else asked_beyond(_own_profile(paper, contents), target)


def edition_came_from(own: Level | None, level: Level) -> Edition | None:
    """The edition that describes one's own level now, where that is on another ladder than `level`."""
    return edition_in_force(own) if own and own.role_id != level.role_id else None


def editions_needed(paper: Assessment) -> list[int]:
    """The editions to read for a paper: its own, and where its owner came from another ladder, that one's."""
    return [pk for pk in (paper.edition_id, None if paper.whole else paper.from_edition_id) if pk]


def standing_from(paper: Assessment, answers: Iterable[object]) -> Standing:
    """Where somebody stands by these answers (rows with a key and the fields of an answer)."""
    contents = read_editions(editions_needed(paper))
    return standing_of(expectations_of(paper, contents), by_key(answers))


def by_key(answers: Iterable[object]) -> dict:
    """key -> Answer, out of rows of any voice."""
    return {
        row.key: Answer(row.value, row.no_opportunity, row.note, row.rated_at, getattr(row, "version", 0))
        for row in answers
    }


def _own_profile(paper: Assessment, contents: Mapping[int, EditionContent]) -> Profile | None:
    own = paper.from_level_id
    if own is None or own == paper.level_id:
        return None
    return next((found for pk in editions_needed(paper) if (found := profile_in(contents[pk], own))), None)
