"""Writing the papers of the demo company: the same every time, but for the day they are written on."""

from __future__ import annotations

import datetime
from random import Random

from django.utils import timezone

from paths.demo.plans import write_evidence, write_goals, write_weeks
from paths.demo.stories import STORIES, Ready, Stage, Story
from paths.demo.words import ABOVE, AGREED, BELOW, MET, NO_CHANCE, OF_MANAGER
from paths.growth.answering import close_conversation, send_answer
from paths.growth.assessing import share_assessment, standing_of_assessment, withdraw
from paths.growth.choices import Voice
from paths.growth.models import Assessment, Conversation, Opening, Rating, SharedRating
from paths.growth.scales import highest
from paths.growth.standing import Row
from paths.growth.targets import edition_came_from
from paths.ladders.models import Edition, Level
from paths.people.models import Employee
from paths.shared.clock import as_of

# How many steps above or below what is asked an answer lies: drawn from these.
STEPS = {
    Ready.EARLY: (-2, -1, -1, -1, 0, 0),
    Ready.HALF: (-2, -1, -1, 0, 0, 0, 0),
    Ready.NEARLY: (-1, 0, 0, 0, 0, 0, 1),
    Ready.AHEAD: (0, 0, 0, 0, 0, 1, 1),
}
_Said = tuple[int | None, bool, str]


def write_papers() -> None:
    """Write evidence, goals, weeks, assessments and conversations, unless somebody has a paper already."""
    if Assessment.objects.exists():
        return
    people = {employee.email.partition("@")[0]: employee for employee in _people()}
    levels = {f"{level.role.slug}/{level.slug}": level for level in Level.objects.select_related("role")}
    write_evidence(people)
    for story in STORIES:
        tell(story, people[story.email], levels[story.level])
    write_goals(people)
    write_weeks(people)


def tell(story: Story, employee: Employee, level: Level) -> Assessment:
    """Write one assessment, and the conversation about it as far as it has come."""
    chance = Random(f"{story.email} {story.level} {story.begun}")  # noqa: S311
    begun = _days_ago(story.begun, chance)
    edition = Edition.objects.ever_published().filter(role=level.role_id, published_at__lte=begun).first()
    own = _level_then(employee, level)
    came_from = edition_came_from(own, level)
    assessment = Assessment.objects.create(
        employee=employee, edition=edition, level=level, from_level=own, from_edition=came_from
    )
    Assessment.objects.filter(pk=assessment.pk).update(started_at=begun)
    _answer(story, assessment, begun, chance)
    if story.shared:
        _share(story, assessment, chance)
    if story.stage in (Stage.PUT_AWAY, Stage.CLOSED):
        ended = begun + datetime.timedelta(days=40)
        Assessment.objects.filter(pk=assessment.pk).update(ended_at=ended)
    return assessment


def _answer(story: Story, assessment: Assessment, begun: datetime.datetime, chance: Random) -> None:
    rows = []
    for row in standing_of_assessment(assessment).rows:
        if chance.randrange(10) >= story.answered:
            continue
        value, no_opportunity, note = _said(row, STEPS[story.ready], chance)
        day = begun + datetime.timedelta(minutes=chance.randrange(3 * 24 * 60))
        rows.append(
            Rating(
                assessment=assessment,
                key=row.expected.key,
                skill_id=row.expected.skill.id if row.expected.skill else None,
                value=value,
                no_opportunity=no_opportunity,
                note=note,
                rated_at=day,
                version=1,
            )
        )
    Rating.objects.bulk_create(rows)


def _said(row: Row, steps: tuple[int, ...], chance: Random) -> _Said:
    """An answer and its note."""
    if chance.randrange(16) == 0:
        return None, True, chance.choice(NO_CHANCE)
    value = max(0, min(highest(row.expected), row.needed + chance.choice(steps)))
    words = ABOVE if value > row.needed else MET if value == row.needed else BELOW
    return value, False, chance.choice(words) if chance.randrange(3) == 0 else ""


def _share(story: Story, assessment: Assessment, chance: Random) -> None:
    manager = assessment.employee.manager
    shared = _days_ago(story.shared, chance)
    answered, closed = (shared + datetime.timedelta(days=days, hours=hours) for days, hours in ((6, 2), (11, 5)))
    with as_of(shared):
        conversation = share_assessment(assessment=assessment, is_done=story.is_done)
    if story.stage is Stage.WITHDRAWN:
        withdraw(conversation=conversation)
    elif story.stage is not Stage.SHARED:
        _manager_answers(conversation, story, shared, chance)
    if story.stage in (Stage.ANSWERED, Stage.CLOSED):
        with as_of(answered):
            send_answer(conversation=conversation, by=manager)
        _agree(conversation, story, answered, chance)
    if story.stage is Stage.CLOSED:
        with as_of(closed):
            close_conversation(conversation=conversation)
    if manager and manager.user_id and story.stage is not Stage.WITHDRAWN and story.shared != 4:
        opened = shared + datetime.timedelta(days=min(2, story.shared), hours=1)
        Opening.objects.create(conversation=conversation, user_id=manager.user_id, last_at=opened)


def _manager_answers(conversation: Conversation, story: Story, shared: datetime.datetime, chance: Random) -> None:
    """The manager's own answers: mostly the same, some a step apart; of a draft only the first ones."""
    Conversation.objects.filter(pk=conversation.pk).update(manager=conversation.employee.manager_id)
    own = list(conversation.ratings.filter(voice=Voice.SELF).order_by("pk"))
    rows = []
    for place, mine in enumerate(own):
        if story.stage is Stage.DRAFTED and place >= len(own) // 2:
            break
        value, no_opportunity = mine.value, mine.no_opportunity
        if value is None and not no_opportunity:
            value = chance.choice((1, 2))
        elif value is not None and chance.randrange(4) == 0:
            value = max(0, min(3, value + chance.choice((-1, 1))))
        differs = value != mine.value
        rows.append(
            SharedRating(
                conversation=conversation,
                voice=Voice.MANAGER,
                key=mine.key,
                value=value,
                no_opportunity=no_opportunity,
                note=chance.choice(OF_MANAGER) if differs or chance.randrange(6) == 0 else "",
                rated_at=shared + datetime.timedelta(days=3, minutes=place),
            )
        )
    SharedRating.objects.bulk_create(rows)


def _agree(conversation: Conversation, story: Story, answered: datetime.datetime, chance: Random) -> None:
    """What both agreed on where they differed: all of it once it is closed, before that some."""
    agreed = set(conversation.ratings.filter(voice=Voice.AGREED).values_list("key", flat=True))
    theirs = conversation.ratings.filter(voice=Voice.MANAGER).exclude(key__in=agreed).order_by("pk")
    rows = [
        SharedRating(
            conversation=conversation,
            voice=Voice.AGREED,
            key=row.key,
            value=row.value,
            no_opportunity=row.no_opportunity,
            note=chance.choice(AGREED) if chance.randrange(2) else "",
            rated_at=answered + datetime.timedelta(days=4),
        )
        for row in theirs
        if story.stage is Stage.CLOSED or chance.randrange(3) == 0
    ]
    SharedRating.objects.bulk_create(rows)


def _people() -> list[Employee]:
    return list(Employee.objects.select_related("level__role", "manager").filter(email__endswith="@demo.example"))


def _level_then(employee: Employee, level: Level) -> Level | None:
    """The level somebody stood on: who looked at their own level stood one below it, or nowhere."""
    return None if employee.level_id == level.pk else employee.level


def _days_ago(days: int, chance: Random) -> datetime.datetime:
    """A moment of a working day, so many days ago."""
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    return noon - datetime.timedelta(days=days, minutes=chance.randrange(-180, 180))
