"""A self-assessment read whole: what it asks, where its owner stands, and whether its ladder has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import F
from django.utils.translation import gettext as _

from paths.growth.models import Assessment, Rating
from paths.growth.standing import Answer, Standing, Step, standing_of
from paths.growth.targets import by_key, editions_needed, expectations_of, profile_in
from paths.ladders.compare import EditionChanges, compare_editions
from paths.ladders.content import EditionContent, Profile
from paths.ladders.models import Edition
from paths.ladders.reading import contents_of
from paths.ladders.telling import in_one_line


@dataclass(frozen=True)
class Overview:
    """An assessment, the level it is about as its edition has it, and where its owner stands.

    `newer` is the edition in force if that is another one; `has_short`: it can ask less than everything.
    """

    assessment: Assessment
    profile: Profile | None
    standing: Standing
    has_short: bool
    newer: Edition | None = None
    changes: EditionChanges | None = None

    @property
    def title(self) -> str:
        """The title of the level."""
        return self.profile.title if self.profile else str(self.assessment.level)

    @property
    def news(self) -> str:
        """What the newer edition asks otherwise of this level: "asks two new things of you"."""
        if self.changes is None:
            return ""
        named = (
            replace(each, after=each.after and replace(each.after, title=_("you"))) for each in self.changes.levels
        )
        return in_one_line(EditionChanges(tuple(named)), "")

    @property
    def next_step(self) -> Step | None:
        """The first step with something unanswered."""
        return next((step for step in self.standing.steps if step.answered < len(step.rows)), None)

    @property
    def answered(self) -> int:
        """How many rows are answered."""
        return sum(step.answered for step in self.standing.steps)

    def with_answer(self, rating: Rating) -> Overview:
        """The same after that row was answered."""
        answers = {row.expected.key: row.answer for row in self.standing.rows} | by_key([rating])
        expectations = [row.expected for row in self.standing.rows]
        return replace(self, standing=standing_of(expectations, answers))


def overview_of(assessment: Assessment, *, with_news: bool = True) -> Overview:
    """One assessment read whole."""
    return overviews_of([assessment], with_news=with_news)[0]


def overviews_of(assessments: Sequence[Assessment], *, with_news: bool = True) -> list[Overview]:
    """The assessments of one employee read whole, in as many queries for many as for one.

    Their `edition.role.family`, `level.role` and `from_level` should be at hand.
    """
    if not assessments:
        return []
    editions = {each.edition_id: each.edition for each in assessments}
    newer = _newer_editions(assessments) if with_news else {}
    editions |= {edition.pk: edition for edition in newer.values()}
    needed = {pk for each in assessments for pk in editions_needed(each)} - set(editions)
    editions |= Edition.objects.select_related("role__family").in_bulk(needed) if needed else {}
    contents = contents_of(list(editions.values()))
    answers: dict[int, list[Rating]] = {each.pk: [] for each in assessments}
    for rating in Rating.objects.filter(assessment__in=list(answers)):
        answers[rating.assessment_id].append(rating)
    return [_overview(each, contents, answers[each.pk], newer.get(each.pk)) for each in assessments]


def changes_of_level(before: EditionContent, after: EditionContent, level_id: int) -> EditionChanges:
    """What one level says otherwise."""
    changes = compare_editions(before.profiles, after.profiles)
    return EditionChanges(tuple(each for each in changes.levels if each.after and each.after.level_id == level_id))


def _newer_editions(assessments: Iterable[Assessment]) -> dict[int, Edition]:
    """assessment id -> the edition in force, where that is another one than it is pinned to."""
    open_ones = [each for each in assessments if each.ended_at is None]
    in_force = Edition.objects.published().filter(profiles__level__in={each.level_id for each in open_ones})
    found = {}
    told_apart = in_force.annotate(of_level=F("profiles__level")).select_related("role__family")
    by_level = {edition.of_level: edition for edition in told_apart}
    for each in open_ones:
        edition = by_level.get(each.level_id)
        if edition and edition.pk != each.edition_id:
            found[each.pk] = edition
    return found


def _overview(
    assessment: Assessment,
    contents: Mapping[int, EditionContent],
    ratings: Iterable[Rating],
    newer: Edition | None,
) -> Overview:
    mine = contents[assessment.edition_id]
    answers: dict[object, Answer] = by_key(ratings)
    asked = expectations_of(assessment, contents)
    changes = changes_of_level(mine, contents[newer.pk], assessment.level_id) if newer else None
    return Overview(
        assessment=assessment,
        profile=profile_in(mine, assessment.level_id),
        standing=standing_of(asked, answers),
        has_short=assessment.from_level_id not in (None, assessment.level_id),
        newer=newer,
        changes=changes,
    )
