"""Writing a self-assessment: begun, answered row by row, shared, moved over to a newer edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from paths.growth.choices import HIGHEST, ConversationState, Voice
from paths.growth.models import Assessment, Conversation, Evidence, Rating, SharedEvidence, SharedRating
from paths.growth.scales import highest
from paths.growth.standing import Standing
from paths.growth.targets import edition_came_from, edition_in_force, profile_in, read_editions, standing_from
from paths.ladders.content import Expected
from paths.ladders.models import Edition, Level, LevelProfile
from paths.people.models import Employee


class NotOnTheLadder(Exception):
    """Raised when nobody can work towards a level: no published edition describes it."""


class NoSuchRow(Exception):
    """Raised when a paper does not ask that statement, or not with that answer."""


class AnsweredMeanwhile(Exception):
    """Raised when a row was saved elsewhere since it was shown; `rating` is what it says now."""

    def __init__(self, rating: Any) -> None:
        self.rating = rating
        super().__init__("The row was saved elsewhere.")


class NotPossibleNow(Exception):
    """Raised when a paper is not in the state that a step needs: somebody took it before."""


def next_rung(employee: Employee) -> Level | None:
    """The level one rung above the employee's own, as the edition in force has it; the first where the ladder forks."""
    own = employee.level
    edition = own and edition_in_force(own)
    if not own or not edition:
        return None
    rank = LevelProfile.objects.filter(edition=edition, level=own).values("rank")[:1]
    above = LevelProfile.objects.filter(edition=edition, rank__gt=rank).order_by("rank", "pk")
    found = above.select_related("level").first()
    return found.level if found else None


@transaction.atomic
def start_assessment(*, employee: Employee, level: Level, whole: bool = False) -> Assessment:
    """Begin towards `level`, pinned to the edition in force, with what was answered before filled in with its date.

    One that is under way towards that level already is returned as it is. Raises NotOnTheLadder.
    """
    Employee.objects.select_for_update().get(pk=employee.pk)
    there = Assessment.objects.under_way().filter(employee=employee, level=level).first()
    if there:
        return there
    edition = edition_in_force(level)
    if edition is None:
        raise NotOnTheLadder
    assessment = Assessment.objects.create(
        employee=employee,
        edition=edition,
        level=level,
        from_level=employee.level,
        from_edition=edition_came_from(employee.level, level),
        whole=whole,
    )
    _carry_over(assessment)
    return assessment


@transaction.atomic
def rate(
    *,
    assessment: Assessment,
    expected: Expected,
    value: int | None,
    no_opportunity: bool = False,
    note: str = "",
    version: int | None = None,
) -> Rating:
    """Answer one row, or clear the answer. `version` is the one that was shown (None: whatever it is).

    The same answer twice changes nothing. Raises NoSuchRow for an answer that does not fit, NotPossibleNow if the
    assessment was put away, AnsweredMeanwhile if the row was saved elsewhere since.
    """
    check_answer(expected, value, no_opportunity)
    if Assessment.objects.select_for_update().get(pk=assessment.pk).ended_at:
        raise NotPossibleNow
    row = Rating.objects.filter(assessment=assessment, key=expected.key).first()
    row = row or Rating(assessment=assessment, key=expected.key)
    said = {"value": value, "no_opportunity": no_opportunity, "note": note}
    if all(getattr(row, name) == new for name, new in said.items()):
        return row
    if version is not None and version != row.version:
        raise AnsweredMeanwhile(row)
    if (row.value, row.no_opportunity) != (value, no_opportunity):
        row.rated_at = timezone.now() if value is not None or no_opportunity else None
    for name, new in said.items():
        setattr(row, name, new)
    row.skill_id = expected.skill.id if expected.skill else None
    row.version += 1
    row.save()
    return row


@transaction.atomic
def move_over(*, assessment: Assessment) -> Assessment:
    """Take an assessment to the edition in force; answers go with their statements, and what it asks anew is filled in
    if it was answered elsewhere. Raises NotOnTheLadder, NotPossibleNow if it was put away.
    """
    locked = Assessment.objects.select_for_update(of=["self"]).select_related("level", "from_level")
    current = locked.get(pk=assessment.pk)
    if current.ended_at:
        raise NotPossibleNow
    edition = edition_in_force(current.level)
    if edition is None:
        raise NotOnTheLadder
    current.edition, current.from_edition = edition, edition_came_from(current.from_level, current.level)
    current.save()
    _carry_over(current)
    return current


def set_scope(*, assessment: Assessment, whole: bool) -> None:
    """Let it ask everything, or only what differs from the employee's own level. Answers stay either way."""
    Assessment.objects.under_way().filter(pk=assessment.pk).update(whole=whole)


def end_assessment(*, assessment: Assessment) -> None:
    """Put an assessment away: it stays to be read, and another towards the same level can begin."""
    Assessment.objects.under_way().filter(pk=assessment.pk).update(ended_at=timezone.now())


@transaction.atomic
def share_assessment(*, assessment: Assessment, is_done: bool = False) -> Conversation:
    """Freeze a copy of it for those who may read it; its owner can go on. An earlier copy that was not answered is
    withdrawn; what the manager has begun to answer goes on in the new one. Raises NotPossibleNow while one that was
    answered is not closed.
    """
    current = Assessment.objects.select_for_update().get(pk=assessment.pk)
    # Locked, so that none is answered while it is withdrawn.
    copies = Conversation.objects.select_for_update().filter(assessment=current)
    open_copies = list(copies.filter(state__in=[ConversationState.SHARED, ConversationState.ANSWERED]))
    if any(copy.state == ConversationState.ANSWERED for copy in open_copies):
        raise NotPossibleNow
    earlier = next(iter(open_copies), None)
    copies.filter(state=ConversationState.SHARED).update(state=ConversationState.WITHDRAWN)
    standing = standing_of_assessment(current)
    conversation = Conversation.objects.create(
        assessment=current,
        employee_id=current.employee_id,
        edition_id=current.edition_id,
        level_id=current.level_id,
        whole=current.whole,
        is_finished=is_done or standing.is_finished,
        manager_id=earlier.manager_id if earlier else None,
    )
    SharedRating.objects.bulk_create(
        SharedRating(
            conversation=conversation,
            voice=Voice.SELF,
            key=row.expected.key,
            value=row.answer.value,
            no_opportunity=row.answer.no_opportunity,
            note=row.answer.note,
            rated_at=row.answer.rated_at,
        )
        # Also what is not answered: so the copy keeps what was asked when one's own level is another one.
        for row in standing.rows
    )
    keys = [row.expected.key for row in standing.rows]
    today = timezone.localdate(conversation.shared_at)
    shown = Evidence.objects.filter(employee=current.employee_id, shows__key__in=keys, happened_on__lte=today)
    SharedEvidence.objects.bulk_create(
        SharedEvidence(conversation=conversation, key=key, text=text, link=link, happened_on=day)
        for key, text, link, day in shown.values_list("shows__key", "text", "link", "happened_on")
    )
    if earlier:
        _hand_on(earlier, conversation, {row.expected.key: row.expected for row in standing.rows})
    return conversation


def _hand_on(earlier: Conversation, later: Conversation, asked: Mapping[UUID, Expected]) -> None:
    """Copy what the manager has begun to answer, as far as it is still asked."""
    begun = SharedRating.objects.filter(conversation=earlier, voice=Voice.MANAGER, key__in=asked)
    rows = [row for row in begun if row.value is None or row.value <= highest(asked[row.key])]
    for row in rows:
        row.pk, row.conversation = None, later
    SharedRating.objects.bulk_create(rows)


def withdraw(*, conversation: Conversation) -> None:
    """Take a copy back that nobody has answered yet. Raises NotPossibleNow."""
    shared = Conversation.objects.filter(pk=conversation.pk, state=ConversationState.SHARED)
    if not shared.update(state=ConversationState.WITHDRAWN):
        raise NotPossibleNow


def standing_of_assessment(assessment: Assessment) -> Standing:
    """Where its owner stands now."""
    return standing_from(assessment, assessment.ratings.all())


def check_answer(expected: Expected, value: int | None, no_opportunity: bool) -> None:
    """Raise NoSuchRow for an answer that the statement does not offer."""
    if value is not None and (no_opportunity or not 0 <= value <= min(highest(expected), HIGHEST)):
        raise NoSuchRow


def _carry_over(assessment: Assessment) -> None:
    """Fill in what the employee answered last about the statement or its skill: rated once, it counts in every role."""
    content = read_editions([assessment.edition_id])[assessment.edition_id]
    target = profile_in(content, assessment.level_id)
    earlier = Rating.objects.filter(assessment__employee=assessment.employee_id, rated_at__isnull=False)
    by_key: dict[UUID, Rating] = {}
    by_skill: dict[int, Rating] = {}
    for rating in earlier.order_by("rated_at"):
        by_key[rating.key] = rating
        if rating.skill_id:
            by_skill[rating.skill_id] = rating
    rows = []
    there = set(assessment.ratings.values_list("key", flat=True))
    for expected in target.expectations if target else ():
        if expected.key in there:
            continue
        skill_id = expected.skill.id if expected.skill else None
        found = [row for row in (by_key.get(expected.key), by_skill.get(skill_id or 0)) if row]
        if last := max(found, key=lambda row: (row.rated_at, row.key == expected.key), default=None):
            said = {name: getattr(last, name) for name in ("value", "no_opportunity", "note", "rated_at")}
            rows.append(Rating(assessment=assessment, key=expected.key, skill_id=skill_id, version=1, **said))
    Rating.objects.bulk_create(rows)


def newer_edition(assessment: Assessment) -> Edition | None:
    """The edition in force, if the assessment is pinned to another one."""
    edition = edition_in_force(assessment.level)
    return edition if edition and edition.pk != assessment.edition_id else None
